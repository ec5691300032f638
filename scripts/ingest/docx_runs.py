"""The text of one paragraph of a DOCX as it is printed, and the other readings it has: before tracked changes, without struck words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from .docx_styles import Styles, W, switched, value
from .readings import NOW, Piece, reading
from .symbols import PRIVATE, character, unfolded

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACES = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# What holds no text of its own, or text that is never printed.
_SKIPPED = {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "softHyphen", "rt", "tblPr", "annotationRef")}
# Structure of an equation that a line of text cannot show.
_BUILT = {f"{M}{name}" for name in ("f", "rad", "nary", "sSub", "sSubSup", "sSup", "m", "eqArr", "limLow", "limUpp", "func", "acc", "bar")}
# Fonts in which the letters of Latin-1 look like other ones. Unicode typed in them shows in a letter that Latin-1 lacks (ă, đ, ệ).
_OLD_FONTS = (".vn", "vni-")
_LATIN = re.compile(r"[\u00a1-\u00ff]")
_UNICODE = re.compile(r"[\u0100-\u1eff]")


@dataclass
class Paragraph:
    """One paragraph. `boxes`: contents of its text boxes. `oddities`: what a person should know (picture, symbol, equation, numbering, old font)."""

    pieces: list[Piece] = field(default_factory=list)
    number: str = ""
    bold: bool = False
    drop_cap: bool = False
    boxes: list[etree._Element] = field(default_factory=list)
    oddities: set[str] = field(default_factory=set)

    def reading(self, kind: str = NOW) -> str:
        """The text in a kind of reading, its automatic number first."""
        text = reading(self.pieces, kind)
        return f"{self.number} {text}" if self.number else text

    def begin(self, letters: str) -> None:
        """Puts letters that were drawn apart before the first word."""
        self.pieces.insert(0, Piece(letters))

    @property
    def removed(self) -> bool:
        """True when accepting the changes leaves nothing of it."""
        return bool(self.pieces) and all(piece.gone for piece in self.pieces)


class Runs:
    """Reads paragraphs in the order of the document: a field may run over several. Counts in `seen` what it set aside."""

    def __init__(self, styles: Styles, seen: Counter[str]) -> None:
        self._styles = styles
        self._seen = seen
        self._fields: list[bool] = []  # one entry an open field: whether its result is being read
        self.hidden: list[str] = []

    def paragraph(self, element: etree._Element) -> Paragraph:
        properties = element.find(f"{W}pPr")
        self._paragraph, self._chain = Paragraph(), self._styles.of_paragraph(properties)
        frame = value(properties, "framePr", "dropCap")
        self._paragraph.drop_cap = frame in ("drop", "margin")
        self._bold: list[bool] = []
        self._old = ""  # what is typed in old fonts
        self._walk(element, added=False, gone=False)
        if not all(self._fields):
            # A field whose result never comes would swallow the rest of the document.
            self._fields = [True for result in self._fields if result]
            self._seen["field"] += 1
        if _LATIN.search(self._old) and not _UNICODE.search(self._old):
            self._paragraph.oddities.add("font")
        self._paragraph.bold = bool(self._bold) and all(self._bold)
        return self._paragraph

    def _walk(self, element: etree._Element, added: bool, gone: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, added, gone)
            elif tag in (f"{W}ins", f"{W}moveTo"):
                self._seen["change"] += 1
                self._walk(child, True, gone)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self._seen["change"] += 1
                self._walk(child, added, True)
            elif tag == f"{MC}AlternateContent":
                if (chosen := branch(child)) is not None:
                    self._walk(chosen, added, gone)
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._equation(child, added, gone)
            elif tag not in _SKIPPED:
                self._walk(child, added, gone)

    def _run(self, run: etree._Element, added: bool, gone: bool) -> None:
        properties = run.find(f"{W}rPr")
        look = {name: self._styles.on(name, properties, self._chain) for name in ("vanish", "caps", "strike", "dstrike", "b")}
        font = self._styles.font(properties, self._chain)
        raised = value(properties, "vertAlign") == "superscript"
        for child in run:
            text = self._printed(child, font)
            if not text or not all(self._fields):
                continue
            if look["vanish"]:
                self._seen["hidden"] += 1
                self.hidden.append(text)
                continue
            if text.strip():
                self._bold.append(look["b"])
            if font.casefold().startswith(_OLD_FONTS):
                self._old += text
            self._paragraph.pieces.append(
                Piece(
                    text.upper() if look["caps"] else text, added, gone,
                    look["strike"] or look["dstrike"], raised,
                )
            )  # fmt: skip

    def _printed(self, child: etree._Element, font: str) -> str:
        """What one child of a run prints; text boxes, pictures and fields are noted on the way."""
        tag = child.tag
        if tag in (f"{W}t", f"{W}delText"):
            text = (child.text or "").replace("\u00ad", "").replace("\u2011", "-")
            shown, certain = unfolded(text, font)
            if not certain:
                self._paragraph.oddities.add("symbol")
            return shown
        if tag in _SPACES:
            return _SPACES[tag]
        if tag == f"{W}sym":
            return self._symbol(child)
        if tag == f"{W}fldChar":
            return self._field(child)
        if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._seen["note"] += 1
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child)
        elif tag == f"{MC}AlternateContent":
            if (chosen := branch(child)) is not None:
                return "".join(self._printed(each, font) for each in chosen)
        elif tag == f"{W}ruby":
            return "".join(each.text or "" for each in child.iterfind(f"{W}rubyBase//{W}t"))
        return ""

    def _symbol(self, element: etree._Element) -> str:
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            code = 0
        found = character(element.get(f"{W}font", ""), code)
        if found is None:
            self._paragraph.oddities.add("symbol")
        return found or (chr(code) if 0x20 <= code < 0xD800 or code in PRIVATE else "")

    def _field(self, element: etree._Element) -> str:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
            box = element.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                checked = switched(box, "checked")
                self._fields[-1] = True  # a tick box prints itself
                return "☒" if (switched(box, "default") if checked is None else checked) else "☐"
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields and not self._fields.pop():
            # LISTNUM, AUTONUM: Word draws a number that the file does not hold.
            self._paragraph.oddities.add("field")
        return ""

    def _drawing(self, element: etree._Element) -> None:
        boxes = [found for found in element.iter(f"{W}txbxContent") if not _below(found, element, f"{MC}Fallback")]
        boxes = boxes or list(element.iter(f"{W}txbxContent"))
        # A text box inside another is read with the outer one.
        self._paragraph.boxes += [box for box in boxes if not any(box in list(other.iter()) for other in boxes if other is not box)]
        names = {etree.QName(found).localname for found in element.iter(etree.Element)}
        if names & {"blip", "imagedata", "chart", "OLEObject", "relIds"} and not boxes:
            self._seen["object" if "OLEObject" in names else "picture"] += 1
            self._paragraph.oddities.add("picture")

    def _equation(self, element: etree._Element, added: bool, gone: bool) -> None:
        self._seen["equation"] += 1
        if any(found.tag in _BUILT for found in element.iter(etree.Element)):
            self._paragraph.oddities.add("equation")
        self._paragraph.pieces.append(Piece(_linear(element), added, gone))


def _linear(element: etree._Element) -> str:
    """An equation in one line: a fraction as numerator / denominator."""
    if element.tag == f"{M}t":
        return element.text or ""
    if element.tag == f"{M}f":
        return "/".join(_linear(part) for name in ("num", "den") for part in element.findall(f"{M}{name}"))
    return "".join(_linear(child) for child in element if isinstance(child.tag, str))


def _below(element: etree._Element, top: etree._Element, tag: str) -> bool:
    while element is not None and element is not top:
        if element.tag == tag:
            return True
        element = element.getparent()
    return False


def branch(alternate: etree._Element) -> etree._Element | None:
    """Of a choice between a new and an old form of the same thing, the one to read."""
    choice = alternate.find(f"{MC}Choice")
    return choice if choice is not None and len(choice) else alternate.find(f"{MC}Fallback")
