"""The rules of the dictionary in words: what the schema of a table demands of a field, and the project's own checks of a table. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .audit.base import AuditRule
from .checks import all_rules
from .checks.parsed import ParsedRule
from .checks.rows import BoundsOrder
from .dictionary_rows import Relation, constraints, primary_key, relations_of
from .languages import _
from .rules import Rule
from .tables import TableSchema


@dataclass(frozen=True)
class Demand:
    """One demand: its words, and what follows them as code. `to`: the table that a key leads to."""

    words: str
    code: str = ""
    to: str = ""


def demands(schema: TableSchema, name: str) -> list[Demand]:
    """Everything the schema demands of a field, its part in the keys of the table included."""
    said, key = constraints(schema.fields[name]), primary_key(schema)
    found = [Demand(_("bắt buộc"))] if said.get("required") else []
    if name in key:
        found.append(Demand(_("khóa của bảng, không lặp lại")) if len(key) == 1 else Demand(_("thuộc khóa của bảng")))
    if said.get("unique"):
        found.append(Demand(_("không có hai dòng cùng giá trị")))
    found += _bounds(said)
    if "pattern" in said:
        found.append(Demand(_("viết theo mẫu"), said["pattern"]))
    if "enum" in said:
        found.append(Demand(_("chỉ một trong các giá trị đã liệt kê")))
    return found + [_reference(relation) for relation in relations_of(schema, name)]


def _bounds(said: dict[str, Any]) -> list[Demand]:
    found = []
    if "minimum" in said and "maximum" in said:
        found.append(Demand(_("từ %(low)s đến %(high)s", low=said["minimum"], high=said["maximum"])))
    elif "minimum" in said:
        found.append(Demand(_("không nhỏ hơn %(low)s", low=said["minimum"])))
    elif "maximum" in said:
        found.append(Demand(_("không lớn hơn %(high)s", high=said["maximum"])))
    if "minLength" in said:
        found.append(Demand(_("ít nhất %(n)s ký tự", n=said["minLength"])))
    if "maxLength" in said:
        found.append(Demand(_("nhiều nhất %(n)s ký tự", n=said["maxLength"])))
    return found


def _reference(relation: Relation) -> Demand:
    target = f"{relation.parent}.{relation.parent_columns[-1]}"
    if len(relation.columns) == 1:
        return Demand(_("phải có trong"), target, relation.parent)
    return Demand(_("cùng với %(columns)s phải có trong", columns=", ".join(relation.columns[:-1])), target, relation.parent)


@dataclass(frozen=True)
class Check:
    """A rule of the project as the dictionary shows it. `texts` has title, title_en, description, description_en."""

    code: str
    texts: dict[str, str]
    tables: tuple[str, ...]
    rule: Rule

    def columns(self, table: str) -> list[str]:
        """The columns that the rule compares, where its code names them."""
        if isinstance(self.rule, ParsedRule):
            return [self.rule.text_field, *filter(None, [self.rule.unit_field]), *self.rule.derive("", "")]
        return [column for pair in self.rule.bounds[table] for column in pair] if isinstance(self.rule, BoundsOrder) else []


def table_checks() -> list[Check]:
    """The rules that judge certain tables. What notices come from, the rules of the audit, have pages of their own."""
    return [check for check in _checks(all_rules()) if check.tables]


def general_checks() -> list[Check]:
    """The rules for every file, row and cell alike, those of the schemas among them."""
    return [check for check in _checks(kind for kind in all_rules() if not issubclass(kind, AuditRule)) if not check.tables]


def _checks(rules: Iterable[type[Rule]]) -> list[Check]:
    found = []
    for kind in rules:
        texts = {"title": kind.title, "title_en": kind.title_en, "description": kind.description, "description_en": " ".join((kind.__doc__ or "").split())}
        rule = kind()
        found.append(Check(kind.code(), texts, rule.tables, rule))
    return found
