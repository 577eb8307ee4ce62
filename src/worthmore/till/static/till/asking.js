// The two questions: first the better or larger one, then what goes with it, whatever the first answer was.

import { REPLACING, apart } from "./sale.js";

export const QUESTIONS = ["till_upsell", "till_cross_sell"];
const OLD_MS = 7 * 24 * 3600 * 1000; // what was kept longer ago is not said any more

// A suggestion from what is kept. One product at a time was looked at and nobody in particular: for somebody with a card
// nothing is said, because what they refused or may not be asked cannot be looked up now.
export function fromKept(question, sale, products, catalogue) {
  if (sale.customer || !catalogue || Date.now() - catalogue.at > OLD_MS) return null;
  const kept = question === "till_upsell" ? "upsell" : "cross_sell";
  const found = sale.lines
    .filter((line) => !line.offer)
    .map((line) => products.get(line.product)?.[kept])
    .filter((offer) => offer && fits(offer, sale, catalogue.premium_cap));
  return found.sort((one, other) => other.chance * other.extra.amount - one.chance * one.extra.amount)[0] ?? null;
}

// In the cart already, declined a moment ago, or with the other extras more than the cap: then it is not said.
function fits(offer, sale, cap) {
  const id = offer.product.id;
  if (sale.declined.includes(id) || sale.lines.some((line) => line.product === id)) return false;
  if (offer.price.currency !== sale.currency) return false;
  const anchored = sale.lines.find((line) => line.product === offer.anchor);
  const quantity = REPLACING.includes(offer.kind) ? (anchored?.quantity ?? 1) : 1;
  const added = sale.accepted + offer.extra.amount * quantity;
  return added * 10000 <= (sale.total - sale.accepted) * Math.round(cap * 10000);
}

// The sentence to say.
export function sentence(offer, sentences) {
  const product = apart(offer.product.name);
  const points = offer.words.startsWith(`${product}: `) ? offer.words.slice(product.length + 2) : "";
  const said = sentences[offer.kind] ?? "{product}: {price}";
  return said
    .replaceAll("{product}", () => product)
    .replaceAll("{price}", () => offer.price.display)
    .replaceAll("{extra}", () => offer.extra.display)
    .replaceAll("{points}", () => (points ? `${points[0].toLocaleUpperCase()}${points.slice(1)}.` : ""))
    .trim();
}
