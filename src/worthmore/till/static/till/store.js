// What the till remembers by itself: the catalogue, sales on their way, and the sale being made.
// One database in the browser; every change is one transaction, so that a till switched off in the middle loses nothing.

const STORES = ["products", "waiting", "refused", "facts"];

export async function open(name = "worthmore-till") {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store, { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return new Store(database);
}

class Store {
  constructor(database) {
    this.database = database;
  }

  async #within(stores, mode, work) {
    const transaction = this.database.transaction(stores, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await work(...stores.map((store) => transaction.objectStore(store)));
    await done;
    return result;
  }

  async fact(id, otherwise = null) {
    const found = await this.#within(["facts"], "readonly", (facts) => settled(facts.get(id)));
    return found ? found.value : otherwise;
  }

  keep(id, value) {
    return this.#within(["facts"], "readwrite", (facts) => settled(facts.put({ id, value })));
  }

  all(store) {
    return this.#within([store], "readonly", (found) => settled(found.getAll()));
  }

  count(store) {
    return this.#within([store], "readonly", (found) => settled(found.count()));
  }

  // The whole catalogue at once: half of an old one and half of a new one is never seen.
  replaceProducts(products, facts) {
    return this.#within(["products", "facts"], "readwrite", async (kept, about) => {
      kept.clear();
      for (const product of products) kept.put(product);
      await settled(about.put({ id: "catalogue", value: facts }));
    });
  }

  // A sale gets its number in the same step in which it begins to wait and the open sale is emptied: never two, never none.
  finish(sale, device) {
    return this.#within(["waiting", "facts"], "readwrite", async (waiting, facts) => {
      const last = (await settled(facts.get("number")))?.value ?? 0;
      const number = last + 1;
      const id = `till-${device}-${String(number).padStart(8, "0")}`;
      facts.put({ id: "number", value: number });
      facts.put({ id: "open", value: null });
      await settled(waiting.put({ ...sale, id }));
      return id;
    });
  }

  sent(id) {
    return this.#within(["waiting"], "readwrite", (waiting) => settled(waiting.delete(id)));
  }

  // What the server will never take is set apart with its reason, so that it holds up nothing and is not lost.
  refuse(sale, reason) {
    return this.#within(["waiting", "refused"], "readwrite", async (waiting, refused) => {
      refused.put({ ...sale, reason });
      await settled(waiting.delete(sale.id));
    });
  }

  again() {
    return this.#within(["waiting", "refused"], "readwrite", async (waiting, refused) => {
      for (const { reason, ...sale } of await settled(refused.getAll())) waiting.put(sale);
      await settled(refused.clear());
    });
  }
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
