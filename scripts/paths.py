"""Every path the project reads or writes. Imports nothing of ours."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "data" / "schemas"
TEMPLATES = ROOT / "docs" / "_templates"
LANGUAGES = ROOT / "docs" / "_languages"
MKDOCS_CONFIG = ROOT / "mkdocs.yml"


@dataclass(frozen=True)
class Layout:
    """Where one collection lives: its data, what is built from it, and the site.

    The schemas and templates belong to the code and are the same for every layout;
    tests and benchmarks give a layout of their own.
    """

    root: Path = ROOT

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def plans(self) -> Path:
        return self.data / "plans"

    @property
    def reference(self) -> Path:
        return self.data / "reference"

    @property
    def descriptor(self) -> Path:
        return self.root / "datapackage.json"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def relative(self, path: Path) -> str:
        """The path as people write it: below the root, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


def current_layout() -> Layout:
    """The layout named by COLLECTION_ROOT, else the repository itself."""
    root = os.environ.get("COLLECTION_ROOT")
    return Layout(Path(root).resolve()) if root else Layout()
