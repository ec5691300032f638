"""A collection that lost its plans or a table, and files that lie in the wrong folder."""

from __future__ import annotations

import shutil

from collection_support import Collection

from .fault import fault, in_cells, typed

NOTE = "son-la/ghi-chu.csv"


def forget_plans(collection: Collection) -> None:
    shutil.rmtree(collection.plans)


FAULTS = [
    fault("no-plans", "the folder of plans is gone", "", 0, "", forget_plans),
    fault("misplaced-file", "a file beside the plan folders", NOTE, 0, "", lambda c: c.path(NOTE).write_bytes(b"a\n")),
    fault("empty-reference", "a table of which only the header is left", "commune_changes.csv", 0, "",
          in_cells("commune_changes.csv", lambda cells: cells[:1])),
    typed("duplicate-value", "two provinces with one address", "provinces.csv", 3, "slug", "ha-noi"),
]  # fmt: skip
