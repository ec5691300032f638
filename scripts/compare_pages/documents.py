"""/van-ban/: every document that plans cite, who cites it, and the way from the Party's resolution to the commune's plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from .. import formats, paging
from ..compare import documents
from ..compare.documents import CHAINS, STEPS, list_name
from ..compare.heads import Row
from ..languages import N_, VIETNAMESE, _, writing
from ..page import Page
from ..tables import schemas
from ..templates import counted, label, render
from ..text import sort_key
from . import by_plan
from .lists import ON_A_PAGE, Lists, choices, communes, in_pages, numbered_title, select, words

LEVELS = ("central", "province", "commune", "")
STEP_NAMES = {"party": N_("Trung ương Đảng"), "government": N_("Chính phủ, Thủ tướng"), "province": N_("Tỉnh")}
# More documents of a step than these are only in the lists.
MOST_OF_A_STEP = 12


def pages(lists: Lists, reference: list[dict[str, str]]) -> Iterator[Page]:
    """All pages of documents; `reference` are the rows of the table of legal documents."""
    rows = [schemas()["legal_documents"].typed(row) for row in reference]
    by_symbol: dict[str, list[Row]] = {}
    for row in rows:
        by_symbol.setdefault(row["symbol"], []).append(row)
    known = []
    for row in sorted(rows, key=lambda row: (row["issued_on"] or date.max, sort_key(row["title"]))):
        count = lists.count(list_name(row["document_id"]))
        known.append({**row, "count": count, "kind_name": label("legal_documents", "kind", row["kind"])})
        # A symbol that two documents share leads to neither.
        by = by_symbol.get(row["replaced_by"], [])
        yield from _document_pages(lists, known[-1], by[0]["document_id"] if row["replaced_by"] and len(by) == 1 else "")
    yield from _index(lists, sorted(known, key=lambda row: LEVELS.index(row["level"])))
    yield from _chain_pages(lists)


def name(row: Row) -> str:
    """"57-NQ/TW", or the title of a document without a number."""
    return row["symbol"] or row["title"]


def heading(row: Row) -> str:
    """"Nghị quyết 57-NQ/TW: …": kind, number and title as people say and search them; Vietnamese in every language."""
    with writing(VIETNAMESE):
        kind = label("legal_documents", "kind", row["kind"])
    named = kind if row["kind"] not in ("other", "programme") and not row["title"].lower().startswith(kind) else ""
    number = " ".join(filter(None, (named.capitalize(), row["symbol"])))
    return f"{number}: {row['title']}" if row["symbol"] else row["title"]


def _level_name(level: str) -> str:
    return label("legal_documents", "level", level) if level else _("chưa rõ cấp ban hành")


def _index(lists: Lists, known: list[dict[str, Any]]) -> Iterator[Page]:
    """/van-ban/: all documents by level, in as many pages as needed; the first has what plans go back to."""
    plans, cited, without = documents.cited_in_chains(lists.rows(CHAINS))
    steps = [(_(STEP_NAMES[step]), cited[step][:MOST_OF_A_STEP], max(0, len(cited[step]) - MOST_OF_A_STEP), without[step]) for step in STEPS]
    description = counted("%(n)s văn bản mà kế hoạch các xã viện dẫn, và đường từ nghị quyết của Bộ Chính trị đến kế hoạch xã.", len(known))
    for number, rows, path, turns in paging.numbered("van-ban/", in_pages(known), len(known), ON_A_PAGE):
        levels = [(level or "chua-ro", _level_name(level), [row for row in rows if row["level"] == level]) for level in LEVELS]
        levels = [found for found in levels if found[2]]
        title = numbered_title(_("Văn bản: kế hoạch dựa vào đâu?"), number)
        body = render("documents.html", path, title=title, levels=levels, steps=steps, plans=plans, turn=number, turns=turns)
        contents = [("chuoi", _("Từ trung ương đến xã"))] if number == 1 else []
        yield Page(path, title, description, contents + [(anchor, name) for anchor, name, _rows in levels], body, "documents")


def _document_pages(lists: Lists, document: dict[str, Any], replacement: str) -> Iterator[Page]:
    total, listed = document["count"], list_name(document["document_id"])
    long = lists.is_long(listed)
    roles = dict.fromkeys(schemas()["citations"].fields["role"]["constraints"]["enum"], "can-cu")
    found: Iterator[list[Any]] = by_plan.pages(lists, listed, roles, _tell) if long else lists.pages(listed)
    for number, stored, path, turns in paging.numbered(f"van-ban/{document['document_id']}/", found, lists.plans_in(listed) if long else total, ON_A_PAGE):
        rows = [] if long else [{**row, "role_name": label("citations", "role", row["role"])} for row in stored]
        title = numbered_title(heading(document), number)
        body = render(
            "document.html", path, w=words(), title=title, document=document, replacement=replacement, rows=rows, total=total, turn=number, turns=turns,
            level=_level_name(document["level"]), by_plan=by_plan.table(lists, listed, stored, total, path) if long else None,
            selects=[select("commune", _("Xã"), communes(rows)), select("role", _("Vai trò"), choices((row["role"], row["role_name"]) for row in rows))],
        )  # fmt: skip
        yield Page(path, title, _("%(document)s: kế hoạch xã nào viện dẫn, để làm gì, ở dòng nào.", document=title), [("vien-dan", _("Kế hoạch viện dẫn"))], body, "document")


def _tell(role: str, count: int) -> str:
    name = label("citations", "role", role)
    return name if count == 1 else f"{name} ({formats.number(count)})"


def _chain_pages(lists: Lists) -> Iterator[Page]:
    """/van-ban/chuoi/: the way of every plan, in as many pages as needed."""
    title = _("Từ trung ương đến xã: mỗi kế hoạch viện dẫn gì?")
    steps, short = [(step, _(STEP_NAMES[step])) for step in STEPS], lists.count(CHAINS) > lists.store.detailed
    for number, stored, path, turns in paging.numbered("van-ban/chuoi/", lists.store.chunks(CHAINS), lists.count(CHAINS), ON_A_PAGE):
        rows = [{**row, "who": lists.plans[row["plan_id"]]} for row in stored]
        body = render(
            "chains.html", path, w=words(), title=numbered_title(title, number), rows=rows, steps=steps, turn=number, turns=turns,
            short=short, total=lists.count(CHAINS), selects=[] if short else [select("commune", _("Xã"), communes(rows))],
        )  # fmt: skip
        description = _("Văn bản cấp trên mà từng kế hoạch xã viện dẫn làm căn cứ, xếp từ trung ương đến tỉnh.")
        yield Page(path, numbered_title(title, number), description, [("danh-sach", _("Từng kế hoạch"))], body, "documents")
