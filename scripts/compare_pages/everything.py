"""Every page over plans: indicators, budgets, tasks, bodies, documents, in the language being written."""

from __future__ import annotations

from collections.abc import Iterator

from ..list_store import ListStore
from ..page import Page
from ..plans import Reference
from . import bodies, budgets, documents, indicators, tasks
from .lists import Lists


def pages(store: ListStore, reference: Reference) -> Iterator[Page]:
    """The pages of the rows in `store` (see compare.listed). No list is in memory whole."""
    lists = Lists.of(store)
    yield from indicators.pages(lists, reference.rows("indicators"))
    yield from budgets.pages(lists)
    yield from tasks.pages(lists)
    yield from bodies.pages(lists, reference.rows("agencies"))
    yield from documents.pages(lists, reference.rows("legal_documents"))
