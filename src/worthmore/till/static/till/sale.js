// One sale: what is bought, who buys, which suggestion was made, what became of it, and the code that is redeemed.

import { takenOff } from "./voucher.js";

export const REPLACING = ["upgrade", "size_up"];

// A name that reads from right to left, so that it turns nothing around it in a sentence.
export function apart(name) {
  return /\p{Script=Arab}|\p{Script=Hebr}|[\u0700-\u08ff]/u.test(name) ? `\u2068${name}\u2069` : name;
}

export class Sale {
  constructor(kept = null) {
    Object.assign(this, { lines: [], customer: "", declined: [], asked: {}, voucher: null, ...kept });
  }

  get empty() {
    return this.lines.length === 0;
  }

  get total() {
    return this.lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
  }

  // What the code takes off, and what is paid.
  get off() {
    return this.#reduced.reduce((sum, line) => sum + line.quantity * line.off, 0);
  }

  get paid() {
    return this.total - this.off;
  }

  // The lines as they are paid: each with what the code takes off one of it.
  get #reduced() {
    return takenOff(this.voucher, this.lines);
  }

  get currency() {
    return this.lines[0]?.currency ?? "EUR";
  }

  get pieces() {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  // The cart as the API wants it.
  get cart() {
    return this.lines.map(({ product, quantity, price, offer }) =>
      offer ? { product, quantity, unit_price: price, offer } : { product, quantity, unit_price: price },
    );
  }

  add({ id, name, price }, offer = "") {
    const same = this.lines.find((line) => line.product === id && !line.offer && !offer);
    if (same) same.quantity += 1;
    else this.lines.push({ product: id, name, price: price.amount, currency: price.currency, quantity: 1, offer });
  }

  change(place, by) {
    const line = this.lines[place];
    line.quantity += by;
    if (line.quantity < 1) this.lines.splice(place, 1);
  }

  // Taken: beside the rest, or in the place of what it is better than. `extra` counts what offers added so far.
  take(offer) {
    const { product, price, token, anchor, kind } = offer;
    const before = REPLACING.includes(kind) ? this.lines.findIndex((line) => line.product === anchor) : -1;
    const line = { product: product.id, name: product.name, price: price.amount, currency: price.currency, offer: token };
    line.extra = offer.extra.amount;
    if (before < 0) this.lines.push({ ...line, quantity: 1 });
    else this.lines[before] = { ...line, quantity: this.lines[before].quantity };
  }

  // What accepted offers have added, and what the order was without.
  get accepted() {
    return this.lines.reduce((sum, line) => sum + (line.offer ? (line.extra ?? 0) * line.quantity : 0), 0);
  }

  // As the server is told it; `id` comes when it is finished.
  order(at) {
    const { customer, currency, voucher } = this;
    const lines = this.#reduced.map(({ product, name, quantity, price, offer, off }) => ({
      product,
      name,
      quantity,
      unit_price: price - off,
      ...(off && { discount: off * quantity }),
      ...(offer && { offer }),
    }));
    const code = voucher && this.off > 0 ? { voucher: voucher.code } : {};
    return { currency, channel: "till", at, lines, ...(customer && { customer }), ...code };
  }

  // What became of every suggestion; one that stood there and was not answered was not asked.
  answers(at) {
    const who = this.customer && { customer: this.customer };
    return Object.values(this.asked).flatMap(({ offer, outcome = "not_asked" }) => {
      const told = outcome === "not_asked" ? [outcome] : ["impression", outcome];
      return told.map((one) => ({ token: offer.token, outcome: one, at, ...who }));
    });
  }
}
