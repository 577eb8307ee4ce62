// <worthmore-offers placement="cart" key="…"></worthmore-offers>: the offers for one place on a page of any webshop.
//
// The page comes first. Nothing here can break it: without an answer in time, or after any error, the element stays
// empty. Text from the answer is only ever set as text, never read as HTML. No cookie is set. What an offer's place on
// the page needs is either reserved beforehand or taken where nobody is looking, so that nothing jumps.
//
// docs/web-component.md says what each attribute, part, slot and event means.

const PATIENCE_MS = 300;
const MOST_PATIENCE_MS = 5000;
const SEEN_SHARE = 0.5; // an offer counts as seen when half of it …
const SEEN_MS = 1000; // … was in view for a second
const MOST_REMEMBERED = 200;
const MOST_BLOCKS = 6; // so many one request may ask
const REPLACING = ["upgrade", "size_up", "plan_upgrade", "plan_downgrade", "longer_term", "milestone"];
const ASKED_WITH = ["placement", "key", "api", "product", "customer", "cart", "locale", "limit", "beside", "answer"];

const TEXTS = {
  nl: {
    heading: "Het bekijken waard",
    accept: "In winkelmandje",
    instead: "Neem deze in de plaats",
    order: "Bekijken en bestellen",
    decline: "Nee, bedankt",
    why: "Waarom dit?",
    declined: "Goed, deze zie je niet snel terug.",
  },
  en: {
    heading: "Worth a look",
    accept: "Add to cart",
    instead: "Take this one instead",
    order: "See and order",
    decline: "No thanks",
    why: "Why this?",
    declined: "All right, you will not see that one again soon.",
  },
  fi: {
    heading: "Katsomisen arvoista",
    accept: "Lisää ostoskoriin",
    instead: "Ota tämä sen sijaan",
    order: "Katso ja tilaa",
    decline: "Ei kiitos",
    why: "Miksi tämä?",
    declined: "Selvä, et näe tätä enää vähään aikaan.",
  },
  fr: {
    heading: "À voir aussi",
    accept: "Ajouter au panier",
    instead: "Prendre celui-ci à la place",
    order: "Voir et commander",
    decline: "Non merci",
    why: "Pourquoi cette offre ?",
    declined: "C’est noté, vous ne reverrez pas cette offre de sitôt.",
  },
  de: {
    heading: "Einen Blick wert",
    accept: "In den Warenkorb",
    instead: "Stattdessen diesen nehmen",
    order: "Ansehen und bestellen",
    decline: "Nein danke",
    why: "Warum dieses Angebot?",
    declined: "In Ordnung, dieses Angebot sehen Sie so bald nicht wieder.",
  },
};

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
:host { display: block; min-block-size: var(--worthmore-reserve, 0); }
:host([data-empty]) { min-block-size: 0; }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
h2 { font: inherit; font-size: 1.25em; font-weight: 700; margin: 0 0 .6rem; }
ul { list-style: none; margin: 0; padding: 0; }
.offers { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(15.5rem, 100%), 1fr)); }
.offer { display: grid; grid-template-columns: auto minmax(0, 1fr); grid-template-rows: auto 1fr auto; gap: .5rem .75rem;
  padding: .8rem; background: var(--worthmore-paper, Canvas); color: var(--worthmore-ink, CanvasText);
  border: 1px solid var(--worthmore-line, GrayText); border-radius: var(--worthmore-round, 8px); }
