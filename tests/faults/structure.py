"""A plan whose rows do not make one plan: its folder, its tree of rows, the order of the document."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU, Cells, Collection

from .fault import fault, in_cells, typed

PLANS = f"{SONG_MA}/plans.csv"
SOURCES = f"{SONG_MA}/sources.csv"
CITATIONS = f"{SONG_MA}/citations.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"
WRONG_COMMUNE = "son-la/song-ma-03721/khcn-2026"


def second_plan(cells: Cells) -> Cells:
    return cells + [cells[1]]


def exchange_rows_2_and_3(cells: Cells) -> Cells:
    return [cells[0], cells[2], cells[1], *cells[3:]]


def move_folder(collection: Collection) -> None:
    """The folder gets another commune's code, and plan_id follows it everywhere: only the commune is wrong."""
    (collection.plans / WRONG_COMMUNE).parent.mkdir()
    (collection.plans / SONG_MA).rename(collection.plans / WRONG_COMMUNE)
    for path in (collection.plans / WRONG_COMMUNE).iterdir():
        path.write_bytes(path.read_bytes().replace(SONG_MA.encode(), WRONG_COMMUNE.encode()))


FAULTS = [
    fault("one-plan-row", "two plans in one folder", PLANS, 0, "", in_cells(PLANS, second_plan),
          "duplicate-key blank-number blank-date"),
    fault("one-plan-row", "no source", SOURCES, 0, "", in_cells(SOURCES, lambda cells: cells[:1]), "unknown-reference"),
    typed("plan-path", "the code of another commune", PLANS, 2, "commune_code", "03721"),
    fault("plan-path", "the folder carries the code of another commune", f"{WRONG_COMMUNE}/plans.csv", 2, "commune_code",
          move_folder),
    typed("parent-row", "a parent that stands further down", TASKS, 2, "parent_id", "NV57"),
    typed("parent-row", "a row that is its own parent", TASKS, 3, "parent_id", "NV57"),
    typed("parent-row", "a parent that is no group", TASKS, 3, "parent_id", "NV56"),
    typed("parent-row", "a parent in another section", TASKS, 24, "section_number", "II"),
    typed("parent-row", "a parent in another view", LINES, 4, "view", "task_group"),
    fault("document-order", "two rows exchanged", CITATIONS, 3, "source_line_from", in_cells(CITATIONS, exchange_rows_2_and_3)),
]  # fmt: skip
