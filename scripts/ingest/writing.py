"""Put a draft into its folder: all of it or nothing, and never over what is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..checks.cells import FORMULA
from ..csv_files import csv_text
from ..paths import Layout
from ..plans import names_in
from ..review_marks import COLUMNS, NAME
from ..tables import plan_tables, schemas
from .draft import Draft, Mark
from .grid import Refused

REPORT = "review.html"


def texts_of(draft: Draft) -> dict[str, bytes]:
    """File name -> bytes, for every table of the plan and, when there are marks, for review.csv."""
    files = {f"{table}.csv": csv_text(schemas()[table].columns, draft.tables[table]).encode("utf-8") for table in plan_tables()}
    if draft.marks:
        files[NAME] = csv_text(COLUMNS, map(review_row, draft.marks)).encode("utf-8")
    return files


def review_row(mark: Mark) -> dict[str, str]:
    """The mark as a row of review.csv."""
    numbers = (mark.place.page, mark.place.line_from, mark.place.line_to)
    place = ["" if number is None else str(number) for number in numbers]
    words = map(inert, (mark.question, mark.reading, mark.second))
    return dict(zip(COLUMNS, [mark.table, mark.row_id, mark.field, *words, *place]))


def inert(text: str) -> str:
    """The words on one line, in quotation marks when a spreadsheet would take them for a formula."""
    line = " ".join(text.split())
    return f"“{line}”" if line.startswith(FORMULA) else line


def is_free(folder: Path) -> bool:
    """Whether a draft can be written here: nothing is there, or an empty folder. Refused when something is that is no plan folder."""
    if not folder.exists() and not folder.is_symlink():
        return True
    if folder.is_dir():
        names = set(names_in(folder))
        if not names or "plans.csv" in names:
            return not names
        held = ", ".join(sorted(names)[:5])
        raise Refused(f"{folder}: tìm thấy thư mục có tệp khác ({held}); cần thư mục trống hoặc thư mục kế hoạch (có plans.csv); sửa: chọn thư mục khác.")
    raise Refused(f"{folder}: tìm thấy một tệp; cần một thư mục; sửa: chọn tên khác.")


def write_folder(folder: Path, files: Mapping[str, bytes], scratch: Path) -> None:
    """Write a folder with these files, in place of an empty or begun one. Everything is written below `scratch` first, and then moved in one step.

    `scratch` lies on the same file system. Whatever happens, `folder` is as before or holds all files.
    """
    with _folder(scratch), tempfile.TemporaryDirectory(prefix=".ingest-", dir=scratch) as temporary, _folder(folder.parent):
        ready = Path(temporary) / "ready"
        ready.mkdir()
        for name, raw in files.items():
            (ready / name).write_bytes(raw)
        before = Path(temporary) / "before"
        try:
            if folder.exists():
                os.rename(folder, before)  # some systems do not rename over it
            os.rename(ready, folder)
        except BaseException:
            if before.exists() and not folder.exists():
                os.rename(before, folder)
            raise


def write_draft(folder: Path, files: Mapping[str, bytes], report: Path, page: bytes, scratch: Path) -> None:
    """Write a folder as `write_folder` does, and the page for its review beside it: both, or neither where none was."""
    with _folder(report.parent):
        new = not report.exists()
        write_file(report, page)
        try:
            write_folder(folder, files, scratch)
        except BaseException:
            if new:
                report.unlink()
            raise


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """Makes a folder; those that were not there are taken away again when what is done inside fails."""
    made = [one for one in (path, *path.parents) if not one.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in made:
            with suppress(OSError):
                one.rmdir()
        raise


def write_file(path: Path, raw: bytes) -> None:
    """Write one file whole, over the one that was there; nothing when it has these bytes already."""
    if path.is_file() and path.read_bytes() == raw:
        return
    with _folder(path.parent), tempfile.TemporaryDirectory(prefix=".ingest-", dir=path.parent) as temporary:
        ready = Path(temporary) / path.name
        ready.write_bytes(raw)
        os.replace(ready, path)


def report_path(layout: Layout, plan_id: str, out: Path | None) -> Path:
    """Where the review page of a draft is written."""
    return (out or layout.build / "ingest" / plan_id) / REPORT
