"""The columns of the wide tables: each stands for a column of another table and takes over what that one says of itself. Pure."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from .tables import schemas, wide_schemas

# What a field says of a cell by itself, whatever row the cell stands in.
INHERITED = ("type", "title", "title_en", "description", "description_en", "constraints", "enum_titles", "enum_titles_en", "unit", "unit_en", "unit_column", "example")


def wide_descriptors(years: list[int]) -> list[dict[str, Any]]:
    """Table Schemas of the wide tables of a dataset that has target values in these years.

    Fields named "{measure}_{year}_…" are repeated for each measure and year, see pairs.
    """
    made = []
    for written in wide_schemas().values():
        fields: list[dict[str, Any]] = []
        for repeated, entries in groupby(written["fields"], _is_repeated):
            group = [_field(entry) for entry in entries]
            fields += [_of_year(field, year, measure) for year, measure in pairs(years) for field in group] if repeated else group
        made.append({**written, "fields": fields})
    return made


def value_columns(years: list[int]) -> list[tuple[str, int, str, str]]:
    """(column of targets_by_year, year, measure, column of target_values) of every column that stands for a year."""
    repeated = [entry for entry in wide_schemas()["targets_by_year"]["fields"] if _is_repeated(entry)]
    return [
        (entry["name"].format(year=year, measure=measure), year, measure, entry["from"].partition(".")[2])
        for year, measure in pairs(years) for entry in repeated
    ]  # fmt: skip


def pairs(years: list[int]) -> list[tuple[int, str]]:
    """(year, measure) in the order of the columns: what is to be reached, year by year, then what was reached.

    Both measures for every year: a script finds the same columns in every dataset of a year.
    """
    return [(year, measure) for measure in reversed(_measure()["constraints"]["enum"]) for year in sorted(set(years))]


def _measure() -> dict[str, Any]:
    return schemas()["target_values"].fields["measure"]


def _is_repeated(entry: dict[str, Any]) -> bool:
    return "{year}" in entry["name"]


def _field(entry: dict[str, Any]) -> dict[str, Any]:
    """A field with what it takes over: what it says itself comes first, "{title}" in its title stands for the title taken over.

    Whether a cell must be filled is not taken over: a target without a value in a year has no text there.
    """
    table, _, column = entry.get("from", "").partition(".")
    source = schemas()[table].fields[column] if table else {}
    field = {name: source[name] for name in INHERITED if name in source} | entry
    for title in ("title", "title_en"):
        field[title] = field[title].replace("{title}", source.get(title, ""))
    rules = {name: value for name, value in field.get("constraints", {}).items() if name not in ("required", "unique")}
    return {name: value for name, value in field.items() if name != "constraints"} | ({"constraints": rules} if rules else {})


def _of_year(field: dict[str, Any], year: int, measure: str) -> dict[str, Any]:
    labels = {"title": _measure()["enum_titles"][measure], "title_en": _measure()["enum_titles_en"][measure]}
    said = {name: field[name].format(year=year, measure_title=label) for name, label in labels.items()}
    said |= {name: field[name].format(year=year, measure=measure) for name in ("name", "unit_column") if name in field}
    return {**field, **said}
