"""Every audit rule, by what it looks at. A rule compares the document with itself; what it finds is a notice."""

from __future__ import annotations

from collections.abc import Iterator

from ..plans import Plan, Reference
from . import amounts, blanks, bodies, citations, counts, dates, deadlines, measures, numbering, targets, tasks
from .base import AuditRule, Finding

MODULES = (blanks, counts, amounts, dates, citations, numbering, targets, measures, bodies, tasks, deadlines)

AUDIT_RULES: list[AuditRule] = [
    value()
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, AuditRule) and value.title and value.__module__ == module.__name__
]


def findings(plan: Plan, reference: Reference) -> Iterator[Finding]:
    """Everything that the rules find in a plan, rule by rule, each in the order of the rows."""
    for rule in AUDIT_RULES:
        yield from rule.find(plan, reference)
