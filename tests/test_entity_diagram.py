"""The entity diagram: every key is drawn, no line runs through a box or along another, the same tables give the same bytes."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
from site_support import browser

from scripts import dictionary, entity_diagram, entity_layout, entity_routes
from scripts.dictionary_rows import Relation, relations
from scripts.entity_layout import HEAD, WIDTH, Box
from scripts.languages import CODES, writing
from scripts.paths import ROOT
from scripts.tables import TableSchema, schemas

TABLES = list(schemas().values())
Segment = tuple[int, int, int, int]


def table(name: str, scope: str, *parents: str, key: str = "id") -> TableSchema:
    """A table with a column for each parent; a parent written twice has two columns."""
    columns = [f"{parent}_{at}" for at, parent in enumerate(parents)]
    return TableSchema(name, {
        "name": name, "title": f"Bảng {name}", "title_en": f"Table {name}", "scope": scope, "primaryKey": key,
        "fields": [{"name": column, "type": "string"} for column in [key, *columns]],
        "foreignKeys": [{"fields": [column], "reference": {"resource": parent if parent != name else "", "fields": [key]}} for column, parent in zip(columns, parents)],
    })  # fmt: skip


def test_columns_follow_the_dependencies() -> None:
    """Reference tables share a column, tables that refer to each other too; the others stand right of all they refer to."""
    tables = [
        table("provinces", "reference"), table("communes", "reference", "provinces"), table("plans", "plan", "communes", "sources"), table("sources", "plan", "plans"),
        table("tasks", "plan", "sources", "tasks"), table("bodies", "plan", "tasks", "communes"), table("alone", "plan"),
    ]  # fmt: skip
    placed = entity_layout.boxes(tables)
    assert {name: box.column for name, box in placed.items()} == {
        "provinces": 0, "communes": 0, "plans": 1, "sources": 1, "tasks": 2, "bodies": 3, "alone": 0,
    }  # fmt: skip
    assert list(placed) == [schema.name for schema in tables]


def test_key_columns_stand_in_their_box() -> None:
    """In the order of the table's columns, each marked as own key, key to others, or both."""
    lines = entity_layout.boxes(TABLES)["task_agencies"].lines
    assert [(line.column, line.primary, line.foreign) for line in lines] == [
        ("plan_id", True, True), ("task_id", True, True), ("role", True, False), ("seq", True, False), ("agency_id", False, True),
    ]  # fmt: skip


def drawn(tables: list[TableSchema]) -> tuple[dict[str, Box], entity_routes.Routes, list[list[Segment]]]:
    """Boxes, routes, and the straight pieces of every line as the SVG draws them, crow's feet and bars left out."""
    placed = entity_layout.boxes(tables)
    found = entity_routes.routes(placed, [key for schema in tables for key in relations(schema)])
    paths = re.findall(r'class="er-edge" d="([^"]*)"', entity_diagram.diagram(tables))
    return placed, found, [pieces(path) for path in paths]


def pieces(path: str) -> list[Segment]:
    found: list[Segment] = []
    x = y = 0
    for command, numbers in re.findall(r"([MHVL])([-\d ]*)", path):
        values = [int(value) for value in numbers.split()]
        to = (values[0], y) if command == "H" else (x, values[0]) if command == "V" else (values[0], values[1])
        if command in "HV" and abs(to[0] - x) + abs(to[1] - y) != 2 * entity_diagram.SPREAD + 2:
            found.append((min(x, to[0]), min(y, to[1]), max(x, to[0]), max(y, to[1])))
        x, y = to
    return found


def touch(one: Segment, other: Segment) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def faults(tables: list[TableSchema]) -> list[str]:
    """Lines through boxes, lines along other lines, boxes on boxes, keys without a line."""
    placed, found, lines = drawn(tables)
    left = {name: found.edges[box.column] for name, box in placed.items()}
    areas = {name: (left[name], box.top, left[name] + WIDTH, box.bottom) for name, box in placed.items()}
    said = [f"{one} on {other}" for one, other in combinations(areas, 2) if touch(areas[one], areas[other])]
    for at, line in enumerate(lines):
        for piece in line:
            said += [f"line {at} through {name}" for name, (x, y, right, bottom) in areas.items() if touch(piece, (x + 1, y + 1, right - 1, bottom - 1))]
    for (one, line), (two, other) in combinations(enumerate(lines), 2):
        said += [f"line {one} along {two}: {a} {b}" for a in line for b in other if touch(a, b) and along(a, b)]
    for key in (key for schema in tables for key in relations(schema)):
        if not any(joined(line, areas[key.parent], areas[key.child], placed[key.child].line_at(key.columns[-1])) for line in lines):
            said.append(f"{key.child}.{key.columns[-1]} is not drawn to {key.parent}")
    return said


def along(one: Segment, other: Segment) -> bool:
    """Whether two pieces have the same direction; a trunk without length has none."""
    flat, also = (one[1] == one[3], other[1] == other[3])
    return flat == also and one[:2] != one[2:] and other[:2] != other[2:]


def joined(line: list[Segment], parent: Segment, child: Segment, height: int) -> bool:
    """Whether the pieces of the line lead from a side of one box, inside its head, to a side of the other at this height."""
    group = [piece for piece in line if any(parent[1] < piece[1] < parent[1] + HEAD and piece[1] == piece[3] and x in (piece[0], piece[2]) for x in (parent[0], parent[2]))]
    for piece in group:
        group += [other for other in line if other not in group and touch(piece, other)]
    return any(height <= piece[1] <= height + 6 and piece[1] == piece[3] and {piece[0], piece[2]} & {child[0], child[2]} for piece in group)


