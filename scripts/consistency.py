"""Notices as pages show them: on the page of their plan, and all together by rule. Pure but for reading templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from . import formats, paging
from .audit import rule_book
from .facts import PlanFacts
from .languages import _, chosen
from .page import Page
from .places import anchor
from .templates import counted, label, render

# What one page holds: a phone loads it, and a reader can look through it.
ON_A_PAGE = 200
ALL = "all"
_LINES = re.compile(r"[0-9]+(-[0-9]+)?")

Notice = dict[str, Any]


_RULES = {rule["code"]: rule for rule in rule_book()}


def notices(facts: PlanFacts, root: str) -> list[Notice]:
    """The plan's notices, those that matter most first, with links that work from a page at `root`."""
    found = []
    for row in facts.notices:
        about, message = anchor(row["row_id"]), chosen(row, "message")
        found.append({
            "id": row["notice_id"], "rule": row["rule"], "rule_title": chosen(_RULES[row["rule"]], "title"), "severity": row["severity"],
            # The Vietnamese message decides in both languages: the other one says the same, in words that cannot be compared.
            "said": [] if row["printed"] in row["message"] and row["expected"] in row["message"] else [row["printed"], row["expected"]],
            "severity_label": label("notices", "severity", row["severity"]), "message": message, "about": about,
            "part": row["place"].part, "lines": row["place"].lines, "elsewhere": [_elsewhere(text, facts.plan_id, root) for text in filter(None, row["elsewhere"].split("; "))],
        })  # fmt: skip
    return sorted(found, key=lambda notice: notice["severity"] != "material")


def _elsewhere(text: str, plan_id: str, root: str) -> tuple[str, str]:
    """(name, link) of another place; lines of the source have no link of their own."""
    if _LINES.fullmatch(text):
        first, _dash, last = text.partition("-")
        return formats.lines(int(first), int(last) if last else None), ""
    other, _hash, identifier = text.rpartition("#")
    if other and other != plan_id:
        return _("%(row)s của kế hoạch %(plan)s", row=anchor(identifier), plan=other.rpartition("/")[2]), f"{root}{other}/#{anchor(identifier)}"
    return anchor(identifier), f"{root}{plan_id}/#{anchor(identifier)}"


def listed(facts: PlanFacts, heading: str) -> list[Notice]:
    """The plan's notices for the list of all: as above, with their plan; links start from the root of the site."""
    return [{**notice, "plan_id": facts.plan_id, "plan": heading} for notice in notices(facts, "")]


def overview_pages(counts: dict[str, dict[str, int]], found: Iterator[list[Notice]], total: int) -> Iterator[Page]:
    """/doi-chieu/: all notices, in as many pages as needed; the first page has every rule in plain words with what it found.

    `counts` is rule -> severity -> count.
    """
    shown = [{**rule, **{severity: counts.get(rule["code"], {}).get(severity, 0) for severity in ("material", "minor")}} for rule in rule_book()]
    description = counted("%(n)s chỗ kế hoạch tự mâu thuẫn, thiếu hoặc in sai, và quy tắc tìm ra từng chỗ.", total)
    title, contents = _("Đối chiếu: văn bản có khớp với chính nó không?"), [("tat-ca", _("Tất cả đối chiếu")), ("quy-tac", _("Các quy tắc"))]
    for number, chunk, path, turns in paging.numbered("doi-chieu/", found, total, ON_A_PAGE):
        body = render(
            "consistency.html", path, rules=shown if number == 1 else [], notices=chunk, total=total, turn=number, turns=turns,
            **_choices(chunk),
        )  # fmt: skip
        page_title = title if number == 1 else _("Đối chiếu, trang %(page)s", page=number)
        yield Page(path, page_title, description, contents if number == 1 else contents[:1], body)


def rule_pages(code: str, found: Iterator[list[Notice]], total: int) -> Iterator[Page]:
    """/doi-chieu/<rule>/: one rule and what it found, in as many pages as needed; a rule that found nothing has its page too."""
    rule = next(rule for rule in rule_book() if rule["code"] == code)
    for number, chunk, path, turns in paging.numbered(f"doi-chieu/{code}/", found, total, ON_A_PAGE):
        body = render("rule.html", path, rule=rule, notices=chunk, turn=number, turns=turns, **_choices(chunk))
        title = chosen(rule, "title") + (_(", trang %(page)s", page=number) if number > 1 else "")
        yield Page(path, title, chosen(rule, "description"), [("tim-thay", _("Đã tìm thấy"))], body, "rule")


def pages(counts: dict[str, dict[str, int]], chunks_of: Callable[[str], Iterator[list[Notice]]]) -> Iterator[Page]:
    """Every page of /doi-chieu/. `counts` is rule -> severity -> count; `chunks_of` gives the notices of a rule, or of ALL, a page at a time."""
    found = {rule["code"]: sum(counts.get(rule["code"], {}).values()) for rule in rule_book()}
    yield from overview_pages(counts, chunks_of(ALL), sum(found.values()))
    for code, total in found.items():
        yield from rule_pages(code, chunks_of(code), total)


def _choices(found: list[Notice]) -> dict[str, list[tuple[str, str]]]:
    """What the filter offers: the plans and rules that occur in this list."""
    plans = dict.fromkeys((notice["plan_id"], notice["plan"]) for notice in found)
    named = dict.fromkeys((notice["rule"], notice["rule_title"]) for notice in found)
    return {"plan_choices": list(plans), "rule_choices": sorted(named, key=lambda pair: pair[1])}
