"""What a rule is: a class with a name, a sentence in two languages, and problems as values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .csv_files import CsvFile, Row
from .plans import Plan, Reference
from .problems import Problem


class Rule:
    """A rule about the data. The class name is the rule; `code` is how messages and tests call it.

    `title` and `description` are Vietnamese, `title_en` and the docstring English. `tables` are those whose rows it
    judges; empty for a rule that judges every file alike, or none.
    """

    title = ""
    title_en = ""
    description = ""
    tables: tuple[str, ...] = ()

    @classmethod
    def code(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def problem(cls, file: CsvFile | str, row: Row | int, field: str, found: str, expected: str, fix: str) -> Problem:
        """A problem of this rule at a row of a file; `row` 0 means the file itself."""
        path = file if isinstance(file, str) else file.path
        number = row.number if isinstance(row, Row) else row
        return Problem(path, number, field, cls.code(), found, expected, fix)


class FileRule(Rule):
    """Judges the form of one CSV file."""

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        raise NotImplementedError


class CellRule(Rule):
    """Judges one cell of text. `suspects` finds every text it could object to, in one pass over a row."""

    suspects = ""

    def check_cell(self, file: CsvFile, row: Row, field: str, text: str) -> Iterator[Problem]:
        raise NotImplementedError


class RowRule(Rule):
    """Judges one row of the tables it names, knowing its plan."""

    def check_row(self, plan: Plan, reference: Reference, file: CsvFile, row: Row) -> Iterator[Problem]:
        raise NotImplementedError


class PlanRule(Rule):
    """Judges what only a whole plan shows."""

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        raise NotImplementedError


class CollectionRule(Rule):
    """Judges what only the reference tables and the list of plans together show."""

    def check_collection(self, plan_ids: list[str], misplaced: list[str], reference: Reference) -> Iterator[Problem]:
        raise NotImplementedError
