"""Table Schemas as JSON Schemas: what a cell, a row and a borrowed cell may hold. Pure.

Every field is defined once, in the object of its table; whatever borrows it refers to it there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..languages import N_
from ..tables import CASTS, TableSchema, schemas
from ..wide_fields import value_columns
from .about import both
from .shapes import COMMUNE, PART, PROVINCE, Json, Lent, Shape, number, own_columns

Schema = dict[str, Any]

TYPES = {"string": "string", "integer": "integer", "number": "number", "date": "string", "datetime": "string"}
FORMATS = {"date": "date", "datetime": "date-time"}
BOUNDS = ("minimum", "maximum")
NULL: Schema = {"type": "null"}
ANY_YEAR = 1000


def said(message: str, column: str = "description") -> dict[str, str]:
    """A message of ours in both languages: {"description": …, "x-description-en": …}."""
    return both(message, column, f"x-{column}-en")


def field_schema(field: dict[str, Any]) -> Schema:
    """A cell, as its field descriptor defines it; null where the document may not state it."""
    constraints = field.get("constraints", {})
    required = constraints.get("required", False)
    kind = TYPES[field["type"]]
    found: Schema = {
        "type": kind if required else [kind, "null"],
        **_described(field),
    }  # fmt: skip
    if field["type"] in FORMATS:
        found["format"] = FORMATS[field["type"]]
    elif field["type"] == "string":
        found["minLength"] = 1
    if "pattern" in constraints:
        # A pattern of a Table Schema is that of the whole cell.
        found["pattern"] = f"^(?:{constraints['pattern']})$"
    if "enum" in constraints:
        found["enum"] = [*constraints["enum"], *([] if required else [None])]
        found |= {f"x-{key.replace('_', '-')}": field[key] for key in ("enum_titles", "enum_titles_en") if key in field}
    found |= {bound: constraints[bound] for bound in BOUNDS if bound in constraints}
    if "example" in field:
        found["examples"] = [example(field)]
    return found


def example(field: dict[str, Any]) -> Json:
    """The example of a field, typed as JSON has it."""
    if field["type"] == "number":
        return number(CASTS["number"](field["example"]))
    return int(field["example"]) if field["type"] == "integer" else field["example"]


def table_schema(table: TableSchema) -> Schema:
    """A whole row of a table."""
    return closed({name: field_schema(field) for name, field in table.fields.items()}, _described(table.descriptor))


def _described(descriptor: dict[str, Any]) -> Schema:
    return {
        "title": descriptor["title"], "x-title-en": descriptor["title_en"],
        "description": descriptor["description"], "x-description-en": descriptor["description_en"],
    }  # fmt: skip


def wide_schema(descriptor: dict[str, Any]) -> Schema:
    """A row of a wide table; `descriptor` has the columns that do not depend on the years of a dataset.

    The columns of a year say what a value of that year would say in its own table.
    """
    found = closed({field["name"]: field_schema(field) for field in descriptor["fields"]}, _described(descriptor))
    if descriptor["name"] == "targets_by_year":
        # Names are made for a year that stands for any.
        of_years = {column.replace(str(ANY_YEAR), "[0-9]{4}"): source for column, _year, _measure, source in value_columns([ANY_YEAR])}
        found["patternProperties"] = {f"^{name}$": {"anyOf": [refer("target_values", source), NULL]} for name, source in of_years.items()}
    return found


def shape_schema(shape: Shape) -> Schema:
    """A row of the API: the columns of its table and all that it borrows."""
    properties: dict[str, Schema] = {"table": {"const": shape.table}}
    properties |= {column: refer(shape.table, column) for column in shape.columns}
    properties |= {lent.name: lent_schema(lent) for lent in (*shape.lent, *COMMUNE, *PROVINCE)}
    if shape.schedules:
        times = {column: refer("task_schedules", column) for column in own_columns("task_schedules", "tasks")}
        title = schemas()["task_schedules"].descriptor
        properties["schedules"] = array(closed(times, {"title": title["title"], "x-title-en": title["title_en"]}))
    properties |= {lent.column: lent_schema(lent) for lent in shape.place}
    # A row may stand in no named part of the document.
    properties[PART.name] = {"anyOf": [lent_schema(PART), NULL]}
    properties |= {
        "page": address(said(N_("Địa chỉ của dòng trên trang của kế hoạch."))),
        "notices": array(refer("notices", "notice_id"), said(N_("Mã các đối chiếu nói về dòng này, theo bảng notices của kế hoạch."))),
    }
    return closed(properties, said(shape.title, "title"))


def closed(properties: dict[str, Schema], more: Schema | None = None) -> Schema:
    """An object that has all of these and nothing else."""
    return {"type": "object", **(more or {}), "properties": properties, "required": list(properties), "additionalProperties": False}


def array(items: Schema, more: Schema | None = None) -> Schema:
    return {"type": "array", **(more or {}), "items": items}


def address(more: Schema | None = None, null: bool = False) -> Schema:
    """An address, from the file that holds it."""
    return {"type": ["string", "null"] if null else "string", "format": "uri-reference", "minLength": 1, **(more or {})}


def component(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def refer(table: str, column: str) -> Schema:
    """A cell as its table defines it."""
    return {"$ref": f"#/components/schemas/{table}/properties/{column}"}


def lent_schema(lent: Lent) -> Schema:
    return refer(lent.table, lent.column)


def one_of(shapes: tuple[Shape, ...]) -> Schema:
    """A row of one of these shapes, told apart by its table."""
    mapping = {shape.table: component(shape.name)["$ref"] for shape in shapes}
    if len(shapes) == 1:
        return component(shapes[0].name)
    return {"oneOf": [component(shape.name) for shape in shapes], "discriminator": {"propertyName": "table", "mapping": mapping}}


def by_table(tables: list[str], of: Callable[[str], Schema], required: list[str]) -> Schema:
    """An object with a member for each of these tables."""
    return {"type": "object", "properties": {table: of(table) for table in tables}, "required": required, "additionalProperties": False}
