"""Tasks without lead, product or date in a table that has columns for them, and parts that outlast their whole."""

from __future__ import annotations

from collection_support import THUAN_CHAU, Cells

from .fault import edited, fault, in_cells, steps, typed, without_row

PARTS = f"{THUAN_CHAU}/source_parts.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"
BODIES = f"{THUAN_CHAU}/task_agencies.csv"
SCHEDULES = f"{THUAN_CHAU}/task_schedules.csv"

# NV02 is due in September 2025; this makes NV01, of which it is a part, due in July.
WHOLE = [THUAN_CHAU, "NV01", "1", "Năm 2025", "2025", "2025", "7/2025", "month", "2025-07-01", "2025-07-31", "", "certain"]


def with_whole(cells: Cells) -> Cells:
    return [cells[0], WHOLE, *cells[1:]]


# The last three tasks, NV53 to NV55 in rows 75 to 77, stand in an appendix of their own.
THIRD_APPENDIX = steps(
    edited(f"{THUAN_CHAU}/plans.csv", 2, appendices_announced="3", appendices_present="3"),
    edited(PARTS, 4, line_to="3478"),
    lambda c: c.append(
        PARTS, plan_id=THUAN_CHAU, source_id="S1", seq="4", kind="appendix", name="Phụ lục III", line_from="3479", line_to="3642"
    ),
)

FAULTS = [
    # NV54 in row 76, its lead in row 70.
    fault("task-without-lead", "the lead was overlooked", TASKS, 76, "lead_text",
          steps(edited(TASKS, 76, lead_text=""), without_row(BODIES, 70))),
    typed("task-without-product", "the product was overlooked", TASKS, 31, "product_text", ""),
    fault("task-without-product", "the product was overlooked in a short appendix", TASKS, 76, "product_text",
          steps(THIRD_APPENDIX, edited(TASKS, 76, product_text=""))),
    fault("task-without-date", "the only date was overlooked", TASKS, 24, "", without_row(SCHEDULES, 2)),
    fault("later-than-group", "a part due after its whole", SCHEDULES, 3, "schedule_text", in_cells(SCHEDULES, with_whole)),
]  # fmt: skip
