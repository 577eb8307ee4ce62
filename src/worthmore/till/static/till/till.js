// The till: products come in, one suggestion at a time goes out, the sale is kept and sent. Nothing waits for the line.

import { fromKept, QUESTIONS, sentence } from "./asking.js";
import { KeyError, Line } from "./line.js";
import { Sale, apart } from "./sale.js";
import { drawFound, drawLine, drawQuestion, drawSale, money, say, show, words } from "./screen.js";
import { open } from "./store.js";

const LOCALE = document.documentElement.lang;
const SENTENCES = JSON.parse(document.getElementById("sentences").textContent);
const REFRESH_MS = 15 * 60 * 1000;
const SEND_MS = 5000;
const MOST_FOUND = 8;

const scan = document.getElementById("scan");
const card = document.getElementById("card");
let store, line, device, catalogue, products;
let sale = new Sale();
let turn = 0;
let asking = null; // the question that stands on the screen

start();

async function start() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("worker.js").catch(() => {});
  navigator.storage?.persist?.();
  store = await open();
  device = (await store.fact("device")) ?? crypto.randomUUID().slice(0, 8);
  await store.keep("device", device);
  listen();
  const key = await store.fact("key");
  if (key) await begin(key);
  else askForKey("");
}

// -- The key, given once

function askForKey(why) {
  show("setup");
  show("work", false);
  document.getElementById("key-trouble").textContent = why;
  document.getElementById("key").focus();
}

async function takeKey(event) {
  event.preventDefault();
  const key = document.getElementById("key").value.trim();
  try {
    await new Line("/v1/", key, store).fetchCatalogue(LOCALE, () => {});
  } catch (error) {
    return askForKey(error instanceof KeyError ? error.message : words.notReached);
  }
  await store.keep("key", key);
  await begin(key);
}

async function begin(key) {
  line = new Line("/v1/", key, store);
  sale = new Sale(await store.fact("open"));
  await know();
  show("setup", false);
  show("work");
  card.value = sale.customer;
  await changed();
  refresh();
  setInterval(refresh, REFRESH_MS);
  setInterval(send, SEND_MS);
  scan.focus();
}

// -- The catalogue

async function know() {
  catalogue = await store.fact("catalogue");
  products = new Map((await store.all("products")).map((product) => [product.id, product]));
}

async function refresh() {
  try {
    await line.fetchCatalogue(LOCALE, () => {});
    await know();
  } catch (error) {
    if (error instanceof KeyError) say(error.message, true);
  }
  status();
}

// -- What is bought

function typed(event) {
  event.preventDefault();
  const wanted = scan.value.trim();
  const found = products.get(wanted) ?? only(search(wanted));
  if (!wanted) return;
  if (!found) return say(words.unknown.replace("{code}", wanted), true);
  add(found);
}

function search(text) {
  const parts = text.toLocaleLowerCase(LOCALE).split(/\s+/).filter(Boolean);
  if (!parts.length || text.length < 2) return [];
  const fits = (product) => {
    const name = `${product.id} ${product.name}`.toLocaleLowerCase(LOCALE);
    return parts.every((one) => name.includes(one));
  };
  return [...products.values()].filter(fits).slice(0, MOST_FOUND);
}

function only(found) {
  return found.length === 1 ? found[0] : undefined;
}

function add(product) {
  sale.add(product);
  scan.value = "";
  drawFound([]);
  say(words.added.replace("{product}", () => apart(product.name)));
  changed();
  scan.focus();
}

async function changed() {
  drawSale(sale);
  await store.keep("open", { ...sale });
  await ask();
  status();
}

// -- The questions

async function ask() {
  const mine = ++turn;
  for (const question of sale.empty ? [] : QUESTIONS) {
    if (sale.asked[question]?.outcome) continue;
    const offer = await suggestion(question);
    if (mine !== turn) return;
    if (offer) return put(question, offer);
    delete sale.asked[question];
  }
  put(null);
}

function put(question, offer) {
  asking = question;
  if (question) sale.asked[question] = { offer };
  if (question) drawQuestion(QUESTIONS.indexOf(question) + 1, sentence(offer, SENTENCES), offer.reason);
  else drawQuestion(0, null);
}

async function suggestion(question) {
  try {
    const cart = { cart: sale.cart, customer: sale.customer, declined: sale.declined };
    return await line.offers(question, cart, LOCALE);
  } catch {
    return fromKept(question, sale, products, catalogue);
  }
}

function answer(outcome) {
  if (!asking) return;
  const asked = sale.asked[asking];
  asked.outcome = outcome;
  if (outcome === "accepted") sale.take(asked.offer);
  else sale.declined.push(asked.offer.product.id);
  asking = null;
  changed();
  scan.focus();
}

// -- The end of a sale

async function pay() {
  if (sale.empty) return;
  turn++;
  asking = null;
  const at = new Date().toISOString();
  const total = money(sale.total, sale.currency);
  const pieces = sale.pieces;
  const done = { order: sale.order(at), answers: sale.answers(at) };
  sale = new Sale();
  await store.finish(done, device);
  card.value = "";
  drawSale(sale);
  drawQuestion(0, null);
  say(words.done.replace("{total}", total).replace("{pieces}", pieces));
  scan.focus();
  send();
}

async function send() {
  try {
    if (!line.up) await line.probe();
    if (line.up) await line.send(status);
  } catch (error) {
    if (error instanceof KeyError) say(error.message, true);
  }
  status();
}

async function status() {
  const waiting = await store.count("waiting");
  const refused = await store.all("refused");
  drawLine(line.up, waiting, refused);
}

// -- Keys, taps, and the line coming back

function listen() {
  const on = (id, what, then) => document.getElementById(id).addEventListener(what, then);
  on("setup-form", "submit", takeKey);
  on("scan-form", "submit", typed);
  on("scan", "input", () => drawFound(products.has(scan.value.trim()) ? [] : search(scan.value.trim())));
  on("found", "click", ({ target }) => target.dataset.product && add(products.get(target.dataset.product)));
  on("lines", "click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    sale.change(Number(button.dataset.place), Number(button.dataset.by));
    changed();
  });
  on("card", "change", () => {
    sale.customer = card.value.trim();
    changed();
  });
  on("yes", "click", () => answer("accepted"));
  on("no", "click", () => answer("declined"));
  on("skip", "click", () => answer("not_asked"));
  on("pay", "click", pay);
  on("again", "click", async () => {
    await store.again();
    send();
  });
  const keys = { F2: () => answer("accepted"), F3: () => answer("declined"), F4: () => answer("not_asked"), F9: pay };
  document.addEventListener("keydown", (event) => {
    if (!keys[event.key] || document.getElementById("work").hidden) return;
    event.preventDefault();
    keys[event.key]();
  });
  addEventListener("online", () => line && send());
  addEventListener("offline", () => {
    if (line) line.up = false;
    if (line) status();
  });
}
