"""Notices of all plans on their way from the pages of plans to the pages of /doi-chieu/, kept on disk by build.py."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from . import consistency


class NoticeStore:
    """The notices of every plan, kept on disk by rule: those of a nation do not fit in memory, nor on one page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def total(self) -> int:
        return sum(sum(counter.values()) for counter in self.counts.values())

    def add(self, notices: list[consistency.Notice]) -> None:
        by_name: dict[str, list[str]] = defaultdict(list)
        for notice in notices:
            self.counts[notice["rule"]][notice["severity"]] += 1
            line = json.dumps(notice, ensure_ascii=False) + "\n"
            for name in (consistency.ALL, notice["rule"]):
                by_name[name].append(line)
        for name, lines in by_name.items():
            with open(self.folder / f"{name}.jsonl", "a", encoding="utf-8") as out:
                out.writelines(lines)

    def chunks(self, name: str) -> Iterator[list[consistency.Notice]]:
        """What a rule found, or all notices, a page at a time."""
        path = self.folder / f"{name}.jsonl"
        if not path.exists():
            return
        with open(path, encoding="utf-8") as lines:
            while chunk := [json.loads(line) for line in islice(lines, consistency.ON_A_PAGE)]:
                yield chunk
