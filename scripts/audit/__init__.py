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


EDITORIAL = "editorial"
_EDITORIAL = {
    "code": EDITORIAL,
    "severity": "",
    "title": "Người duy trì ghi nhận",
    "title_en": "Noticed by a maintainer",
    "description": "Điều cần người đọc hiểu nội dung mới thấy, do người duy trì ghi lại; ai mở đúng dòng đã dẫn cũng kiểm tra được.",
    "description_en": "Something that only a reader who understands the text can see, noted by a maintainer; whoever opens the cited lines can verify it.",
}


def rule_book() -> list[dict[str, str]]:
    """Every rule that a notice can name, the editorial one last: code, severity, title, title_en, description, description_en."""
    return [
        {
            "code": rule.code(), "severity": rule.severity, "title": rule.title, "title_en": rule.title_en,
            "description": rule.description, "description_en": " ".join((type(rule).__doc__ or "").split()),
        }
        for rule in AUDIT_RULES
    ] + [_EDITORIAL]  # fmt: skip


def findings(plan: Plan, reference: Reference) -> Iterator[Finding]:
    """Everything that the rules find in a plan, rule by rule, each in the order of the rows."""
    for rule in AUDIT_RULES:
        yield from rule.find(plan, reference)
