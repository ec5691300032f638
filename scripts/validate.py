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
from .plans import (
    NoSuchPlan,
    Plan,
    Reference,
    load_plan,
    load_reference,
    load_with_siblings,
    misplaced,
    named_folders,
    plan_folders,
    plan_id_of,
)
from .problems import Problem

# Below this many plans a second process costs more than it saves.
PARALLEL_FROM = 40
BATCH = 40


def check_file(file: CsvFile) -> Iterator[Problem]:
    """The form of one file, and the text of its cells."""
    for rule in checks.FILE_RULES:
        yield from rule.check_file(file)
    for row in file.rows:
        if is_suspect(row):
            for field, text in row.items():
                for cell_rule in checks.CELL_RULES:
                    yield from cell_rule.check_cell(file, row, field, text)


def check_plan_schemas(plans: list[Plan], reference: Reference) -> Iterator[Problem]:
    """What the schemas say of these plans.

    Most plans are sound, and a package costs far more than its rows: the plans that stand alone are looked at
    together, and one by one only when there is a fault among them.
    """
    from frictionless import Package

    from .checks.schema import check_schemas
    from .package import batch_descriptor, plan_descriptor, stands_alone

    together = [plan for plan in plans if stands_alone(plan)]
    if len(together) > 1 and Package.from_descriptor(batch_descriptor(together, reference)).validate().valid:
        plans = [plan for plan in plans if not stands_alone(plan)]
    for plan in plans:
        yield from check_schemas(Package.from_descriptor(plan_descriptor(plan, reference)), plan.files)


def check_plan(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """What can be wrong inside one plan folder besides its schemas."""
    for file in plan.files.values():
        yield from check_file(file)
    for rule in checks.ROW_RULES:
        for table in rule.tables:
            file = plan.files[table]
            for row in file.rows:
                yield from rule.check_row(plan, reference, file, row)
    for plan_rule in checks.PLAN_RULES:
        yield from plan_rule.check_plan(plan, reference)
    yield from checks.notices.check_notices(plan, reference)


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
    """Compare a plan's ids with those of a git revision; a plan that is new or as it was has nothing to answer for."""
    if not _git(layout, "diff", "--name-only", base, "--", plan.path):
        return
    listing = _git(layout, "ls-tree", "--name-only", "-z", base, f"{plan.path}/").decode("utf-8").split("\0")
    names = {file.path for file in plan.files.values()} & set(listing)
    if not names:
        return
    with tempfile.TemporaryDirectory() as scratch:
        then = Layout(Path(scratch))
        for path in names:
            copy = then.root / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(_git(layout, "show", f"{base}:{path}"))
        published = load_plan(then, then.plans / plan.plan_id)
        yield from checks.structure.StableIds().check_against(plan, published)


def removed_plans(layout: Layout, base: str) -> Iterator[Problem]:
    """Plans of a git revision whose folder is gone: the address of a published page never dies."""
    listing = _git(layout, "diff", "--name-only", "-z", "--diff-filter=D", base, "--", "data/plans").decode("utf-8").split("\0")
    for path in listing:
        folder, _, name = path.rpartition("/")
        if name == "plans.csv" and not (layout.root / folder).exists():
            yield checks.structure.StableIds.problem(
                folder, 0, "", "kế hoạch đã công bố nay không còn", "trang đã công bố thì giữ",
                "khôi phục thư mục; kế hoạch bị thay thế thì ghi stage là replaced",
            )  # fmt: skip


def _git(layout: Layout, *arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=layout.root, capture_output=True)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise SystemExit(f"git {' '.join(arguments)}: {said}; cần một phiên bản git có thật; kiểm tra tên sau --base")
    return done.stdout


def _check_folders(layout: Layout, base: str | None, folders: list[Path]) -> list[Problem]:
    reference = load_reference(layout)
    plans = load_with_siblings(layout, folders)
    problems = list(check_plan_schemas(plans, reference))
    for plan in plans:
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


def validate(layout: Layout, names: list[str], base: str | None = None) -> list[Problem]:
    """Every problem of the named plans, or of the whole collection, sorted by file and row.

    Raises NoSuchPlan for a name that is no plan folder.
    """
    if names:
        problems = check_plans(layout, named_folders(layout, names), base)
    else:
        problems = list(check_reference(layout, load_reference(layout)))
        problems += check_plans(layout, plan_folders(layout), base)
        if base:
            problems += removed_plans(layout, base)
    return sorted(set(problems))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.validate", description="Kiểm tra dữ liệu; thoát 1 nếu có lỗi.")
    parser.add_argument("plans", nargs="*", metavar="PLAN_FOLDER", help="thư mục kế hoạch; bỏ trống để kiểm tra tất cả")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: cho công cụ khác đọc")
    parser.add_argument("--base", metavar="REVISION", help="so mã dòng với bản đã công bố ở phiên bản git này")
    options = parser.parse_args(arguments)
    # A file name may hold bytes that are no text; printing it must not end the run.
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        problems = validate(current_layout(), options.plans, options.base)
    except NoSuchPlan as error:
        parser.exit(1, f"{error}\n")
    if options.format == "json":
        print(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem.line())
        print(f"{len(problems)} lỗi." if problems else "Dữ liệu hợp lệ.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
