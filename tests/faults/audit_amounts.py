"""Amounts that contradict their words, their parts, or each other, words that are no number, and lines that nothing stands behind."""

from __future__ import annotations

from collection_support import SONG_MA, Collection

from .fault import Damage, fault, steps, typed

AMOUNTS = f"{SONG_MA}/budget_amounts.csv"
LINES = f"{SONG_MA}/budget_lines.csv"
MILLION = 1_000_000


def misread(row: int, more: int) -> Damage:
    """A misread figure: printed text and amount agree with each other, and with nothing else."""

    def damage(collection: Collection) -> None:
        amount = int(collection.cell(AMOUNTS, row, "amount")) + more
        collection.edit(AMOUNTS, row, amount=str(amount), amount_text=f"{amount:,}".replace(",", "."))

    return damage


FAULTS = [
    fault("amount-words", "a word of the sum was misread", AMOUNTS, 3, "amount", lambda c: c.edit(
        AMOUNTS, 3, amount_words="Năm tỷ hai trăm sáu bảy triệu bốn trăm bảy mươi tư nghìn đồng")),
    typed("amount-words-unread", "a word of the sum twice", AMOUNTS, 3, "amount_words", "Năm tỷ hai trăm sáu bảy triệu triệu đồng"),
    typed("amount-words-unread", "the words of the sum in another order", AMOUNTS, 3, "amount_words",
          "Năm tỷ hai trăm sáu bảy nghìn bốn trăm bảy mươi năm triệu đồng"),
    typed("amount-words-unread", "a word with a slip of the keyboard", AMOUNTS, 3, "amount_words",
          "Năm tỷ hai trăm sáu bảy triệu bốn trăm bảy mưoi năm nghìn đồng"),
    # NS11 is a part of NS10, whose amount of 2025 stands in row 13.
    fault("budget-sum", "a part was misread", AMOUNTS, 13, "amount", misread(15, 10 * MILLION)),
    typed("budget-sum", "a whole was misread, and what it is part of does not add up either", AMOUNTS, 13, "amount", "350000000",
          "budget-sum", amount_text="350.000.000"),
    # NS05, NS06 and NS07 are the view by group of tasks; NS02, in row 3, is the total.
    fault("budget-views", "a group of tasks was misread", AMOUNTS, 6, "amount", misread(7, 10 * MILLION)),
    fault("amount-unexplained", "money moved from one group of tasks to another", AMOUNTS, 8, "amount",
          steps(misread(7, 50 * MILLION), misread(8, -50 * MILLION))),
    typed("investment-without-task", "the task of the line was left out", LINES, 27, "task_id", ""),
    typed("linked-task", "a task that does not exist", LINES, 27, "task_id", "NV99"),
]  # fmt: skip
