"""The source texts of the committed plans, read again and held against the rows that people typed.

`python -m benchmarks.ingest.committed FOLDER [--examples N]`: FOLDER holds the source files by the names in sources.csv. A plan whose
file is not there is left out and named. Printed per plan and table: rows entirely right, cells right, wrong and flagged, wrong and silent.
Rows of running text are not compared: their names are labels in people's own words.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from scripts.ingest.draft import Mark
from scripts.ingest.draft_targets import known_indicators
from scripts.ingest.grid import Refused
from scripts.ingest.pipeline import Drafted, make_draft
from scripts.ingest.reading import read_document
from scripts.paths import Layout, current_layout
from scripts.plans import Plan, Reference, load_plans, load_reference, load_tables
from scripts.text import clean
from scripts.tables import schemas

from .scoring import Score

Row = dict[str, str]
# Table -> the columns that the document prints, and its child tables with theirs. Ids, places and readings are ours.
PRINTED = {
    "targets": ("section_number", "section_title", "number", "name", "unit_text", "lead_text", "support_text"),
    "tasks": ("kind", "section_number", "section_title", "number", "title", "name", "product_text", "note_text", "lead_text", "support_text"),
    "budget_lines": ("view", "number", "name", "expenditure"),
    "issued_documents": ("number", "symbol", "issued_on_text", "issued_on", "name"),
}
CHILDREN = {
    "targets": {
        "target_values": ("year", "measure", "value_text", "comparator", "value_min", "value_max", "unit"),
        "target_agencies": ("role", "seq", "agency_text", "agency_id"),
    },
    "tasks": {
        "task_schedules": ("seq", "column_text", "period_from", "period_to", "schedule_text", "kind", "starts_on", "due_on", "recurrence"),
        "task_agencies": ("role", "seq", "agency_text", "agency_id"),
    },
    "budget_lines": {"budget_amounts": ("fiscal_year", "stage", "amount_text", "amount")},
}
PLAN = ("commune_code", "topic_id", "title", "document_number", "issued_on", "issuer_text", "signer_name", "signer_position", "signing_authority", "signed_at", "period_from", "period_to", "stage", "appendices_announced", "appendices_present")


def printed(tables: dict[str, list[Row]], table: str, rows: Iterable[Row]) -> list[tuple[str, dict[str, str]]]:
    """(row id, what is printed in the row and its children) for each row, as cell name -> text."""
    key = schemas()[table].primary_key[1]
    children: dict[str, dict[str, str]] = {}
    for child, columns in CHILDREN.get(table, {}).items():
        for row in tables[child]:
            held = children.setdefault(row[key], {})
            label = ":".join(row[column] for column in schemas()[child].primary_key[2:])
            held |= {f"{child}.{label}.{column}": row.get(column, "") for column in columns if row.get(column, "")}
    return [(row[key], {c: row.get(c, "") for c in PRINTED[table] if row.get(c, "")} | children.get(row[key], {})) for row in rows]


def from_tables(table: str, rows: list[Row], parts: list[Row]) -> list[Row]:
    """The rows that stand in an appendix."""
    spans = [(int(part["line_from"]), int(part["line_to"])) for part in parts if part["kind"] == "appendix" and part["line_from"]]
    return [row for row in rows if any(first <= int(row["source_line_from"] or 0) <= last for first, last in spans)]


def compare(name: str, table: str, wanted: list[tuple[str, dict[str, str]]], got: list[tuple[str, dict[str, str]]], marks: set[str]) -> Score:
    """Committed rows against drafted ones; `marks` are the ids of drafted rows that a question stands on."""
    found = Score()
    matcher = SequenceMatcher(None, [_key(cells) for _id, cells in wanted], [_key(cells) for _id, cells in got], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for (_, cells), (identifier, held) in zip(wanted[a:b], got[c:d]):
                _row(found, f"{name} {table} {identifier}", cells, held, identifier in marks)
            continue
        rest = list(got[c:d])
        for _, cells in wanted[a:b]:
            likes = [SequenceMatcher(None, _key(cells), _key(held), autojunk=False).ratio() for _, held in rest]
            best = max(range(len(rest)), key=likes.__getitem__, default=None)
            if best is None or likes[best] < 0.4:
                found.rows += 1
                found.cells += len(cells)
                found.wrong(False, f"{name} {table}: mất dòng {_key(cells)[:60]}", len(cells))
            else:
                identifier, held = rest.pop(best)
                _row(found, f"{name} {table} {identifier}", cells, held, identifier in marks)
        for identifier, held in rest:
            found.wrong(identifier in marks, f"{name} {table} {identifier}: dòng thừa {_key(held)[:60]}", len(held))
    return found


def _key(cells: dict[str, str]) -> str:
    return " ".join((cells.get("number", ""), cells.get("symbol", ""), cells.get("name", "")))


def _row(found: Score, where: str, cells: dict[str, str], held: dict[str, str], marked: bool) -> None:
    found.rows += 1
    names = cells.keys() | held.keys()
    found.cells += len(names)
    wrong = sorted(name for name in names if clean(cells.get(name, "")) != clean(held.get(name, "")))
    found.cells_right += len(names) - len(wrong)
    found.rows_right += not wrong
    found.right_but_flagged += marked and not wrong
    for name in wrong:
        found.wrong(marked, f"{where}.{name}: “{cells.get(name, '')}” đọc thành “{held.get(name, '')}”")


def marked_rows(marks: list[Mark], tables: dict[str, list[Row]]) -> set[str]:
    """The ids of rows with a question; a proposed notice is no question about the reading."""
    asked = {mark.row_id.split(":")[0] for mark in marks if mark.table != "notices"}
    doubtful = {row[schemas()[table].primary_key[1]] for table, rows in tables.items() for row in rows if row.get("reading") == "doubtful" and len(schemas()[table].primary_key) > 1}
    return asked | doubtful


def compare_plan(plan: Plan, drafted: Drafted) -> dict[str, Score]:
    """Table -> score; "plans" counts the cells of the one row."""
    draft, name = drafted.draft, plan.plan_id.rpartition("/")[2]
    marks, scores = marked_rows(draft.marks, draft.tables), {}
    committed = {table: plan.rows(table) for table in draft.tables}
    for table in PRINTED:
        wanted = printed(committed, table, from_tables(table, committed[table], committed["source_parts"]))
        got = printed(draft.tables, table, from_tables(table, draft.tables[table], draft.tables["source_parts"]))
        if wanted or got:
            scores[table] = compare(name, table, wanted, got, marks)
    scores["plans"] = Score()
    asked = {mark.field for mark in draft.marks if mark.table == "plans"}
    for field in PLAN:
        before, now = committed["plans"][0][field], draft.tables["plans"][0][field]
        scores["plans"].cells += 1
        if before == now:
            scores["plans"].cells_right += 1
        else:
            scores["plans"].wrong(field in asked or "" in asked, f"{name} plans.{field}: “{before}” đọc thành “{now}”")
    scores["plans"].rows, scores["plans"].rows_right = 1, int(scores["plans"].cells == scores["plans"].cells_right)
    return scores


def read_again(layout: Layout, plan: Plan, folder: Path, reference: Reference) -> Drafted | None:
    path = folder / plan.rows("sources")[0]["name"]
    if not path.is_file():
        return None
    document = read_document(path)
    others = (other for other in load_tables(layout, "targets") if other.plan_id != plan.plan_id)
    return make_draft(document, plan.plan_id, reference, known_indicators(others, reference), tables_wanted=bool(document.grids))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest.committed", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="the source texts, by the names in sources.csv")
    parser.add_argument("--plan", help="only plans whose id holds this")
    parser.add_argument("--examples", type=int, default=20)
    options = parser.parse_args(arguments)
    layout = current_layout()
    reference = load_reference(layout)
    examples: list[str] = []
    silent = 0
    print("| plan | table | rows | rows right | cells | right | wrong, flagged | wrong, silent | right but flagged |\n|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for plan in load_plans(layout):
        if options.plan and options.plan not in plan.plan_id:
            continue
        began = time.process_time()
        try:
            drafted = read_again(layout, plan, options.folder, reference)
        except Refused as refused:
            print(f"| {plan.plan_id} | {refused} |")
            continue
        if drafted is None:
            print(f"{plan.plan_id}: {plan.rows('sources')[0]['name']} is not in {options.folder}", file=sys.stderr)
            continue
        for table, found in compare_plan(plan, drafted).items():
            share = 100 * found.rows_right / max(1, found.rows)
            print(f"| {plan.plan_id} | {table} | {found.rows} | {found.rows_right} ({share:.0f} %) | {found.cells} | {found.cells_right} | {found.flagged} | {found.silent} | {found.right_but_flagged} |")
            examples += found.examples
            silent += found.silent
        print(f"{plan.plan_id}: {time.process_time() - began:.1f} s CPU", file=sys.stderr)
    for example in sorted(examples, key=lambda text: "SILENT" not in text)[: options.examples]:
        print(f"- {example}", file=sys.stderr)
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
