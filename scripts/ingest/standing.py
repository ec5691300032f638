"""Where a row of targets or tasks stands: its section, its number, the row above it."""

from __future__ import annotations

import re

from ..audit.numbering import bare, ordinals
from ..text import tone_key
from .drafter import Drafter
from .grid import Doubt
from .hierarchy import Level, Tree, styles
from .read_tables import ReadTable
from .row_cells import PrintedRow, is_bulleted, is_nothing, without_bullet
from .sections import Sections, heading

# A table without a column of numbers prints them before the names.
NUMBERED = re.compile(r"((?:[IVXL]+|[0-9]{1,2}(?:\.[0-9]{1,2})*|[^\W\d_])(?=[.)/])|[0-9]{1,2}(?:\.[0-9]{1,2})+(?= ))[.)/]* ?(\S.*)")
_YEAR = re.compile(r"(?<!tháng \d\d )(?<!tháng \d )\bnăm (20[0-9]{2})\b(?! ?[-–] ?20)")


def title_years(table: ReadTable) -> list[int]:
    """The years that the lines above a table name, in order, each once."""
    return list(dict.fromkeys(int(year) for line in table.titles for year in _YEAR.findall(tone_key(line.text))))


class Standing:
    """Goes down a table row by row."""

    def __init__(self, drafter: Drafter, table: str, read: ReadTable):
        self._drafter, self._table = drafter, table
        self.sections, self.tree = Sections(), Tree()
        self._asked: tuple[str, str] | None = None
        self._told: set[str] = set()  # tasks about whose parts a person was asked
        self._numbered = any(column.role == "number" for column in read.columns)

    def is_heading(self, printed: PrintedRow) -> bool:
        """Whether the row is a heading of its own; one numbered 1 inside section II is a row with a common name."""
        return printed.row.kind == "section" and not self.sections.is_below(heading(printed)[0])

    def enter(self, printed: PrintedRow) -> None:
        """A heading: rows below stand under it."""
        number, title, left = heading(printed)
        number = "" if is_nothing(number) else number
        place = printed.row.place
        if question := self.sections.enter(number, title):
            self._drafter.later("section_title", Doubt(question), title, place, doubtful=False)
        self.tree = Tree()
        for found in (*printed.row.doubts, *(doubt for spot in printed.spots for doubt in spot.doubts)):
            self._drafter.later("section_title", found, title, place)
        for spot in left:
            question = f"Dòng mục “{title}” có chữ ở cột “{spot.column.heading}”: {spot.text}; ô này chưa được dùng."
            self._drafter.later("section_title", Doubt(question), title, spot.place, doubtful=False)

    def section(self) -> dict[str, str]:
        return {"section_number": self.sections.number, "section_title": self.sections.title}

    def number_and_name(self, printed: PrintedRow) -> tuple[str, str]:
        """As they will stand in the row: a dash is no number; a number before the name is one when there is no column of numbers, or when
        it is a part of that in the column, which mostly is merged down ("1" beside "1.1. …" and "1.2. …")."""
        number, name = printed.text("number"), printed.text("name")
        if own := _own_number(printed):
            return own
        if printed.row.kind == "section" and not (number and name):
            number, name, _ = heading(printed)
        if not self._numbered and (match := NUMBERED.fullmatch(name)):
            number, name = match.groups()
        return ("" if is_nothing(number) else number), name

    def fill(self, row: dict[str, str], printed: PrintedRow) -> None:
        """Number, name and parent of a new row. In tasks only a group can be a parent, so its `kind` must be known."""
        number, name = self.number_and_name(printed)
        row["number"] = number
        spot = printed.one("name")
        if spot is not None and name == spot.text:
            # Without a number the dash stands for one.
            self._drafter.words(self._table, row, "name", spot, dash="ask" if number else "drop")
        else:
            row["name"] = without_bullet(name)
            self._drafter.spot(self._table, row, "name", spot)
        if not _own_number(printed) and not _goes_with_title(printed):
            self._drafter.spot(self._table, row, "number", printed.one("number"))
        if not row["name"]:
            self._drafter.mark(self._table, row, "name", "Dòng này không có tên: có phải là phần tiếp của dòng trên không?", "", "", printed.row.place)
        self._under(row, printed, self.order_mark(printed))

    def has_below(self, printed: PrintedRow, following: PrintedRow) -> bool:
        """Whether the row after it reads as a part of it."""
        return not self.is_heading(following) and goes_under(self.order_mark(printed), self.order_mark(following))

    def order_mark(self, printed: PrintedRow) -> str:
        """The number, or the dash that stands for one."""
        number, name = self.number_and_name(printed)
        printed_number = printed.text("number")
        if number or not (printed_number or is_bulleted(name)):
            return number
        return (printed_number or name)[0]

    def _under(self, row: dict[str, str], printed: PrintedRow, mark: str) -> None:
        identifier = row[f"{self._table.removesuffix('s')}_id"]
        if not mark:
            if self.tree.open and self.tree.open[-1].style != "":
                question = "Dòng này không in số thứ tự: có đứng dưới dòng nào ở trên không?"
                self._drafter.mark(self._table, row, "parent_id", question, "", self._parent(self.tree.open), printed.row.place)
            elif not self.tree.open:
                self.tree.put("", row, [])
            return
        above, said = self.tree.above(mark)
        if not said and self._in_section(mark):
            above = []
        elif not said:
            near = above[-1:] if above and above[-1].row.get("kind") == "group" else []
            second = self._parent(above) or "không đứng dưới dòng nào"
            if near:
                second = "không đứng dưới dòng nào"
            question = f"Số “{mark}” không khớp số của dòng nào ở trên: {identifier} đứng dưới dòng nào?"
            above, run = near, (self._parent(near), bare(mark).rpartition(".")[0])
            if run != self._asked:  # a run of such rows is one question
                self._asked = run
                self._drafter.mark(self._table, row, "parent_id", question, run[0], second, printed.row.place)
        row["parent_id"] = self._parent(above)
        self._below_task(row, printed, above)
        self.tree.put(mark, row, above)

    def _below_task(self, row: dict[str, str], printed: PrintedRow, above: list[Level]) -> None:
        """A row numbered as a part of a task with a body and a time of its own: a task cannot be a parent, so a person decides once for its parts."""
        over = above[-1].row if above else {}
        if over.get("kind") == "task" and above[-1].style != "" and over["task_id"] not in self._told:
            self._told.add(over["task_id"])
            question = f"Dòng này đánh số như phần của {over['task_id']} (“{over['number'] or over['name'][:60]}”), nhưng {over['task_id']} có cơ quan hoặc thời gian riêng: đó là nhiệm vụ hay nhóm?"
            self._drafter.mark(self._table, row, "parent_id", question, row["parent_id"], f"{over['task_id']}, nếu là nhóm", printed.row.place)

    def _parent(self, above: list[Level]) -> str:
        key = f"{self._table.removesuffix('s')}_id"
        fit = [level.row[key] for level in above if level.style != "" and level.row.get("kind", "group") == "group"]
        return fit[-1] if fit else ""

    def _in_section(self, mark: str) -> bool:
        """II.3, or 2.3 in section II."""
        stem = bare(mark).rpartition(".")[0]
        return stem == self.sections.innermost or bool(ordinals(stem) & ordinals(self.sections.innermost))


