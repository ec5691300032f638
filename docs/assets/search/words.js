// Words as people type them and as texts have them: the same cutting and folding as scripts/search_terms.py.

export const FIRST_WORDS = 12;  // of a long query

const MOVED = new Map();  // "óa" -> "oá": the tone mark stands on the second vowel
for (const [first, second] of ["oa", "oe", "uy"]) {
  for (const tone of "\u0300\u0309\u0303\u0301\u0323") {
    MOVED.set((first + tone).normalize("NFC") + second, first + (second + tone).normalize("NFC"));
  }
}
const MISPLACED = new RegExp([...MOVED.keys()].join("|"), "g");
const WORD = /[\p{L}\p{N}]+/gu;

export function toneKey(text) {
  return text.normalize("NFC").toLowerCase().replace(/ß/g, "ss").replace(MISPLACED, (found) => MOVED.get(found));
}
export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]+/g, "").replace(/[đð]/g, "d");
}
export function words(text) {
  return (text.toLowerCase().normalize("NFC").match(WORD) || []).map(toneKey);
}

// What people write for short, and kinds of units, which are no part of a name.
const SHORT = {
  tt: "thị trấn", tx: "thị xã", tp: "thành phố", p: "phường", x: "xã", q: "quận", h: "huyện", dk: "đặc khu",
  kh: "kế hoạch", cds: "chuyển đổi số", khcn: "khoa học công nghệ", dmst: "đổi mới sáng tạo", cntt: "công nghệ thông tin",
  ubnd: "ủy ban nhân dân", hdnd: "hội đồng nhân dân", nsnn: "ngân sách nhà nước", nq: "nghị quyết", qd: "quyết định",
  hcm: "hồ chí minh", tphcm: "thành phố hồ chí minh", htx: "hợp tác xã",
};
// "kế hoạch" is none, but stands before names in the same way.
export const UNITS = ["xã", "phường", "quận", "huyện", "tỉnh", "thị trấn", "thị xã", "thành phố", "đặc khu", "kế hoạch"];

// "songma" -> ["song", "ma"]: the fewest syllables that Vietnamese could have here, the first ones as long as possible.
const SYLLABLE = new RegExp("^(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?(?:" +
  "[aeo](?:ch?|i|m|nh?|ng|o|p|t|u|y)?|a|e|i(?:a|ch?|e[cmnptu]|eng|m|nh?|p|t|u)?|oo?ng|o(?:a(?:ch?|i|nh?|ng|t|y)?|e[not]?)|" +
  "u(?:a(?:ng?|t|y)?|c|e(?:nh?|ch)?|i|m|ng?|o(?:c|i|m|ng?|p|t|u)?|p|t|u|y(?:a|en|et|nh|ch|t|u)?)?|y(?:e(?:m|n|t|u|ng))?)$");
function syllables(text) {
  const plain = fold(text);
  if (plain.length !== text.length || plain.length > 40) return [];
  const best = [[]];  // for each place, read from the end, the syllables up to the end
  for (let from = plain.length - 1; from >= 0; from--) {
    const at = plain.length - from;
    for (let length = Math.min(7, at); length > 0; length--) {
      const rest = best[at - length];
      if (rest && SYLLABLE.test(plain.substr(from, length)) && (!best[at] || rest.length + 1 < best[at].length)) {
        best[at] = [text.substr(from, length), ...rest];
      }
    }
  }
  return best[plain.length] || [];
}
// "752SKHCN" and "chuyểnđổisố" as words; nothing when they cannot be told apart.
export function parts(key) {
  const runs = key.match(/\d+|\D+/g) || [];
  return runs.length > 1 ? runs : syllables(key);
}

function word(key, accented) {
  const plain = fold(key);
  return { key, fold: plain, accented: accented === undefined ? plain !== key : accented, share: 1 };
}
// A typed word and the ways in which a page may have it: as it is, or all words of what it stands for.
// `share` is what each of these counts, so that an abbreviation weighs no more than a word.
export function token(shown, isSymbol) {
  const own = word(toneKey(shown)), long = SHORT[own.fold] && !isSymbol ? words(SHORT[own.fold]) : [];
  const whole = long.map((key) => ({ ...word(key, true), share: 1 / long.length }));
  return { shown, word: own, ways: long.length ? [[own], whole] : [[own]] };
}
export function parse(text) {
  const all = text.normalize("NFC").split(/\s+/).flatMap((chunk) => {
    const isSymbol = /\d.*[/-]|[/-].*\d/.test(chunk);  // in 142/KH-UBND nothing is short for words
    const shown = (chunk.match(WORD) || []).flatMap((found) => (/^[pq]\d+$/i.test(found) ? [found[0], found.slice(1)] : [found]));
    return shown.map((found) => token(found, isSymbol));
  });
  return { tokens: all.slice(0, FIRST_WORDS), cut: all.length > FIRST_WORDS, typing: /[\p{L}\p{N}]$/u.test(text) && all.length <= FIRST_WORDS };
}

// Exact diacritics before others: one who types none means any, one who types some means these.
export function likeness(exact, accented) { return exact ? 1 : accented ? 0.2 : 0.9; }

// The words of a text as { key, fold }. Rows repeat their words a lot, so each is folded once.
const KNOWN = new Map();
function known(shown) {
  let found = KNOWN.get(shown);
  if (!found) {
    const key = toneKey(shown);
    KNOWN.set(shown, found = { key, fold: fold(key) });
  }
  return found;
}
export function cut(text) {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean).map(known);
}
// The same with their places in the text, to mark them.
export function tokens(text) {
  return [...text.matchAll(WORD)].map((match) => ({ ...known(match[0]), from: match.index, to: match.index + match[0].length }));
}
export function like(wanted, said) {
  if (said.key === wanted.key || (wanted.prefix && said.key.startsWith(wanted.key))) return 1;
  return said.fold === wanted.fold || (wanted.prefix && said.fold.startsWith(wanted.fold)) ? likeness(false, wanted.accented) : 0;
}
