"""HTML as tests ask of it: elements by id, the text that readers see, links."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"br", "img", "input"}
# The text of these stands apart from what follows.
BLOCKS = {"p", "li", "td", "th", "tr", "dt", "dd", "div", "section", "h1", "h2", "h3", "caption", "option", "br", "title", "desc", "text"}


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.open.append(tag)
        if tag in VOID:
            self.handle_endtag(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open}"
        self.builder.end(self.open.pop())
        if tag in BLOCKS:
            self.builder.data(" ")

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def tree(html: str) -> Element:
    """The elements of a page's body below one root; an element that is not closed in order fails."""
    parser = _Tree()
    parser.feed(f"<main>{html}</main>")
    parser.close()
    assert parser.open == []
    return parser.builder.close()


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_id(html: str, element_id: str) -> Element:
    (found,) = [element for element in tree(html).iter() if element.get("id") == element_id]
    return found


def cells(html: str, row_id: str) -> list[str]:
    """The text of each cell of a table row, without its first cell, which cites the place."""
    return [text(cell) for cell in by_id(html, row_id)][1:]


def ids(html: str) -> list[str]:
    return [element.get("id", "") for element in tree(html).iter() if element.get("id")]


def links(html: str) -> list[str]:
    return [element.get("href", "") for element in tree(html).iter("a")]


def answer(html: str, question: str) -> str:
    """The text of the box that answers a question, without the question."""
    (box,) = [section for section in tree(html).iter("section") if text(section[0]) == question]
    return text(box).removeprefix(question).strip()


def tables(html: str) -> list[Element]:
    """The tables of rows of the document; the panel of what can be found is none of them, nor are those of the printed sheet."""
    root = tree(html)
    sheets = [table for section in root.iter("section") if section.get("class") == "mb-sheet" for table in section.iter("table")]
    return [table for table in root.iter("table") if "mb-complete" not in table.get("class", "").split() and table not in sheets]


def headings(html: str) -> list[str]:
    """The head cells of every table of rows, in order."""
    return [text(cell) for table in tables(html) for head in table.iter("thead") for cell in head.iter("th")]
