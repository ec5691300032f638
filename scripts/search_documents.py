"""What the search knows of each page: a plan with its rows, a commune with its old names, a province, any other page. Pure.

build.py gives them to the search store: each plan with its rows, each place, and every other page by its title and description.
"""

from __future__ import annotations

from typing import Any

from .facts import PlanFacts, Rows
from .languages import ENGLISH, N_, PREFIXES, _, writing
from .naming import full_name
from .search_index import SearchDocument
from .summaries import heading, issued_text
from .templates import counted

Row = tuple[str, str, str, str]
SEPARATOR = " · "  # between the parts of a row's text; the browser cuts excerpts there first


def joined(*parts: str) -> str:
    return SEPARATOR.join(part for part in parts if part)


def _bodies(row: dict[str, Any]) -> str:
    return ", ".join(dict.fromkeys(body["name"] for body in row["lead"]))


def _listed(section: str, key: str, rows: Rows, *columns: str) -> list[Row]:
    return [(row[key], section, "", joined(*(row[column] or "" for column in columns))) for row in rows]


def _about(facts: PlanFacts) -> Row:
    """The document itself: its printed title, number, issuer and signer, shown among the quick answers."""
    plan = facts.plan
    said = joined(plan["title"], plan["document_number"] or plan["document_number_text"] or "", plan["issuer_text"] or "",
                  plan["signer_name"] or "", plan["signer_position"] or "", plan["replaces_text"] or "")  # fmt: skip
    return ("tra-loi-nhanh", "about", "", said)


def plan_rows(facts: PlanFacts) -> list[Row]:
    """(anchor, section, printed section title, text) of every row of the plan's page, in the order of the page."""
    found = [_about(facts)]
    for group in facts.targets:
        found += [(row["target_id"], "targets", group.title or "", joined(row["name"], _bodies(row))) for row in group.rows]
    for group in facts.tasks:
        found += [
            (row["task_id"], "tasks", group.title or "", joined(row["title"] or "", row["name"], row["product_text"] or "", _bodies(row)))
            for row in group.rows
        ]
    for view in facts.views:
        found += [(line.row["line_id"], "budget", "", line.row["name"]) for line in view.lines()]
    found += [(row["result_id"], "results", "", joined(row["name"], row["value_text"] or "")) for row in facts.results]
    found += [(row["duty_id"], "duties", "", joined(row["summary"], row["body"])) for row in facts.duties]
    found += _listed("proposals", "proposal_id", facts.proposals, "summary")
    found += _listed("issued", "issued_document_id", facts.documents, "symbol", "name")
    found += [
        (row["citation_id"], "citations", "", joined(row["symbol"] or row["document"]["symbol"] or "", row["name"], row["named_text"] or ""))
        for row in facts.citations
    ]
    return found


def _described(facts: PlanFacts) -> str:
    """Number, date and how much is promised, in the language being written."""
    number = facts.plan["document_number"]
    promised = ((facts.target_count, N_("%(n)s chỉ tiêu")), (facts.task_count, N_("%(n)s nhiệm vụ")))
    said = joined(
        _("Số %(number)s", number=number) if number else "", issued_text(facts.plan),
        ", ".join(counted(message, count) for count, message in promised if count),
    )  # fmt: skip
    return said[:1].upper() + said[1:]


def plan_document(facts: PlanFacts) -> SearchDocument:
    """A plan's page with all its rows."""
    place = facts.plan_id.replace("/", " ").replace("-", " ")
    with writing(ENGLISH):
        title_en, description_en = heading(facts), _described(facts)
    return SearchDocument(
        kind="plan",
        path=f"{facts.plan_id}/",
        title=heading(facts),
        title_en=title_en,
        description=_described(facts),
        description_en=description_en,
        crumbs=(facts.province["full_name"], facts.commune["full_name"]),
        # What the address says besides the names: a wrong address leads to the nearest page.
        text=" ".join(word for word in place.split() if any(map(str.isdigit, word)) or word == facts.topic["topic_id"]),
        rows=tuple(row for row in plan_rows(facts) if row[3]),
    )


def _former(old: dict[str, str], province: dict[str, str]) -> str:
    """"Xã Nà Nghịu, Huyện Sông Mã": a former unit with its district, and its province when that has another name now."""
    return ", ".join(part for part in (old["name"], old["district"], old["province"] if old["province"] != province["full_name"] else "") if part)


def commune_document(commune: dict[str, Any], province: dict[str, Any]) -> SearchDocument:
    """A commune as `places.places` gives it, with `plans`: its page, or its line on the province's page while it has no plan."""
    name = f"{commune['slug']}-{commune['code']}"
    plans = commune["plans"]
    with writing(ENGLISH):
        title_en = full_name(commune)
    return SearchDocument(
        kind="commune" if plans else "unit",
        path=f"{province['slug']}/{name}/" if plans else f"{province['slug']}/#{name}",
        title=commune["full_name"],
        title_en=title_en,
        description="; ".join(f"{plan.topic} {plan.period}" for plan in plans),
        crumbs=(province["full_name"],),
        aliases=tuple(dict.fromkeys(_former(old, province) for old in commune["predecessors"])),
        # People search "kế hoạch xã Sông Mã" or for the code, whether there is a plan or not.
        text=f"kế hoạch {commune['kind']} {commune['code']}",
    )


def province_document(province: dict[str, Any]) -> SearchDocument:
    """A province as `places.places` gives it."""
    with writing(ENGLISH):
        title_en = full_name(province)
    return SearchDocument(
        kind="province",
        path=f"{province['slug']}/",
        title=province["full_name"],
        title_en=title_en,
        description=f"{province['communes_covered']}/{province['communes_total']} xã, phường, đặc khu có kế hoạch",
        aliases=tuple(province["formerly"]),
        text="kế hoạch tỉnh thành phố danh sách xã phường",
    )


def other_documents(entries: list[dict[str, Any]], english: dict[str, dict[str, Any]], kinds: dict[str, str]) -> list[SearchDocument]:
    """The pages that are no plan and no place, found by title and description in both languages; of a long list its first page.

    `english` holds the entries of the English pages by path, `kinds` what pages below a first part of the address are called.
    """
    found = []
    for entry in entries:
        path = entry["path"]
        if not path or entry["kind"] in ("plan", "commune", "province", "search") or "/trang-" in path:
            continue
        first, _slash, rest = path.partition("/")
        twin = english.get(PREFIXES[ENGLISH] + path, entry)
        found.append(SearchDocument(
            kind=kinds.get(first, "page") if rest else "page", path=path, title=entry["title"], title_en=twin["title"],
            description=entry["description"], description_en=twin["description"], text=path.replace("-", " ").replace("/", " "),
        ))  # fmt: skip
    return found


def hand_written_document(name: str, markdown: str) -> SearchDocument:
    """A hand-written page, found by the title and the description at its head."""
    head = dict(line.split(": ", 1) for line in markdown.split("---\n")[1].splitlines())
    return SearchDocument("page", f"{name}/", head["title"], head["description"])
