"""Read two states of data/, a tree in git or the files as they lie here, and say what differs: only files that differ are opened."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from ..csv_files import BOM
from ..paths import SCHEMAS, Layout
from ..plans import plan_folders, plan_id_of
from ..review_marks import is_review
from ..tables import plan_tables, reference_tables, schemas
from . import git
from .compare import Difference, Tables, compare_plan, compare_reference, compare_schemas

# The kinds that speak of rows; the others speak of tables, fields and words.
OF_ROWS = {"new-row", "removed-row", "removed-id", "new-cell", "corrected-cell"}


class Unreadable(ValueError):
    """A file is no table or schema; the text says which, in Vietnamese."""


class State(Protocol):
    def read(self, path: str) -> bytes | None:
        """The content of a file, named from data/ on; None when it is not there."""


class Nothing:
    """The state before there was any data."""

    def read(self, path: str) -> bytes | None:
        return None


class GitTree:
    """data/ as one tree of git has it; `blobs` reads from the repository of that tree."""

    def __init__(self, blobs: git.Blobs, tree: str) -> None:
        self._blobs, self._tree = blobs, tree

    def read(self, path: str) -> bytes | None:
        return self._blobs.read(f"{self._tree}:{path}")


class WorkingTree:
    """data/ as it lies here; a collection without schemas of its own has those of the code."""

    def __init__(self, layout: Layout) -> None:
        self._data = layout.data
        self._schemas = own if (own := layout.data / "schemas").is_dir() else SCHEMAS

    def path(self, path: str) -> Path:
        folder, _, name = path.partition("/")
        return self._schemas / name if folder == "schemas" else self._data / path

    def read(self, path: str) -> bytes | None:
        try:
            return self.path(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None


def known_paths(layout: Layout) -> list[str]:
    """Every file that a collection can have, named from data/ on; for one that git does not know."""
    found = [f"schemas/{name}.json" for name in schemas()] + [f"reference/{table}.csv" for table in reference_tables()]
    return found + [f"plans/{plan_id_of(layout, folder)}/{table}.csv" for folder in plan_folders(layout) for table in plan_tables()]


def differing_content(layout: Layout, repository: Path, tree: str) -> list[str]:
    """The files of a collection outside git that are not as the tree has them; those that only people read are left aside."""
    here, committed = WorkingTree(layout), git.files_of(repository, tree)
    paths = [path for path in known_paths(layout) if here.path(path).is_file()]
    ids = dict(zip(paths, git.content_ids(repository, [here.path(path) for path in paths])))
    named = {path for path in committed if _is_compared(path)} | set(ids)
    return sorted(path for path in named if committed.get(path) != ids.get(path))


def _is_compared(path: str) -> bool:
    """Whether the file is a table or the schema of one; what stands beside them is for people, and copies do not have it."""
    return path.startswith("plans/") and not is_review(path) or path.startswith(("reference/", "schemas/")) and path.count("/") == 1


def differences(before: State, after: State, paths: Iterable[str]) -> Iterator[Difference]:
    """What differs between two states, given the paths of all files that may differ, one plan in memory at a time.

    The order is that of pages: definitions and common tables, then plan by plan. Raises Unreadable.
    """
    of_plans: dict[str, list[str]] = defaultdict(list)
    references, others, definitions = [], [], set()
    for path in sorted(path for path in set(paths) if not is_review(path)):
        parts = path.split("/")
        if parts[0] == "plans" and len(parts) == 5 and path.endswith(".csv"):
            of_plans["/".join(parts[1:4])].append(path)
        elif parts[0] == "reference" and len(parts) == 2 and path.endswith(".csv"):
            references.append(path)
        elif parts[0] == "schemas" and len(parts) == 2 and path.endswith(".json"):
            definitions.add(path)
        else:
            others.append(path)
    if not (of_plans or references or others or definitions):
        return
    # Those that do not differ are the same on both sides, and the code's own are among them.
    named = definitions | {f"schemas/{name}.json" for name in schemas()}
    old, new = _schemas(before, named), _schemas(after, named)
    yield from compare_schemas(old, new)
    for path in others:
        if before.read(path) != after.read(path):
            yield Difference("changed-description", field=path)
    yield from compare_reference(_tables(before, references), _tables(after, references), old, new)
    for plan_id, files in of_plans.items():
        yield from compare_plan(plan_id, _tables(before, files), _tables(after, files), old, new)


def _schemas(state: State, paths: Iterable[str]) -> dict[str, dict[str, Any]]:
    found = []
    for path in paths:
        if (raw := state.read(path)) is not None:
            try:
                schema = json.loads(raw)
                found.append((schema["order"], schema["name"], schema))
            except (ValueError, KeyError, TypeError):
                raise Unreadable(f"data/{path}: không phải một lược đồ đọc được; cần JSON có name, order, fields; chạy “make check”") from None
    return {name: schema for _, name, schema in sorted(found, key=lambda item: item[:2])}


def _tables(state: State, paths: Iterable[str]) -> Tables:
    read = ((path, state.read(path)) for path in paths)
    return {path.rpartition("/")[2].removesuffix(".csv"): rows(raw, f"data/{path}") for path, raw in read if raw is not None}


def rows(raw: bytes, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in canonical form; `name` is how messages call it. Raises Unreadable."""
    try:
        reader = csv.reader(io.StringIO(raw.removeprefix(BOM).decode("utf-8"), newline=""), strict=True)
        header = next(reader, [])
        return [dict(zip(header, cells)) for cells in reader if cells]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{name}: không đọc được ({error}); cần CSV UTF-8; chạy “make check” và sửa tệp trước") from None


def place(difference: Difference) -> str:
    """The folder or file that a difference is in, from the root of the repository."""
    if difference.plan_id:
        return f"data/plans/{difference.plan_id}"
    if difference.kind in OF_ROWS:
        return f"data/reference/{difference.table}.csv"
    return f"data/schemas/{difference.table}.json" if difference.table else f"data/{difference.field}"