def test_the_committed_tables_are_drawn_without_fault() -> None:
    """Each key has its line, from box to box; keys to one table share theirs, those of a table to itself have their own."""
    assert faults(TABLES) == []
    assert len([key for schema in TABLES for key in relations(schema)]) > 30
    placed = entity_layout.boxes(TABLES)
    shared = {(key.parent, placed[key.child].column == placed[key.parent].column) for schema in TABLES for key in relations(schema) if key.parent != key.child}
    assert len(drawn(TABLES)[2]) == len(shared) + sum(key.parent == key.child for schema in TABLES for key in relations(schema))


@pytest.mark.parametrize("seed", range(25))
def test_other_tables_are_drawn_without_fault(seed: int) -> None:
    """Whatever tables refer to what tables: to several by turns, to themselves, in circles."""
    chance = random.Random(seed)
    names = [f"t{at}" for at in range(chance.randint(2, 16))]
    shared = chance.randint(0, len(names) - 1)
    tables = []
    for at, name in enumerate(names):
        reach = names[:shared] if at < shared else names[: at + 1] + names[at + 1 : at + 1 + chance.randint(0, 1)]
        tables.append(table(name, "reference" if at < shared else "plan", *chance.sample(reach, min(len(reach), chance.randint(0, 3)))))
    assert faults(tables) == []


def test_a_column_that_names_rows_of_two_tables_has_two_lines() -> None:
    """Side by side, so that each can be followed."""
    child = table("c", "plan", "a")
    child.descriptor["foreignKeys"].append({"fields": "a_0", "reference": {"resource": "b", "fields": "id"}})
    assert faults([table("a", "reference"), table("b", "reference"), child]) == []


def test_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-out above works: lines straight through, and a line that is left out."""
    assert touch((0, 5, 20, 5), (4, 0, 8, 9)) and not touch((0, 5, 3, 5), (4, 0, 8, 9))
    tables = [table("a", "reference"), table("b", "plan", "a"), table("c", "plan", "b", "a")]
    assert faults(tables) == []
    monkeypatch.setattr(entity_routes, "_lanes", lambda net, nets, boxes: [net.enters.__setitem__(g + 1, e) or net.lanes.__setitem__(g, e) or net.ends[g].append(e)
                        for g in range(min(net.ends), max(net.ends)) for e in [net.enters[min(net.ends)]]])  # fmt: skip
    assert any("through b" in fault for fault in faults(tables))
    monkeypatch.undo()
    monkeypatch.setattr(entity_diagram, "relations", lambda schema: relations(schema)[:1])
    assert "c.a_1 is not drawn to a" in faults(tables)


def test_a_trunk_stands_where_it_crosses_least() -> None:
    """Two nets that would cross twice one way round and not at all the other."""
    high = entity_routes.Net("high", False, {1: 10}, {1: [10, 100]})
    low = entity_routes.Net("low", False, {1: 50}, {1: [200]})
    assert (entity_routes.crossings(high, low, 1), entity_routes.crossings(low, high, 1)) == (2, 0)
    assert [net.parent for net in entity_routes.ordered([high, low], 1)] == ["low", "high"]


def test_the_drawing_is_the_same_every_time_and_asks_for_nothing() -> None:
    """No script, no address but the name of SVG itself; what schemas say is escaped."""
    assert entity_diagram.diagram(TABLES) == entity_diagram.diagram(TABLES)
    for text in (entity_diagram.diagram(TABLES), entity_diagram.standalone(TABLES)):
        assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
        assert "<script" not in text and "url(" not in text
    hostile = table("a", "plan")
    hostile.descriptor["title"] = "</svg><script>"
    assert "<script" not in entity_diagram.diagram([hostile])
    assert entity_diagram.diagram([]).startswith("<svg")


def test_a_key_to_a_table_on_the_right_is_refused() -> None:
    """It cannot come from columns of the dependencies; drawn anyway, it would run through boxes."""
    placed = {"a": Box("a", (entity_layout.Line("b_0", False, True),), 0, 0), "b": Box("b", (), 1, 0)}
    with pytest.raises(ValueError, match="khóa của bảng a trỏ tới b ở cột bên phải"):
        entity_routes.routes(placed, [Relation("a", ("b_0",), "b", ("id",), False)])


def test_words_fit_in_their_boxes_and_the_page_does_not_scroll_sideways() -> None:
    """In both languages, in the fonts of this machine; the diagram scrolls in its own region."""
    style = (ROOT / "docs/assets/site.css").read_text("utf-8")
    with browser() as chrome:
        page = chrome.new_page(viewport={"width": 320, "height": 800})
        for code in CODES:
            with writing(code):
                body = dictionary.dictionary_page().body
            page.set_content(f'<!doctype html><html lang="{code}"><style>{style}</style><main>{body}</main>')
            assert page.evaluate("document.documentElement.scrollWidth") == 320
            assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.mb-er-box'))")
            widest = page.evaluate("Math.max(...[...document.querySelectorAll('.mb-er .er-title, .mb-er .er-name')].map(text => text.getBBox().width))")
            assert 150 < widest <= WIDTH - 12
            # The name of a column and its marks do not meet.
            lines = page.evaluate("[...document.querySelectorAll('.mb-er .er-line')].map(text => text.getBBox()).map(box => [box.y, box.x, box.x + box.width])")
            assert all(one[2] < other[1] or other[2] < one[1] for one, other in combinations(lines, 2) if one[0] == other[0])
