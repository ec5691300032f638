"""Validate the collection, or single plan folders: every problem in one run, exit 1 when there is one.

`python -m scripts.validate [PLAN_FOLDER…] [--format json] [--base REVISION]`
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from . import checks
from .checks.cells import is_suspect
from .csv_files import CsvFile
from .paths import Layout, current_layout
from .plans import Plan, Reference, load_plan, load_reference, misplaced, plan_folders, plan_id_of
from .problems import Problem

# Below this many plans a second process costs more than it saves.
PARALLEL_FROM = 40
BATCH = 20


def check_file(file: CsvFile) -> Iterator[Problem]:
    """The form of one file, and the text of its cells."""
    for rule in checks.FILE_RULES:
        yield from rule.check_file(file)
    for row in file.rows:
        if is_suspect(row):
            for field, text in row.items():
                for cell_rule in checks.CELL_RULES:
                    yield from cell_rule.check_cell(file, row, field, text)


def check_plan(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Everything that can be wrong inside one plan folder."""
    from frictionless import Package

    from .checks.schema import check_schemas
    from .package import plan_descriptor

    for file in plan.files.values():
        yield from check_file(file)
    yield from check_schemas(Package.from_descriptor(plan_descriptor(plan, reference)), plan.files)
    for rule in checks.ROW_RULES:
        for table in rule.tables:
            file = plan.files[table]
            for row in file.rows:
                yield from rule.check_row(plan, reference, file, row)
    for plan_rule in checks.PLAN_RULES:
        yield from plan_rule.check_plan(plan, reference)


def check_reference(layout: Layout, reference: Reference) -> Iterator[Problem]:
    """The reference tables, and what lies under data/plans."""
    from frictionless import Package

    from .checks.schema import check_schemas
    from .package import reference_descriptor

    for file in reference.files.values():
        yield from check_file(file)
    yield from check_schemas(Package.from_descriptor(reference_descriptor(reference)), reference.files)
    plan_ids = [plan_id_of(layout, folder) for folder in plan_folders(layout)]
    for rule in checks.COLLECTION_RULES:
        yield from rule.check_collection(plan_ids, misplaced(layout), reference)


def check_stable(layout: Layout, plan: Plan, base: str) -> Iterator[Problem]:
    """Compare a plan's ids with those of a git revision; a plan that is new there has nothing to keep."""
    listing = _git(layout, "ls-tree", "--name-only", base, f"{plan.path}/")
    if not listing:
        return
    with tempfile.TemporaryDirectory() as scratch:
        then = Layout(Path(scratch))
        for path in listing.split("\n"):
            copy = then.root / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_git(layout, "show", f"{base}:{path}") + "\n", "utf-8")
        published = load_plan(then, then.plans / plan.plan_id)
        yield from checks.structure.StableIds().check_against(plan, published)


def _git(layout: Layout, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=layout.root, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.rstrip("\n")


def _check_folders(layout: Layout, base: str | None, folders: list[Path]) -> list[Problem]:
    reference = load_reference(layout)
    problems: list[Problem] = []
    for folder in folders:
        plan = load_plan(layout, folder)
        problems += check_plan(plan, reference)
        if base:
            problems += check_stable(layout, plan, base)
    return problems


def check_plans(layout: Layout, folders: list[Path], base: str | None = None) -> list[Problem]:
    """The problems of many plan folders, on every core when they are many."""
    if len(folders) < PARALLEL_FROM:
        return _check_folders(layout, base, folders)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(partial(_check_folders, layout, base), _batches(folders))
        return [problem for batch in results for problem in batch]


def _batches(folders: Iterable[Path]) -> Iterator[list[Path]]:
    rest = iter(folders)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _named(layout: Layout, names: list[str]) -> list[Path]:
    """The plan folders that people named: a path, or a plan_id. Stops with a clear line for any other."""
    folders = []
    for name in names:
        for candidate in (Path(name), layout.plans / name):
            if candidate.is_dir() and candidate.resolve() in {f.resolve() for f in candidate.resolve().parent.iterdir()}:
                depth = candidate.resolve().relative_to(layout.plans.resolve()).parts if candidate.resolve().is_relative_to(layout.plans.resolve()) else ()
                if len(depth) == 3:
                    folders.append(candidate.resolve())
                    break
        else:
            raise SystemExit(f"{name}: không phải thư mục kế hoạch; cần data/plans/<tỉnh>/<xã>-<mã xã>/<kế hoạch>; kiểm tra lại đường dẫn")
    return folders


def validate(layout: Layout, names: list[str], base: str | None = None) -> list[Problem]:
    """Every problem of the named plans, or of the whole collection, sorted by file and row."""
    if names:
        problems = check_plans(layout, _named(layout, names), base)
    else:
        problems = list(check_reference(layout, load_reference(layout)))
        problems += check_plans(layout, plan_folders(layout), base)
    return sorted(set(problems))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.validate", description="Kiểm tra dữ liệu; thoát 1 nếu có lỗi.")
    parser.add_argument("plans", nargs="*", metavar="PLAN_FOLDER", help="thư mục kế hoạch; bỏ trống để kiểm tra tất cả")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: cho công cụ khác đọc")
    parser.add_argument("--base", metavar="REVISION", help="so mã dòng với bản đã công bố ở phiên bản git này")
    options = parser.parse_args(arguments)
    problems = validate(current_layout(), options.plans, options.base)
    if options.format == "json":
        print(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem.line())
        print(f"{len(problems)} lỗi." if problems else "Dữ liệu hợp lệ.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
