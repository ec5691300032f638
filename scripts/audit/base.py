"""What an audit rule is: it compares a plan with itself and yields what does not agree, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..csv_files import Row
from ..places import row_id
from ..plans import Plan, Reference
from ..rules import Rule


@dataclass(frozen=True)
class Finding:
    """One thing that a reader can verify in the document.

    `printed` is what the row says, `expected` what the document says elsewhere or what should be there;
    `elsewhere` names the other places as notices do (NV03, 590-596, plan_id#CT05).
    """

    rule: str
    severity: str
    table: str
    row: Row
    row_id: str
    field: str
    printed: str
    expected: str
    elsewhere: tuple[str, ...]
    message: str
    message_en: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.rule, self.table, self.row_id, self.field


class AuditRule(Rule):
    """A rule about the document itself: what it finds is a notice, or an error of transcription."""

    severity = "material"

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        raise NotImplementedError

    def finding(
        self, table: str, row: Row, field: str, printed: str, expected: str, message: str, message_en: str, elsewhere: tuple[str, ...] = ()
    ) -> Finding:
        return Finding(
            self.code(), self.severity, table, row, row_id(table, row), field, printed, expected, elsewhere, message, message_en
        )
