// Results as elements of the page. Texts are only ever inserted as text, never as HTML.

import { like, tokens } from "./words.js";

const EXCERPT = 220;  // letters of an excerpt

const told = document.getElementById("mb-search-words");
const SAY = told ? JSON.parse(told.textContent) : {};
export function say(name, values) {
  return (SAY[name] || "").replace(/\{(\w+)\}/g, (all, key) => (values && key in values ? values[key] : all));
}
export const number = (value) => value.toLocaleString(document.documentElement.lang || "vi");

export function element(name, parent, text) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
}
// A text with the words of the query marked; an exact word hides the merely similar ones.
function mark(parent, text, query) {
  const said = tokens(text), all = query.tokens.flatMap((one) => one.ways.flat());
  const exact = all.filter((wanted) => said.some((other) => like(wanted, other) === 1));
  const hit = (other) => all.some((wanted) => { const value = like(wanted, other); return value === 1 || (value > 0 && (!wanted.accented || !exact.includes(wanted))); });
  let at = 0;
  for (const other of said) {
    if (!hit(other)) continue;
    parent.appendChild(document.createTextNode(text.slice(at, other.from)));
    element("mark", parent, text.slice(other.from, other.to));
    at = other.to;
  }
  parent.appendChild(document.createTextNode(text.slice(at)));
}
// The part of a long text with most of the query's words, cut between words.
function excerpt(text, query) {
  if (text.length <= EXCERPT) return text;
  const said = tokens(text), all = query.tokens.flatMap((one) => one.ways.flat());
  const hits = said.filter((other) => all.some((wanted) => like(wanted, other)));
  let best = 0, most = 0;
  for (const first of hits) {
    const inside = new Set(hits.filter((other) => other.from >= first.from && other.to <= first.from + EXCERPT - 40).map((other) => other.fold)).size;
    if (inside > most) { most = inside; best = first.from; }
  }
  const from = (said.filter((other) => other.from <= Math.max(0, best - 40)).pop() || { from: 0 }).from;
  const start = best <= 60 ? 0 : from, end = (said.filter((other) => other.to <= start + EXCERPT).pop() || { to: start + EXCERPT }).to;
  return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
}

// Marks what stays Vietnamese on a page of another language, so that it is read out right.
function vietnamese(made) {
  if (document.documentElement.lang !== "vi") made.lang = "vi";
  return made;
}

export function show(list, results, query, site) {
  for (const result of results) {
    const record = result.record, item = element("li", list), english = site.prefix === "en/";
    const address = site.root + site.prefix + record.path;
    const link = element("a", element("h2", item));
    link.href = address;
    mark(english && record.titleEn ? link : vietnamese(link), (english && record.titleEn) || record.title, query);
    const crumbs = element("p", item);
    crumbs.className = "mb-printed";
    for (const crumb of record.crumbs) {
      vietnamese(element("span", crumbs, crumb));
      crumbs.appendChild(document.createTextNode(" › "));
    }
    crumbs.appendChild(document.createTextNode(say(record.kind)));
    const description = (english && record.descriptionEn) || record.description;
    if (result.alias) {
      const former = element("p", item, say("formerly") + " ");
      mark(vietnamese(element("span", former)), result.alias, query);
    }
    if (description && !result.rows.length) {
      const told = element("p", item);
      mark(english && record.descriptionEn ? told : vietnamese(told), excerpt(description, query), query);
    }
    if (result.rows.length) {
      const rows = element("ul", item);
      for (const row of result.rows) {
        const line = element("li", rows), name = say(row.section) || row.section;
        const place = element("a", line, row.section === "about" ? name : name + " " + row.anchor);
        place.href = address + "#" + row.anchor;
        if (row.title) vietnamese(element("span", line, " › " + row.title));
        line.appendChild(document.createTextNode(": "));
        mark(vietnamese(element("span", line)), excerpt(row.text, query), query);
      }
    }
  }
}