img { inline-size: 4.5rem; block-size: auto; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 6px; }
h3 { font: inherit; font-weight: 700; margin: 0; overflow-wrap: anywhere; }
a { color: inherit; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
p:empty, ul:empty { display: none; }
.title { grid-column: 2; }
.title:first-child { grid-column: 1 / -1; }
.said, .answers { grid-column: 1 / -1; }
summary { display: inline-block; min-block-size: 1.75rem; padding-block: .15rem; cursor: pointer; font-size: .9em;
  text-decoration: underline; text-underline-offset: .15em; }
details { font-size: .9em; }
.better::before { content: "✓ " / ""; font-weight: 700; }
.worse::before { content: "✗ " / ""; font-weight: 700; }
.answers { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .4rem; }
button { font: inherit; font-size: .82em; min-block-size: 3rem; padding: .2rem .3rem; cursor: pointer; color: inherit;
  background: transparent; border: 1px solid currentColor; border-radius: var(--worthmore-round, 8px); }
button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--worthmore-focus, Highlight); outline-offset: 2px; }
`);

class WorthmoreOffers extends HTMLElement {
  static observedAttributes = ASKED_WITH;
  /** The question last asked, as it was sent; for a look behind the scenes. */
  asked = null;
  #turn = 0;
  #planned = false;
  #seeing = null;
  #waiting = null;
  #frame = null;

  connectedCallback() {
    if (!this.#frame) this.#build();
    this.refresh();
  }

  disconnectedCallback() {
    this.#turn++;
    showing.delete(this);
    this.#seeing?.disconnect();
    this.#waiting?.disconnect();
  }

  attributeChangedCallback(name, before, after) {
    if (this.isConnected && this.#frame && before !== after) this.refresh();
  }

  /** Ask again: after the cart changed, for example. Several calls in one go are one question. */
  refresh() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.isConnected) this.#fill();
    });
  }

  // -- The frame

  #build() {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [STYLE];
    const heading = made("h2", { id: "heading", part: "heading" }, made("slot", { name: "heading" }));
    const note = made("slot", { name: "note" });
    const list = made("ul", { class: "offers", part: "offers" });
    const status = made("p", { role: "status", part: "status", tabindex: "-1" });
    const block = made("section", { part: "block", "aria-labelledby": "heading", hidden: "" }, heading, note, list, status);
    root.append(block);
    this.#frame = { block, heading, list, status };
  }

  get #language() {
    const wanted = this.getAttribute("locale") || this.closest("[lang]")?.lang || "en";
    return wanted.toLowerCase().split(/[-_]/)[0];
  }

  get #texts() {
    return TEXTS[this.#language] ?? TEXTS.en;
  }

  // -- Asking

  async #fill() {
    const turn = ++this.#turn;
    let offers = [];
    try {
      if (this.hasAttribute("answer")) offers = JSON.parse(this.getAttribute("answer")).offers;
      else if (this.getAttribute("key") && this.getAttribute("placement")) offers = await answered(this);
      if (turn !== this.#turn) return;
      const refused = declined(this);
      offers = offers.filter((offer) => !refused.includes(offer.product.id));
      this.#show(offers.map((offer, place) => ({ offer, card: this.#card(offer, place) })));
    } catch (error) {
      if (turn === this.#turn) this.#empty(error.name === "TimeoutError" ? "late" : "failed");
    }
  }

  /** What all elements that ask together have in common: one page, one visitor, one moment. */
  get page() {
    const page = { locale: this.#language };
    if (this.getAttribute("customer")) page.customer = this.getAttribute("customer");
    if (this.getAttribute("cart")) page.cart = JSON.parse(this.getAttribute("cart"));
    return page;
  }

  /** What this one asks of its own. */
  get block() {
    const block = { placement: this.getAttribute("placement") };
    if (this.getAttribute("product")) block.product = this.getAttribute("product");
    if (this.getAttribute("limit")) block.limit = Number(this.getAttribute("limit"));
    return block;
  }

  get patience() {
    return Math.min(Number(this.getAttribute("patience")) || PATIENCE_MS, MOST_PATIENCE_MS);
  }

  get api() {
    return new URL(this.getAttribute("api") || "./", import.meta.url).href;
  }

  // Told in the background, also while the page is being left. What does not arrive is not missed.
  #tell(offer, outcome) {
    post(this, "answers", { token: offer.token, outcome }, { keepalive: true }).catch(() => {});
  }

  // -- Showing

  #show(cards) {
    this.#waiting?.disconnect();
    this.#seeing?.disconnect();
    if (!cards.length) return this.#empty("nothing");
    const { block, heading, list, status } = this.#frame;
    if (!this.querySelector('[slot="heading"]')) heading.firstChild.textContent = this.#texts.heading;
    list.replaceChildren(...cards.map(({ card }) => card));
    showing.set(this, cards.map(({ offer }) => offer.product.id));
    status.textContent = "";
    const room = (taken) => {
      block.hidden = !taken;
      this.toggleAttribute("data-empty", false);
    };
    const appear = () => {
      room(true);
      heading.hidden = false;
      this.#state("shown", { count: cards.length });
      this.#watch(cards);
      if (this.#wants("schema")) describe(this, cards);
    };
    if (block.hidden && !this.#quietly(room)) this.#whenUnseen(appear);
    else appear();
  }

  #empty(reason) {
    const { block, list } = this.#frame;
    this.#waiting?.disconnect();
    this.#seeing?.disconnect();
    list.replaceChildren();
    showing.delete(this);
    const room = (taken) => {
      block.hidden = !taken || !shown;
      this.toggleAttribute("data-empty", !taken);
    };
    const shown = !block.hidden;
    if (!this.#quietly((change) => room(!change))) block.style.visibility = "hidden";
    this.#state("empty", { reason });
  }

  #state(state, detail) {
    this.dataset.state = state;
    if (state === "shown") this.#frame.block.style.visibility = "";
    this.dispatchEvent(new CustomEvent(`worthmore-${state}`, { bubbles: true, composed: true, detail }));
  }

  // Makes a change of size, unless it would push something that the visitor sees; says whether it was made.
  #quietly(change) {
    const others = following(this);
    const before = others.map(top);
    change(true);
    const moved = others.some((other, place) => Math.abs(top(other) - before[place]) >= 1);
    if (moved) change(false);
    return !moved;
  }

  #whenUnseen(then) {
    this.#state("waiting", {});
    this.#waiting = new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting) return;
      this.#waiting.disconnect();
      then();
    });
    this.#waiting.observe(this);
  }

  // -- One offer

  #card(offer, place) {
    const texts = this.#texts;
    const card = made("li", { class: "offer", part: `offer ${offer.kind}` });
    const title = made("a", { id: `offer-${place}`, part: "name", dir: "auto" });
    const address = this.#address("product-url", offer);
    if (address) title.href = address;
    title.textContent = (offer.quantity > 1 ? `${offer.quantity} × ` : "") + offer.product.name;
    title.addEventListener("click", () => this.#promote("select_promotion", offer, place));
    const price = made("p", { part: "price" }, offer.price.display);
    const picture = this.#address("picture-url", offer);
    if (picture) card.append(made("img", { part: "picture", src: picture, alt: "", width: 96, height: 72 }));
    card.append(made("div", { class: "title" }, made("h3", {}, title), price));
    card.append(made("div", { class: "said" }, made("p", { part: "words", dir: "auto" }, said(offer)), this.#why(offer)));
    const yes = made("button", { type: "button", part: "accept", "aria-describedby": title.id });
    yes.textContent = offer.contract ? texts.order : REPLACING.includes(offer.kind) ? texts.instead : texts.accept;
    yes.addEventListener("click", () => this.#accept(offer, place));
    const no = made("button", { type: "button", part: "decline", "aria-describedby": title.id }, texts.decline);
    no.addEventListener("click", () => this.#decline(offer, card));
    card.append(made("div", { class: "answers" }, yes, no));
    return card;
  }

  #why(offer) {
    const unit = (found) => JSON.parse(this.getAttribute("units") || "{}")[found.unit] ?? found.unit;
    const amount = (value) => value.toLocaleString(this.#language, { maximumFractionDigits: 2 });
    const line = (found) =>
      made(
        "li",
        { class: found.better ? "better" : "worse" },
        `${found.label}: ${amount(found.chosen)} → ${amount(found.offered)} ${unit(found)}`.trimEnd(),
      );
    const more = this.querySelector('template[slot="why"]')?.content.cloneNode(true) ?? "";
    return made(
      "details",
      { part: "why" },
      made("summary", {}, this.#texts.why),
      made("p", { part: "reason", dir: "auto" }, offer.reason),
      ...(offer.quote ? [made("p", { part: "quote", dir: "auto" }, offer.quote.display)] : []),
      made("ul", { part: "differences" }, ...offer.differences.map(line)),
      more,
    );
  }

  #address(attribute, offer) {
    return this.getAttribute(attribute)?.replaceAll("{id}", encodeURIComponent(offer.product.id));
  }

  // -- Answers

  #accept(offer, place) {
    this.#tell(offer, "accepted");
    this.#promote("select_promotion", offer, place);
    const detail = {
      product: offer.product.id,
      quantity: offer.quantity,
      offer: offer.token,
      replaces: REPLACING.includes(offer.kind) ? offer.anchor : null,
      kind: offer.kind,
      answer: offer,
    };
    this.dispatchEvent(new CustomEvent("worthmore-accept", { bubbles: true, composed: true, detail }));
  }

  #decline(offer, card) {
    this.#tell(offer, "declined");
    remember(this, offer.product.id);
    card.remove();
    const { heading, list, status } = this.#frame;
    status.textContent = this.#texts.declined;
    heading.hidden = !list.children.length;
    if (heading.hidden) this.#state("finished", {});
    (list.querySelector("a, button") ?? status).focus();
  }

  // -- Seen

  #watch(cards) {
    const clocks = new Map();
    const found = new Map(cards.map((one, place) => [one.card, { ...one, place }]));
    const seen = (card) => {
      if (document.visibilityState !== "visible" || !card.isConnected) return;
      this.#seeing.unobserve(card);
      this.#tell(found.get(card).offer, "impression");
      this.#promote("view_promotion", found.get(card).offer, found.get(card).place);
    };
    this.#seeing = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(clocks.get(target));
          if (isIntersecting) clocks.set(target, setTimeout(seen, SEEN_MS, target));
        }
      },
      { threshold: SEEN_SHARE },
    );
    cards.forEach(({ card }) => this.#seeing.observe(card));
  }

  // -- The shop's own analytics, where it asks for them

  #wants(name) {
    return (this.getAttribute("track") ?? "").split(/\s+/).includes(name);
  }

  #promote(event, offer, place) {
    if (!this.#wants("ga4")) return;
    const item = {
      item_id: offer.product.id,
      item_name: offer.product.name,
      item_brand: offer.product.brand,
      price: units(offer.price),
      quantity: offer.quantity,
      index: place,
    };
    const said = {
      creative_slot: this.getAttribute("placement"),
      promotion_id: offer.kind,
      promotion_name: offer.kind,
      currency: offer.price.currency,
      items: [item],
    };
    if (typeof window.gtag === "function") window.gtag("event", event, said);
    else (window.dataLayer ??= []).push({ ecommerce: null }, { event, ecommerce: said });
  }
}

// -- Asking. Elements of one page that ask in the same moment ask with one request, so that nothing is offered twice and
// at most one block stands beside the main content.

const waiting = new Map();
const showing = new Map(); // element → what it offers now

function answered(element) {
  const shared = JSON.stringify([element.api, element.getAttribute("key"), element.patience, element.page]);
  if (!waiting.has(shared)) {
    waiting.set(shared, []);
    queueMicrotask(() => {
      const all = waiting.get(shared).sort((one, other) => (before(one.element, other.element) ? -1 : 1));
      waiting.delete(shared);
      for (let at = 0; at < all.length; at += MOST_BLOCKS) together(all.slice(at, at + MOST_BLOCKS));
    });
  }
  return new Promise((resolve, reject) => waiting.get(shared).push({ element, resolve, reject }));
}

async function together(asking) {
  const [{ element }] = asking;
  const alone = asking.length === 1;
  const blocks = asking.map(({ element: one }) => ({ ...one.block, beside: one.hasAttribute("beside") }));
  const others = [...showing].filter(([one]) => !asking.some((asker) => asker.element === one));
  const exclude = [...new Set([...declined(element), ...others.flatMap(([, ids]) => ids)])];
  const body = { ...element.page, exclude, ...(alone ? element.block : { blocks }) };
  asking.forEach(({ element: one }) => (one.asked = body));
  try {
    const answer = await post(element, alone ? "offers" : "pages", body, { signal: AbortSignal.timeout(element.patience) });
    if (!answer.ok) throw new Error(`offers: status ${answer.status}`);
    const said = await answer.json();
    asking.forEach(({ resolve }, place) => resolve(alone ? said.offers : said.blocks[place].offers));
  } catch (error) {
    asking.forEach(({ reject }) => reject(error));
  }
}

function post(element, what, body, options) {
  return fetch(new URL(what, element.api), {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${element.getAttribute("key")}` },
    body: JSON.stringify(body),
    credentials: "omit",
    ...options,
  });
}

