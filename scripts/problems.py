"""A problem found in the data: a value that says where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

SHOWN = 80


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. `row` counts as a spreadsheet does (header = 1) and is 0 for a whole file.

    `found`, `expected` and `fix` are Vietnamese; `rule` is the stable English code.
    """

    path: str
    row: int
    field: str
    rule: str
    found: str
    expected: str
    fix: str

    def line(self) -> str:
        """`file:row: field: found; expected; fix [rule]`, on one line whatever the cell holds."""
        place = f"{self.path}:{self.row}" if self.row else self.path
        where = f"{place}: {self.field}" if self.field else place
        return visible(f"{where}: {self.found}; {self.expected}; {self.fix} [{self.rule}]")

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def visible(text: str) -> str:
    """The text with line breaks and all else that cannot be seen written as escapes."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text)


def quote(text: str) -> str:
    """The cell in quotation marks, shortened, on one line."""
    return f"“{visible(text[:SHOWN])}…”" if len(text) > SHOWN else f"“{visible(text)}”"
