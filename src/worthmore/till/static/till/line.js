// The line to Worthmore: asking, fetching what to keep, and sending what waits, each sale exactly once.

const PATIENCE_MS = 1500;
const SENDING_MS = 15000;
const PART = 200;

export class KeyError extends Error {}

export class Line {
  constructor(api, key, store) {
    this.api = api;
    this.key = key;
    this.store = store;
    this.up = navigator.onLine;
  }

  // Gives the answer's JSON; throws when the line is down. An answer that says no is an answer: look at `status`.
  async #call(method, what, body, patience) {
    let answer;
    try {
      answer = await fetch(this.api + what, {
        method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.key}` },
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(patience),
      });
    } catch (error) {
      this.up = false;
      throw error;
    }
    this.up = answer.status < 500;
    if (answer.status === 401 || (answer.status === 403 && what === "suggestions")) throw new KeyError(await detail(answer));
    return answer;
  }

  // Whether the line is back, while there is nothing to send that would tell.
  async probe() {
    try {
      await this.#call("GET", "health", undefined, PATIENCE_MS);
    } catch {
      // Still down.
    }
  }

  async offers(placement, sale, locale) {
    const body = { placement, locale, cart: sale.cart, exclude: sale.declined, limit: 1 };
    if (sale.customer) body.customer = sale.customer;
    const answer = await this.#call("POST", "offers", body, PATIENCE_MS);
    if (!answer.ok) throw new Error(await detail(answer));
    return (await answer.json()).offers[0] ?? null;
  }

  // The codes that hold today, kept for when the line is down.
  async fetchVouchers() {
    const answer = await this.#call("GET", "vouchers", undefined, SENDING_MS);
    if (answer.ok) await this.store.keep("vouchers", (await answer.json()).vouchers);
  }

  // One code as it stands now; null when there is no such code.
  async voucher(code, customer) {
    const asked = new URLSearchParams(customer ? { code, customer } : { code });
    const answer = await this.#call("GET", `vouchers?${asked}`, undefined, PATIENCE_MS);
    if (!answer.ok) throw new Error(await detail(answer));
    return (await answer.json()).vouchers[0] ?? null;
  }

  async fetchCatalogue(locale, told) {
    const products = [];
    let part = { after: "" };
    while (part.after !== null) {
      const asked = new URLSearchParams({ after: part.after, limit: PART, locale });
      const answer = await this.#call("GET", `suggestions?${asked}`, undefined, SENDING_MS);
      if (answer.status === 403) throw new KeyError(await detail(answer));
      if (!answer.ok) throw new Error(await detail(answer));
      part = await answer.json();
      products.push(...part.products);
      told(products.length);
    }
    const { version, currency, premium_cap } = part;
    await this.store.replaceProducts(products, { version, currency, premium_cap, locale, at: Date.now() });
  }

  // Sends what waits, oldest first. Only one page at a time does; what was sent twice counts once on the other side.
  send(changed, told) {
    return navigator.locks.request("worthmore-till-sending", { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      for (const sale of await this.store.all("waiting")) {
        if (!(await this.#sendOne(sale, told))) return;
        await changed();
      }
    });
  }

  async #sendOne(sale, told) {
    const order = await this.#call("POST", "orders", sale.order && { ...sale.order, id: sale.id }, SENDING_MS);
    if (later(order)) return false;
    if (!order.ok) {
      await this.store.refuse(sale, await detail(order));
      return true;
    }
    if (sale.order?.voucher) {
      for (const { field, message } of (await order.json()).warnings) if (field === "voucher") told(sale.id, message);
    }
    for (const one of sale.answers) {
      const answer = await this.#call("POST", "answers", { ...one, occasion: sale.id }, SENDING_MS);
      if (later(answer)) return false;
      if (!answer.ok) {
        await this.store.refuse(sale, await detail(answer));
        return true;
      }
    }
    await this.store.sent(sale.id);
    return true;
  }
}

function later(answer) {
  return answer.status >= 500 || answer.status === 429;
}

async function detail(answer) {
  try {
    const said = await answer.json();
    return [said.detail, said.mend].filter(Boolean).join(" ");
  } catch {
    return `status ${answer.status}`;
  }
}
