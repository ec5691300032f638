"""Where the boxes of an entity diagram stand: columns from the dependencies, places from the sizes. Pure.

Columns run from what everything refers to, on the left, to what nothing refers to, on the right. The reference tables
are one column; tables that refer to each other share one. In a column the tables stand in the order they are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .dictionary_rows import Relation, primary_key, relations
from .tables import TableSchema

WIDTH = 224
HEAD, LINE, FOOT, GAP = 40, 16, 8, 16
# Tops of boxes are multiples of LINE, so that lines to and from boxes keep apart: entity_routes.py.


@dataclass(frozen=True)
class Line:
    """A column of the table that is part of a key."""

    column: str
    primary: bool
    foreign: bool


@dataclass(frozen=True)
class Box:
    """A table: its key columns, the column of the diagram it stands in, and its top; units are those of the drawing."""

    name: str
    lines: tuple[Line, ...]
    column: int
    top: int

    @property
    def height(self) -> int:
        return HEAD + LINE * len(self.lines) + FOOT

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def line_at(self, column: str) -> int:
        """The middle of the line of a key column."""
        at = [line.column for line in self.lines].index(column)
        return self.top + HEAD + LINE * at + LINE // 2


def boxes(tables: list[TableSchema]) -> dict[str, Box]:
    """Every table's box, in the order given. Keys to tables that are not among them do not count."""
    known = {schema.name for schema in tables}
    keys = [key for schema in tables for key in relations(schema) if key.parent in known]
    column = columns({schema.name: schema.scope == "reference" for schema in tables}, keys)
    lines = {schema.name: _lines(schema, keys) for schema in tables}
    stacked = [[Box(name, lines[name], at, 0) for name in lines if column[name] == at] for at in range(max(column.values(), default=-1) + 1)]
    tallest = max((_height(stack) for stack in stacked), default=0)
    placed: dict[str, Box] = {}
    for stack in stacked:
        free_from = 0
        for at, box in enumerate(stack):
            parents = [placed[key.parent] for key in keys if key.child == box.name and key.parent in placed and placed[key.parent].column < box.column]
            # Beside what it depends on in the nearest column, but so high that those below still fit.
            wished = max(((parent.column, parent.top) for parent in parents), default=(0, 0))[1]
            top = max(free_from, min(wished, tallest - _height(stack[at:])))
            placed[box.name] = Box(box.name, box.lines, box.column, top)
            free_from = placed[box.name].bottom + GAP
    return {name: placed[name] for name in lines}


def columns(shared: dict[str, bool], keys: Iterable[Relation]) -> dict[str, int]:
    """Table -> column of the diagram. `shared`: whether a table is one of the reference tables, which stand together."""
    group = {name: "" if reference else name for name, reference in shared.items()}
    above: dict[str, set[str]] = {one: set() for one in group.values()}
    for key in keys:
        above[group[key.child]].add(group[key.parent])
    reached = {one: set(direct) for one, direct in above.items()}
    for through in reached:
        for one in reached.values():
            if through in one:
                one |= reached[through]
    together = {one: {one} | {other for other in reached[one] if one in reached[other]} for one in reached}
    depth: dict[str, int] = {}
    # Whatever is reached by a group reaches less than the group does, unless they stand together.
    for one in sorted(reached, key=lambda name: len(reached[name] - together[name])):
        before = set().union(*(above[other] for other in together[one])) - together[one]
        depth[one] = 1 + max((depth[other] for other in before), default=-1)
    return {name: depth[one] for name, one in group.items()}


def _lines(schema: TableSchema, keys: list[Relation]) -> tuple[Line, ...]:
    primary = primary_key(schema)
    foreign = {column for key in keys if key.child == schema.name for column in key.columns}
    return tuple(Line(name, name in primary, name in foreign) for name in schema.columns if name in primary or name in foreign)


def _height(stack: list[Box]) -> int:
    return sum(box.height for box in stack) + GAP * (len(stack) - 1)
