"""How well documents are read: rows entirely right, cells right, wrong and flagged, wrong and silent, seconds a page.

`python -m benchmarks.ingest [--count 12] [--documents FOLDER] [--from 0] [--only docx,xlsx,pdf,print,office,text,scan] [--examples N]`

Made-up plans, and the tables of the committed ones, are drawn as Word files, workbooks, PDFs and text without coordinates in
layouts that the seed decides, and read back. "print" is PDF with what offices do to their pages besides (printing.py), "office" the
same saved by LibreOffice from Word files (left out unless asked for). FOLDER may hold
rebuilt documents with their true cells (*.truth.json beside *.docx, *.xlsx, *.pdf). `--only scan` scans the PDFs and
reads the pictures: it needs tesseract and takes long, so it is left out unless asked for. Exit 1 when anything is wrong in silence.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from scripts.ingest import scan_extra
from scripts.ingest.grid import Refused
from scripts.ingest.reading import read_document
from scripts.ingest.tables import read_tables
from scripts.paths import Layout
from scripts.plans import load_plans

from .dialect import write_text
from .drawing import write_docx, write_xlsx
from .layouts import layout
from .making import document
from .office_pages import printed, write_word
from .pages import Printer
from .printing import printing, renumbered
from .redrawn import redrawn
from .scanning import write_scan
from .scoring import Score, score
from .truth import TrueDocument, rebuilt

FORMATS = ("docx", "xlsx", "pdf", "print", "text")


def cpu_seconds() -> float:
    """Of this process and of the programs that it ran."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def read_and_score(plan: TrueDocument, path: Path) -> tuple[Score, float, int]:
    """The score, CPU seconds, and pages (1 for a file without pages)."""
    began = cpu_seconds()
    try:
        read = read_document(path)
        found = score(plan, read_tables(read), (*read.remarks, *(line.text for line in read.unread)))
        pages = read.pages or 1
    except Refused as refused:
        found, pages = Score(rows=sum(len(table.rows) for table in plan.tables)), 1
        found.cells = sum(len(row.cells) for table in plan.tables for row in table.rows)
        found.wrong(True, f"{plan.name}: {refused}", found.cells)
    return found, cpu_seconds() - began, pages


def plans_to_draw(count: int, start: int = 0) -> Iterator[tuple[str, TrueDocument, int]]:
    """(group, plan, seed of its layout): made-up plans, then the committed ones drawn again."""
    for seed in range(start, start + count):
        yield "made up", document(seed), seed
    committed = [plan for plan in load_plans(Layout()) if plan.plan_id]
    for seed in range(start, start + count, len(committed)):
        for at, plan in enumerate(committed):
            if again := redrawn(plan, seed + at):
                yield "drawn again", again, seed + at


def drawn(count: int, formats: list[str], folder: Path, start: int = 0) -> Iterator[tuple[str, TrueDocument, Path, str]]:
    """Every plan in every format: (group and format, plan, file, what is special about its layout)."""
    with ExitStack() as stack:
        printer = stack.enter_context(Printer()) if {"pdf", "print", "scan"} & set(formats) else None
        for group, plan, seed in plans_to_draw(count, start):
            how = layout(seed)
            for kind in formats:
                path = folder / f"{plan.name}.{ {'text': 'txt', 'scan': 'scan.pdf', 'print': 'print.pdf', 'office': 'office.pdf'}.get(kind, kind)}"
                features, shown = list(how.features), plan
                if kind == "pdf":
                    printer.write_pdf(plan, how, path)
                elif kind == "print":
                    pages = printing(seed)
                    features, shown = [*features, *pages.features], renumbered(plan, pages)
                    printer.write_pdf(shown, how, path, pages)
                elif kind == "office":
                    pages = printing(seed)
                    features, shown = [*features, *pages.features], renumbered(plan, pages)
                    write_word(shown, how, pages, path.with_suffix(".docx"))
                    printed([path.with_suffix(".docx")], folder)
                elif kind == "scan":
                    flat = folder / f"{plan.name}.flat.pdf"
                    printer.write_pdf(plan, how, flat)
                    features.append(write_scan(flat, seed, path))
                elif kind == "text":
                    write_text(plan, seed, path)
                else:
                    {"docx": write_docx, "xlsx": write_xlsx}[kind](plan, how, path)
                yield f"{group}, {kind}", shown, path, ", ".join(features)


def from_folder(folder: Path, formats: list[str], scratch: Path) -> Iterator[tuple[str, TrueDocument, Path, str]]:
    for truth in sorted(folder.glob("*.truth.json")):
        plan = rebuilt(truth)
        for path in sorted(folder.glob(f"{plan.name}*.*")):
            kind = path.suffix.lstrip(".")
            if kind in formats:
                yield f"rebuilt, {path.name}", plan, path, ""
            if kind == "pdf" and "scan" in formats:
                scan = scratch / f"{path.stem}.scan.pdf"
                yield f"rebuilt, {scan.name}", plan, scan, write_scan(path, len(path.stem), scan)


def line(name: str, found: Score, seconds: float, pages: int) -> str:
    share = 100 * found.rows_right / max(1, found.rows)
    return f"| {name} | {found.rows} | {found.rows_right} ({share:.1f} %) | {found.cells} | {found.cells_right} | {found.flagged} | {found.silent} | {found.right_but_flagged} | {seconds / max(1, pages):.2f} |"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=12, help="how many made-up plans")
    parser.add_argument("--from", type=int, default=0, dest="start", help="the seed of the first")
    parser.add_argument("--documents", type=Path, help="a folder of rebuilt documents with *.truth.json")
    parser.add_argument("--only", default=",".join(FORMATS), help="formats, with commas")
    parser.add_argument("--examples", type=int, default=10, help="how many mistakes to print")
    parser.add_argument("--keep", type=Path, help="draw the made-up files here and keep them")
    options = parser.parse_args(arguments)
    formats = options.only.split(",")
    if "scan" in formats:
        try:
            scan_extra.require("scan")
        except Refused as refused:
            print(f"Scans are left out: {refused}", file=sys.stderr)
            formats.remove("scan")
    totals: dict[str, tuple[Score, float, int]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        sources = list(from_folder(options.documents, formats, folder)) if options.documents else []
        for name, plan, path, features in [*sources, *drawn(options.count, formats, folder, options.start)]:
            found, seconds, pages = read_and_score(plan, path)
            total, spent, counted = totals.get(name, (Score(), 0.0, 0))
            found.examples = [f"{path.name} [{features}] {example}" for example in found.examples]
            total.add(found)
            totals[name] = (total, spent + seconds, counted + pages)
    print("| document | rows | rows right | cells | right | wrong, flagged | wrong, silent | right but flagged | CPU s a page |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    silent = 0
    for name, (found, seconds, pages) in totals.items():
        print(line(name, found, seconds, pages))
        silent += found.silent
    examples = [example for found, _seconds, _pages in totals.values() for example in found.examples]
    for example in sorted(examples, key=lambda text: "SILENT" not in text)[: options.examples]:
        print(f"- {example}", file=sys.stderr)
    return 1 if silent else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
