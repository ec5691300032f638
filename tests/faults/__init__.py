"""A planted fault for every rule, grouped as the rules are in scripts/checks."""

from __future__ import annotations

from . import bodies, budget, cells, collection, files, parsed, rows, schema, structure
from .fault import Fault

FAULTS: list[Fault] = [
    planted
    for module in (files, cells, rows, parsed, structure, budget, bodies, collection, schema)
    for planted in module.FAULTS
]
