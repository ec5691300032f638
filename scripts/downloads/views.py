"""The views of the SQLite file: the wide tables under their own names, and the joins that most questions begin with. Pure."""

from __future__ import annotations

from ..tables import schemas
from ..wide_fields import value_columns, wide_descriptors

PLACES = """JOIN plans USING (plan_id)
LEFT JOIN communes ON communes.code = plans.commune_code
LEFT JOIN provinces ON provinces.code = communes.province_code"""

# The places of every material notice about an amount: its own, then those of `elsewhere`, split at "; ".
# A line named without its column is meant in the column of the notice's own row (see facts.disputed).
BUDGET = """WITH RECURSIVE
paths (plan_id, line_id, path, depth) AS (
  SELECT plan_id, line_id, NULL, 0 FROM budget_lines WHERE parent_id IS NULL
  UNION ALL
  SELECT child.plan_id, child.line_id, coalesce(paths.path || ' / ', '') || parent.name, paths.depth + 1
  FROM paths
  JOIN budget_lines AS child ON child.plan_id = paths.plan_id AND child.parent_id = paths.line_id
  JOIN budget_lines AS parent ON parent.plan_id = paths.plan_id AND parent.line_id = paths.line_id
),
places (plan_id, own, place, rest) AS (
  SELECT plan_id, CASE WHEN instr(row_id, ':') THEN substr(row_id, instr(row_id, ':') + 1) ELSE '' END, row_id, coalesce(elsewhere, '') || '; '
  FROM notices WHERE "table" = 'budget_amounts' AND severity = 'material'
  UNION ALL
  SELECT plan_id, own, substr(rest, 1, instr(rest, '; ') - 1), substr(rest, instr(rest, '; ') + 2) FROM places WHERE rest <> ''
),
disputes (plan_id, amount) AS (SELECT plan_id, CASE WHEN instr(place, ':') THEN place ELSE place || ':' || own END FROM places)"""
DISPUTED = """CASE WHEN budget_amounts.line_id IS NULL THEN NULL
  WHEN (budget_lines.plan_id, budget_lines.line_id || ':' || budget_amounts.fiscal_year || ':' || budget_amounts.stage) IN disputes THEN 'yes'
  ELSE 'no' END"""


def views(years: list[int]) -> list[str]:
    """CREATE VIEW statements for a file that holds every plan table and every reference table, empty cells as NULL.

    `years` are those of the target values in the file. The wide tables have the columns of wide_descriptors(years).
    """
    return [
        _wide("targets_by_year", years, _targets(years), f"FROM targets {PLACES}\n"
              "LEFT JOIN indicators USING (indicator_id)\n"
              f"LEFT JOIN ({_values(years)}) AS by_year USING (plan_id, target_id)"),
        _wide("tasks_with_bodies", years, _tasks(), f"FROM tasks {PLACES}\nWHERE tasks.kind = 'task'"),
        _wide("budget_with_paths", years, _budget(), f"FROM budget_lines {PLACES}\n"
              "JOIN paths USING (plan_id, line_id)\nLEFT JOIN budget_amounts USING (plan_id, line_id)", BUDGET),
        _joined("plans_with_places", "plans", [
            ("communes", "commune_", "communes.code = plans.commune_code"), ("provinces", "province_", "provinces.code = communes.province_code"),
            ("topics", "topic_", "topics.topic_id = plans.topic_id")]),
        _joined("targets_with_values", "targets", [("target_values", "value_", _same("target_values", "targets", "target_id"))]),
        _joined("tasks_with_schedules", "tasks", [("task_schedules", "schedule_", _same("task_schedules", "tasks", "task_id"))]),
        _joined("citations_with_documents", "citations", [
            ("legal_documents", "document_", "legal_documents.document_id = citations.document_id")]),
    ]  # fmt: skip


def _wide(name: str, years: list[int], made: dict[str, str], source: str, before: str = "") -> str:
    """A wide table as a view: `made` has the expressions of columns that are not simply the column named in the schema."""
    fields = next(descriptor for descriptor in wide_descriptors(years) if descriptor["name"] == name)["fields"]
    parts = [f"{made.get(field['name']) or _dotted(field['from'])} AS {_quoted(field['name'])}" for field in fields]
    return _view(name, parts, source, before)


def _targets(years: list[int]) -> dict[str, str]:
    by_year = {name: f"by_year.{_quoted(name)}" for name, *_ in value_columns(years)}
    return by_year | _bodies("target", "lead") | {
        "reading": "CASE WHEN targets.reading = 'doubtful' OR by_year.doubtful THEN 'doubtful' ELSE 'certain' END",
        "page": "targets.plan_id || '/#' || targets.target_id",
    }  # fmt: skip


