"""Amounts that do not add up."""

from __future__ import annotations

from collection_support import SONG_MA, Collection

from .fault import fault

AMOUNTS = f"{SONG_MA}/budget_amounts.csv"


def ten_million_more(row: int):
    """A misread figure: printed text and amount agree with each other, and with nothing else."""

    def damage(collection: Collection) -> None:
        amount = int(collection.cell(AMOUNTS, row, "amount")) + 10_000_000
        collection.edit(AMOUNTS, row, amount=str(amount), amount_text=f"{amount:,}".replace(",", "."))

    return damage


FAULTS = [
    # NS11 is a part of NS10, whose amount of 2026 stands in row 14.
    fault("budget-sum", "a part was misread", AMOUNTS, 14, "amount", ten_million_more(16)),
    # NS05, NS06 and NS07 are the view by group of tasks; NS02, in row 3, is the total.
    fault("budget-views", "a group of tasks was misread", AMOUNTS, 6, "amount", ten_million_more(7)),
]  # fmt: skip
