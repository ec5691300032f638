"""Two drafts of one plan made one: rows in the order of the document, ids counted again. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ..tables import plan_tables, schemas, whole
from .draft import Draft, Mark

Row = dict[str, str]
_ID = re.compile(r"([A-Z]+)[0-9]+")


def merge(first: Draft, second: Draft) -> Draft:
    """Both drafts as one. Raises ValueError when they are of different plans.

    Within a table rows stand in the order of their places in the document; where places do not tell, those of `first` come before
    those of `second`. The ids of rows (CT01, NV01, …) are counted again in that order, and with them every cell and mark that names one.
    The tables sources and source_parts keep their ids: a row that both drafts have is kept once.
    """
    if first.plan_id != second.plan_id:
        raise ValueError(f"{first.plan_id} và {second.plan_id}: hai bản nháp của hai kế hoạch khác nhau")
    names = [table for table in plan_tables() if table in first.tables or table in second.tables]
    ordered = {table: _in_order(table, first.tables.get(table, []), second.tables.get(table, [])) for table in names}
    ids = {table: _renumbered(table, rows) for table, rows in ordered.items() if _counted(table)}
    tables: dict[str, list[Row]] = {}
    for table, rows in ordered.items():
        tables[table] = [_with_ids(table, row, draft, ids) for draft, row in rows]
        if (parent := _parent(table)) and not _counted(table):
            rank = {row[_key(parent)]: at for at, row in enumerate(tables.get(parent, []))}
            tables[table].sort(key=lambda row: rank.get(row[_key(parent)], len(rank)))
    marks = [_marked(mark, draft, ids) for draft, one in enumerate((first, second)) for mark in one.marks]
    return Draft(first.plan_id, tables, list(dict.fromkeys(marks)), _additions(first, second))


def _additions(first: Draft, second: Draft) -> dict[str, list[Row]]:
    """What the reference tables lack for either draft, each row once."""
    found: dict[str, list[Row]] = {}
    for draft in (first, second):
        for table, rows in draft.additions.items():
            known = found.setdefault(table, [])
            known += [row for row in rows if row not in known]
    return found


def _key(table: str) -> str:
    """The column that holds a row's own id, or that of its parent row."""
    return schemas()[table].primary_key[1]


@cache
def _counted(table: str) -> bool:
    """Whether rows have an id of their own that is counted: CT01, but not the sources S1 to which parts and places point."""
    key = schemas()[table].primary_key
    return len(key) == 2 and table != "sources"


@cache
def _parent(table: str) -> str:
    """The table whose ids begin the keys of a child table; "" for none."""
    key = schemas()[table].primary_key
    if len(key) < 3:
        return ""
    return next((other for other in plan_tables() if _counted(other) and _key(other) == key[1]), "")


@cache
def _references(table: str) -> dict[str, str]:
    """Column -> the table of counted ids that it names: the row's own id, its parent, a task."""
    owners = {_key(other): other for other in plan_tables() if _counted(other)}
    found = {column: owners[column] for column in schemas()[table].columns if column in owners}
    if _counted(table) and "parent_id" in schemas()[table].columns:
        found["parent_id"] = table
    return found


def _in_order(table: str, first: list[Row], second: list[Row]) -> list[tuple[int, Row]]:
    others = [row for row in second if not (_kept_once(table) and row in first)]
    if not ("source_line_from" in schemas()[table].columns and _counted(table)):
        return [(0, row) for row in first] + [(1, row) for row in others]
    # Each draft keeps the order of its own rows: tables side by side stand on the same lines.
    found: list[tuple[int, Row]] = []
    waiting = sorted(first, key=_place)
    for row in others:
        while waiting and _place(waiting[0]) <= _place(row):
            found.append((0, waiting.pop(0)))
        found.append((1, row))
    return found + [(0, row) for row in waiting]


def _place(row: Row) -> tuple[int, int]:
    return whole(row["source_page"]) or 0, whole(row["source_line_from"]) or 0


def _kept_once(table: str) -> bool:
    return table in ("plans", "sources", "source_parts")


def _renumbered(table: str, rows: list[tuple[int, Row]]) -> dict[tuple[int, str], str]:
    """Draft and old id -> new id."""
    column, found = _key(table), {}
    for number, (draft, row) in enumerate(rows, start=1):
        match = _ID.fullmatch(row[column])
        if not match:
            raise ValueError(f"{table}: mã dòng “{row[column]}” không có dạng chữ cái và số như CT01")
        found[draft, row[column]] = f"{match[1]}{number:02}"
    return found


def _with_ids(table: str, row: Row, draft: int, ids: dict[str, dict[tuple[int, str], str]]) -> Row:
    new = dict(row)
    for column, owner in _references(table).items():
        if row[column]:
            new[column] = ids.get(owner, {}).get((draft, row[column]), row[column])
    return new


def _marked(mark: Mark, draft: int, ids: dict[str, dict[tuple[int, str], str]]) -> Mark:
    owner = mark.table if _counted(mark.table) else _parent(mark.table)
    own, _, rest = mark.row_id.partition(":")
    new = ids.get(owner, {}).get((draft, own), own) if owner else own
    found = replace(mark, row_id=f"{new}:{rest}" if rest else new)
    if not mark.others:
        return found
    anew = {old: next((known[draft, old] for known in ids.values() if (draft, old) in known), old) for old in mark.others}
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, anew))})(?!\w)")
    question, reading = (named.sub(lambda match: anew[match[0]], words) for words in (mark.question, mark.reading))
    return replace(found, question=question, reading=reading, others=tuple(anew.values()))
