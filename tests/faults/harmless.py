"""What plans may well say: changes that look like a fault and are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from collection_support import SONG_MA, THUAN_CHAU, Cells, Collection

from .audit_citations import CITATIONS, replaced
from .audit_dates import BY_DECEMBER, BY_LAST_MONTH
from .audit_targets import CT24_UNDER_CT23, ONE_MEASURE, ONE_TARGET, SECOND_PLAN, SECOND_REPORT
from .audit_tasks import SCHEDULES, TASKS, THIRD_APPENDIX, WHOLE
from .citations import second_id
from .fault import Damage, edited, in_cells, steps
from .review import review

AMOUNTS = f"{SONG_MA}/budget_amounts.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
DOCUMENTS = f"{SONG_MA}/issued_documents.csv"
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
    plan_id: str = ""  # none: the whole collection


def renumbered(change: Callable[[str], str]) -> Damage:
    """Every number of the list of documents is printed in another way."""

    def again(cells: Cells) -> Cells:
        at = cells[0].index("number")
        return [cells[0], *([*row[:at], change(row[at]), *row[at + 1 :]] for row in cells[1:])]

    return in_cells(DOCUMENTS, again)


def second_plan(plan_id: str, copy_id: str) -> Damage:
    """The commune has a second plan that says the same."""

    def damage(collection: Collection) -> None:
        collection.copy_plan(plan_id, copy_id)

    return damage


DATES = [
    Harmless("a resolution called by number and year", edited(CITATIONS, 2, issued_on_text="Nghị quyết số 57/2024", issued_on=""), SONG_MA),
    Harmless("a date with full stops", edited(RESULTS, 36, as_of_text="đến 30.06.2025", as_of=""), SONG_MA),
    Harmless("two months with one year", edited(SCHEDULES, 2, schedule_text="Tháng 7-8/2025", kind="text", starts_on="", due_on=""), THUAN_CHAU),
    Harmless("days with one month", edited(SCHEDULES, 2, schedule_text="từ 15-20/6/2025", kind="text", starts_on="", due_on=""), THUAN_CHAU),
    Harmless("the fourth quarter", edited(
        SCHEDULES, 2, schedule_text="Quý IV/2025", kind="quarter", starts_on="2025-10-01", due_on="2025-12-31"), THUAN_CHAU),
    Harmless("a day that only some years have", edited(
        REPORTS, 10, deadline_text="trước ngày 29/02 hằng năm", due_rule="day 29 of february of each year"), THUAN_CHAU),
    Harmless("a document listed on the day of the signature", edited(DOCUMENTS, 44, issued_on_text="04/10/2025", issued_on="2025-10-04"), SONG_MA),
    Harmless("a document whose number carries the year of its date", edited(DOCUMENTS, 2, symbol="66/2025/QĐ-UBND"), SONG_MA),
    Harmless("a number that looks like a year", edited(DOCUMENTS, 2, symbol="2024/QĐ-UBND"), SONG_MA),
    Harmless("the fifth of December said in two ways", steps(
        edited(REPORTS, 10, **BY_DECEMBER), edited(REPORTS, 12, **BY_LAST_MONTH)), THUAN_CHAU),
]  # fmt: skip

NUMBERS = [
    Harmless("a sum in words, spelled in another way", edited(
        AMOUNTS, 3, amount_words="Năm tỉ, hai trăm sáu mươi bảy triệu, bốn trăm bảy mươi lăm ngàn đồng chẵn"), SONG_MA),
    Harmless("numbers in brackets", renumbered("({})".format), SONG_MA),
    Harmless("numbers before a stroke", renumbered("{}/".format), SONG_MA),
    Harmless("capital letters", steps(edited(LINES, 10, number="A"), edited(LINES, 25, number="B")), SONG_MA),
    Harmless("parts right below their number that are no children of its row", steps(
        edited(TASKS, 35, number="(5.1)", parent_id=""), edited(TASKS, 36, number="5.2.", parent_id="")), THUAN_CHAU),
    Harmless("a part as large as its whole, without a unit", steps(
        CT24_UNDER_CT23, edited(VALUES, 89, value_text="2", comparator="eq", value_min="2", value_max="2")), THUAN_CHAU),
    Harmless("a target of growth on the year before", steps(
        edited(TARGETS, 2, indicator_id=""), edited(VALUES, 3, value_text="120%", value_min="120", value_max="120")), THUAN_CHAU),
]  # fmt: skip

MEASURES = [
    Harmless("at least less than what another target says", steps(
        ONE_TARGET, edited(VALUES, 146, value_text="≥ 50%", comparator="ge", value_min="50", value_max="")), THUAN_CHAU),
    Harmless("words where another target has a figure", steps(
        ONE_TARGET, edited(VALUES, 146, value_text="Duy trì", comparator="text", value_min="", value_max="", unit="")), THUAN_CHAU),
    Harmless("more than less than what another result says", steps(
        ONE_MEASURE, edited(RESULTS, 12, value_text="trên 60%", comparator="gt", value="60")), SONG_MA),
    Harmless("about what another result says", steps(
        ONE_MEASURE, edited(RESULTS, 12, value_text="khoảng 90%", comparator="approx", value="90")), SONG_MA),
    Harmless("a result of August and one of the year", steps(ONE_MEASURE, edited(RESULTS, 11, as_of_text="năm 2025", as_of="2025")), SONG_MA),
    Harmless("at least less than what another plan of the commune wants", steps(
        second_plan(THUAN_CHAU, SECOND_PLAN),
        edited(f"{SECOND_PLAN}/target_values.csv", 147, value_text="≥ 60%", comparator="ge", value_min="60", value_max="")), THUAN_CHAU),
    Harmless("a result of another month in another plan of the commune", steps(
        second_plan(SONG_MA, SECOND_REPORT),
        edited(f"{SECOND_REPORT}/results.csv", 12, value_text="62%", value="62", as_of_text="hết tháng 6/2025", as_of="2025-06")), SONG_MA),
]  # fmt: skip

OTHERS = [
    Harmless("a draft whose questions are all answered", review(SONG_MA), SONG_MA),
    Harmless("an appendix without a column for products", steps(
        THIRD_APPENDIX, *(edited(TASKS, row, product_text="") for row in (75, 76, 77))), THUAN_CHAU),
    Harmless("one number of two provinces", second_id("142-kh-ubnd-son-la-2025", issuer="Ủy ban nhân dân tỉnh Nghệ An")),
    Harmless("one number of two years", second_id("58-2024-qh15", issuer="Quốc Hội", issued_on="2014-06-18", title="Luật khác")),
]  # fmt: skip

HARMLESS = DATES + NUMBERS + MEASURES + OTHERS + [
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
