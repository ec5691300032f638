"""The datasets with their titles in both languages: of a plan, a commune, a province, everything. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .datasets import Dataset
from .facts import PlanFacts
from .languages import ENGLISH, VIETNAMESE, _, writing
from .naming import name_inside
from .summaries import heading

Row = dict[str, str]


def of_plan(facts: PlanFacts) -> Dataset:
    return Dataset("plan", facts.plan_id, *_both(lambda: heading(facts)), (facts.plan_id,))


def of_commune(commune: Row, province: Row, plan_ids: Iterable[str]) -> Dataset:
    """The plans of one commune; its path is that of its page."""
    titles = _both(lambda: _("Các kế hoạch của %(commune)s, %(province)s", commune=name_inside(commune), province=name_inside(province)))
    return Dataset("commune", f"{province['slug']}/{commune['slug']}-{commune['code']}", *titles, tuple(plan_ids))


def of_province(province: Row, plan_ids: Iterable[str]) -> Dataset:
    """The plans of every commune of one province."""
    return Dataset("province", province["slug"], *_both(lambda: _("Kế hoạch của các xã thuộc %(province)s", province=name_inside(province))), tuple(plan_ids))


def of_collection(plan_ids: Iterable[str] = ()) -> Dataset:
    """Every plan. Without their ids it still tells where its files lie."""
    return Dataset("collection", "", *_both(lambda: _("Kế hoạch xã, toàn bộ dữ liệu")), tuple(plan_ids))


def _both(written: Callable[[], str]) -> tuple[str, str]:
    """What is written, in Vietnamese and in English."""
    titles = []
    for code in (VIETNAMESE, ENGLISH):
        with writing(code):
            titles.append(written())
    return titles[0], titles[1]
