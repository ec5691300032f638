"""Two states of the package -> what differs between them: schemas field by field, rows cell by cell, by primary key. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Cells = Mapping[str, str]
# Table -> its rows, in file order. A table without a file is not in it.
Tables = Mapping[str, list[dict[str, str]]]
# Table -> its Table Schema.
Schemas = Mapping[str, dict[str, Any]]

# The table whose one row is the plan: a folder with it is a plan.
HEAD = "plans"
# What of a schema and of a field is compared by its meaning; all else in them is description, whatever it is called.
MEANING = {"name", "scope", "fields", "primaryKey", "foreignKeys", "missingValues", "type", "format", "constraints"}


class Difference(NamedTuple):
    """A change without its circumstances; the fields mean what those of changes.Change mean."""

    kind: str
    plan_id: str = ""
    table: str = ""
    row_id: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


def compare_schemas(before: Schemas, after: Schemas) -> Iterator[Difference]:
    """What differs between the definitions of the tables, in the order of `after`, then what is gone."""
    for table, new in after.items():
        # A table that moved between plan folders and the common ones has other files: to its users it is another table.
        if table not in before or before[table]["scope"] != new["scope"]:
            yield Difference("new-table", table=table, after=new["scope"])
        else:
            yield from _compare_schema(table, before[table], new)
    for table, old in before.items():
        if table not in after or after[table]["scope"] != old["scope"]:
            yield Difference("removed-table", table=table, before=old["scope"])


def _compare_schema(table: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    was = {field["name"]: field for field in old["fields"]}
    now = {field["name"]: field for field in new["fields"]}
    for name, field in was.items():
        if name not in now:
            yield Difference("removed-field", table=table, field=name, before=_type(field))
    for name, field in now.items():
        if name in was:
            yield from _compare_field(table, was[name], field)
        else:
            yield Difference("new-field", table=table, field=name, after=_type(field))
    if (order := [n for n in was if n in now]) != (ordered := [n for n in now if n in was]):
        yield Difference("moved-field", table=table, before=", ".join(order), after=", ".join(ordered))
    if (key := _names(old["primaryKey"])) != (new_key := _names(new["primaryKey"])):
        yield Difference("changed-key", table=table, before=", ".join(key), after=", ".join(new_key))
    if old.get("missingValues", [""]) != new.get("missingValues", [""]):
        yield Difference("retyped-field", table=table, before=_text(old.get("missingValues", [""])), after=_text(new.get("missingValues", [""])))
    references, new_references = _references(old), _references(new)
    for text, field in references.items():
        if text not in new_references:
            yield Difference("removed-reference", table=table, field=field, before=text)
    for text, field in new_references.items():
        if text not in references:
            yield Difference("new-reference", table=table, field=field, after=text)
    if words := _words(old, new):
        yield Difference("changed-description", table=table, after=", ".join(words))


def _compare_field(table: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    name = new["name"]
    if _type(old) != _type(new):
        yield Difference("retyped-field", table=table, field=name, before=_type(old), after=_type(new))
    was, now = old.get("constraints", {}), new.get("constraints", {})
    values, new_values = was.get("enum"), now.get("enum")
    if values and new_values:
        for value in values:
            if value not in new_values:
                yield Difference("removed-value", table=table, field=name, before=str(value))
        for value in new_values:
            if value not in values:
                yield Difference("new-value", table=table, field=name, after=str(value))
    for rule in sorted(was.keys() | now.keys()):
        if was.get(rule) == now.get(rule) or (rule == "enum" and values and new_values):
            continue
        promised = rule in ("required", "unique") and was.get(rule) and not now.get(rule)
        told = [f"{rule}: {_text(side[rule])}" if rule in side else "" for side in (was, now)]
        yield Difference("optional-field" if promised else "changed-constraint", table=table, field=name, before=told[0], after=told[1])
    if words := _words(old, new):
        yield Difference("changed-description", table=table, field=name, after=", ".join(words))


def _words(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The names of the descriptions that differ."""
    return [word for word in new | old if word not in MEANING and old.get(word) != new.get(word)]


