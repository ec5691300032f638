"""Imports run one way, from what knows least to what knows most; the middle neither reads nor writes."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from scripts.paths import ROOT

# From the bottom up. A module may import those above it in this list, never those below it: a new module takes its place here.
ORDER = """
    paths text problems languages quotations folding changes datasets
    numbers_vi values schedules figures deadlines formats charts source_text
    tables csv_files review_marks plans places
    wide_fields dictionary_rows entity_layout entity_routes entity_diagram
    rules audit notices
    budget_tree units facts naming edition metrics templates budget_tables summaries page paging completeness consistency sheet pages
    dataset_names offers data_page
    list_store dot_chart compare compared_store compare_pages
    search_terms search_packing search_index search_documents search_store
    rhythms due_events news news_texts
    described citation catalog csvw dcat rdf_files sitemap
    package readme checks validate tidy verify
    field_rules dictionary feeds calendars
    downloads wide api versions
    ingest
    evidence admin_units import_communes messages search_builds dataset_builds plan_builds collection_builds site_builds build
    site_macros site_hook
""".split()

PURE = """
    text quotations changes datasets numbers_vi values schedules figures deadlines formats charts source_text budget_tree units facts naming edition metrics completeness page paging summaries sheet admin_units dataset_names
    search_terms search_packing search_index search_documents
""".split()
PURE += ["review_marks", "dictionary_rows", "entity_layout", "entity_routes", "entity_diagram", "field_rules"]
PURE += ["wide_fields", "wide", "downloads/views", "downloads/xlsx_cells"]
# A rule of the audit compares what was read and gives findings as values.
PURE += ["places", "dot_chart", *(f"compare/{path.stem}" for path in sorted((ROOT / "scripts/compare").glob("*.py")) if path.stem != "__init__"), *(f"audit/{path.stem}" for path in sorted((ROOT / "scripts/audit").glob("*.py")))]
PURE += ["versions/compare", "versions/levels"]
PURE += ["rhythms", "due_events", "news", "news_texts"]
PURE += "described citation catalog csvw dcat rdf_files sitemap".split()
# The API is pure but for the module that writes its files.
PURE += [f"api/{path.stem}" for path in sorted((ROOT / "scripts/api").glob("*.py")) if path.stem not in ("__init__", "writing")]
PURE += ["downloads/base", "downloads/cells", "downloads/sqlite_tables"]
PURE += [f"ingest/{name}" for name in ("grid", "read_tables", "draft", "pipeline", "coverage", "differences", "evidence")]
PURE_LIBRARY = {
    "__future__", "re", "unicodedata", "array", "collections", "dataclasses", "datetime", "decimal", "functools", "html", "itertools", "json", "math", "typing", "zlib",
}  # fmt: skip
# Only uuid5 and calendar.monthrange are used: functions of what they are given.
PURE_LIBRARY |= {"uuid", "calendar"}
# slugify and segno are functions of text, urllib.parse of addresses; paths and csv_files open files, so pure modules know of them only through the types of rows.
# uuid5 and escaping for XML are functions of text; rdflib is given text and gives text.
PURE_OTHERS = {"slugify", "segno", "urllib", "uuid", "xml", "rdflib"}
ROW_TYPES = {"Row"}
READING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "print"}
LISTING = {"glob", "rglob", "iterdir", "listdir", "scandir"}

PACKAGES = {"scripts", "scripts.checks", "scripts.audit", "scripts.compare", "scripts.compare_pages", "scripts.downloads", "scripts.versions"}
PACKAGES = {"scripts", "scripts.checks", "scripts.audit", "scripts.compare", "scripts.compare_pages", "scripts.downloads", "scripts.api", "scripts.ingest"}
SOURCES = {path: path.read_text("utf-8") for path in sorted((ROOT / "scripts").rglob("*.py"))}


def unit(path: Path) -> str:
    """The module as ORDER names it; a folder of modules is one of them."""
    return path.relative_to(ROOT / "scripts").parts[0].removesuffix(".py")


def imported(source: str, package: str) -> set[str]:
    """Every module that the source imports, at its top or inside a function, with full names. `package` is where it lies."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from . import a` names modules, `from .a import b` what is in one.
            found |= {f"{base}.{alias.name}" for alias in node.names} if base in PACKAGES else {base}
    return found


def package_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).parts[:-1])


def upward(source: str, name: str, package: str = "scripts") -> list[str]:
    """The imports by which module `name` reaches a module that stands above it, or code that is no part of scripts."""
    ours = {full.split(".")[1] for full in imported(source, package) if full.startswith("scripts.")} - {name}
    strangers = {full for full in imported(source, package) if full.split(".")[0] in ("tests", "benchmarks")}
    return sorted(strangers | {other for other in ours if other not in ORDER[: ORDER.index(name)]})


