// What the shop does when somebody takes an offer: the same as its own "add to cart" button, with the offer's token.
"use strict";

document.addEventListener("worthmore-accept", ({ target, detail }) => {
  // A contract is not put in a cart: it is ordered on a page of its own, with its own button to pay.
  if (detail.answer.contract) return location.assign(`${target.dataset.orderUrl}?offer=${encodeURIComponent(detail.offer)}`);
  const form = document.getElementById("take-offer");
  const fields = { product: detail.product, quantity: detail.quantity, offer: detail.offer, replaces: detail.replaces ?? "" };
  for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
  form.elements.namedItem("back_to").value = target.dataset.backTo;
  form.submit();
});
