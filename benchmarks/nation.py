"""Write a synthetic nation: as many communes as wanted, each with plans, laid out as a collection.

`python -m benchmarks.nation DIRECTORY [--communes 3321] [--plans-per-commune 1]`

The rows are made up from what the committed plans hold. Every plan has a seed of its own, so that the same plan
comes out the same in a nation of any size, and two runs write equal bytes.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

from scripts import package
from scripts.notices import proposed
from scripts.paths import Layout
from scripts.plans import Reference, load_reference, load_with_siblings
from scripts.tables import plan_tables, schemas

from .material import Material, read_material
from .synthetic_plan import PlanMaker

# What plans are about, in turn from commune to commune and within one; when a commune has had all, the next year begins.
TOPICS = (("khcn", 2026), ("cds", 2026), ("nq57", 2025))


def communes_in_turn(reference: Reference) -> list[dict[str, str]]:
    """Every commune: the first of each province, then the second of each, so that few communes spread over many provinces."""
    by_province: dict[str, list[dict[str, str]]] = {row["code"]: [] for row in reference.rows("provinces")}
    for row in sorted(reference.rows("communes"), key=lambda row: row["code"]):
        by_province[row["province_code"]].append(row)
    return [row for row in chain.from_iterable(zip_longest(*by_province.values())) if row is not None]


def write_rows(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_plan(layout: Layout, material: Material, reference: Reference, commune: dict[str, str], turn: int, number: int) -> Path:
    """The `number`th plan of the `turn`th commune, both from 0; returns its folder, in which notices are still lacking."""
    topic, first_year = TOPICS[(turn + number) % len(TOPICS)]
    year = first_year + number // len(TOPICS)
    province = reference.keyed["provinces"][commune["province_code"]]
    plan_id = f"{province['slug']}/{commune['slug']}-{commune['code']}/{topic}-{year}"
    tables = PlanMaker(material, commune, province, plan_id, topic, year, Random(plan_id)).make()
    folder = layout.plans / plan_id
    folder.mkdir(parents=True)
    for table in plan_tables():
        write_rows(folder / f"{table}.csv", schemas()[table].columns, tables.get(table, []))
    return folder


def write_notices(layout: Layout, reference: Reference, folders: list[Path]) -> None:
    """What the audit finds in the plans of one commune, all of which are written: rules compare them with one another."""
    for folder, plan in zip(folders, load_with_siblings(layout, folders)):
        write_rows(folder / "notices.csv", schemas()["notices"].columns, proposed(plan, reference))


def write_nation(root: Path, communes: int, plans_per_commune: int = 1) -> Layout:
    """A collection of so many communes at `root`, which must be empty or not exist."""
    committed, layout = Layout(), Layout(root)
    reference, material = load_reference(committed), read_material(committed)
    in_turn = communes_in_turn(reference)
    if not 0 < communes <= len(in_turn):
        raise ValueError(f"không lấy được {communes} xã: bảng communes có {len(in_turn)} xã")
    shutil.copytree(committed.reference, layout.reference)
    for turn, commune in enumerate(in_turn[:communes]):
        folders = [write_plan(layout, material, reference, commune, turn, number) for number in range(plans_per_commune)]
        write_notices(layout, reference, folders)
    shutil.copyfile(committed.descriptor, layout.descriptor)
    layout.descriptor.write_text(package.fresh_text(layout), "utf-8")
    return layout


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nation", description="Sinh dữ liệu giả lập của nhiều xã để đo tốc độ.")
    parser.add_argument("directory", type=Path, help="thư mục mới sẽ chứa data/plans và data/reference")
    parser.add_argument("--communes", type=int, default=3321, help="số xã (mặc định: tất cả)")
    parser.add_argument("--plans-per-commune", type=int, default=1, help="số kế hoạch của mỗi xã")
    options = parser.parse_args()
    try:
        write_nation(options.directory, options.communes, options.plans_per_commune)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