function before(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

// -- Pieces

function made(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// The card already has the name above and the price beside it: once is enough.
function said(offer) {
  const { name } = offer.product;
  const start = [`${name}: `, `\u2068${name}\u2069: `].find((one) => offer.words.startsWith(one)) ?? "";
  let rest = offer.words.slice(start.length);
  if (rest === offer.price.display) return "";
  if (rest.startsWith(`${offer.price.display}; `)) rest = rest.slice(offer.price.display.length + 2);
  return rest.replace(/(\d) ×/g, "$1\u00a0×");
}

// An amount as shops and search engines write it: 1195 cents are 11.95, 1195 yen are 1195.
function units(money) {
  const written = new Intl.NumberFormat("en", { style: "currency", currency: money.currency });
  return money.amount / 10 ** written.resolvedOptions().maximumFractionDigits;
}

function top(element) {
  return element.getBoundingClientRect().top;
}

// What is in view after the element, beside it or beside what holds it.
function following(element) {
  const found = [];
  for (let at = element; at && at !== document.body; at = at.parentElement ?? at.getRootNode().host) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) {
      const box = next.getBoundingClientRect();
      if (box.height && box.top < innerHeight && box.bottom > 0) found.push(next);
    }
  }
  return found;
}

// What search engines may read of the offers: data, not script, beside the element.
function describe(element, cards) {
  const offers = cards.map(({ offer }) => ({
    "@type": "Offer",
    price: units(offer.price),
    priceCurrency: offer.price.currency,
    itemOffered: { "@type": "Product", sku: offer.product.id, name: offer.product.name },
  }));
  const script = made("script", { type: "application/ld+json" });
  script.textContent = JSON.stringify({ "@context": "https://schema.org", "@type": "ItemList", itemListElement: offers });
  element.querySelector('script[type="application/ld+json"]')?.remove();
  element.append(script);
}

// -- Remembered for this visit, so that nobody need be known to be taken at their word

function shelf(element) {
  return `worthmore.declined.${element.getAttribute("customer") ?? ""}`;
}

function declined(element) {
  try {
    return JSON.parse(sessionStorage.getItem(shelf(element)) ?? "[]");
  } catch {
    return [];
  }
}

function remember(element, product) {
  try {
    const all = [...new Set([...declined(element), product])].slice(-MOST_REMEMBERED);
    sessionStorage.setItem(shelf(element), JSON.stringify(all));
  } catch {
    // No storage: Worthmore still remembers it of a customer it knows.
  }
}

customElements.get("worthmore-offers") ?? customElements.define("worthmore-offers", WorthmoreOffers);
