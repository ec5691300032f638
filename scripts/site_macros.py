"""mkdocs-macros entry for the hand-written pages: gives them numbers and settings, no logic, no contributed text."""

from __future__ import annotations

import json
from typing import Any

from scripts.formats import number
from scripts.paths import current_layout


def define_env(env: Any) -> None:
    """Offer `stats` (whole numbers, written the Vietnamese way) to the pages."""
    stats = json.loads((current_layout().build / "stats.json").read_text("utf-8"))
    env.variables["stats"] = {name: number(int(value)) for name, value in stats.items()}
