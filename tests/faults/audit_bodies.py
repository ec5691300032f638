"""Bodies that lead and support at once, are no bodies, have two names, or have duties without tasks."""

from __future__ import annotations

from collection_support import THUAN_CHAU

from .fault import Damage, edited, fault, steps, typed

TARGETS = f"{THUAN_CHAU}/targets.csv"
TARGET_BODIES = f"{THUAN_CHAU}/target_agencies.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"
TASK_BODIES = f"{THUAN_CHAU}/task_agencies.csv"
DUTIES = f"{THUAN_CHAU}/duties.csv"


def led_by(task_row: int, body_row: int, text: str, agency_id: str) -> Damage:
    """Another body leads the task, in its cell and in the list of bodies."""
    return steps(edited(TASKS, task_row, lead_text=text), edited(TASK_BODIES, body_row, agency_text=text, agency_id=agency_id))


FAULTS = [
    fault("lead-is-support", "a target that its lead also supports", TARGET_BODIES, 3, "agency_text", steps(
        edited(TARGETS, 2, support_text="Phòng Văn hóa - Xã hội"),
        edited(TARGET_BODIES, 3, agency_text="Phòng Văn hóa - Xã hội", agency_id="phong-van-hoa-xa-hoi")), "stale-notice"),
    # NV20 in row 42, its lead in row 27.
    fault("lead-not-a-body", "a task led by bodies without names", TASKS, 42, "lead_text",
          led_by(42, 27, "Các cơ quan, đơn vị", "cac-co-quan-don-vi")),
    fault("lead-not-a-body", "a task led by companies without names", TASKS, 42, "lead_text",
          led_by(42, 27, "Các doanh nghiệp viễn thông", "cac-doanh-nghiep-vien-thong")),
    # NV27 in row 49, its lead in row 34.
    fault("body-spelled-variously", "a center under a shorter name", TASK_BODIES, 34, "agency_text",
          led_by(49, 34, "Trung tâm Hành chính công", "trung-tam-phuc-vu-hanh-chinh-cong")),
    typed("duties-without-tasks", "a body with a duty and no task", DUTIES, 18, "agency_id", "mat-tran-to-quoc",
          agency_text="Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
    fault("tasks-without-duties", "a body with a task and no duty", TASK_BODIES, 34, "agency_id",
          led_by(49, 34, "Trung tâm Dịch vụ tổng hợp", "trung-tam-dich-vu-tong-hop")),
]  # fmt: skip