def _values(years: list[int]) -> str:
    """Every year's values of a target in one row. No join a column: SQLite joins no more than 64 tables."""
    cells = [
        f"max(CASE WHEN year = {year:d} AND measure = '{measure}' THEN {_quoted(column)} END) AS {_quoted(name)}"
        for name, year, measure, column in value_columns(years)
    ]  # fmt: skip
    return ",\n  ".join(["SELECT plan_id, target_id", *cells, "max(reading = 'doubtful') AS doubtful"]) + "\n  FROM target_values GROUP BY plan_id, target_id"


def _tasks() -> dict[str, str]:
    own = "FROM task_schedules AS own WHERE own.plan_id = tasks.plan_id AND own.task_id = tasks.task_id"
    codes = "SELECT group_concat(code, '; ') FROM (SELECT {0} AS code " + own + " AND {0} IS NOT NULL GROUP BY {0} ORDER BY min(seq))"
    text = "CASE WHEN period_from IS NULL THEN schedule_text ELSE column_text || ': ' || schedule_text END"
    return _bodies("task", "lead") | _bodies("task", "support") | {
        "schedule_texts": f"(SELECT group_concat(said, '; ') FROM (SELECT {text} AS said {own} ORDER BY seq))",
        "schedule_kinds": f"({codes.format('own.kind')})",
        "recurrences": f"({codes.format('own.recurrence')})",
        "period_from": f"(SELECT min(period_from) {own})",
        "period_to": f"(SELECT max(period_to) {own})",
        "starts_on": f"(SELECT min(starts_on) {own})",
        "first_due_on": f"(SELECT min(due_on) {own})",
        "last_due_on": f"(SELECT max(due_on) {own})",
        "reading": f"CASE WHEN tasks.reading = 'doubtful' OR EXISTS (SELECT 1 {own} AND own.reading = 'doubtful') THEN 'doubtful' ELSE 'certain' END",
        "page": "tasks.plan_id || '/#' || tasks.task_id",
    }  # fmt: skip


def _budget() -> dict[str, str]:
    return {"path": "paths.path", "depth": "paths.depth", "disputed": DISPUTED, "page": "budget_lines.plan_id || '/#' || budget_lines.line_id"}


def _bodies(kind: str, role: str) -> dict[str, str]:
    """The bodies of a target or task. An order inside group_concat needs a newer SQLite than many readers have; the rows of an
    ordered subquery come in its order in every version."""
    rows = (
        f"FROM (SELECT agency_id FROM {kind}_agencies AS named WHERE named.plan_id = {kind}s.plan_id AND named.{kind}_id = {kind}s.{kind}_id"
        f" AND named.role = '{role}' ORDER BY seq) AS named"
    )
    return {
        f"{role}_agencies": f"(SELECT group_concat(agencies.name, '; ') {rows} CROSS JOIN agencies USING (agency_id))",
        f"{role}_agency_ids": f"(SELECT group_concat(agency_id, '; ') {rows})",
    }


def _joined(name: str, base: str, others: list[tuple[str, str, str]]) -> str:
    """Every column of `base`, then those of the other tables: (table, prefix, condition). Columns by which rows are found stand once."""
    parts = [f"{_quoted(base)}.{_quoted(column)} AS {_quoted(column)}" for column in schemas()[base].columns]
    for table, prefix, condition in others:
        parts += [
            f"{_quoted(table)}.{_quoted(column)} AS {_quoted(prefix + column.removeprefix(prefix))}"
            for column in schemas()[table].columns if f"{table}.{column} = " not in condition
        ]  # fmt: skip
    joins = [f"LEFT JOIN {_quoted(table)} ON {condition}" for table, _, condition in others]
    return _view(name, parts, "\n".join([f"FROM {_quoted(base)}", *joins]))


def _same(child: str, parent: str, key: str) -> str:
    return f"{child}.plan_id = {parent}.plan_id AND {child}.{key} = {parent}.{key}"


def _view(name: str, columns: list[str], source: str, before: str = "") -> str:
    return f"CREATE VIEW {_quoted(name)} AS\n{before}{before and chr(10)}SELECT\n  " + ",\n  ".join(columns) + f"\n{source}"


def _dotted(column: str) -> str:
    return ".".join(_quoted(part) for part in column.split("."))


def _quoted(name: str) -> str:
    return f'"{name}"'
