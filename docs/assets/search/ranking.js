// Which pages answer a query: those with all of its words, else those with most, the likeliest first.

import { FIRST_WORDS, UNITS, fold, likeness, parse, parts, token, toneKey } from "./words.js";
import { BUDGET, KINDS } from "./files.js";

const WORD_BYTES = 56000;    // of the budget at most for words,
const PAIR_BYTES = 24000;    // for pairs of words and whole names
const FIELDS = [3, 2.5, 1.5];  // a word in the title, in another name, in the text
const PAIR = [3, 1.8];       // two words side by side in the title, in another name
const NAME = [90, 60];       // a whole name in the title, another name
const BEGUN = [20, 12];      // a name of which the beginning is typed

const PROVINCE = KINDS.indexOf("province");

// For every page how well it has this word: the best field and spelling.
function measure(wanted, variants, total) {
  const value = wanted.value = new Float32Array(total);
  let count = 0;
  for (const variant of variants) {
    const like = wanted.prefix ? 0.7 * likeness(variant.text.startsWith(wanted.key), wanted.accented) : likeness(variant.text === wanted.key, wanted.accented);
    variant.each((page, field) => {
      if (!value[page]) count++;
      value[page] = Math.max(value[page], FIELDS[field] * like);
    });
  }
  wanted.weight = Math.log(1 + total / (1 + count));  // a rare word says more
}

async function loadWords(index, tokens) {
  const common = index.contents.common, all = [];
  for (const one of tokens) for (const way of one.ways) for (const wanted of way) if (!wanted.value) all.push(wanted);
  const rank = (wanted) => common.indexOf(wanted.fold);  // -1 for a word that is not common, which goes first
  const ordered = [...all].sort((one, other) => rank(one) - rank(other));
  const find = await index.look("words", ordered.map((wanted) => wanted.fold), WORD_BYTES);
  for (const wanted of all) {
    const variants = find(wanted.fold);
    wanted.skipped = variants === undefined;
    wanted.unknown = !wanted.skipped && !variants.length;
    if (wanted.skipped) wanted.weight = 0.3; else measure(wanted, variants, index.contents.pages);
  }
}

// The words in their order, with what abbreviations stand for, to look for neighbours and names.
function sequence(tokens) {
  return tokens.flatMap((one) => one.ways[one.ways.length - 1]);
}
// The unit that begins at a place, "" for none: as it is spelled, or without any diacritics. At the end it is a name: "Phúc Xá".
function unitAt(flat, at) {
  for (const length of [2, 1]) {
    const said = flat.slice(at, at + length);
    if (said.length < length || at + length >= flat.length) continue;
    const known = UNITS.find((unit) => toneKey(unit) === joined(said, "key") || (fold(unit) === joined(said, "key")));
    if (known) return known;
  }
  return "";
}
// The runs of words between the words for kinds of units: "kế hoạch xã Sông Mã" -> [["sông", "mã"]]. A run's `unit` is
// the word before it.
function segments(flat) {
  const runs = [[]];
  for (let at = 0; at < flat.length; at++) {
    const unit = unitAt(flat, at);
    if (unit) {
      runs.push(Object.assign([], { unit }));
      at += unit.split(" ").length - 1;
    } else runs[runs.length - 1].push(flat[at]);
  }
  return runs.filter((run) => run.length);
}

function joined(run, name) { return run.map((one) => one[name]).join(" "); }

// A run, then the names with which it could begin or end.
function parted(run) {
  const found = [run];
  for (let length = run.length - 1; length > 0; length--) {
    found.push(run.slice(0, length));
    if (length > 1) found.push(run.slice(-length));
  }
  return found;
}
// The names and neighbouring words to look for in titles; the files that hold them are asked for at once.
function lookForPairs(index, tokens) {
  const flat = sequence(tokens), wanted = [];
  for (const run of segments(flat).slice(-4)) {
    // "Sông Mã Sơn La", "Sơn La Sông Mã": a name may stand before or after another; a long run of words is no name.
    for (const name of run.length > 6 ? [run.slice(0, 8)] : parted(run)) {
      const length = name.length;
      if (/^\d+$/.test(joined(name, "fold"))) continue;  // "Phường 1" is not what "Quận 1" means
      wanted.push({ key: "=" + joined(name, "key"), fold: "=" + joined(name, "fold"), words: name, name: (length / run.length) ** 2, unit: run.unit });
    }
  }
  for (let at = 1; at < flat.length; at++) {
    const pair = flat.slice(at - 1, at + 1);
    wanted.push({ key: joined(pair, "key"), fold: joined(pair, "fold"), words: pair });
  }
  return { wanted, find: index.look("pairs", wanted.map((one) => one.fold), PAIR_BYTES) };
}

