// The till: products come in, one suggestion at a time goes out, the sale is kept and sent. Nothing waits for the line.

import { fromKept, QUESTIONS, sentence } from "./asking.js";
import { KeyError, Line } from "./line.js";
import { Sale, apart } from "./sale.js";
import { wontDo } from "./voucher.js";
import { drawFound, drawLine, drawQuestion, drawSale, money, say, show, words } from "./screen.js";
import { open } from "./store.js";

const LOCALE = document.documentElement.lang;
const SENTENCES = JSON.parse(document.getElementById("sentences").textContent);
const REFRESH_MS = 15 * 60 * 1000;
const SEND_MS = 5000;
const MOST_FOUND = 8;

const scan = document.getElementById("scan");
const card = document.getElementById("card");
let store, line, device, catalogue, products, barcodes;
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
  barcodes = new Map([...products.values()].filter(({ gtin }) => gtin).map((one) => [bare(one.gtin), one]));
}

async function refresh() {
  try {
    await line.fetchCatalogue(LOCALE, () => {});
    await line.fetchVouchers();
    await know();
  } catch (error) {
    if (error instanceof KeyError) say(error.message, true);
  }
  status();
}

// -- What is bought

async function typed(event) {
  event.preventDefault();
  const wanted = scan.value.trim();
  if (!wanted) return;
  const found = products.get(wanted) ?? barcodes.get(bare(wanted)) ?? only(search(wanted));
  if (found) return add(found);
  if (!(await redeem(wanted.toUpperCase()))) say(words.unknown.replace("{code}", () => wanted), true);
}

// A barcode's number without the zeros in front: scanners and shops write the same one with 12, 13 or 14 digits.
function bare(digits) {
  return digits.replace(/^0+/, "");
}

// -- A code that takes something off

// Takes a code into the sale; false when there is none of that name. Without a line what was kept of it must do.
async function redeem(code) {
  const mine = sale;
  const kept = ((await store.fact("vouchers")) ?? []).find((one) => one.code === code) ?? null;
  const voucher = await line.voucher(code, sale.customer).catch(() => kept);
  if (!voucher || mine !== sale) return mine !== sale;
  const wrong = wontDo(voucher, sale, new Date().toLocaleDateString("sv"));
  if (!wrong) sale.voucher = voucher;
  say(words[wrong ? `voucher_${wrong}` : "voucher"].replace("{code}", () => code), Boolean(wrong));
  scan.value = "";
  await changed();
  return true;
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
  const total = money(sale.paid, sale.currency);
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
    if (line.up) {
      await line.send(status, (id, message) => say(words.voucher_told.replace("{sale}", () => id).replace("{why}", () => message), true));
    }
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
  on("voucher-off", "click", () => {
    sale.voucher = null;
    changed();
  });
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
    if (sale.voucher?.once === "customer") sale.voucher = null; // it was checked for somebody else
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
  const keys = { F6: () => card.focus(), F2: () => answer("accepted"), F3: () => answer("declined"), F4: () => answer("not_asked"), F9: pay };
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
