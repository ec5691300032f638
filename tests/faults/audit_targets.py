"""Values of targets that run against themselves, their parts, or another statement of the same measure."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU, Collection

from .fault import edited, fault, steps, typed

TARGETS = f"{THUAN_CHAU}/targets.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"
RESULTS = f"{SONG_MA}/results.csv"
SECOND_PLAN = "son-la/thuan-chau-03721/cds-2025"
SECOND_REPORT = "son-la/song-ma-04168/cds-2026"

CT24_UNDER_CT23 = edited(TARGETS, 25, parent_id="CT23", number="2.1")
# KQ10, 99,5 % in row 11, and CT40, 90 % in row 146, are said to be of the same measure as the row below.
ONE_MEASURE = edited(RESULTS, 11, indicator_id="nguoi-su-dung-internet")
ONE_TARGET = edited(TARGETS, 41, indicator_id="nguoi-su-dung-internet")


def second_plan_says_otherwise(collection: Collection) -> None:
    """Another plan of the commune wants 64 % of Internet users in 2025, this one 63 %."""
    collection.copy_plan(THUAN_CHAU, SECOND_PLAN)
    collection.edit(f"{SECOND_PLAN}/target_values.csv", 147, value_text="64%", value_min="64", value_max="64")


def second_plan_reports_otherwise(collection: Collection) -> None:
    """Another plan of the commune reports 62 % of Internet users in 2025, this one 63 %."""
    collection.copy_plan(SONG_MA, SECOND_REPORT)
    collection.edit(f"{SECOND_REPORT}/results.csv", 12, value_text="62%", value="62")


FAULTS = [
    typed("percent-without-sign", "a share without its sign", VALUES, 2, "value_text", "≥ 15", unit=""),
    typed("range-out-of-order", "a range from its upper to its lower bound", VALUES, 53, "value_text", "90% - 80%",
          comparator="text", value_min="", value_max="", unit=""),
    typed("value-falls", "a target below the one before", VALUES, 29, "value_text", "70%", value_min="70", value_max="70"),
    typed("value-falls", "at most what was at least", VALUES, 17, "value_text", "≤ 0,4%", comparator="le", value_min="",
          value_max="0.4"),
    fault("part-above-whole", "more people in a part than in the whole", VALUES, 33, "value_text", steps(
        edited(VALUES, 28, value_text="80 người", unit="người"),
        edited(VALUES, 33, value_text="90 người", value_min="90", value_max="90", unit="người"))),
    # CT24 becomes the part 2.1 of CT23, the number of products sold; neither has a unit.
    fault("part-above-whole", "at least two of one, without a unit", VALUES, 93, "value_text", steps(
        CT24_UNDER_CT23, edited(VALUES, 89, value_text="1", comparator="eq", value_min="1", value_max="1"))),
    # CT41, in row 147 of the values, is the target for Internet users.
    fault("measure-twice", "two targets of one measure", VALUES, 147, "value_text", edited(TARGETS, 41, indicator_id="nguoi-su-dung-internet")),
    fault("measure-twice", "two results of one measure", RESULTS, 12, "value_text", edited(RESULTS, 11, indicator_id="nguoi-su-dung-internet")),
    fault("measure-twice", "more than what another result says", RESULTS, 12, "value_text", steps(
        ONE_MEASURE, edited(RESULTS, 12, value_text="trên 99,5%", comparator="gt", value="99.5"))),
    fault("measure-twice", "at most less than what another result says", RESULTS, 12, "value_text", steps(
        ONE_MEASURE, edited(RESULTS, 12, value_text="dưới 90%", comparator="lt", value="90"))),
    fault("measure-twice", "one measure in two units", RESULTS, 12, "value_text", steps(
        ONE_MEASURE, edited(RESULTS, 12, value_text="99 người", value="99", unit="người"))),
    fault("measure-twice", "a target of at least more than another of one measure", VALUES, 147, "value_text", steps(
        ONE_TARGET, edited(VALUES, 147, value_text="≥ 95%", comparator="ge", value_min="95", value_max=""))),
    fault("measure-between-plans", "two plans of a commune want different things", VALUES, 147, "value_text", second_plan_says_otherwise),
    fault("measure-between-plans", "two plans of a commune report different things", RESULTS, 12, "value_text", second_plan_reports_otherwise),
]  # fmt: skip