def called(source: str, names: set[str]) -> set[str]:
    """Which of these functions or methods the source calls."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return names & {getattr(call, "attr", getattr(call, "id", "")) for call in calls}


def taken(source: str, module: str) -> set[str]:
    """The names that the source takes out of one of our modules; the module's own name when it takes all of it."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.level]
    named = {alias.name for node in found if (node.module or "") == module for alias in node.names}
    return named | {alias.name for node in found if not node.module for alias in node.names if alias.name == module}


def test_every_module_has_its_place() -> None:
    """None is missing from the list, none is listed that is gone."""
    assert sorted(ORDER) == sorted({unit(path) for path in SOURCES} - {"__init__"})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    """A stage knows only the stages before it."""
    if path != ROOT / "scripts/__init__.py":
        assert upward(SOURCES[path], unit(path), package_of(path)) == []
    else:
        assert SOURCES[path] == ""


@pytest.mark.parametrize(
    "source, name, package, found",
    [
        ("from .validate import validate", "plans", "scripts", ["validate"]),
        ("from . import validate, paths", "plans", "scripts", ["validate"]),
        ("def f():\n    from .build import build_site", "metrics", "scripts", ["build"]),
        ("import scripts.site_hook", "pages", "scripts", ["site_hook"]),
        ("from scripts.checks.rows import whole", "charts", "scripts", ["checks"]),
        ("from ..validate import validate", "checks", "scripts.checks", ["validate"]),
        ("from .checks import all_rules", "plans", "scripts", ["checks"]),
        ("from benchmarks.nation import write", "build", "scripts", ["benchmarks.nation"]),
        ("from ..checks.rows import whole", "audit", "scripts.audit", ["checks"]),
        ("from . import amounts\nfrom .base import Finding", "audit", "scripts.audit", []),
        ("from .csv_files import read", "plans", "scripts", []),
        ("from .rows import whole\nfrom . import rows", "checks", "scripts.checks", []),
    ],
)
def test_an_upward_import_is_seen(source: str, name: str, package: str, found: list[str]) -> None:
    """However it is written, and wherever in the module."""
    assert upward(source, name, package) == found


def test_the_flow_of_the_house() -> None:
    """The order above says what the project is built on: reading before judging before showing."""
    for flow in ("paths tables csv_files plans checks validate", "plans facts metrics summaries pages build site_hook", "charts pages",
                 "package validate", "places rules audit checks validate", "audit consistency pages", "places verify", "downloads evidence build"):
        places = [ORDER.index(name) for name in flow.split()]
        assert places == sorted(places)
    for shown in ("facts", "completeness", "consistency", "metrics", "charts", "summaries", "budget_tables", "templates", "pages"):
        assert not {"validate", "build", "site_hook"} & set(ORDER[: ORDER.index(shown)])


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_neither_read_nor_write(name: str) -> None:
    """Only what computes is imported, and nothing opens or prints: the same call gives the same answer."""
    path = ROOT / "scripts" / f"{name}.py"
    source = SOURCES[path]
    full_names = imported(source, package_of(path))
    outside = {full.split(".")[0] for full in full_names if not full.startswith("scripts.")}
    assert outside - PURE_LIBRARY - PURE_OTHERS == set()
    assert "scripts.paths" not in full_names
    assert taken(source, "csv_files") <= ROW_TYPES
    assert called(source, READING | LISTING) == set()


def test_what_reads_and_writes_is_seen() -> None:
    """The look-out above works: a library of input, and a call that opens."""
    assert PURE_LIBRARY <= sys.stdlib_module_names
    assert not PURE_LIBRARY & {"pathlib", "os", "io", "sys", "csv", "subprocess", "shutil", "tempfile", "sqlite3", "zipfile"}
    assert taken("from .csv_files import Row, read\nfrom . import csv_files", "csv_files") == {"Row", "read", "csv_files"}
    assert taken("from ..csv_files import Row\nfrom .base import Finding", "csv_files") == {"Row"}
    assert called("def f(p):\n    return [open(q) for q in p.glob('*')] + p.read_text()", READING | LISTING) == {"open", "glob", "read_text"}


def test_one_module_looks_into_the_data_folders() -> None:
    """plans.py finds the folders, tables.py the schemas, search_builds.py the hand-written pages, versions the releases; nobody else lists a directory."""
    listing = {unit(path): called(source, LISTING) for path, source in SOURCES.items() if called(source, LISTING)}
    assert listing == {"plans": {"glob", "iterdir"}, "tables": {"glob"}, "search_builds": {"glob"}, "versions": {"glob"}}
    assert not [path for path, source in SOURCES.items() if "os.walk" in source]
    assert "layout.plans.glob" in SOURCES[ROOT / "scripts/plans.py"]
    assert "SCHEMAS.glob" in SOURCES[ROOT / "scripts/tables.py"]


def test_few_modules_read_csv() -> None:
    """plans.py reads the data for everyone; tidying and the import of communes rewrite single files."""
    reads = {unit(path) for path, source in SOURCES.items() if "csv_files.read(" in source or re.search(r"csv_files import .*\bread\b", source)}
    assert reads == {"plans", "tidy", "import_communes"}
