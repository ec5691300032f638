"""The notice-board sheet of a plan: what one printed A4 page says of it, and the code that leads back to its page. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import segno

from . import metrics
from .edition import Edition
from .facts import PlanFacts

TARGETS, DUE, LEADERS, NOTICES = 5, 4, 4, 2  # so that the sheet of a long plan fits one page


def sheet(facts: PlanFacts, edition: Edition) -> dict[str, Any]:
    """What the sheet shows besides the answers of the page. In every language it leads to the plan's Vietnamese page."""
    calendar = metrics.calendar(facts)
    material = [row for row in facts.notices if row["severity"] == "material"]
    return {
        "targets": metrics.examples(facts, TARGETS),
        "leaders": metrics.leaders(facts)[:LEADERS],
        "due": calendar.dated[:DUE],
        "duties_due": metrics.dated_duties(facts)[:DUE],
        "notices": material[:NOTICES],
        "more_notices": len(facts.notices) - len(material[:NOTICES]),
        "code": code(edition.address(f"{facts.plan_id}/")),
        "address": edition.short_address(f"{facts.plan_id}/"),
        "date": edition.date,
    }


@lru_cache(maxsize=1)  # the languages of a plan are made one after the other
def code(address: str) -> str:
    """The QR code of an address as SVG, with the quiet margin that readers need; "" without an address."""
    if not address:
        return ""
    return segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=4, svgclass=None, lineclass=None)
