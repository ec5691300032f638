"""What a draft is: the rows of a plan folder, and the marks a person has to clear. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from .grid import Place


@dataclass(frozen=True, slots=True)
class Mark:
    """One open question about a draft, a row of review.csv. `table` and `row_id` as notices name rows; `field` "" for a whole row.

    `reading` is what the draft holds, `second` the second-best reading ("" when there is none). `others`: ids of rows ("NV02") that
    the question or the reading names besides.
    """

    table: str
    row_id: str
    field: str
    question: str
    reading: str = ""
    second: str = ""
    place: Place = Place()
    others: tuple[str, ...] = ()


@dataclass
class Draft:
    """Table -> rows as text cells, every column of the schema present; plus the marks.

    `additions`: reference table -> rows that it lacks for this draft to be valid, each of them also told in a mark.
    """

    plan_id: str
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    additions: dict[str, list[dict[str, str]]] = field(default_factory=dict)
