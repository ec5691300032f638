"""The appendix tables of the committed plans as documents to draw again: real words, any layout. Nothing but cells is in them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from scripts.plans import Plan

from .truth import TrueColumn, TrueDocument, TrueRow, TrueTable
from .vocabulary import HEADINGS

Row = dict[str, str]


def redrawn(plan: Plan, seed: int) -> TrueDocument | None:
    """The plan's tables with headings worded by the seed; None when it has no appendix table."""
    random = Random(seed)
    tables = [table for table in (_targets(plan, random), _tasks(plan, random), _budget(plan, random), _documents(plan, random)) if table]
    name = plan.plan_id.replace("/", "_") + f"_{seed}"
    return TrueDocument(name, tuple(tables), ("KẾ HOẠCH năm 2026", "Ủy ban nhân dân xã ban hành kế hoạch như sau.")) if tables else None


def _worded(random: Random, key: str, year: str | None = None) -> str:
    return random.choice(HEADINGS[key]).format(n=year)


def _sections(rows: list[Row], width: int, cells: list[tuple[str, ...]], random: Random) -> Iterator[TrueRow]:
    """The rows with the heading of each section above its first row."""
    merged, last = random.random() < 0.5, None
    for row, shown in zip(rows, cells):
        section = (row["section_number"], row["section_title"])
        if section != last and any(section):
            yield TrueRow("section", (*section, *[""] * (width - 2)), merged)
        last = section
        yield TrueRow("row", shown)


def _targets(plan: Plan, random: Random) -> TrueTable | None:
    rows = [row for row in plan.rows("targets") if row["origin"] == "appendix"]
    if not rows:
        return None
    values = {(row["target_id"], row["measure"], row["year"]): row["value_text"] for row in plan.rows("target_values")}
    periods = sorted({key[1:] for key in values if key[0] in {row["target_id"] for row in rows}})
    wording = {measure: random.choice(HEADINGS[f"targets.{measure}"]) for measure in ("baseline", "target")}
    columns = [TrueColumn(_worded(random, "number"), "number", width=1.2), TrueColumn(_worded(random, "targets.name"), "name", width=7)]
    columns += [TrueColumn(wording[measure].format(n=year), measure, (int(year), int(year)), width=2) for measure, year in periods]
    columns += [TrueColumn(_worded(random, "lead"), "lead", width=3.5), TrueColumn(_worded(random, "support"), "support", width=3.5)]
    cells = [(row["number"], row["name"], *(values.get((row["target_id"], *period), "") for period in periods), row["lead_text"], row["support_text"]) for row in rows]
    return TrueTable("targets", ("Phụ lục I", "CHỈ TIÊU CHUYỂN ĐỔI SỐ"), tuple(columns), tuple(_sections(rows, len(columns), cells, random)))


def _tasks(plan: Plan, random: Random) -> TrueTable | None:
    rows = [row for row in plan.rows("tasks") if row["origin"] == "appendix"]
    if not rows:
        return None
    times: dict[tuple[str, str], list[str]] = {}
    for row in plan.rows("task_schedules"):
        times.setdefault((row["task_id"], row["column_text"]), []).append(row["schedule_text"])
    known = {row["column_text"]: row for row in sorted(plan.rows("task_schedules"), key=lambda row: (row["period_from"], row["period_to"])) if row["task_id"] in {one["task_id"] for one in rows}}
    above = (_worded(random, "tasks.schedule"),)
    when = [
        TrueColumn(text, "schedule", (int(row["period_from"]), int(row["period_to"])) if row["period_from"] else None, above=above if len(known) > 1 else (), width=2.2)
        for text, row in known.items()
    ]
    columns = [TrueColumn(_worded(random, "number"), "number", width=1.2)]
    titled = any(row["title"] for row in rows)
    fields = [("title", "title", "Tên nhiệm vụ", 3.0)] if titled else []
    fields += [("name", "name", "Nội dung thực hiện" if titled else _worded(random, "tasks.name"), 7.0)]
    for field, key in (("lead_text", "lead"), ("support_text", "support"), ("product_text", "tasks.product"), ("note_text", "note")):
        if any(row[field] for row in rows):
            fields.append((field, key.rpartition(".")[2], _worded(random, key), 3.0))
    columns += [TrueColumn(heading, role, width=width) for _field, role, heading, width in fields]
    columns += when
    cells = [(row["number"], *(row[field] for field, *_rest in fields), *(_listed(times.get((row["task_id"], column.heading), [])) for column in when)) for row in rows]
    return TrueTable("tasks", ("Phụ lục II", "NHIỆM VỤ CHUYỂN ĐỔI SỐ"), tuple(columns), tuple(_sections(rows, len(columns), cells, random)))


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else " ".join(f"- {text}" for text in texts)


def _budget(plan: Plan, random: Random) -> TrueTable | None:
    rows = [row for row in plan.rows("budget_lines") if row["view"] == "spending_type"]
    amounts = {(row["line_id"], row["stage"], row["fiscal_year"]): row["amount_text"] for row in plan.rows("budget_amounts")}
    stages = sorted({key[1:] for key in amounts if key[0] in {row["line_id"] for row in rows}})
    if not rows or not stages:
        return None
    columns = [TrueColumn(_worded(random, "number"), "number", width=1.3), TrueColumn(_worded(random, "budget.name"), "name", width=8)]
    columns += [TrueColumn(_worded(random, f"budget.amount:{stage}", year), "amount", (int(year), int(year)), stage, width=3) for stage, year in stages]
    found = []
    for row in rows:
        kind = "total" if not row["parent_id"] and not row["number"] else "section" if row["number"] and set(row["number"]) <= set("IVX") else "row"
        found.append(TrueRow(kind, (row["number"], row["name"], *(amounts.get((row["line_id"], *stage), "") for stage in stages))))
    return TrueTable("budget", ("Phụ lục III", "DỰ TOÁN KINH PHÍ NĂM 2026", "Đơn vị: đồng"), tuple(columns), tuple(found))


def _documents(plan: Plan, random: Random) -> TrueTable | None:
    rows = plan.rows("issued_documents")
    if not rows:
        return None
    keys = ("number", "documents.symbol", "documents.issued_on", "documents.name")
    columns = tuple(TrueColumn(_worded(random, key), key.rpartition(".")[2], width=width) for key, width in zip(keys, (1.2, 3.6, 2.6, 8)))
    cells = tuple(TrueRow("row", (row["number"], row["symbol"], row["issued_on_text"], row["name"])) for row in rows)
    return TrueTable("documents", ("Phụ lục IV", "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH"), columns, cells)