// Adds to the scores what they are worth.
async function addPairs(pairs, scores, kind) {
  const find = await pairs.find;
  for (const one of pairs.wanted) {
    const weight = one.words.reduce((sum, part) => sum + part.weight * part.share, 0);
    const worth = one.name ? NAME.map((value) => value * one.name) : PAIR.map((value) => value * weight);
    const best = new Map(), accented = one.words.some((part) => part.accented);
    for (const variant of find(one.fold) || []) {
      // A name that differs in its diacritics is worth less than the words in it: another text may have them exactly.
      const like = variant.text === one.key ? 1 : accented ? 0.1 : 0.9;
      variant.each((page, field) => {
        const isProvince = kind[page] === PROVINCE;
        if (one.unit === "tỉnh" && !isProvince) return;
        // What a province was called before matters as much as what a commune is called now.
        best.set(page, Math.max(best.get(page) || 0, worth[isProvince && one.name ? 0 : field] * like));
      });
    }
    for (const [page, value] of best) scores[page] += value;
  }
}

// While the last word is being typed it also stands for longer ones: any word when it is none itself, and names.
async function complete(index, query, scores) {
  const last = query.tokens[query.tokens.length - 1], wanted = last.word;
  if (last.ways.length > 1 || !query.typing) return;
  if (wanted.unknown && wanted.fold.length > 1) {
    const found = await index.starting("words", wanted.fold, 3);
    if (found.length) {
      wanted.prefix = true;
      measure(wanted, found.flatMap((entry) => entry[1]), index.contents.pages);
      wanted.unknown = false;
    }
  }
  const run = segments(sequence(query.tokens)).pop();
  if (!run || run[run.length - 1] !== wanted || joined(run, "fold").length < 3) return;
  const names = await index.starting("pairs", "=" + joined(run, "fold"), 2);
  const key = "=" + joined(run, "key"), accented = run.some((one) => one.accented);
  const weight = wanted.unknown || !wanted.weight ? 5 : wanted.weight, best = new Map();
  for (const [, variants] of names) {
    for (const variant of variants) {
      const like = likeness(variant.text.startsWith(key), accented);
      variant.each((page, field) => best.set(page, Math.max(best.get(page) || 0, BEGUN[field] * like)));
    }
  }
  for (const [page, worth] of best) {
    scores[page] += worth;
    if (wanted.value && !wanted.value[page]) wanted.value[page] = 2;
  }
  if (best.size) wanted.weight = weight;
  if (best.size) wanted.unknown = false;
}

// Scores of all pages and the pages in their order: those with all words, else those with most of them.
async function rank(index, query) {
  await index.open();
  const total = index.contents.pages;
  let pairs = lookForPairs(index, query.tokens);
  await loadWords(index, query.tokens);
  const scores = new Float32Array(total), matched = new Uint8Array(total);
  await complete(index, query, scores);
  const better = query.tokens.flatMap((one) => {
    if (!one.word.unknown || one.ways.length > 1) return [one];
    const apart = parts(one.word.key);
    if (apart.length > 1) query.split = true;
    return apart.length > 1 ? apart.map((shown) => token(shown)) : [one];
  });
  if (query.split) {
    query.tokens = better.slice(0, FIRST_WORDS);
    pairs = lookForPairs(index, query.tokens);
    await loadWords(index, query.tokens);
  }
  let count = 0;
  for (const one of query.tokens) {
    const ways = one.ways.filter((way) => !way.some((wanted) => wanted.skipped));
    if (ways.length < one.ways.length && !ways.some((way) => way.every((wanted) => !wanted.unknown))) continue;  // too common to matter
    count++;
    for (let page = 0; page < total; page++) {
      let best = 0;
      for (const way of ways) {
        let sum = 0;
        for (const wanted of way) {
          if (!wanted.value[page]) { sum = 0; break; }
          sum += wanted.value[page] * wanted.weight;
        }
        best = Math.max(best, sum / way.length);
      }
      if (best) { matched[page]++; scores[page] += best; }
    }
  }
  await addPairs(pairs, scores, index.contents.rank);
  let most = 0;
  for (let page = 0; page < total; page++) most = Math.max(most, matched[page]);
  const pages = [];
  if (most) for (let page = 0; page < total; page++) if (matched[page] === most) pages.push(page);
  const kind = index.contents.rank;
  pages.sort((one, other) => scores[other] - scores[one] || kind[one] - kind[other] || one - other);
  const picky = query.tokens.filter((one) => one.word.accented && one.word.value && !one.word.prefix && one.ways.length === 1);
  const exact = pages.filter((page) => picky.every((one) => one.word.value[page] >= FIELDS[2])).length;
  return { query, scores, pages, most, count, exact, next: 0, waiting: [] };
}

export async function search(index, text) {
  index.left = BUDGET;
  const query = parse(text);
  const letters = query.tokens.reduce((sum, one) => sum + one.word.key.length, 0);
  if (!query.tokens.length || letters < 2) return { query, pages: [], short: text.trim() !== "", empty: text.trim() === "" };
  return rank(index, query);
}
