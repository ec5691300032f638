"""Pages that can be searched -> the files of the search index. Pure; docs/assets/search.js reads the files.

    muc-luc.json    the table of contents: first key of every file, common words, kinds of pages
    chu/<n>.bin     words -> pages            cap/<n>.bin   pairs of words in titles and names, whole names -> pages
    trang/<n>.json  what results show of PAGES_A_FILE pages each
    dong/<path>.bin the rows of one page as deflated JSON, from which results take their excerpts

A browser fetches only the few files that a query needs. Every file but the rows is read as it lies; rows are deflated
because a plan's table of rows is the largest thing a query moves.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from .search_packing import Shard, pack_entry, shards
from .search_terms import Terms, folded, terms

FOLDER = "tim-kiem"
WORD_FILE, PAIR_FILE = 5000, 3000
PAGES_A_FILE = 4
# A word on more than this part of the pages says little: a query does without it when it would move too much.
COMMON = 0.25
TITLE, ALIAS, TEXT = range(3)


@dataclass(frozen=True)
class SearchDocument:
    """A page that can be found, or a place on one.

    `path` from the root of the site, with an anchor where a place on a page is meant. `kind`: commune, unit (a commune
    without a page of its own), plan, province, indicator, body, document, rule or page. `crumbs` are the names of the
    pages above. `aliases` are other names, found and shown only when they match; the first part of each, up to a comma,
    is also a name of its own. `text` is found and never shown. `rows` are (anchor, section, printed section title, text):
    a section is a word that search.html translates ("tasks"), or is shown as it is.
    """

    kind: str
    path: str
    title: str
    description: str = ""
    title_en: str = ""
    description_en: str = ""
    crumbs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    text: str = ""
    rows: tuple[tuple[str, str, str, str], ...] = ()


class Indexed(NamedTuple):
    """What the index keeps of a document: small, so that the processes that make pages can hand it over."""

    kind: str
    record: str
    check: int
    title: Terms
    alias: Terms
    text: Terms


Pages = dict[str, "array[int]"]  # term -> pages, ascending


def _no_pages() -> array[int]:
    return array("I")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def rows_name(path: str) -> str:
    """The file of a page's rows, below FOLDER."""
    return f"dong/{path.strip('/')}.bin"


def pack_rows(document: SearchDocument) -> bytes:
    """The rows as deflated JSON: {"s": [[section, printed title]], "r": [[anchor, index into s, text]]}; empty without rows."""
    if not document.rows:
        return b""
    sections = list(dict.fromkeys((section, title) for _, section, title, _ in document.rows))
    rows = [[anchor, sections.index((section, title)), text] for anchor, section, title, text in document.rows]
    # Raw deflate without a header: the browser's "deflate-raw".
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(_json({"s": sections, "r": rows}).encode()) + squeeze.flush()


def indexed(document: SearchDocument, packed_rows: bytes) -> Indexed:
    """The document as the index keeps it; `packed_rows` is what pack_rows made of it and is not kept."""
    record = [
        document.kind, document.path, document.title, document.title_en, document.description, document.description_en,
        list(document.crumbs), list(document.aliases), len(packed_rows),
    ]  # fmt: skip
    # A plan is not known by its heading as a whole: the name in it is the commune's.
    names = [] if document.kind == "plan" else [document.title]
    title = terms([document.title], names)
    alias = terms([document.title_en, *document.aliases], [alias.split(",")[0] for alias in document.aliases])
    told = [document.description, document.description_en, document.text, *document.crumbs]
    text = terms([*told, *(part for _, _, heading, row in document.rows for part in (heading, row))])
    shown = Terms(alias.words - title.words, alias.pairs - title.pairs)
    rest = Terms(text.words - title.words - alias.words, frozenset())
    return Indexed(document.kind, _json(record), zlib.crc32(packed_rows), title, shown, rest)


class SearchIndex:
    """Collects pages in their order, which is the order of results that are equal otherwise, and gives the files.

    Add all pages of a kind in one go, the more important ones first: the browser is told only where a kind begins.
    """

    def __init__(self) -> None:
        self.pages = 0
        self._kinds: list[tuple[str, int]] = []
        self._records: list[bytes] = []
        self._check = 0
        # Term -> pages, for each field. Arrays: a nation has millions of entries.
        self._words: list[Pages] = [defaultdict(_no_pages) for _ in range(3)]
        self._pairs: list[Pages] = [defaultdict(_no_pages) for _ in range(2)]

    def add(self, page: Indexed) -> None:
        if not self._kinds or self._kinds[-1][0] != page.kind:
            self._kinds.append((page.kind, self.pages))
        for field, found in enumerate((page.title, page.alias, page.text)):
            for word in found.words:
                self._words[field][word].append(self.pages)
            if field < TEXT:
                for pair in found.pairs:
                    self._pairs[field][pair].append(self.pages)
        self._records.append(page.record.encode())
        self._check = zlib.crc32(b"%d" % page.check, self._check)
        self.pages += 1

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(name below FOLDER, bytes) of every file but the rows; the table of contents comes last."""
        families = {}
        common: list[tuple[int, str]] = []
        for folder, fields, size in (("chu", self._words, WORD_FILE), ("cap", self._pairs, PAIR_FILE)):
            families[folder] = []
            kept = common if folder == "chu" else None
            for number, shard in enumerate(shards(self._entries(fields, kept), size)):
                families[folder].append(shard)
                yield f"{folder}/{number}.bin", self._checked(shard.data)
        for at in range(0, self.pages, PAGES_A_FILE):
            records = b"[" + b",\n".join(self._records[at : at + PAGES_A_FILE]) + b"]"
            yield f"trang/{at // PAGES_A_FILE}.json", self._checked(records)
        contents = {
            "version": f"{self._check:08x}", "pages": self.pages, "pagesAFile": PAGES_A_FILE, "kinds": self._kinds,
            "common": " ".join(word for _, word in sorted(common)), "words": _listed(families["chu"]), "pairs": _listed(families["cap"]),
        }  # fmt: skip
        yield "muc-luc.json", _json(contents).encode()

    def _entries(self, fields: list[Pages], common: list[tuple[int, str]] | None) -> Iterator[tuple[str, bytes]]:
        """(key, entry) in the order of the keys' UTF-16, which for keys without diacritics is that of their bytes."""
        spellings: dict[str, list[str]] = defaultdict(list)
        for term in set().union(*fields):
            spellings[folded(term)].append(term)
        nothing = _no_pages()
        for key in sorted(spellings, key=_order):
            variants = [(term, [field.get(term, nothing) for field in fields]) for term in sorted(spellings[key])]
            if common is not None:
                at_most = sum(len(pages) for _, lists in variants for pages in lists)
                if at_most > COMMON * self.pages and (on := len(set().union(*(pages for _, lists in variants for pages in lists)))) > COMMON * self.pages:
                    common.append((on, key))
            yield key, pack_entry(key, variants)

    def _checked(self, data: bytes) -> bytes:
        self._check = zlib.crc32(data, self._check)
        return data


def _order(key: str) -> bytes:
    """Strings in the order in which JavaScript compares them."""
    return key.encode("utf-16-be")


def _listed(found: list[Shard]) -> list[Any]:
    """[first keys, sizes in bytes]: the keys joined by a tab, which no key contains."""
    return ["\t".join(shard.first for shard in found), [len(shard.data) for shard in found]]

