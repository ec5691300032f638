"""The entity diagram of the tables as SVG: boxes with their key columns, lines from each key to what it names. Pure.

The same tables give the same bytes. Colours come from the page's style sheet (classes er-…), so that they follow the dark
mode and print; `standalone` carries its own styles.
"""

from __future__ import annotations

from html import escape

from .dictionary_rows import Relation, relations
from .entity_layout import HEAD, WIDTH, Box, boxes
from .entity_routes import LEAVES, LEAVES_LEFT, Net, Routes, routes
from .languages import _
from .tables import TableSchema

TITLE_ID = "so-do"
# A crow's foot where many rows stand, a bar where one does; radius of the dot where lines meet.
FOOT, SPREAD, BAR, DOT = 10, 4, 6, 2.5
MARGIN = 20
LOOP, LOOP_BELOW = 16, 10
# Titles of more characters are written smaller, and longer ones cut: bold letters are up to 7 units wide.
SHORT, LONGEST = 30, 34
STYLE = (
    "text{font-family:system-ui,'Noto Sans',sans-serif;font-size:12px;fill:#1c2528}.er-title{font-weight:700}"
    ".er-name,.er-line{font-family:ui-monospace,'Noto Sans Mono',monospace;font-size:11px}.er-box{fill:#fff;stroke:#56646a}.er-head{fill:#eef5f6;stroke:#56646a}"
    ".er-edge{fill:none;stroke:#0b5563;stroke-width:1.3}.er-dot{fill:#0b5563}"
)


def diagram(tables: list[TableSchema]) -> str:
    """The drawing for the page of the dictionary: the head of a box leads to the table's section, #table.

    Who does not see it reads the list of relations, which says the same: the lines are hidden from them.
    """
    return _svg(tables, f' class="mb-er" role="group" aria-labelledby="{TITLE_ID}-t"', "", linked=True)


def standalone(tables: list[TableSchema]) -> str:
    """The same as a file of its own, with light colours and no links."""
    ground = f'<style>{STYLE}</style><rect y="{-MARGIN}" width="100%" height="100%" fill="#fff"/>'
    return _svg(tables, ' role="img"', ground, linked=False) + "\n"


def _svg(tables: list[TableSchema], attributes: str, ground: str, linked: bool) -> str:
    placed = boxes(tables)
    keys = [key for schema in tables for key in relations(schema)]
    found = routes(placed, keys)
    width, height = found.edges[-1], _height(placed)
    nets = "".join(_net(net, at, placed, found) for at, net in enumerate(found.nets))
    loops = "".join(_to_itself(key, placed[key.child], found) for key in keys if key.child == key.parent)
    titles = {schema.name: schema.title for schema in tables}
    drawn = "".join(_box(box, titles[box.name], found.edges[box.column], linked) for box in placed.values())
    return (
        f'<svg{attributes} viewBox="0 {-MARGIN} {width} {height}" width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{TITLE_ID}-t">{escape(_("Sơ đồ quan hệ giữa các bảng"))}</title>{ground}<g aria-hidden="true">{nets}{loops}</g>{drawn}</svg>'
    )


def _height(placed: dict[str, Box]) -> int:
    return max((box.bottom for box in placed.values()), default=0) + 2 * MARGIN


def _box(box: Box, title: str, x: int, linked: bool) -> str:
    small = " er-long" if len(title) > SHORT else ""
    shown = title if len(title) <= LONGEST else title[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    head = (
        f'<rect class="er-head" x="{x}" y="{box.top}" width="{WIDTH}" height="{HEAD}"/><text class="er-title{small}" x="{x + 8}" y="{box.top + 16}">{escape(shown)}</text>'
        f'<text class="er-name" x="{x + 8}" y="{box.top + 32}">{escape(box.name)}</text>'
    )
    head = f'<a href="#{escape(box.name)}">{head}</a>' if linked else head
    rows = "".join(
        f'<text class="er-line" x="{x + 8}" y="{box.line_at(line.column) + 4}">{escape(line.column)}</text>'
        f'<text class="er-line" x="{x + WIDTH - 8}" y="{box.line_at(line.column) + 4}" text-anchor="end">{" ".join(_marks(line.primary, line.foreign))}</text>'
        for line in box.lines
    )
    return (
        f'<g aria-hidden="true"><rect class="er-box" x="{x}" y="{box.top}" width="{WIDTH}" height="{box.height}"/></g>'
        f'{head}<g aria-hidden="true">{rows}</g>'
    )


def _marks(primary: bool, foreign: bool) -> list[str]:
    return ["PK"] * primary + ["FK"] * foreign


def _net(net: Net, at: int, placed: dict[str, Box], found: Routes) -> str:
    """One path for all lines to one table, and a dot wherever a branch leaves a trunk in its middle."""
    steps: list[str] = []
    dots: list[str] = []
    for gutter, ends in sorted(net.ends.items()):
        trunk, edge, heights = found.trunks[at, gutter], found.edges[gutter], net.heights(gutter)
        enters, lane = net.enters[gutter], net.lanes.get(gutter)
        if len(heights) > 1:
            steps.append(f"M{trunk} {heights[0]}V{heights[-1]}")
        if enters is not None:
            comes_from = found.edges[gutter - 1] + WIDTH
            steps.append(f"M{comes_from} {enters}H{trunk}")
            if gutter - 1 not in net.lanes:
                steps.append(_bar(comes_from + BAR, enters))
        for y in ends:
            steps.append(f"M{trunk} {y}H{edge + WIDTH if y == lane else edge}")
            if net.own and y == placed[net.parent].top + LEAVES_LEFT:
                steps.append(_bar(edge - BAR, y))
            elif y != lane:
                steps.append(f"M{edge} {y - SPREAD}L{edge - FOOT} {y}L{edge} {y + SPREAD}")
        dots += [f'<circle class="er-dot" cx="{trunk}" cy="{y}" r="{DOT}"/>' for y in heights[1:-1]]
    return f'<path class="er-edge" d="{"".join(steps)}"/>{"".join(dots)}'


def _bar(x: int, y: int) -> str:
    return f"M{x} {y - SPREAD - 1}V{y + SPREAD + 1}"


def _to_itself(key: Relation, box: Box, found: Routes) -> str:
    """A loop on the right: from the line that names a row of the same table up to the table's head."""
    x, y, head = found.edges[box.column] + WIDTH, box.line_at(key.columns[-1]), box.top + LEAVES + LOOP_BELOW
    foot = f"M{x} {y - SPREAD}L{x + FOOT} {y}L{x} {y + SPREAD}"
    return f'<path class="er-edge" d="M{x} {y}H{x + LOOP}V{head}H{x}{foot}{_bar(x + BAR, head)}"/>'
