"""The parts of a workbook that its sheets share: strings, and how each kind of cell looks. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from .number_formats import BUILT_IN, BY_MACHINE
from .office_file import OfficeFile, integer
from .readings import Piece

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = ("0", "false")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of its cells. `ruled`: a line stands at their left or right; `by_machine`: shown as each machine is set; `fill`: their
    colour in the words of the file, "" for none or white."""

    format: str = "General"
    by_machine: bool = False
    ruled: bool = False
    bold: bool = False
    struck: bool = False
    fill: str = ""


@dataclass(frozen=True)
class Shared:
    """What the sheets of a workbook share. `sheets`: of each its name, its state ("visible", "hidden", …) and its part, "" for one without cells (a chart)."""

    sheets: list[tuple[str, str, str]]
    strings: list[list[Piece]]
    looks: list[Look]
    epoch_1904: bool

    def look(self, cell: etree._Element) -> Look:
        style = integer(cell.get("s"))
        return self.looks[style] if 0 <= style < len(self.looks) else Look()


def shared(file: OfficeFile) -> Shared:
    """Reads the parts that say so. Raises Refused for a broken file."""
    main = file.main()
    book, relations = file.xml(main), file.relations(main)
    strings, styles = file.related(main, "sharedStrings"), file.related(main, "styles")
    sheets = []
    for element in book.findall(f"{X}sheets/{X}sheet"):
        part, kind = relations.get(element.get(_RELATION, ""), ("", ""))
        sheets.append((element.get("name", ""), element.get("state", "visible"), part if kind == "worksheet" else ""))
    properties = book.find(f"{X}workbookPr")
    return Shared(
        sheets,
        [pieces(item) for item in file.xml(strings[0]).iterfind(f"{X}si")] if strings else [],
        looks(file.xml(styles[0]) if styles else None),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def on(element: etree._Element | None) -> bool:
    """Whether a switch such as <b/> or <strike val="1"/> is there and on."""
    return element is not None and element.get("val", "1").lower() not in _OFF


def looks(root: etree._Element | None) -> list[Look]:
    """One Look a cell style, in the order that cells name them."""
    if root is None:
        return []
    formats = dict(BUILT_IN) | {integer(found.get("numFmtId")): found.get("formatCode", "General") for found in root.iterfind(f"{X}numFmts/{X}numFmt")}
    fonts = root.findall(f"{X}fonts/{X}font")
    borders = [any(border.find(f"{X}{side}") is not None and border.find(f"{X}{side}").get("style", "none") != "none" for side in ("left", "right", "start", "end"))
               for border in root.iterfind(f"{X}borders/{X}border")]  # fmt: skip
    fills = [_colour(fill.find(f"{X}patternFill")) for fill in root.iterfind(f"{X}fills/{X}fill")]
    found = []
    for style in root.iterfind(f"{X}cellXfs/{X}xf"):
        number, font, border, fill = (integer(style.get(name)) for name in ("numFmtId", "fontId", "borderId", "fillId"))
        letters = fonts[font] if 0 <= font < len(fonts) else None
        bold, struck = (letters is not None and on(letters.find(f"{X}{name}")) for name in ("b", "strike"))
        stated = any(each.get("numFmtId") == str(number) for each in root.iterfind(f"{X}numFmts/{X}numFmt"))
        found.append(Look(formats.get(number, ""), number in BY_MACHINE and not stated, 0 <= border < len(borders) and borders[border], bold, struck, fills[fill] if 0 <= fill < len(fills) else ""))
    return found


def _colour(pattern: etree._Element | None) -> str:
    colour = pattern.find(f"{X}fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
    named = "" if colour is None else " ".join(f"{name}={colour.get(name)}" for name in ("rgb", "theme", "tint", "indexed") if colour.get(name))
    return "" if named.upper().endswith("FFFFFF") or named in ("theme=0", "indexed=9", "indexed=64", "indexed=65") else named


def pieces(element: etree._Element) -> list[Piece]:
    """The letters of a shared or inline string, without the reading aid of East Asian scripts."""
    runs = element.findall(f"{X}r")
    if not runs:
        return [Piece(_escaped(element.findtext(f"{X}t") or ""))]
    return [_run(run) for run in runs]


def _run(run: etree._Element) -> Piece:
    look = run.find(f"{X}rPr")
    raised = look is not None and (found := look.find(f"{X}vertAlign")) is not None and found.get("val") == "superscript"
    return Piece(_escaped(run.findtext(f"{X}t") or ""), struck=look is not None and on(look.find(f"{X}strike")), raised=raised)


def _escaped(text: str) -> str:
    """Line ends as Excel writes them; its own marks of them (_x000D_) are no text."""
    return text.replace("_x000D_", "").replace("_x000A_", "\n").replace("_x0009_", "\t").replace("\r\n", "\n").replace("\u00ad", "")
