"""The sum in words in a row under the rows of a table of money ("Bằng chữ: …"): it belongs to the total. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .drafter import Drafter
from .grid import Cell
from .read_tables import ReadTable
from .table_phrases import is_phrase

_WHOSE = "Dưới bảng in “{words}”: là số tiền bằng chữ của dòng nào? Ghi vào amount_words của số tiền ấy."


def add_words(drafter: Drafter, table: ReadTable, totals: Sequence[dict[str, str]], first: dict[str, str]) -> None:
    """Fill amount_words of the one total with one amount; ask where there are more. `totals`: lines that sum up; `first`: the first line of the table."""
    spoken = [words for cell in table.notes if (words := in_words(cell))]
    ids = [line["line_id"] for line in totals]
    amounts = [row for row in drafter.draft.tables["budget_amounts"] if row["line_id"] in ids]
    if len(spoken) == len(amounts) == 1:
        amounts[0]["amount_words"] = spoken[0]
        return
    for words in spoken:
        drafter.mark("budget_lines", totals[-1] if totals else first, "", _WHOSE.format(words=words[:120]), words, "", table.place)


def in_words(cell: Cell) -> str:
    """The sum in words that a cell under the rows says, without its label; "" when it says none."""
    label, colon, rest = cell.text.strip(" ()*").partition(":")
    return rest.strip(" ./") if colon and is_phrase(label, "in words") else ""
