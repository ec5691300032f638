"""Rows of all plans on their way from the pages of plans to the lists over plans, kept on disk by build.py."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

Row = dict[str, Any]

# Characters that wait to be written together.
MOST_WAITING = 5_000_000


class ListStore:
    """Named lists of rows, kept on disk: those of a nation do not fit in memory, nor on one page.

    A name may hold "/"; rows are what JSON can hold, and come back in the order in which they were added.
    """

    def __init__(self, folder: Path, on_a_page: int) -> None:
        self.folder, self.on_a_page = folder, on_a_page
        self.counts: Counter[str] = Counter()

    def add(self, named: list[tuple[str, Row]]) -> None:
        """Append each row to the list of its name."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for name, row in named:
            by_name[name].append(json.dumps(row, ensure_ascii=False) + "\n")
        for name, lines in by_name.items():
            self.counts[name] += len(lines)
            self.append(name, lines)

    def append(self, name: str, lines: Iterable[str]) -> None:
        """Write these lines of JSON at the end of a list, without counting them."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a", encoding="utf-8") as out:
            out.writelines(lines)

    def remove(self, name: str) -> None:
        """Forget the rows of one list; how many there were stays counted."""
        self._path(name).unlink(missing_ok=True)

    def chunks(self, name: str) -> Iterator[list[Row]]:
        """The rows of one list, a page at a time; nothing for a name that has none."""
        path = self._path(name)
        if not path.exists():
            return
        with open(path, encoding="utf-8") as lines:
            while chunk := ",".join(islice(lines, self.on_a_page)):
                yield json.loads(f"[{chunk}]")

    def lines(self, name: str) -> Iterator[bytes]:
        """The rows of one list as lines of JSON in UTF-8, each with its newline; nothing for a name that has none."""
        path = self._path(name)
        if path.exists():
            with open(path, "rb") as lines:
                yield from lines

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.jsonl"


class WaitingStore(ListStore):
    """A store whose lines wait to be written together: a plan alone has a few for each of hundreds of lists."""

    def __init__(self, folder: Path, on_a_page: int) -> None:
        super().__init__(folder, on_a_page)
        self._waiting: dict[str, list[str]] = defaultdict(list)
        self._size = 0

    def wait(self, name: str, lines: str) -> None:
        """Append these lines; they are on disk after `flush` at the latest."""
        self._waiting[name].append(lines)
        self._size += len(lines)

    def flush(self) -> None:
        """Write what waits."""
        for name, lines in self._waiting.items():
            self.append(name, lines)
        self._waiting.clear()
        self._size = 0

    def flush_when_full(self) -> None:
        """Write what waits when it is much."""
        if self._size > MOST_WAITING:
            self.flush()

    def remove(self, name: str) -> None:
        self._waiting.pop(name, None)
        super().remove(name)
