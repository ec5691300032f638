"""A small collection in a git repository of its own, with a clock that tests set."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from collection_support import Collection

from scripts.package import fresh_text
from scripts.paths import ROOT

# 2026-01-01 00:00 in Vietnam; commit n of a test is n hours later.
FIRST = 1767200400
CHANGELOG = "# Thay đổi của dữ liệu\n\n## Chưa phát hành\n\n- Hai kế hoạch đầu tiên.\n"
PROJECT = '[project]\nname = "x"\nversion = "0.0.0"\ndescription = "version = 1"\n'
CITATION = "cff-version: 1.2.0\nversion: 0.0.0\ndate-released: 2020-01-01\n"


class Repository(Collection):
    """A collection under git."""

    commits = 0

    def git(self, *arguments: str, hour: int = 0) -> str:
        stamp = f"{FIRST + 3600 * hour} +0700"
        environment = {
            **os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.vn",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.vn", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        done = subprocess.run(["git", *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, hour: int) -> str:
        """All that lies here as a commit made at that hour of 2026-01-01; returns its id."""
        self.git("add", "-A")
        self.git("commit", "-qm", f"hour {hour}", hour=hour)
        return self.git("rev-parse", "HEAD")

    def text(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def put(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")

    def everything(self) -> dict[str, bytes]:
        """Every file outside .git."""
        paths = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}


def made_repository(pristine: Path, root: Path) -> Repository:
    """The small collection with its schemas and texts, committed at hour 1; nothing is released."""
    shutil.copytree(pristine, root)
    shutil.copytree(ROOT / "data/schemas", root / "data/schemas")
    shutil.copyfile(ROOT / "datapackage.json", root / "datapackage.json")
    made = Repository(root)
    made.put("datapackage.json", fresh_text(made))
    for name, text in (("CHANGELOG.md", CHANGELOG), ("pyproject.toml", PROJECT), ("CITATION.cff", CITATION)):
        made.put(name, text)
    made.git("init", "-q", "-b", "main")
    made.commit(1)
    return made


def give_reasons(repository: Repository, reason: str = "Lý do thử.") -> None:
    """The same reason for every group of releases/next.csv."""
    lines = repository.text("releases/next.csv").splitlines()
    repository.put("releases/next.csv", "\n".join([lines[0], *(line + reason if line.endswith(",") else line for line in lines[1:])]) + "\n")
