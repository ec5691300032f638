// Searches the site from small files that scripts/search_index.py lays below tim-kiem/. Nothing is sent anywhere:
// a query fetches the few files that hold its words, then what the best pages show, then the rows of those pages.
// Without this script the search page offers lists instead. Texts are only ever inserted as text, never as HTML.
(function () {
  "use strict";

  const FIRST_WORDS = 12;      // of a long query
  const BUDGET = 140000;       // bytes that one query may move
  const WORD_BYTES = 56000;    // of these at most for words,
  const PAIR_BYTES = 24000;    // for pairs of words and whole names
  const POOL = 16;             // pages that are compared closely before the first are shown
  const SHOWN = 10;            // pages shown at a time
  const ROW_FILES = 6;         // pages whose rows are fetched at a time
  const ROWS = 3;              // rows shown of a page
  const EXCERPT = 220;         // letters of an excerpt
  const FIELDS = [6, 4, 1.5];  // a word in the title, in another name, in the text
  const KINDS = ["province", "commune", "unit", "plan", "indicator", "body", "document", "rule", "page"];

  // ---- Words: the same cutting and folding as scripts/search_terms.py ----

  const MOVED = new Map();  // "óa" -> "oá": the tone mark stands on the second vowel
  for (const [first, second] of ["oa", "oe", "uy"]) {
    for (const tone of "\u0300\u0309\u0303\u0301\u0323") {
      MOVED.set((first + tone).normalize("NFC") + second, first + (second + tone).normalize("NFC"));
    }
  }
  const MISPLACED = new RegExp([...MOVED.keys()].join("|"), "g");
  const WORD = /[\p{L}\p{N}]+/gu;

  function toneKey(text) {
    return text.normalize("NFC").toLowerCase().replace(/ß/g, "ss").replace(MISPLACED, (found) => MOVED.get(found));
  }
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]+/g, "").replace(/[đð]/g, "d");
  }
  function words(text) {
    return (text.toLowerCase().normalize("NFC").match(WORD) || []).map(toneKey);
  }

  // What people write for short, and kinds of units, which are no part of a name.
  const SHORT = {
    tt: "thị trấn", tx: "thị xã", tp: "thành phố", p: "phường", x: "xã", q: "quận", h: "huyện", dk: "đặc khu",
    kh: "kế hoạch", cds: "chuyển đổi số", khcn: "khoa học công nghệ", dmst: "đổi mới sáng tạo", cntt: "công nghệ thông tin",
    ubnd: "ủy ban nhân dân", hdnd: "hội đồng nhân dân", nsnn: "ngân sách nhà nước", nq: "nghị quyết", qd: "quyết định",
    hcm: "hồ chí minh", tphcm: "thành phố hồ chí minh", htx: "hợp tác xã",
  };
  const UNITS = /\b(?:thi tran|thi xa|thanh pho|dac khu|xa|phuong|quan|huyen|tinh)\b/g;

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
  function parts(key) {
    const runs = key.match(/\d+|\D+/g) || [];
    return runs.length > 1 ? runs : syllables(key);
  }

  function word(key, accented) {
    const plain = fold(key);
    return { key, fold: plain, accented: accented === undefined ? plain !== key : accented };
  }
  // A typed word and the ways in which a page may have it: as it is, or all words of what it stands for.
  function token(key) {
    const own = word(key), long = SHORT[own.fold];
    return { word: own, ways: long ? [[own], words(long).map((part) => word(part, true))] : [[own]] };
  }
  function parse(text) {
    const all = words(text).flatMap((key) => { const unit = /^([pq])(\d+)$/.exec(key); return unit ? [unit[1], unit[2]] : [key]; });
    return { tokens: all.slice(0, FIRST_WORDS).map(token), cut: all.length > FIRST_WORDS, typing: /[\p{L}\p{N}]$/u.test(text) && all.length <= FIRST_WORDS };
  }

  // ---- Files of the index ----

  function reader(data) {
    let at = 0;
    const self = {
      number() {
        let value = 0, shift = 1, byte;
        do { byte = data[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte > 127);
        return value;
      },
      text() { const length = self.number(); at += length; return new TextDecoder().decode(data.subarray(at - length, at)); },
      // Calls visit(page) for each page of a list; without visit the list is skipped.
      pages(visit) {
        const head = self.number(), count = Math.floor(head / 2);
        if (head % 2) {
          const start = self.number() * 8, length = self.number();
          for (let i = 0; visit && i < length; i++) {
            for (let bits = data[at + i], page = start + i * 8; bits; bits >>= 1, page++) if (bits & 1) visit(page);
          }
          at += length;
        } else {
          for (let i = 0, page = 0; i < count; i++) { page += self.number(); if (visit) visit(page); }
        }
      },
      place() { return at; },
      go(place) { at = place; },
      more() { return at < data.length; },
    };
    return self;
  }
  // A file of terms as a map: key -> variants, each with a function that reads its lists.
  function entries(data, fields) {
    const input = reader(data), found = new Map();
    while (input.more()) {
      const key = input.text(), variants = [];
      for (let left = input.number(); left > 0; left--) {
        const text = input.text() || key, at = input.place();
        for (let field = 0; field < fields; field++) input.pages();
        variants.push({ text, each(visit) {
          input.go(at);
          for (let field = 0; field < fields; field++) input.pages((page) => visit(page, field));
        } });
      }
      found.set(key, variants);
    }
    return found;
  }

  class Index {
    constructor(root) { this.base = root + "tim-kiem/"; this.files = new Map(); this.left = BUDGET; }

    // A file once, as `read` makes it from the answer; what was fetched before costs nothing.
    get(name, read, size) {
      if (!this.files.has(name)) {
        if (size) this.left -= size;
        const version = this.contents ? "?v=" + this.contents.version : "";
        const options = this.contents ? {} : { cache: "no-cache" };
        const got = fetch(this.base + name + version, options).then((answer) => {
          if (!answer.ok) throw new Error(name + ": " + answer.status);
          return read(answer);
        });
        this.files.set(name, got);
        got.catch(() => this.files.delete(name));  // the next query tries again
      }
      return this.files.get(name);
    }
    async open() {
      const contents = await this.get("muc-luc.json", (answer) => answer.json(), this.contents ? 0 : 12000);
      if (this.contents) return;
      for (const family of ["words", "pairs"]) contents[family] = { first: contents[family][0].split("\t"), size: contents[family][1] };
      contents.common = contents.common.split(" ");
      contents.rank = new Uint8Array(contents.pages);
      for (const [kind, from] of contents.kinds) contents.rank.fill(KINDS.indexOf(kind), from);
      this.contents = contents;
    }
    // The number of the file that holds a key.
    locate(family, key) {
      const first = this.contents[family].first;
      let low = 0, high = first.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (first[middle] <= key) low = middle; else high = middle - 1;
      }
      return low;
    }
    shard(family, number) {
      const [folder, fields] = family === "words" ? ["chu", 3] : ["cap", 2];
      return this.get(folder + "/" + number + ".bin", async (answer) => entries(new Uint8Array(await answer.arrayBuffer()), fields),
        this.contents[family].size[number]);
    }
    // The files of these keys, those named first before others, as long as they stay within `limit` bytes.
    // Returns a function: key -> variants, none, or undefined for a key that was left out.
    async look(family, keys, limit) {
      const loaded = new Map();
      let spent = 0;
      for (const key of keys) {
        const number = this.locate(family, key);
        const known = loaded.has(number) || this.files.has((family === "words" ? "chu/" : "cap/") + number + ".bin");
        const cost = known ? 0 : this.contents[family].size[number];
        if (spent + cost > limit) continue;
        spent += cost;
        loaded.set(number, this.shard(family, number));
      }
      for (const [number, shard] of loaded) loaded.set(number, await shard);
      return (key) => { const shard = loaded.get(this.locate(family, key)); return shard && (shard.get(key) || []); };
    }
    // Every [key, variants] whose key is longer than the prefix, from the first files of the range.
    async starting(family, prefix, files) {
      const from = this.locate(family, prefix), to = Math.min(this.locate(family, prefix + "\uffff"), from + files - 1), found = [];
      const loaded = [];
      for (let number = from; number <= to; number++) loaded.push(this.shard(family, number));
      for (const shard of await Promise.all(loaded)) {
        for (const entry of shard) if (entry[0].length > prefix.length && entry[0].startsWith(prefix)) found.push(entry);
      }
      return found;
    }
    async record(page) {
      const many = this.contents.pagesAFile, list = await this.get("trang/" + Math.floor(page / many) + ".json", (answer) => answer.json(), 1500);
      const [kind, path, title, titleEn, description, descriptionEn, crumbs, aliases, rows] = list[page % many];
      return { page, kind, path, title, titleEn, description, descriptionEn, crumbs, aliases, rowBytes: rows };
    }
    rows(record) {
      return this.get("dong/" + record.path.replace(/\/$/, "") + ".bin", (answer) =>
        new Response(answer.body.pipeThrough(new DecompressionStream("deflate-raw"))).json(), record.rowBytes);
    }
  }

  // ---- Ranking ----

  // Exact diacritics before others: one who types none means any, one who types some means these.
  function likeness(exact, accented) { return exact ? 1 : accented ? 0.2 : 0.9; }

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
  // The runs of words between the words for kinds of units: "kế hoạch xã Sông Mã" -> [["sông", "mã"]].
  function segments(flat) {
    const plain = flat.map((one) => one.fold).join(" "), runs = [];
    let at = 0;
    for (const run of plain.replace(UNITS, (found) => found.replace(/\S+/g, "|")).split(" ").join(" ").split(/(?<=\|) (?!\|)| (?=\|)/)) {
      const length = run.split(" ").length, own = flat.slice(at, at + length);
      at += length;
      if (run[0] === "|") continue;
      runs.push(own[0] && own[0].fold === "ke" && own[1] && own[1].fold === "hoach" ? own.slice(2) : own);
    }
    return runs.filter((run) => run.length);
  }

  function joined(run, name) { return run.map((one) => one[name]).join(" "); }

  // Adds to the scores what neighbouring words and whole names in titles are worth.
  async function addPairs(index, query, scores) {
    const flat = sequence(query.tokens), wanted = [];
    for (const run of segments(flat).slice(-4)) {
      for (let length = Math.min(run.length, 8); length > 0; length--) {
        const name = run.slice(0, length);
        wanted.push({ key: "=" + joined(name, "key"), fold: "=" + joined(name, "fold"), words: name, worth: [60, 35].map((worth) => worth * length / run.length) });
      }
    }
    for (let at = 1; at < flat.length; at++) {
      const pair = flat.slice(at - 1, at + 1), weight = pair[0].weight + pair[1].weight;
      wanted.push({ key: joined(pair, "key"), fold: joined(pair, "fold"), words: pair, worth: [2 * weight, 1.2 * weight] });
    }
    const find = await index.look("pairs", wanted.map((one) => one.fold), PAIR_BYTES);
    for (const one of wanted) {
      const best = new Map(), accented = one.words.some((part) => part.accented);
      for (const variant of find(one.fold) || []) {
        const like = likeness(variant.text === one.key, accented);
        variant.each((page, field) => best.set(page, Math.max(best.get(page) || 0, one.worth[field] * like)));
      }
      for (const [page, worth] of best) scores[page] += worth;
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
        variant.each((page, field) => best.set(page, Math.max(best.get(page) || 0, [20, 12][field] * like)));
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
    await loadWords(index, query.tokens);
    const scores = new Float32Array(total), matched = new Uint8Array(total);
    await complete(index, query, scores);
    const better = query.tokens.flatMap((one) => {
      if (!one.word.unknown || one.ways.length > 1) return [one];
      const apart = parts(one.word.key);
      if (apart.length > 1) query.split = true;
      return apart.length > 1 ? apart.map(token) : [one];
    });
    if (query.split) {
      query.tokens = better.slice(0, FIRST_WORDS);
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
    await addPairs(index, query, scores);
    let most = 0;
    for (let page = 0; page < total; page++) most = Math.max(most, matched[page]);
    const pages = [];
    if (most) for (let page = 0; page < total; page++) if (matched[page] === most) pages.push(page);
    const kind = index.contents.rank;
    pages.sort((one, other) => scores[other] - scores[one] || kind[one] - kind[other] || one - other);
    return { query, scores, pages, most, count, next: 0, waiting: [] };
  }

  // ---- The best pages, looked at closely ----

  // The words of a text with their places, to mark them and to see which stand together.
  function tokens(text) {
    return [...text.matchAll(WORD)].map((found) => { const key = toneKey(found[0]); return { key, fold: fold(key), from: found.index, to: found.index + found[0].length }; });
  }
  function like(wanted, said) {
    if (said.key === wanted.key || (wanted.prefix && said.key.startsWith(wanted.key))) return 1;
    return said.fold === wanted.fold || (wanted.prefix && said.fold.startsWith(wanted.fold)) ? likeness(false, wanted.accented) : 0;
  }
  // What a text is worth for a query: each way's words, and more when they stand side by side. `missing` are words not found.
  function judge(query, text) {
    const said = tokens(text), flat = sequence(query.tokens);
    let worth = 0;
    const missing = [];
    for (const one of query.tokens) {
      let best = 0;
      for (const way of one.ways) {
        const likes = way.map((wanted) => Math.max(0, ...said.map((other) => like(wanted, other))) * wanted.weight);
        if (!likes.includes(0)) best = Math.max(best, likes.reduce((sum, value) => sum + value, 0) / way.length);
      }
      worth += best;
      if (!best) missing.push(one);
    }
    for (let at = 1; at < flat.length; at++) {
      let together = 0;
      for (let place = 1; place < said.length; place++) together = Math.max(together, Math.min(like(flat[at - 1], said[place - 1]), like(flat[at], said[place])));
      worth += together * (flat[at - 1].weight + flat[at].weight) / 2;
    }
    return { worth, missing };
  }

  // The result of one page: its record, the other name that matches, the rows that do.
  function judgePage(query, record) {
    const title = judge(query, record.title + " " + record.crumbs.join(" "));
    let alias = "", worth = 0;
    if (title.missing.length) {
      for (const name of record.aliases) {
        const found = judge(query, name);
        if (found.worth > worth && found.missing.length < query.tokens.length) {
          worth = found.worth;
          alias = name;
        }
      }
      if (alias && judge(query, record.title + " " + record.crumbs.join(" ") + " " + alias).missing.length === 0) worth += 5;
    }
    return { record, alias, extra: worth, missing: title.missing, rows: [] };
  }
  function chooseRows(result, query, table) {
    const found = table.r.map(([anchor, section, text], at) => {
      const [name, title] = table.s[section];
      return { anchor, section: name, title, text, at, worth: judge(query, text).worth + judge(query, title).worth / 4 };
    });
    found.sort((one, other) => other.worth - one.worth || one.at - other.at);
    const best = found[0];
    // A row is shown for what the title does not say already.
    const says = (row) => result.missing.some((one) => !judge({ tokens: [one] }, row.text + " " + row.title).missing.length);
    result.rows = found.filter((row) => row.worth > 0.6 * best.worth && says(row)).slice(0, ROWS);
    if (result.rows.length) result.extra += 3 * result.rows[0].worth;
  }

  // The next results, best first. The pages are fetched a pool at a time and compared with one another in it.
  async function next(index, found) {
    const many = (found.next ? SHOWN : POOL), pages = found.pages.slice(found.next, found.next + many);
    found.next += pages.length;
    const fresh = (await Promise.all(pages.map((page) => index.record(page)))).map((record) => judgePage(found.query, record));
    const wanting = "DecompressionStream" in window ? fresh.filter((result) => result.missing.length && result.record.rowBytes) : [];
    let files = 0;
    await Promise.all(wanting.map((result) => {
      if (files >= ROW_FILES || result.record.rowBytes > index.left) return null;
      files++;
      return index.rows(result.record).then((table) => chooseRows(result, found.query, table));
    }));
    const kind = index.contents.rank, score = (result) => found.scores[result.record.page] + result.extra;
    found.waiting.push(...fresh.sort((one, other) => score(other) - score(one) || kind[one.record.page] - kind[other.record.page] || one.record.page - other.record.page));
    return found.waiting.splice(0, SHOWN);
  }

  async function search(index, text) {
    index.left = BUDGET;
    const query = parse(text);
    const letters = query.tokens.reduce((sum, one) => sum + one.word.key.length, 0);
    if (!query.tokens.length || letters < 2) return { query, pages: [], short: text.trim() !== "", empty: text.trim() === "" };
    return rank(index, query);
  }

  // ---- What readers see ----

  const told = document.getElementById("mb-search-words");
  const SAY = told ? JSON.parse(told.textContent) : {};
  function say(name, values) {
    return (SAY[name] || "").replace(/\{(\w+)\}/g, (all, key) => (values && key in values ? values[key] : all));
  }
  const number = (value) => value.toLocaleString(document.documentElement.lang || "vi");

  function element(name, parent, text) {
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

  function show(list, results, query, site) {
    for (const result of results) {
      const record = result.record, item = element("li", list), english = site.prefix === "en/";
      const address = site.root + site.prefix + record.path;
      const link = element("a", element("h2", item));
      link.href = address;
      mark(link, (english && record.titleEn) || record.title, query);
      const crumbs = element("p", item, [...record.crumbs, say(record.kind)].join(" › "));
      crumbs.className = "mb-printed";
      const description = record.kind === "unit" ? say("unplanned") : (english && record.descriptionEn) || record.description;
      if (result.alias) {
        const former = element("p", item, say("formerly") + " ");
        mark(former, result.alias, query);
      }
      if (description && !result.rows.length) mark(element("p", item), excerpt(description, query), query);
      if (result.rows.length) {
        const rows = element("ul", item);
        for (const row of result.rows) {
          const line = element("li", rows), name = say(row.section) || row.section;
          const place = element("a", line, row.section === "about" ? name : name + " " + row.anchor);
          place.href = address + "#" + row.anchor;
          if (row.title) line.appendChild(document.createTextNode(" › " + row.title));
          line.appendChild(document.createTextNode(": "));
          mark(element("span", line), excerpt(row.text, query), query);
        }
      }
    }
  }

  function summary(found) {
    const query = found.query, typed = query.tokens.map((one) => one.word.key).join(" ");
    if (found.empty) return say("start");
    if (found.short) return say("short");
    const values = { words: typed, pages: number(found.pages.length), most: found.most, count: found.count };
    const name = !found.pages.length ? "none" : found.most < found.count ? "some" : query.tokens.length === 1 ? "all_one" : "all";
    const notes = [query.split ? say("split", values) : "", say(name, values), query.cut ? say("cut", { count: FIRST_WORDS }) : ""];
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
      soon = setTimeout(run, 60);
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
    if (!input.value) input.focus({ preventScroll: true });
    run();
  }

  // On a page that says that an address does not exist: the pages nearest to the words of that address.
  function addressWords(path) {
    let text = path;
    try { text = decodeURIComponent(path); } catch (error) { /* a wrong address may be wrongly written too */ }
    return text.replace(/\/index\.html?$|\.\w{1,5}$/, "").split("/").filter((part) => part && part !== "en").join(" ").replace(/[-_+.]/g, " ");
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
})();
