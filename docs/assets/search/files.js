// The files of the search index, as scripts/search_index.py and scripts/search_packing.py describe them.

export const BUDGET = 135000;  // bytes that one query may move
const CONTENTS = 12000;        // of these for the table of contents, about
const RECORDS = 1500;          // for what a few pages show
const RESERVE = 30000;         // and kept for all that the best pages show
export const KINDS = ["province", "commune", "unit", "plan", "indicator", "body", "document", "rule", "page"];  // the first before others that are equal

const DECODER = new TextDecoder();

function reader(data) {
  let at = 0;
  const self = {
    number() {
      let value = 0, shift = 1, byte;
      do { byte = data[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte > 127);
      return value;
    },
    text() { const length = self.number(); at += length; return DECODER.decode(data.subarray(at - length, at)); },
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

export class Index {
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
    const contents = await this.get("muc-luc.json", (answer) => answer.json(), this.contents ? 0 : CONTENTS);
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
      if (spent + cost > limit || this.left - cost < RESERVE) continue;
      spent += cost;
      loaded.set(number, this.shard(family, number));
    }
    for (const [number, shard] of loaded) loaded.set(number, await shard);
    return (key) => { const shard = loaded.get(this.locate(family, key)); return shard && (shard.get(key) || []); };
  }
  // Every [key, variants] whose key begins with the prefix and is longer, from the first files of the range.
  async starting(family, prefix, files) {
    if (this.left < RESERVE) return [];
    const from = this.locate(family, prefix), to = Math.min(this.locate(family, prefix + "\uffff"), from + files - 1), found = [];
    const loaded = [];
    for (let number = from; number <= to; number++) loaded.push(this.shard(family, number));
    for (const shard of await Promise.all(loaded)) {
      for (const entry of shard) if (entry[0].length > prefix.length && entry[0].startsWith(prefix)) found.push(entry);
    }
    return found;
  }
  async record(page) {
    const many = this.contents.pagesAFile, list = await this.get("trang/" + Math.floor(page / many) + ".json", (answer) => answer.json(), RECORDS);
    const [kind, path, title, titleEn, description, descriptionEn, crumbs, aliases, rows] = list[page % many];
    return { page, kind, path, title, titleEn, description, descriptionEn, crumbs, aliases, rowBytes: rows };
  }
  rows(record) {
    return this.get("dong/" + record.path.replace(/\/$/, "") + ".bin", (answer) =>
      new Response(answer.body.pipeThrough(new DecompressionStream("deflate-raw"))).json(), record.rowBytes);
  }
}
