"""Every page over plans: indicators, budgets, tasks, bodies, documents, in the language being written."""

from __future__ import annotations

from collections.abc import Iterator

from ..compared_store import ComparedStore
from ..page import Page
from ..plans import Reference
from . import bodies, budgets, documents, indicators, tasks
from .lists import Lists

# Parts that can be made apart from one another, the longest first.
PARTS = ("co-quan", "nhiem-vu", "chi-tieu", "van-ban", "ngan-sach")


def pages(store: ComparedStore, reference: Reference, part: str) -> Iterator[Page]:
    """The pages below /<part>/, of the rows in `store` (see compare.listed). No list is in memory whole."""
    lists = Lists.of(store)
    if part == "chi-tieu":
        yield from indicators.pages(lists, reference.rows("indicators"))
    elif part == "ngan-sach":
        yield from budgets.pages(lists)
    elif part == "nhiem-vu":
        yield from tasks.pages(lists)
    elif part == "co-quan":
        yield from bodies.pages(lists, reference.rows("agencies"))
    else:
        yield from documents.pages(lists, reference.rows("legal_documents"))
