"""From the tables of a document to rows of ours, with a mark for everything that a person has to decide. Pure: what it needs is given to it."""

from __future__ import annotations

from collections.abc import Mapping

from ..plans import Reference
from .draft import Draft, Mark
from .draft_agencies import Agencies
from .draft_budgets import draft_budgets
from .draft_documents import draft_documents
from .draft_targets import draft_targets, known_indicators
from .draft_tasks import draft_tasks
from .drafter import Drafter
from .read_tables import ReadTable
from .usage import unused_cells


def draft_rows(
    plan_id: str, source_id: str, kind: str, tables: tuple[ReadTable, ...], reference: Reference, indicators: Mapping[str, str] | None = None
) -> Draft:
    """The rows of targets, tasks, budget lines and issued documents with their child rows, in the order of the document.

    `kind` is that of the source (text, pdf, docx, xlsx, scan). `indicators` as known_indicators gives them; None for those of the
    reference tables alone. Ids are CT01, NV01, NS01, VB01 … in the order of the tables. Every table is present, if only without rows.
    """
    known = known_indicators((), reference) if indicators is None else indicators
    drafter = Drafter(plan_id, source_id, kind, reference, known)
    agencies = Agencies(drafter)
    by_kind = {name: [table for table in tables if table.kind == name] for name in ("targets", "tasks", "budget", "documents")}
    draft_targets(drafter, by_kind["targets"], agencies)
    draft_tasks(drafter, by_kind["tasks"], agencies)
    draft_budgets(drafter, by_kind["budget"])
    draft_documents(drafter, by_kind["documents"])
    agencies.finish()
    for cell in unused_cells(tables, drafter.draft, drafter.made):
        drafter.draft.marks.append(Mark(cell.table, cell.row_id, "", cell.question, cell.text, "", cell.place))
    return drafter.draft
