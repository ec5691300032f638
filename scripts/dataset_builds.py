"""The files of a dataset and what describes them, written below build/static/; what its page offers."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import calendars, catalog, citation, csvw, described, wide
from .api.about import About as ApiAbout
from .api.indexes import plan_entry
from .api.resources import CALENDAR, FEED, INDEX
from .api.writing import write_index, write_json
from .datasets import Dataset, WrittenFile
from .downloads.base import Table
from .downloads.dataset_files import write_dataset
from .downloads.rows import Cells, RowsOf, rows_of_plan, rows_of_written
from .downloads.views import views
from .downloads.xlsx_cover import cover_of
from .edition import Edition
from .facts import PlanFacts
from .languages import _
from .offers import ATOM, CALENDAR_TYPE, Citation, Link, Offer, of_dataset
from .paths import Layout
from .plans import Plan, Reference
from .tables import schemas


@dataclass(frozen=True)
class Publishing:
    """What every file of one build says of the whole: where the site stands, and which version of the data this is."""

    edition: Edition
    release: described.Release

    @property
    def api(self) -> ApiAbout:
        return ApiAbout(self.release.version, self.edition.date, self.edition.site_url, (self.release.license,))


def static(layout: Layout) -> Path:
    """The root of the site as far as it is not pages."""
    return layout.build / "static"


def plan_files(
    layout: Layout, of: Publishing, reference: Reference, plan: Plan, facts: PlanFacts, about: described.About, events: Sequence[dict[str, Any]]
) -> None:
    """Every file of a plan; `events` are those of its calendar."""
    years = sorted(wide.years(plan))
    made = wide.rows(plan, reference, years)
    extra = [(table, made[table.name]) for table in wide.tables(years)]
    _write(layout, of, reference, about, rows_of_plan(plan), extra, {plan.plan_id: plan_entry(facts)}, events)


def place_files(layout: Layout, of: Publishing, reference: Reference, about: described.About, entries: Mapping[str, dict[str, Any]], years: list[int],
                events: Sequence[dict[str, Any]] = ()) -> None:  # fmt: skip
    """Every file of a commune, a province or the collection, put together from those of its plans, which are written already.

    `years` are those of the target values of its plans, `entries` what indexes say of each plan, `events` those of a commune.
    """
    folder = static(layout) / "du-lieu"
    extra = [(table, rows_of_wide(folder, about.dataset.plan_ids, table)) for table in wide.tables(years)]
    _write(layout, of, reference, about, rows_of_written(folder, about.dataset.plan_ids), extra, entries, events)


def rows_of_wide(folder: Path, plan_ids: Collection[str], table: Table) -> Iterator[Cells]:
    """The rows of a wide table from those of plans: a plan has the columns of its own years only."""
    for plan_id in plan_ids:
        with open(folder / plan_id / f"{table.name}.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                yield [row.get(column, "") for column in table.columns]


def _write(layout: Layout, of: Publishing, reference: Reference, about: described.About, rows_of: RowsOf, extra: list[tuple[Table, Any]],
           entries: Mapping[str, dict[str, Any]], events: Sequence[dict[str, Any]]) -> None:  # fmt: skip
    # The writer of Excel files takes long to load: only what writes some pays for it.
    from .downloads.xlsx_writer import XlsxWriter

    dataset, root = about.dataset, static(layout)
    target = root / dataset.folder
    target.mkdir(parents=True, exist_ok=True)
    cover = cover_of(dataset, of.edition, of.release.version)
    files = write_dataset(
        dataset, rows_of, reference, target, of.edition, version=of.release.version, extra=extra, views=views, makers={"xlsx": lambda path: XlsxWriter(path, cover)},
    )  # fmt: skip
    if events:
        address = dataset.folder + CALENDAR
        (root / address).write_bytes(calendars.calendar(address, f"Thời hạn: {dataset.title}", calendars.describe(""), events, of.edition))
    described_tables = [file.table for file in files if file.form == "csv" and file.table in schemas()]
    write_json(target / csvw.METADATA, csvw.dataset(dataset, about.titles, described_tables, of.release))
    extras = ([CALENDAR] if events else []) + ([FEED] if dataset.kind != "plan" else [])
    write_index(root, dataset, files, of.api, reference, entries, extras)


def written(layout: Layout, dataset: Dataset) -> tuple[list[WrittenFile], bool]:
    """The files of a dataset as its index tells, and whether it has a calendar. A dataset without index was not written: nothing."""
    path = static(layout) / dataset.folder / INDEX
    if not path.exists():
        return [], False
    index = json.loads(path.read_text("utf-8"))
    files = [WrittenFile(f["format"], f["table"] or "", f["path"], f["bytes"], f["sha256"], f["rows"]) for f in index["files"]]
    return files, bool(index["calendar"])


def offer(layout: Layout, of: Publishing, about: described.About, within: Dataset | None = None, parts: Sequence[Dataset] = ()) -> Offer:
    """What the page of a dataset offers, in the language being written; `within` and `parts` as for catalog.dataset."""
    dataset = about.dataset
    files, has_calendar = written(layout, dataset)
    # News of a plan are those of its commune.
    told = within if dataset.kind == "plan" and within else dataset
    title = _("Tin thay đổi (Atom)") if told is dataset else _("Tin thay đổi của xã này (Atom)")
    follow = [Link(title, told.folder + FEED, ATOM)] if files else []
    follow += [Link(_("Lịch thời hạn (iCalendar)"), dataset.folder + CALENDAR, CALENDAR_TYPE)] if has_calendar else []
    known = {dataset.folder + file.path: file for file in files}
    cited = Citation(citation.text(about, of.edition), citation.bibtex(about, of.edition))
    return of_dataset(dataset, files, tuple(follow), cited, (catalog.script(catalog.dataset(about, of.edition, known, within, parts)),))
