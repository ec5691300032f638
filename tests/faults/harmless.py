"""What plans may well say: changes that look like a fault and are none."""

from __future__ import annotations

from dataclasses import dataclass

from collection_support import SONG_MA, THUAN_CHAU

from .audit_citations import replaced
from .audit_tasks import SCHEDULES, WHOLE
from .fault import Damage, edited, in_cells, steps

RESULTS = f"{SONG_MA}/results.csv"
DUTIES = f"{SONG_MA}/duties.csv"
VALUES = f"{THUAN_CHAU}/target_values.csv"
TARGETS = f"{THUAN_CHAU}/targets.csv"
REPORTS = f"{THUAN_CHAU}/duties.csv"
SAME_MONTH = [*WHOLE[:6], "Tháng 9/2025", "month", "2025-09-01", "2025-09-30", *WHOLE[10:]]


@dataclass(frozen=True)
class Harmless:
    says: str
    change: Damage
    plan_id: str


HARMLESS = [
    Harmless("a date among words", edited(RESULTS, 36, as_of_text="từ 01/7/2025 đến 31/8/2025", as_of=""), SONG_MA),
    Harmless("a deadline that the parser cannot read", edited(DUTIES, 8, deadline_text="ngay sau ngày 05/12/2026", due_on=""), SONG_MA),
    Harmless("a result as of the month of the signature", edited(RESULTS, 7, as_of="2025-10", as_of_text="hết tháng 10/2025"), SONG_MA),
    Harmless("a result as of the year of the signature", edited(RESULTS, 36, as_of="2025", as_of_text="năm 2025"), SONG_MA),
    Harmless("growth on the year before", edited(RESULTS, 8, value_text="120%", comparator="eq", value="120"), SONG_MA),
    Harmless("all out of all", edited(RESULTS, 33, value_text="05/05 công chức", out_of="5"), SONG_MA),
    Harmless("guidance replaced after the period began", replaced("56-2025-tt-btc", "2026-01-02"), SONG_MA),
    Harmless("a law that is only mentioned was replaced", replaced("luat-dau-thau", "2024-01-01"), SONG_MA),
    Harmless("the same value for the next year", edited(VALUES, 29, value_text="80%", value_min="80", value_max="80"), THUAN_CHAU),
    Harmless("at least what was exact before", edited(VALUES, 29, value_text="≥ 80%", comparator="ge", value_min="80", value_max=""), THUAN_CHAU),
    Harmless("a part due in the month of its whole", in_cells(SCHEDULES, lambda cells: [cells[0], SAME_MONTH, *cells[1:]]), THUAN_CHAU),
    Harmless("quarterly reports on another day than monthly ones", edited(
        REPORTS, 8, deadline_text="trước ngày 10 của tháng cuối quý", due_rule="day 10 of the last month of each quarter"), THUAN_CHAU),
    Harmless("one value of one measure stated twice", steps(
        edited(TARGETS, 41, indicator_id="nguoi-su-dung-internet"),
        edited(VALUES, 146, value_text="63%", value_min="63", value_max="63")), THUAN_CHAU),
]  # fmt: skip
