"""The lists over plans while plans are read: rows go to disk, but for those of a list that has become too long to show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from .compare.by_plan import is_left_out, whole
from .compare.heads import Named
from .compare.indicators import Overview
from .compare.listed import Packed, packed
from .list_store import WaitingStore


class ComparedStore(WaitingStore):
    """The rows of compare.listed. A list of more than `detailed` rows is in `long`: it has one row a plan, and what else it had is removed.

    What is on disk and in memory is bounded by the number of lists, but for one row a plan in each list.
    """

    def __init__(self, folder: Path, on_a_page: int, detailed: int) -> None:
        super().__init__(folder, on_a_page)
        self.detailed = detailed
        self.long: set[str] = set()
        # What pages found out about whole lists, for the next language.
        self.overviews: dict[str, Overview] = {}
        self._rows: Counter[str] = Counter()
        self._names: dict[str, set[str]] = defaultdict(set)

    def add(self, named: Named) -> None:
        """Append each row to the list of its name, at once on disk."""
        self.take(packed(named, self.long))
        self.flush()

    def take(self, plan: Packed) -> None:
        """Append the rows of a plan; they are on disk after `flush` at the latest."""
        self.counts.update(plan.counts)
        for name, count in plan.counts.items():
            lies_in = whole(name)
            # What is left out of a long list is what makes it long: the row of each plan is not.
            if is_left_out(name, {lies_in}):
                self._names[lies_in].add(name)
                self._rows[lies_in] += count
                if self._rows[lies_in] > self.detailed and lies_in not in self.long:
                    self.long.add(lies_in)
                    self._leave_out(lies_in)
        for name, lines in plan.lines.items():
            if not is_left_out(name, self.long):
                self.wait(name, lines)
        self.flush_when_full()

    def _leave_out(self, lies_in: str) -> None:
        for name in self._names.pop(lies_in):
            self.remove(name)
