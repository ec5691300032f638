"""Plans and reference tables from literal rows: a test writes only the cells that it is about."""

from __future__ import annotations

from scripts.csv_files import CsvFile, Row
from scripts.plans import Plan, Reference
from scripts.tables import plan_tables, reference_tables, schemas

PLAN_ID = "son-la/song-ma-04168/khcn-2026"

# What a row holds when a test does not say otherwise: enough for its page to be made.
PLAN_DEFAULTS: dict[str, dict[str, str]] = {
    "plans": {"commune_code": "04168", "topic_id": "khcn", "title": "KẾ HOẠCH năm 2026", "period_from": "2026", "period_to": "2026",
              "stage": "issued", "source_id": "S1", "source_line_from": "1", "source_line_to": "2"},
    "sources": {"source_id": "S1", "kind": "text", "name": "ke-hoach.txt", "sha256": "0" * 64, "lines": "900"},
    "source_parts": {"source_id": "S1", "seq": "1", "kind": "body", "name": "Phần lời văn", "line_from": "1", "line_to": "900"},
    "targets": {"origin": "appendix", "section_number": "I", "section_title": "HẠ TẦNG", "name": "Phủ sóng 5G", "reading": "certain",
                "source_id": "S1", "source_line_from": "10", "source_line_to": "10"},
    "target_values": {"year": "2026", "measure": "target", "value_text": "Duy trì", "comparator": "text", "reading": "certain"},
    "target_agencies": {"role": "lead", "seq": "1"},
    "tasks": {"origin": "appendix", "kind": "task", "section_number": "I", "section_title": "TUYÊN TRUYỀN", "name": "Tổ chức hội nghị",
              "reading": "certain", "source_id": "S1", "source_line_from": "20", "source_line_to": "20"},
    "task_schedules": {"seq": "1", "kind": "text", "reading": "certain"},
    "task_agencies": {"role": "lead", "seq": "1"},
    "budget_lines": {"view": "total", "name": "Tổng nhu cầu", "reading": "certain", "source_id": "S1", "source_line_from": "30",
                     "source_line_to": "30"},
    "budget_amounts": {"fiscal_year": "2026", "stage": "requested"},
    "issued_documents": {"name": "Quyết định thành lập tổ", "reading": "certain", "source_id": "S1", "source_line_from": "40",
                         "source_line_to": "40"},
    "citations": {"document_id": "nq-57-nq-tw", "symbol": "57-NQ/TW", "name": "Nghị quyết 57-NQ/TW", "role": "mention", "mentions": "1",
                  "mention_lines": "50", "reading": "certain", "source_id": "S1", "source_line_from": "50", "source_line_to": "50"},
    "results": {"name": "Hộ có điện", "value_text": "950 hộ", "comparator": "eq", "value": "950", "unit": "hộ", "reading": "certain",
                "source_id": "S1", "source_line_from": "60", "source_line_to": "60"},
    "duties": {"agency_text": "Phòng Kinh tế", "agency_id": "phong-kinh-te", "summary": "Theo dõi việc thực hiện", "kind": "other",
               "reading": "certain", "source_id": "S1", "source_line_from": "70", "source_line_to": "70"},
    "proposals": {"kind": "difficulty", "summary": "Thiếu cán bộ", "reading": "certain", "source_id": "S1", "source_line_from": "80",
                  "source_line_to": "80"},
    "notices": {"rule": "editorial", "severity": "material", "table": "plans", "message": "Hai chỗ không khớp.",
                "message_en": "Two places disagree.", "source_id": "S1", "source_line_from": "90", "source_line_to": "90"},
}  # fmt: skip
REFERENCE_ROWS: dict[str, list[dict[str, str]]] = {
    "provinces": [{"code": "14", "name": "Sơn La", "full_name": "Tỉnh Sơn La", "kind": "tỉnh", "slug": "son-la"}],
    "communes": [{"code": "04168", "name": "Sông Mã", "full_name": "Xã Sông Mã", "kind": "xã", "province_code": "14", "slug": "song-ma",
                  "area_km2": "105.99", "valid_from": "2025-07-01"}],
    "topics": [{"topic_id": "khcn", "name": "Khoa học, công nghệ", "name_en": "Science and technology"}],
    "agencies": [{"agency_id": "phong-kinh-te", "name": "Phòng Kinh tế"}, {"agency_id": "cong-an-xa", "name": "Công an xã"},
                 {"agency_id": "ubnd-xa", "name": "Ủy ban nhân dân xã"}],
    "legal_documents": [{"document_id": "nq-57-nq-tw", "symbol": "57-NQ/TW", "kind": "resolution", "issuer": "Bộ Chính trị",
                         "issued_on": "2024-12-22", "title": "Về đột phá phát triển khoa học, công nghệ", "level": "central"}],
    "disclosure_rules": [{"rule_id": "du-toan", "name": "Dự toán của xã", "name_en": "The budget", "due": "trong 30 ngày",
                          "due_en": "within 30 days", "citation": "Luật Ngân sách nhà nước, Điều 15", "verified_on": "2026-01-31"}],
}  # fmt: skip


def csv_file(table: str, rows: list[dict[str, str]], defaults: dict[str, str] | None = None) -> CsvFile:
    """A table as it is read: every column there, all cells text."""
    columns = schemas()[table].columns
    unknown = {column for row in rows for column in row} - set(columns)
    assert not unknown, f"{table} has no {unknown}"
    cells = [{column: row.get(column, (defaults or {}).get(column, "")) for column in columns} for row in rows]
    return CsvFile(f"{table}.csv", table, columns, rows=[Row(at, row) for at, row in enumerate(cells, 2)], header=columns)


def plan(**tables: list[dict[str, str]]) -> Plan:
    """A plan of these rows, with one source of one part unless others are given."""
    given = {"plans": [{}], "sources": [{}], "source_parts": [{}], **tables}
    return Plan(PLAN_ID, f"data/plans/{PLAN_ID}", {
        table: csv_file(table, given.get(table, []), {"plan_id": PLAN_ID, **PLAN_DEFAULTS[table]}) for table in plan_tables()
    }, [])  # fmt: skip


def reference(**tables: list[dict[str, str]]) -> Reference:
    """One province, one commune, one topic, three bodies, one legal document and one rule of disclosure, unless others are given."""
    given = {**REFERENCE_ROWS, **tables}
    return Reference({table: csv_file(table, given.get(table, [])) for table in reference_tables()})
