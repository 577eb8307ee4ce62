// What stands on the screen. Text is only ever set as text.

import { apart } from "./sale.js";

const part = (name) => document.getElementById(name);

export const words = JSON.parse(part("words").textContent);

export function money(amount, currency) {
  const written = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency });
  return written.format(amount / 10 ** written.resolvedOptions().maximumFractionDigits);
}

export function show(name, shown = true) {
  part(name).hidden = !shown;
}

export function say(text, wrong = false) {
  const said = part("said");
  said.textContent = text;
  said.classList.toggle("wrong", wrong);
}

export function drawSale(sale) {
  const rows = sale.lines.map((line, place) => {
    const row = part("line").content.firstElementChild.cloneNode(true);
    const cell = (name) => row.querySelector(`[data-part="${name}"]`);
    cell("name").textContent = line.name;
    cell("quantity").textContent = line.quantity;
    cell("price").textContent = money(line.price * line.quantity, line.currency);
    for (const button of row.querySelectorAll("button")) {
      button.dataset.place = place;
      button.setAttribute("aria-label", `${button.title}: ${apart(line.name)}`);
    }
    return row;
  });
  part("lines").replaceChildren(...rows);
  show("nothing-yet", sale.empty);
  part("total").textContent = money(sale.paid, sale.currency);
  show("voucher", sale.voucher !== null);
  part("voucher-said").textContent = sale.voucher ? `${sale.voucher.code}: ${money(-sale.off, sale.currency)}` : "";
  part("pay").disabled = sale.empty;
}

export function drawQuestion(number, text, reason) {
  show("question", text !== null);
  show("no-question", text === null);
  if (text === null) return;
  part("which").textContent = words.which.replace("{number}", number);
  part("sentence").textContent = text;
  part("reason").textContent = reason;
}

export function drawLine(up, waiting, refused) {
  const state = part("state");
  state.dataset.up = up;
  state.textContent = up ? words.online : words.offline;
  part("waiting").textContent = waiting ? words.waiting.replace("{count}", waiting) : "";
  show("refused-sales", refused.length > 0);
  part("refused").replaceChildren(
    ...refused.map((sale) => {
      const row = document.createElement("li");
      row.textContent = `${sale.id}: ${sale.reason}`;
      return row;
    }),
  );
}

export function drawFound(products) {
  part("found").replaceChildren(
    ...products.map((product) => {
      const choice = document.createElement("button");
      choice.type = "button";
      choice.dataset.product = product.id;
      choice.textContent = `${apart(product.name)} · ${product.price.display}`;
      const row = document.createElement("li");
      row.append(choice);
      return row;
    }),
  );
}
