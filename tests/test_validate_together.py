"""Plans are looked at together for speed; what is found is what each plan alone would show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection

from scripts import package, validate
from scripts.plans import load_plan

DAMAGES: dict[str, tuple[Callable[[Collection], None], set[tuple[str, str]]]] = {
    "nothing": (lambda c: None, set()),
    "a code outside its list": (
        lambda c: c.edit(f"{THUAN_CHAU}/tasks.csv", 3, reading="maybe"),
        {("tasks.csv", "not-in-list")},
    ),
    "a parent that only the other plan has": (
        lambda c: c.edit(f"{SONG_MA}/budget_lines.csv", 5, parent_id="NS99"),
        {("budget_lines.csv", "unknown-reference")},
    ),
    "a row that carries the other plan's id": (
        lambda c: c.edit(f"{THUAN_CHAU}/task_agencies.csv", 2, plan_id=SONG_MA),
        {("task_agencies.csv", "plan-id-folder"), ("task_agencies.csv", "unknown-reference")},
    ),
    "faults in both plans": (
        lambda c: (
            c.edit(f"{SONG_MA}/budget_amounts.csv", 2, amount="5.267"),
            c.edit(f"{THUAN_CHAU}/targets.csv", 2, indicator_id="khong-co"),
        ),
        {("budget_amounts.csv", "wrong-type"), ("targets.csv", "unknown-reference")},
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_together_finds_what_each_alone_shows(collection: Collection, damage: str) -> None:
    """The problems of two plans checked in one run are those of each plan checked by itself."""
    change, expected = DAMAGES[damage]
    change(collection)
    alone = validate.validate(collection, [SONG_MA]) + validate.validate(collection, [THUAN_CHAU])
    together = validate.validate(collection, [SONG_MA, THUAN_CHAU])
    assert together == sorted(alone)
    assert expected <= {(problem.path.rpartition("/")[2], problem.rule) for problem in together}


@pytest.mark.parametrize(
    ("file", "row", "change", "alone"),
    [
        ("tasks.csv", 3, {}, True),
        ("tasks.csv", 3, {"parent_id": "NV99"}, False),
        ("task_agencies.csv", 2, {"plan_id": SONG_MA}, False),
    ],
)
def test_a_plan_stands_alone(collection: Collection, file: str, row: int, change: dict[str, str], alone: bool) -> None:
    """A plan with rows of another plan, or with a parent that it lacks, is never checked among others."""
    if change:
        collection.edit(f"{THUAN_CHAU}/{file}", row, **change)
    assert package.stands_alone(load_plan(collection, collection.plans / THUAN_CHAU)) is alone
