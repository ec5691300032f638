"""What the committed plans hold, taken apart so that new plans can be put together from it. Pure but for reading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from scripts.csv_files import Row
from scripts.paths import Layout
from scripts.plans import Plan, load_plans, load_reference
from scripts.values import parse_target_value

Unit = list[Row]  # a row with the rows that stand under it
FORM = ("document_id", "symbol", "named_text", "issued_on_text", "issuer_text")  # what makes a citation a row of its own
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class Cell:
    """A printed cell of bodies and the bodies that it names: (agency_text, agency_id)."""

    text: str
    bodies: tuple[tuple[str, str], ...]


@dataclass
class Material:
    """Everything that can be drawn. Lists keep repetitions, so that draws come as often as in the documents."""

    targets: list[Unit] = field(default_factory=list)
    target_sections: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)  # target name -> printed values
    tasks: list[Unit] = field(default_factory=list)  # of appendices
    task_sections: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    bodies: list[tuple[Cell, Cell]] = field(default_factory=list)  # lead and support of one row of an appendix
    schedules: list[list[Row]] = field(default_factory=list)  # of one task, in the plan's single time column
    phased: list[list[Row]] = field(default_factory=list)  # of one task, in the columns of several periods
    documents: list[Row] = field(default_factory=list)
    body_tasks: list[Unit] = field(default_factory=list)  # of one section of the text
    cells: dict[tuple[str, str], tuple[Cell, Cell]] = field(default_factory=dict)  # plan and task of the text -> lead and support
    citations: list[Unit] = field(default_factory=list)  # of one document: the forms in which it is cited
    results: list[Unit] = field(default_factory=list)
    duties: list[Unit] = field(default_factory=list)  # of one section
    proposals: list[Row] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)  # full name and name of communes, then of provinces


def read_material(layout: Layout) -> Material:
    """The material of every plan of the collection."""
    material, reference = Material(), load_reference(layout)
    names: dict[str, dict[str, str]] = {"communes": {}, "provinces": {}}
    forms: dict[tuple[str, ...], Row] = {}
    for plan in load_plans(layout):
        commune = reference.keyed["communes"][plan.rows("plans")[0]["commune_code"]]
        province = reference.keyed["provinces"][commune["province_code"]]
        names["communes"][commune["full_name"]] = commune["name"]
        names["provinces"][province["full_name"]] = province["name"]
        _take_targets(material, plan)
        _take_tasks(material, plan)
        _take_text(material, plan)
        material.documents += plan.rows("issued_documents")
        forms.update({tuple(row[column] for column in FORM): row for row in plan.rows("citations")})
    material.citations = list(_by(list(forms.values()), "document_id").values())
    material.places = [*names["communes"].items(), *names["provinces"].items()]
    return material


def _take_targets(material: Material, plan: Plan) -> None:
    material.targets += _units(plan.rows("targets"), "target_id")
    material.target_sections += dict.fromkeys(row["section_title"] for row in plan.rows("targets"))
    for row in plan.rows("target_values"):
        name = plan.by_id["targets"][row["target_id"]]["name"]
        material.values.setdefault(name, []).append(row["value_text"])
    _take_cells(material, plan, "targets", "target_id", "target_agencies")


def _take_tasks(material: Material, plan: Plan) -> None:
    tasks = [row for row in plan.rows("tasks") if row["origin"] == "appendix"]
    material.tasks += _units(tasks, "task_id")
    material.task_sections += dict.fromkeys(row["section_title"] for row in tasks)
    products = [row["product_text"] for row in tasks if row["kind"] == "task"]
    material.products += products if any(products) else []
    for rows in _by(plan.rows("task_schedules"), "task_id").values():
        (material.phased if rows[0]["period_from"] else material.schedules).append(rows)
    _take_cells(material, plan, "tasks", "task_id", "task_agencies")


def _take_text(material: Material, plan: Plan) -> None:
    material.body_tasks += _by([row for row in plan.rows("tasks") if row["origin"] == "body"], "section_title").values()
    material.results += _units(plan.rows("results"), "result_id")
    material.duties += _by(plan.rows("duties"), "section").values()
    material.proposals += plan.rows("proposals")


def _take_cells(material: Material, plan: Plan, table: str, key: str, child: str) -> None:
    bodies = _by(plan.rows(child), key, "role")
    for row in plan.rows(table):
        lead, support = (
            Cell(row[f"{role}_text"], tuple((body["agency_text"], body["agency_id"]) for body in bodies[row[key], role]))
            for role in ("lead", "support")
        )  # fmt: skip
        if row["origin"] == "body":
            material.cells[plan.plan_id, row[key]] = lead, support
        elif lead.bodies or support.bodies or row.get("kind") != "group":
            material.bodies.append((lead, support))


def _by(rows: list[Row], *keys: str) -> dict[object, list[Row]]:
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[keys[0]] if len(keys) == 1 else tuple(row[k] for k in keys)].append(row)
    return groups


def _units(rows: list[Row], key: str) -> list[Unit]:
    units: dict[str, Unit] = {}
    for row in rows:
        top = next((t for t, unit in units.items() if row["parent_id"] in {r[key] for r in unit}), row[key])
        units.setdefault(top, []).append(row)
    return list(units.values())


def shuffled_units(rng: Random, units: list[Unit], rows: int) -> Iterator[Unit]:
    """Units in random order, each before any comes again, until they hold so many rows."""
    while rows > 0:
        for unit in rng.sample(units, len(units)):
            if rows <= 0:
                return
            yield unit
            rows -= len(unit)


def varied_value(rng: Random, text: str) -> str:
    """A printed target value with another figure: "≥ 15%" -> "≥ 40%"; words stay as they are."""
    value = parse_target_value(text)
    found = NUMBER.search(text)
    if value.comparator in ("text", "range") or not found:
        return text
    if value.unit == "%":
        figure = "100" if rng.random() < 0.4 else str(rng.choice(range(5, 100, 5)))
    else:
        figure = f"{rng.randint(1, 40):0{len(found[0]) if found[0].startswith('0') else 1}}"
    return text[: found.start()] + figure + text[found.end() :]
