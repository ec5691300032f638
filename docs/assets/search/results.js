// The best pages looked at closely: which rows and which former name answer the query.

import { KINDS } from "./files.js";
import { cut, like } from "./words.js";

const POOL = 12;      // pages that are compared closely before the first are shown
const SHOWN = 10;     // pages shown at a time
const ROW_FILES = 3;  // pages whose rows are fetched at a time
const WITH_ROWS = KINDS.filter((kind) => !["province", "commune", "unit"].includes(kind));
const ROWS = 3;       // rows shown of a page
const ROW = 3;        // what the words of the best row count, beside 1 to 3 for words anywhere on the page

// Where a way's words stand side by side in a text: [first, after the last, likeness] of each place.
function places(way, said) {
  const found = [], length = way.length;
  for (let from = 0; from + length <= said.length; from++) {
    let alike = 1;
    for (let at = 0; alike && at < length; at++) alike = Math.min(alike, like(way[at], said[from + at]));
    if (alike) found.push([from, from + length, alike]);
  }
  return found;
}
function most(values) { return values.reduce((one, other) => Math.max(one, other), 0); }

// What a text is worth for these tokens: each one's words, and more when they stand side by side. `own` is the part of it
// that has to do with the tokens in `special`; `missing` are the tokens not found.
function judge(wantedTokens, said, special) {
  let worth = 0, own = 0, before = [], weightBefore = 0, specialBefore = false;
  const missing = [];
  for (const one of wantedTokens) {
    let best = 0, weight = 0, here = [];
    for (const way of one.ways) {
      const weights = way.reduce((sum, wanted) => sum + wanted.weight * wanted.share, 0), together = places(way, said);
      let alike = most(together.map((place) => place[2]));
      if (!alike && way.length > 1) alike = 0.5 * Math.min(...way.map((wanted) => most(said.map((other) => like(wanted, other)))));
      if (alike * weights > best) { best = alike * weights; weight = weights; }
      here = here.concat(together);
    }
    const isSpecial = special && special.includes(one);
    let beside = 0;
    for (const place of here) for (const other of before) if (other[1] === place[0]) beside = Math.max(beside, Math.min(other[2], place[2]));
    beside *= (weight + weightBefore) / 2;
    worth += best + beside;
    if (isSpecial) own += best;
    if (isSpecial || specialBefore) own += beside;
    if (!best) missing.push(one);
    [before, weightBefore, specialBefore] = [here, weight, isSpecial];
  }
  return { worth, own, missing };
}

// The result of one page: its record, the other name that matches, the rows that do.
function judgePage(query, record) {
  const named = cut(record.title + " | " + record.crumbs.join(" | ")), title = judge(query.tokens, named), missing = title.missing;
  let alias = "", worth = 0;
  if (missing.length) {
    for (const name of record.aliases) {
      const said = cut(name), found = judge(query.tokens, said);
      // Together with the title it may have every word; another alias may have only some of them.
      const all = judge(missing, said).missing.length ? 0 : 5;
      if (found.worth && found.worth + all > worth) { worth = found.worth + all; alias = name; }
    }
  }
  // What a place is called now comes before what it was called; a title with every word before one with some, and of two
  // such titles the one that begins with them, or says little else.
  const said = cut(record.title), begins = query.tokens.every((one, at) => said[at] && one.ways.some((way) => way.length === 1 && like(way[0], said[at])));
  const whole = missing.length ? 0 : 8 + begins + Math.min(1, query.tokens.length / said.length);
  return { record, alias, extra: 0.7 * worth + title.worth + whole, missing, rows: [] };
}
function chooseRows(result, query, table) {
  if (!table.said) {  // cut once: the next key stroke asks for the same rows
    table.said = table.r.map((row) => cut(row[2]));
    table.headings = table.s.map((section) => cut(section[1]));
  }
  // What the title says already counts less: a row is shown for the other words.
  const above = table.headings.map((heading) => judge(result.missing, heading).worth), found = [];
  table.r.forEach(([anchor, section, text], at) => {
    const { worth, own, missing } = judge(query.tokens, table.said[at], result.missing), [name, title] = table.s[section];
    // A row with every word comes before others, and of two rows with the same words the shorter one is meant.
    const part = (1 - missing.length / query.tokens.length) ** 2 / (1 + table.said[at].length / 400);
    if (own + above[section]) found.push({
      anchor, section: name, title, text, at,
      // A row with all that the title lacks counts with all of its words: it may be what the whole query quotes.
      value: part * (result.missing.some((one) => missing.includes(one)) ? own : worth),
      worth: (own + above[section] / 4 + worth / 4) * part,
    });
  });
  found.sort((one, other) => other.worth - one.worth || one.at - other.at);
  if (!found.length) return;
  result.rows = found.filter((row) => row.worth > 0.6 * found[0].worth).slice(0, ROWS);
  result.extra += ROW * most(found.slice(0, ROWS).map((row) => row.value));
}

// The next results, best first. The pages are fetched a pool at a time and compared with one another in it.
export async function next(index, found) {
  const pages = found.pages.slice(found.next, found.next + (found.next ? SHOWN : POOL)), kind = index.contents.rank;
  found.next += pages.length;
  // The first pages that have rows are looked into, as far as the budget reaches.
  const open = pages.filter((page) => WITH_ROWS.includes(KINDS[kind[page]])).slice(0, "DecompressionStream" in window ? ROW_FILES : 0);
  const fresh = await Promise.all(pages.map(async (page) => {
    const result = judgePage(found.query, await index.record(page)), size = result.record.rowBytes;
    if (open.includes(page) && result.missing.length && size && size <= index.left) chooseRows(result, found.query, await index.rows(result.record));
    return result;
  }));
  const score = (result) => found.scores[result.record.page] + result.extra;
  found.waiting.push(...fresh.sort((one, other) => score(other) - score(one) || kind[one.record.page] - kind[other.record.page] || one.record.page - other.record.page));
  return found.waiting.splice(0, SHOWN);
}
