"""A planted fault for every rule, grouped as the rules are in scripts/checks and scripts/audit."""

from __future__ import annotations

from . import (
    audit_amounts,
    audit_bodies,
    audit_citations,
    audit_dates,
    audit_heads,
    audit_numbering,
    audit_targets,
    audit_tasks,
    bodies,
    cells,
    citations,
    collection,
    files,
    notices,
    parsed,
    review,
    rows,
    schema,
    structure,
)
from .fault import Fault

CHECKS = (files, cells, rows, parsed, structure, bodies, citations, notices, review, collection, schema)
AUDIT = (audit_heads, audit_amounts, audit_dates, audit_citations, audit_numbering, audit_targets, audit_bodies, audit_tasks)

FAULTS: list[Fault] = [planted for module in CHECKS + AUDIT for planted in module.FAULTS]
