"""What lists and other pages say of a plan: its heading, dates, counts and request. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import budget_tree, formats, metrics
from .facts import PlanFacts
from .languages import VIETNAMESE, _, chosen, current
from .naming import lower_first, name_inside


@dataclass(frozen=True)
class Summary:
    """What other pages say of a plan. `request_in_words` is the sum that the words say, when it is not that of the figures."""

    plan_id: str
    commune_code: str
    heading: str
    topic: str
    period: str
    dated: str
    number: str
    issued: str
    targets: int
    tasks: int
    request: str
    request_full: str
    request_in_words: str
    leaders: list[str] = field(default_factory=list)
    request_amount: int | None = None
    request_year: int | None = None
    disputed: bool = False
    notices: int = 0
    notices_material: int = 0


@dataclass(frozen=True)
class RequestTotal:
    """What plans ask for in one year: the sum of the undisputed requests, how many they are, and how many are left out."""

    year: int
    amount: int
    plans: int
    disputed: int


def request_totals(plans: list[Summary]) -> list[RequestTotal]:
    """By year, the earliest first. A disputed request is shown with its plan and never added up."""
    by_year: dict[int, list[Summary]] = {}
    for plan in plans:
        if plan.request_amount is not None and plan.request_year is not None:
            by_year.setdefault(plan.request_year, []).append(plan)
    return [
        RequestTotal(
            year,
            sum(plan.request_amount or 0 for plan in asking if not plan.disputed),
            sum(not plan.disputed for plan in asking),
            sum(plan.disputed for plan in asking),
        )
        for year, asking in sorted(by_year.items())
    ]


def period(plan: dict[str, Any]) -> str:
    first, last = plan["period_from"], plan["period_to"]
    return str(first) if first == last else f"{first}–{last}"


def heading(facts: PlanFacts) -> str:
    """"Kế hoạch chuyển đổi số 2026, xã Mường La"; in English "Mường La commune, plan 2026: Digital transformation"."""
    return _(
        "Kế hoạch %(topic)s %(period)s, %(commune)s",
        topic=lower_first(facts.topic["name"]) if current() == VIETNAMESE else chosen(facts.topic, "name"),
        period=period(facts.plan), commune=name_inside(facts.commune),
    )  # fmt: skip


def archive_name(plan_id: str) -> str:
    """The file name of a plan's package, telling what it is once downloaded."""
    return f"{plan_id.split('/', 1)[1].replace('/', '-')}.zip"


def issued_text(plan: dict[str, Any]) -> str:
    """The date of the document, or what is known in its place; empty when nothing is."""
    if plan["issued_on"]:
        return formats.day(plan["issued_on"])
    if plan["signed_at"]:
        return _("không nêu; ký số lần đầu %(day)s", day=formats.day(plan["signed_at"]))
    return ""


def _dated(plan: dict[str, Any]) -> str:
    """The date to sort by, as precise as the document is: its own, its signature's, else the first year of its period."""
    known = plan["issued_on"] or (plan["signed_at"] and plan["signed_at"].date())
    return known.isoformat() if known else str(plan["period_from"])


def summary(facts: PlanFacts) -> Summary:
    """The plan in a few figures, for lists and comparisons, in the language being written."""
    request = facts.request
    amount = request[1] if request else None
    return Summary(
        plan_id=facts.plan_id,
        commune_code=facts.commune["code"],
        heading=heading(facts),
        topic=chosen(facts.topic, "name"),
        period=period(facts.plan),
        dated=_dated(facts.plan),
        number=facts.plan["document_number"],
        issued=issued_text(facts.plan),
        targets=facts.target_count,
        tasks=facts.task_count,
        request=formats.dong_short(amount["amount"]) if amount else "",
        request_full=formats.dong(amount["amount"]) if amount else "",
        request_in_words=formats.dong(said) if amount and (said := budget_tree.words_disagree(amount)) is not None else "",
        leaders=[name for _id, name, _targets, _tasks in metrics.leaders(facts)[:3]],
        request_amount=amount["amount"] if amount else None,
        request_year=request[0][0] if request else None,
        disputed=request is not None and amount is not None and (amount["line_id"], *request[0]) in facts.disputed,
        notices=len(facts.notices),
        notices_material=sum(row["severity"] == "material" for row in facts.notices),
    )
