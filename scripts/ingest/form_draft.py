"""A filled form as what the checks and the review page expect of any document."""

from __future__ import annotations

from ..plans import Reference
from . import limits
from .form_reading import read_form
from .grid import Document
from .opening import Opened
from .pipeline import Drafted
from .read_tables import Tables


def drafted_form(opened: Opened, plan_id: str, reference: Reference) -> Drafted:
    """The draft of a form, read inside the bounds of time and memory; it has no grids of which something could be lost. Raises Refused."""
    with limits.bounded(opened.name):
        draft = read_form(opened.name, opened.data, opened.sha256, plan_id, reference)
    return Drafted(Document(opened.kind, opened.name, opened.sha256, ()), Tables((), (), ()), draft)
