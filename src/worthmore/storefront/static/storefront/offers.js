// Asks Worthmore for offers and shows them. Any webshop can do this in the same way: it needs the public storefront
// key, one <section data-placement="…"> a page, and the two addresses /v1/offers and /v1/answers.
//
// The page comes first. Nothing here can break it: without an answer in a second, or after any error, the section
// goes away and the page is as it was. Text from the answer is only ever set as text, never read as HTML.
"use strict";

(() => {
  const PATIENCE_MS = 1000;
  const MOST_REMEMBERED = 200;
  const SEEN_SHARE = 0.5; // an offer counts as seen when half of it …
  const SEEN_MS = 1000; // … was in view for a second

  document.querySelectorAll("section[data-placement]").forEach(fill);

  async function fill(section) {
    section.dataset.state = "loading";
    section.hidden = false;
    try {
      const answer = await ask(section);
      const cards = answer.offers.map((offer, position) => card(section, offer, position));
      section.querySelector("ul").append(...cards);
      section.dataset.state = "shown";
      section.hidden = cards.length === 0;
      watch(section, cards);
    } catch {
      section.dataset.state = "none";
      section.hidden = true;
      section.querySelector("ul").replaceChildren();
    }
  }

  // -- Speaking with Worthmore

  async function ask(section) {
    const { placement, product, customer, cart, locale } = section.dataset;
    const body = { placement, locale, cart: JSON.parse(cart), exclude: declined(section) };
    if (product) body.product = product;
    if (customer) body.customer = customer;
    const answer = await post(section, "offers", body, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`offers: status ${answer.status}`);
    return answer.json();
  }

  // Told in the background, also while the page is being left. What does not arrive is not missed.
  function tell(section, token, outcome) {
    post(section, "answers", { token, outcome }, { keepalive: true }).catch(() => {});
  }

  function post(section, what, body, options) {
    return fetch(section.dataset.api + what, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${section.dataset.key}` },
      body: JSON.stringify(body),
      credentials: "omit",
      ...options,
    });
  }

  // -- One card

  function card(section, offer, position) {
    const item = section.querySelector("template").content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(`[data-part="${name}"]`);
    const address = (pattern) => pattern.replace("ID", encodeURIComponent(offer.product.id));
    const name = (offer.quantity > 1 ? `${offer.quantity} × ` : "") + offer.product.name;
    const title = part("name");
    title.textContent = name;
    title.href = address(section.dataset.productUrl);
    title.id = `offer-${position}`;
    part("picture").src = address(section.dataset.pictureUrl);
    part("price").textContent = offer.price.display;
    part("words").textContent = said(offer);
    part("reason").textContent = offer.reason;
    part("differences").append(...offer.differences.map((found) => difference(section, found)));
    fillForm(item.querySelector("form"), part("accept"), offer);
    for (const button of ["accept", "decline"]) part(button).setAttribute("aria-describedby", title.id);
    answers(section, item, offer);
    return item;
  }

  // The card already has the name above and the price beside it: once is enough.
  function said(offer) {
    const start = `${offer.product.name}: `;
    let rest = offer.words.startsWith(start) ? offer.words.slice(start.length) : offer.words;
    if (rest === offer.price.display) return "";
    if (rest.startsWith(`${offer.price.display}; `)) rest = rest.slice(offer.price.display.length + 2);
    return rest.replace(/(\d) ×/g, "$1\u00a0×");
  }

  function difference(section, found) {
    const line = document.createElement("li");
    const amount = (value) => value.toLocaleString(section.dataset.locale, { maximumFractionDigits: 2 });
    const unit = JSON.parse(section.dataset.units)[found.unit] ?? found.unit;
    line.textContent = `${found.label}: ${amount(found.chosen)} → ${amount(found.offered)} ${unit}`.trimEnd();
    line.className = found.better ? "better" : "worse";
    return line;
  }

  function fillForm(form, accept, offer) {
    const fields = { product: offer.product.id, quantity: offer.quantity, offer: offer.token };
    if (offer.kind === "upgrade") {
      fields.replaces = offer.anchor ?? "";
      accept.textContent = accept.dataset.upgrade;
    }
    for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
  }

  function answers(section, item, offer) {
    item.querySelector("form").addEventListener("submit", () => tell(section, offer.token, "accepted"));
    item.querySelector('[data-part="decline"]').addEventListener("click", () => {
      tell(section, offer.token, "declined");
      remember(section, offer.product.id);
      item.remove();
      const said = section.querySelector('[role="status"]');
      said.textContent = said.dataset.declined;
      section.dataset.state = section.querySelector("ul > li") ? "shown" : "finished";
      (section.querySelector("ul > li a[id]") ?? said).focus();
    });
  }

  // -- Seen

  function watch(section, cards) {
    const waiting = new Map();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(waiting.get(target));
          if (isIntersecting) waiting.set(target, setTimeout(seen, SEEN_MS, target));
        }
      },
      { threshold: SEEN_SHARE },
    );
    cards.forEach((item) => observer.observe(item));

    function seen(item) {
      if (document.visibilityState !== "visible" || !item.isConnected) return;
      observer.unobserve(item);
      tell(section, item.querySelector("form").elements.namedItem("offer").value, "impression");
    }
  }

  // -- Remembered for this visit, so that nobody need be known to be taken at their word

  function shelf(section) {
    return `worthmore.declined.${section.dataset.customer}`;
  }

  function declined(section) {
    try {
      return JSON.parse(sessionStorage.getItem(shelf(section)) ?? "[]");
    } catch {
      return [];
    }
  }

  function remember(section, product) {
    try {
      sessionStorage.setItem(shelf(section), JSON.stringify([...new Set([...declined(section), product])].slice(-MOST_REMEMBERED)));
    } catch {
      // No storage: Worthmore still remembers it of a customer it knows.
    }
  }
})();