def _own_number(printed: PrintedRow) -> tuple[str, str] | None:
    """The number and the name of a row whose name is numbered as a part of the number in its column."""
    spot, name = printed.one("number"), printed.text("name")
    match = NUMBERED.fullmatch(name)
    if spot is None or match is None or not match[1].startswith(f"{bare(spot.text) or '-'}."):
        return None
    # "2" beside "2.5 tỷ đồng …" is a sum of money, not a number.
    return (match[1], match[2]) if spot.covered or name[match.end(1)] in ".)/" else None


def _goes_with_title(printed: PrintedRow) -> bool:
    """Whether the number is merged down together with what it numbers: then it holds of every row of that title, and a merged name is asked about itself."""
    number = printed.one("number")
    return number is not None and number.covered and any(spot is not None and spot.covered for spot in (printed.one("title"), printed.one("name")))


def goes_under(mark: str, following: str) -> bool:
    """Whether a row numbered `following` reads as a part of the row before it, numbered `mark`."""
    own, next_style = styles(mark)[0], styles(following)[0]
    if next_style == "dotted":
        return own in ("digit", "roman", "capital") or bare(following).rpartition(".")[0] == bare(mark)
    if next_style.startswith("list"):
        return not own.startswith("list")
    return next_style in ("letter", "small roman") and own in ("digit", "dotted", "roman", "capital")
