// Searches the site from small files that lie below tim-kiem/. Nothing is sent anywhere: a query fetches the few files
// that hold its words, then what the best pages show, then the rows of those pages.
//
// A form with data-search is the search page (docs/_templates/search.html). An element with data-search-near, on a page
// that says that an address does not exist, gets the pages nearest to the words of that address. Both carry data-root, the
// way to the root of the site, and data-prefix, the folder of the language below it. Without scripts the pages offer lists.

import { FIRST_WORDS, fold, parts, words } from "./search/words.js";
import { BUDGET, Index } from "./search/files.js";
import { search } from "./search/ranking.js";
import { next } from "./search/results.js";
import { element, number, say, show } from "./search/view.js";

const LONG = 40;  // letters of a word that is told back

function summary(found) {
  const query = found.query, typed = query.tokens.map((one) => (one.shown.length > LONG ? one.shown.slice(0, LONG) + "…" : one.shown)).join(" ");
  if (found.empty) return say("start");
  if (found.short) return say("short");
  const values = { words: typed, pages: number(found.pages.length), most: found.most, count: found.count };
  const name = !found.pages.length ? "none" : found.most < found.count ? "some" : query.tokens.length === 1 ? "all_one" : "all";
  const differing = found.exact && found.exact < found.pages.length ? say("exact", { pages: number(found.exact) }) : "";
  const notes = [query.split ? say("split", values) : "", say(name, values), differing, query.cut ? say("cut", { count: FIRST_WORDS }) : ""];
  return notes.filter(Boolean).join(" ");
}

function start(form) {
  const site = { root: form.dataset.root, prefix: form.dataset.prefix || "" }, index = new Index(site.root);
  const input = form.querySelector("input"), status = document.getElementById("mb-status");
  const list = document.getElementById("mb-found"), more = document.getElementById("mb-more");
  let turn = 0, current = null, soon = 0, later = 0;

  async function fill(mine) {
    const results = await next(index, current);
    if (mine !== turn) return;
    show(list, results, current.query, site);
    more.hidden = current.next >= current.pages.length && !current.waiting.length;
  }
  async function run() {
    const mine = ++turn;
    clearTimeout(soon);
    try {
      const found = await search(index, input.value);
      if (mine !== turn) return;
      const results = found.pages.length ? await next(index, found) : [];
      if (mine !== turn) return;
      current = found;
      list.textContent = "";
      show(list, results, found.query, site);
      more.hidden = !found.pages.length || (found.next >= found.pages.length && !found.waiting.length);
      status.textContent = summary(found);
    } catch (error) {
      if (mine !== turn) return;
      list.textContent = "";
      more.hidden = true;
      status.textContent = say("failed");
    }
    form.dataset.answered = input.value;  // for tests and measurements: what the list answers
  }
  function remember() {
    const address = new URL(location.href);
    if (input.value) address.searchParams.set("q", input.value); else address.searchParams.delete("q");
    address.hash = "";
    history.replaceState(null, "", address);
  }
  input.addEventListener("input", () => {
    clearTimeout(soon);
    clearTimeout(later);
    soon = setTimeout(run, 0);  // together with what the browser does for the same key
    later = setTimeout(remember, 400);  // browsers refuse frequent changes of the address
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(later); remember(); run(); });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    more.disabled = true;
    try {
      index.left = BUDGET;
      await fill(turn);
      status.textContent = say("shown", { shown: number(list.children.length) });
      const link = list.children[before] && list.children[before].querySelector("a");
      if (link) link.focus();  // reading goes on where the new results begin
    } catch (error) { status.textContent = say("failed"); }
    more.disabled = false;
  });
  const typed = new URLSearchParams(location.search).get("q");
  if (typed !== null) input.value = typed;
  index.open().catch(() => {});  // the table of contents, before anybody types; a failure is told with the first query
  run();
}

// On a page that says that an address does not exist: the pages nearest to the words of that address.
function addressWords(path) {
  const parts = path.replace(/\/index\.html?$|\.\w{1,5}$/, "").split("/").map((part) => {
    try { return decodeURIComponent(part); } catch (error) { return ""; }  // a wrong address may be wrongly written too
  });
  return parts.filter((part) => part && part !== "en").join(" ").replace(/[-_+.]/g, " ");
}
async function suggest(place) {
  const site = { root: place.dataset.root, prefix: place.dataset.prefix || "" }, index = new Index(site.root);
  const base = new URL(site.root, location.href).pathname;
  const text = addressWords(location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname);
  const status = element("p", place), list = element("ol", place);
  status.setAttribute("role", "status");
  list.className = "mb-found";
  for (const input of document.querySelectorAll("form[role=search] input[name=q]")) if (!input.value) input.value = text.slice(0, 100);
  try {
    const found = await search(index, text);
    const results = found.pages.length ? await next(index, found) : [];
    status.textContent = say(results.length ? "near" : "near_none");
    show(list, results.slice(0, 5), found.query, site);
  } catch (error) { status.textContent = say("failed"); }
  place.dataset.answered = text;
}

const form = document.querySelector("form[data-search]");
if (form) start(form);
const near = document.querySelector("[data-search-near]");
if (near) suggest(near);
window.siteSearch = { fold, words, parts };  // compared with the Python in tests
