"""A plan as its form would hold it: what tests of the round trip fill in."""

from __future__ import annotations

from scripts.ingest import form_layout as layout
from scripts.ingest.form_layout import Field, read_period
from scripts.plans import Plan, Reference
from scripts.tables import schemas

Rows = list[dict[str, str]]
CHILDREN = {"targets": ("target_values", "target_id"), "tasks": ("task_schedules", "task_id"), "budget_lines": ("budget_amounts", "line_id")}
IDS = {"targets": "target_id", "tasks": "task_id", "budget_lines": "line_id", "issued_documents": "issued_document_id"}


def filled(plan: Plan, reference: Reference) -> dict[str, Rows]:
    """Sheet -> rows {title: text}, for the tables of a plan."""
    found: dict[str, Rows] = {"plans": []}
    for field in layout.plan_fields(reference):
        row = plan.rows(field.table)[0]
        found["plans"].append({"title": field.title, "value": shown(field, row[field.key])})
    for sheet in layout.SHEETS:
        found[sheet] = _rows(plan, sheet, reference)
    return found


def shown(field: Field, text: str) -> str:
    """A value as its drop-down calls it."""
    return next((label for label, value in field.choices.items() if value == text), text) if text else ""


def _rows(plan: Plan, sheet: str, reference: Reference) -> Rows:
    before, after = layout.columns(sheet, reference)
    fields = {field.key: field for field in (*before, *after)}
    section, depths, rows = ("", ""), {}, []
    for row in plan.rows(sheet):
        own = (row["section_number"], row["section_title"]) if sheet in ("targets", "tasks") else ("", "")
        if own != section:
            section = own
            rows.append({fields["row"].title: layout.SECTION, fields["number"].title: own[0], fields["name"].title: own[1]})
        cells = {key: row.get(key, "") for key in fields}
        if "level" in fields:
            depths[row[IDS[sheet]]] = depths.get(row["parent_id"], 0) + 1
            cells["level"] = str(depths[row[IDS[sheet]]])
        if sheet == "tasks":
            cells["row"] = row["kind"]
        made = {}
        if sheet in CHILDREN:
            made = _periods(plan, sheet, row, cells)
        if sheet in ("targets", "tasks"):
            _bodies(plan, sheet, row, cells)
        rows.append({field.title: shown(field, cells[key]) for key, field in fields.items()} | made)
    return rows


def _periods(plan: Plan, sheet: str, row: dict[str, str], cells: dict[str, str]) -> dict[str, str]:
    table, key = CHILDREN[sheet]
    made: dict[str, str] = {}
    for child in plan.rows(table):
        if child[key] != row[key]:
            continue
        if child.get("reading") == "doubtful":
            cells["cells_reading"] = "doubtful"
        if table == "budget_amounts":
            cells["unit_text"], cells["amount_words"] = child["unit_text"], child["amount_words"] or cells["amount_words"]
        heading, text = _heading(table, child)
        assert read_period(sheet, heading), heading
        made[heading] = f"{made[heading]}; {text}" if heading in made else text
    return made


def _heading(table: str, child: dict[str, str]) -> tuple[str, str]:
    if table == "target_values":
        return f"{'Kết quả' if child['measure'] == 'baseline' else 'Chỉ tiêu'} năm {child['year']}", child["value_text"]
    if table == "task_schedules":
        return child["column_text"] or "Thời gian thực hiện", child["schedule_text"]
    title = schemas()["budget_amounts"].fields["stage"]["enum_titles"][child["stage"]]
    return f"{title[:1].upper()}{title[1:]} năm {child['fiscal_year']}", child["amount_text"]


def _bodies(plan: Plan, sheet: str, row: dict[str, str], cells: dict[str, str]) -> None:
    key = IDS[sheet]
    for role in ("lead", "support"):
        named = [body["agency_text"] for body in plan.rows(f"{sheet[:-1]}_agencies") if (body[key], body["role"]) == (row[key], role)]
        cells[f"{role}_bodies"] = "; ".join(named)
