"""The names of WordprocessingML, and what the styles of a DOCX say about a run or paragraph. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")


def value(element: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute of the first child of this name; "" when the child has none, None without such a child."""
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else found.get(f"{W}{attribute}", "")


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:b or w:vanish: on, off, or None when nothing is said."""
    found = value(properties, name)
    return None if found is None else found.lower() not in _OFF


class Styles:
    """Styles by id, each asked together with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._paragraph = next((style for style in found if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")), None)
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """The style and those below it; a circle of styles ends."""
        style, seen = self._styles.get(style_id or ""), set[str]()
        while style is not None:
            name = style.get(f"{W}styleId", "")
            if name in seen:
                return
            seen.add(name)
            yield style
            style = self._styles.get(value(style, "basedOn") or "")

    def of_paragraph(self, properties: etree._Element | None) -> list[etree._Element]:
        """The styles of a paragraph with these w:pPr, nearest first."""
        chain = list(self.chain(value(properties, "pStyle")))
        return chain or ([] if self._paragraph is None else [self._paragraph])

    def on(self, name: str, run: etree._Element | None, paragraph: list[etree._Element]) -> bool:
        """Whether a switch is on for a run with these w:rPr inside a paragraph with these styles."""
        said = switched(run, name)
        for style in (*self.chain(value(run, "rStyle")), *paragraph):
            if said is None:
                said = switched(style.find(f"{W}rPr"), name)
        return bool(switched(self._defaults, name) if said is None else said)

    def font(self, run: etree._Element | None, paragraph: list[etree._Element]) -> str:
        """The name of the font of Western letters, "" when none is named."""
        for properties in (run, *(style.find(f"{W}rPr") for style in (*self.chain(value(run, "rStyle")), *paragraph)), self._defaults):
            if found := (value(properties, "rFonts", "ascii") or value(properties, "rFonts", "hAnsi")):
                return found
        return ""