def _type(field: dict[str, Any]) -> str:
    return field["type"] + (f" ({field['format']})" if field.get("format", "default") != "default" else "")


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _references(schema: dict[str, Any]) -> dict[str, str]:
    """Each foreign key as text -> its last field: "plan_id, task_id -> tasks (plan_id, task_id)"."""
    found = {}
    for key in schema.get("foreignKeys", []):
        fields, target = _names(key["fields"]), key["reference"]
        found[f"{', '.join(fields)} -> {target['resource'] or schema['name']} ({', '.join(_names(target['fields']))})"] = fields[-1]
    return found


def referred_tables(schemas: Schemas) -> set[str]:
    """The tables whose rows other tables name by their ids."""
    keys = [(name, key["reference"]["resource"]) for name, schema in schemas.items() for key in schema.get("foreignKeys", [])]
    return {target for name, target in keys if target and target != name}


def compare_plan(plan_id: str, before: Tables, after: Tables, old: Schemas, new: Schemas) -> Iterator[Difference]:
    """What differs between two states of a plan folder; a plan that is new or gone is one difference.

    Tables that are the same may be left out of both sides, so that nobody has to read them.
    """
    if HEAD in after and HEAD not in before:
        yield Difference("new-plan", plan_id)
    elif HEAD in before and HEAD not in after:
        yield Difference("removed-plan", plan_id)
    else:
        yield from _compare_tables(plan_id, "plan", before, after, old, new)


def compare_reference(before: Tables, after: Tables, old: Schemas, new: Schemas) -> Iterator[Difference]:
    """What differs between two states of the reference tables; of a table that is new or gone compare_schemas speaks."""
    yield from _compare_tables("", "reference", before, after, old, new)


def _compare_tables(plan_id: str, scope: str, before: Tables, after: Tables, old: Schemas, new: Schemas) -> Iterator[Difference]:
    referred = referred_tables(old)
    for table in [name for name in new if new[name]["scope"] == scope]:
        known = table in old and old[table]["scope"] == scope
        if (known or scope == "plan") and (table in before or table in after):
            was = old[table] if known else new[table]
            yield from compare_rows(plan_id, before.get(table, []), after.get(table, []), was, new[table], table in referred)


def compare_rows(
    plan_id: str, before: list[dict[str, str]], after: list[dict[str, str]], old: dict[str, Any], new: dict[str, Any], referred: bool = False
) -> Iterator[Difference]:
    """What differs between the rows of a table, in the order of `after`, then the rows that are gone.

    `old` and `new` are its schemas then and now. Rows with one key are the same row; where the key was changed, the
    new one decides if both sides have its columns. `referred`: other tables name its rows.
    """
    table, was = new["name"], {field["name"] for field in old["fields"]}
    key = _names(new["primaryKey"])
    if not set(key) <= was:
        key = _names(old["primaryKey"])
    shown = slice(1, None) if key[0] == "plan_id" and plan_id else slice(None)
    rows = dict(_keyed(before, key))
    for identity, row in _keyed(after, key):
        row_id = ":".join(identity[:-1][shown])
        then = rows.pop(identity, None)
        if then is None:
            yield Difference("new-row", plan_id, table, row_id)
        elif then != row:
            for field in new["fields"]:
                name = field["name"]
                if (said := then.get(name, "")) != (says := row.get(name, "")):
                    yield Difference("corrected-cell" if name in was else "new-cell", plan_id, table, row_id, name, said, says)
    for identity in rows:
        own_id = referred and len(identity[:-1][shown]) == 1
        yield Difference("removed-id" if own_id else "removed-row", plan_id, table, ":".join(identity[:-1][shown]))


def _keyed(rows: list[dict[str, str]], key: list[str]) -> Iterator[tuple[tuple[Any, ...], dict[str, str]]]:
    """Each row with its key; faulty data may repeat a key, so it ends with how often it came before."""
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        identity = tuple(row.get(column, "") for column in key)
        yield (*identity, seen[identity]), row
        seen[identity] += 1
