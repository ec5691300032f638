"""mkdocs-macros entry for the hand-written pages: gives them numbers and settings, no logic, no contributed text."""

from __future__ import annotations

import json
from typing import Any

from scripts.formats import number
from scripts.languages import ENGLISH, VIETNAMESE, writing
from scripts.paths import current_layout


def define_env(env: Any) -> None:
    """Offer `stats` (whole numbers, written the Vietnamese way) to the pages, and `stats_en` to the English ones."""
    stats = json.loads((current_layout().build / "stats.json").read_text("utf-8"))
    for name, code in (("stats", VIETNAMESE), ("stats_en", ENGLISH)):
        with writing(code):
            env.variables[name] = {key: number(int(value)) for key, value in stats.items()}
