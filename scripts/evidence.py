"""The evidence pack of a plan: all that is needed to check and cite a figure without the site, in one zip.

It is the very package that the site offers (downloads/archive.py), made alone.
"""

from __future__ import annotations

import io

from .datasets import Dataset
from .downloads.about import about
from .downloads.archive import ZipWriter
from .downloads.base import Table
from .downloads.cells import typed
from .downloads.rows import Referred, rows_of_plan
from .edition import Edition
from .plans import Plan, Reference
from .tables import plan_tables, schemas


def pack(plan: Plan, reference: Reference, title: str, title_en: str = "", edition: Edition = Edition(), version: str = "") -> bytes:
    """The zip. Equal to the one on the site when the titles, the edition and the version are the same. Raises CannotHold for cells not of their type."""
    dataset, referred = Dataset("plan", plan.plan_id, title, title_en, (plan.plan_id,)), Referred(reference, whole=False)
    out, rows = io.BytesIO(), {table: list(rows_of_plan(plan)(table)) for table in plan_tables()}
    for table, cells in rows.items():
        referred.see(table, cells)
    rows |= referred.rows()
    writer = ZipWriter(out, dataset, about(dataset, edition, version), list(rows))
    for name, cells in rows.items():
        table = Table(name, schemas()[name].descriptor)
        writer.begin(table)
        if cells:
            writer.rows(typed(table, cells))
        writer.end()
    writer.close()
    return out.getvalue()
