"""The files of a release as git keeps them: their checksums, their counts, and the one sum that stands for all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..review_marks import is_review
from . import git
from .states import rows


@dataclass(frozen=True)
class Contents:
    """`sums` are lines "<sha256>  data/<path>", sorted by path; `counts` of plans, files and rows."""

    sums: list[str]
    counts: dict[str, int]

    @property
    def sha256(self) -> str:
        return hashlib.sha256("".join(self.sums).encode("utf-8")).hexdigest()


def files(blobs: git.Blobs, repository: Path, tree: str) -> Iterator[tuple[str, bytes]]:
    """("data/<path>", content) of every file of a data/ tree, sorted by path, one in memory at a time; answered questions of a draft are no data. Raises GitError."""
    for path, blob in sorted(git.files_of(repository, tree).items()):
        if is_review(path):
            continue
        content = blobs.read(blob)
        if content is None:
            raise git.GitError(f"data/{path}: git không có nội dung {blob}")
        yield f"data/{path}", content


def sum_line(path: str, content: bytes) -> str:
    """One line of SHA256SUMS, as sha256sum writes and checks it."""
    return f"{hashlib.sha256(content).hexdigest()}  {path}\n"


def contents(repository: Path, tree: str) -> Contents:
    """Reads every file of a data/ tree. Raises GitError, states.Unreadable."""
    sums, counts = [], {"plans": 0, "files": 0, "rows": 0}
    with git.reader(repository) as blobs:
        for path, content in files(blobs, repository, tree):
            sums.append(sum_line(path, content))
            counts["files"] += 1
            counts["plans"] += path.startswith("data/plans/") and path.endswith("/plans.csv")
            if path.endswith(".csv"):
                counts["rows"] += len(rows(content, path))
    return Contents(sums, counts)
