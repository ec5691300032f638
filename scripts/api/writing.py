"""The files of the API, written below build/static/du-lieu/: called by build.py while plans stream by and when they are through."""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from ..datasets import FOLDER, Dataset, WrittenFile
from ..list_store import WaitingStore
from ..paths import SCHEMAS as SCHEMA_FOLDER
from ..plans import Reference
from ..tables import schemas
from .about import About
from .indexes import dataset_index
from .openapi import openapi
from .resources import INDEX, LISTS, OPENAPI, SCHEMAS, Examples, ListOf
from .rows import PLANS, TO_ROOT, Json, Packed, Row, list_name
from .shapes import reference_row

# Rows in one file of a list; what is beyond goes to a file of its own.
ROWS = 5_000
# Rows copied at once.
AT_ONCE = 200

_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


class ApiStore(WaitingStore):
    """The rows of rows.rows_of on their way to the files of the API; in memory are only the counts of each list."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ROWS)
        # List -> how many plans it has rows of, and how many rows of each table.
        self.totals: dict[str, Counter[str]] = defaultdict(Counter)

    def take(self, plan: Packed) -> None:
        """Append the rows of a plan; they are on disk after `flush` at the latest."""
        for name, counts in plan.counts.items():
            self.totals[name].update(counts)
        for name, lines in plan.lines.items():
            self.wait(name, lines)
        self.flush_when_full()

    def counted(self, of: ListOf, identifier: str) -> dict[str, int]:
        """How many plans, and rows of each table, one indicator, body or document has; 0 for none."""
        found = self.totals.get(list_name(of.name, identifier), Counter())
        return {name: found[name] for name in (PLANS, *(shape.table for shape in of.shapes))}

    def examples(self, reference: Reference, plan_id: str) -> Examples:
        """Of each reference table the row with most plans, the first of several: addresses at which there is something to see."""
        found = {
            of.key: max(reference.rows(of.table), key=lambda row: self.counted(of, row[of.key])[PLANS])[of.key] for of in LISTS
        }  # fmt: skip
        return Examples(plan_id, **found)


def write_json(path: Path, value: dict[str, Json]) -> None:
    """One line for each member: people can look at it, and it is made as fast as without lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    members = ",\n".join(f"{_encoded(name)}: {_encoded(each)}" for name, each in value.items())
    path.write_text(f"{{\n{members}\n}}\n", "utf-8", newline="\n")


def write_index(
    root: Path, dataset: Dataset, files: Sequence[WrittenFile], of: About, reference: Reference, entries: Mapping[str, Row], extras: Collection[str] = ()
) -> None:
    """index.json of a dataset; `root` is the root of the site, the others as for indexes.dataset_index."""
    write_json(root / dataset.folder / INDEX, dataset_index(dataset, files, of, reference, entries, extras))


def write_description(root: Path, of: About, examples: Examples) -> None:
    """openapi.json, and the Table Schema of every table as it is."""
    write_json(root / FOLDER / OPENAPI, openapi(of, examples))
    target = root / FOLDER / SCHEMAS
    target.mkdir(parents=True, exist_ok=True)
    for table in schemas():
        shutil.copyfile(SCHEMA_FOLDER / f"{table}.json", target / f"{table}.json")


def write_lists(root: Path, store: ApiStore, reference: Reference, of: About) -> None:
    """The files of every indicator, body and legal document, and the index of each kind, out of what the store has taken.

    Raises ValueError, before anything is written, for identifiers of which one would take the file of the other.
    """
    store.flush()
    if problems := [problem for each in LISTS for problem in _clashes(each, store, reference)]:
        raise ValueError("\n".join(problems))
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in reference.rows("agency_aliases"):
        aliases[row["agency_id"]].append(row["alias"])
    version = {"version": of.version, "date": of.day, "licenses": list(of.licenses)}
    for each in LISTS:
        folder, entries = root / FOLDER / each.name, []
        folder.mkdir(parents=True, exist_ok=True)
        for row in reference.rows(each.table):
            identifier, own = row[each.key], reference_row(row, each.table)
            counts, page = store.counted(each, identifier), f"{TO_ROOT}{each.name}/{identifier}/"
            head: Row = {"resource": each.name, **version, each.head: own}
            head |= {"aliases": aliases[identifier]} if each.table == "agencies" else {}
            _write_parts(folder, identifier, {**head, "page": page, "counts": counts}, store.lines(list_name(each.name, identifier)))
            entries.append({**own, "counts": counts, "path": f"{identifier}.json", "page": page})
        write_json(folder / INDEX, {"resource": each.name, **version, each.table: entries})


def part_name(identifier: str, part: int) -> str:
    """The file of a part of a list: the first is that of the list."""
    return f"{identifier}.json" if part == 1 else f"{identifier}-{part}.json"


def _parts(counts: Mapping[str, int]) -> int:
    rows = sum(count for name, count in counts.items() if name != PLANS)
    return max(1, -(-rows // ROWS))


def _write_parts(folder: Path, identifier: str, head: Row, lines: Iterator[bytes]) -> None:
    """A list in as many files as it needs; no more than a few lines are in memory, and they are taken over as they are."""
    parts = _parts(head["counts"])
    for part in range(1, parts + 1):
        following = part_name(identifier, part + 1) if part < parts else None
        opening = _encoded({**head, "part": part, "parts": parts, "next": following})
        with open(folder / part_name(identifier, part), "wb") as out:
            out.write(f'{opening[:-1]}, "rows": ['.encode())
            own, between = islice(lines, ROWS), b"\n"
            while chunk := b"".join(islice(own, AT_ONCE)):
                # JSON has no line break of its own: each ends a row.
                out.write(between + chunk[:-1].replace(b"\n", b",\n"))
                between = b",\n"
            out.write(b"\n]}\n")


def _clashes(of: ListOf, store: ApiStore, reference: Reference) -> Iterator[str]:
    """What would be written twice: an identifier like the name of the index, or like that of a further part of another list."""
    known = {row[of.key] for row in reference.rows(of.table)}
    taken = {INDEX: "mục lục"} | {
        part_name(identifier, part): f"phần {part} của danh sách “{identifier}”"
        for identifier in sorted(known) for part in range(2, _parts(store.counted(of, identifier)) + 1)
    }  # fmt: skip
    for identifier in sorted(known):
        if (name := part_name(identifier, 1)) in taken:
            yield (
                f"data/reference/{of.table}.csv, cột {of.key}: mã “{identifier}” trùng địa chỉ {FOLDER}{of.name}/{name} với {taken[name]}; "
                "mỗi tệp cần một tên riêng; đổi mã này ở mọi bảng"
            )
