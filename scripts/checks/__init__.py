"""Every rule about the data, by what it sees. The class name is the rule; validate.py runs them."""

from __future__ import annotations

from ..audit import AUDIT_RULES
from ..rules import CellRule, CollectionRule, FileRule, PlanRule, RowRule, Rule
from . import agencies, cells, citations, collection, files, forms, notices, parsed, parts, review, rows, structure


def _rules(kind: type[Rule]) -> list[type[Rule]]:
    """The concrete rules of a kind, in the order in which their modules state them."""
    found = []
    for module in (files, forms, cells, rows, parsed, structure, parts, agencies, citations, notices, review, collection):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, kind) and value.title and value.__module__ == module.__name__:
                found.append(value)
    return found


FILE_RULES: list[FileRule] = [rule() for rule in _rules(FileRule)]
CELL_RULES: list[CellRule] = [rule() for rule in _rules(CellRule)]
ROW_RULES: list[RowRule] = [rule() for rule in _rules(RowRule)]
PLAN_RULES: list[PlanRule] = [rule() for rule in _rules(PlanRule)]
COLLECTION_RULES: list[CollectionRule] = [rule() for rule in _rules(CollectionRule)]


def all_rules() -> list[type[Rule]]:
    """Every rule class, those of the schemas, of the published ids and of the audit included, for documentation and tests."""
    from .schema import SCHEMA_RULES

    kinds = (FILE_RULES, CELL_RULES, ROW_RULES, PLAN_RULES, COLLECTION_RULES, AUDIT_RULES)
    return [type(rule) for rules in kinds for rule in rules] + list(SCHEMA_RULES) + [structure.StableIds, notices.StaleNotice]
