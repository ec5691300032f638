"""Bodies that are not listed as their cell prints them, or that nobody knows."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU

from .fault import fault, in_cells, typed

TARGETS = f"{THUAN_CHAU}/targets.csv"
LISTED = f"{THUAN_CHAU}/target_agencies.csv"
TASKS = f"{THUAN_CHAU}/tasks.csv"
DUTIES = f"{SONG_MA}/duties.csv"

FAULTS = [
    typed("agency-alias", "a name with a slip of the keyboard", LISTED, 23, "agency_text", "Đội Thống kế khu vực",
          "agency-cell"),
    typed("agency-alias", "another body's id", LISTED, 23, "agency_id", "viettel-son-la"),
    typed("agency-alias", "a name with a slip of the keyboard in a duty", DUTIES, 6, "agency_text", "Phòng Kinh tê"),
    typed("agency-alias", "another body's duty", DUTIES, 6, "agency_id", "trung-tam-dich-vu-tong-hop"),
    fault("agency-cell", "a body of the cell is not listed", TARGETS, 2, "support_text",
          in_cells(LISTED, lambda cells: cells[:2] + cells[3:]), "stale-notice"),
    typed("agency-cell", "a body that the cell does not name", LISTED, 23, "agency_text", "Viettel Sơn La", "agency-cell",
          agency_id="viettel-son-la"),
    typed("agency-cell", "bodies numbered from two", LISTED, 2, "seq", "2"),
    typed("agency-cell", "a second body in the cell", TASKS, 3, "lead_text", "Phòng Văn hóa - Xã hội; Công an xã"),
    typed("agency-name-alias", "a body renamed without its alias", "agencies.csv", 2, "name", "Ban quản lý các bản"),
]  # fmt: skip
