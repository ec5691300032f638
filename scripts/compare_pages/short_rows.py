"""Targets of an indicator that very many plans set: a row each, with the figures alone. The plan's page has the printed words."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from .. import formats
from ..compare.heads import Row, Who
from ..compare.indicators import decimal
from ..languages import _, current
from ..templates import quote
from .lists import Lists

# (plan, id of the row, printed name if it is another one than the indicator's, figures, is doubtful, notices)
Short = tuple[Who, str, str, str, bool, list[str]]


def short(lists: Lists, rows: list[Row], name: str) -> list[Short]:
    """Stored rows as such a page shows them; `name` is the indicator's."""
    code = current()
    return [
        (
            lists.plans[row["plan_id"]], row["id"], "" if row["name"] == name else row["name"],
            Markup("; ").join(
                _figure(code, value["year"], value["measure"], value["comparator"], value["value_min"], value["value_max"], value["unit"], value["value_text"])
                for value in row["values"]
            ),
            "doubtful" in (row["reading"], *(value["reading"] for value in row["values"])), row["notices"],
        )
        for row in rows
    ]  # fmt: skip


@lru_cache(10_000)
def _figure(code: str, year: int, measure: str, comparator: str, low: str | None, high: str | None, unit: str, text: str) -> Markup:
    """"2026: ≥ 70%", or the printed words where the document gives no number. `code` is the language being written: plans set the same figures again and again."""
    figure = formats.target_value(comparator, decimal(low), decimal(high), unit)
    said = escape(figure) if figure and unit in ("", "%") else escape(quote(figure or text))
    when = _("Kết quả %(year)s", year=year) if measure == "baseline" else str(year)
    return Markup(f"{when}: {said}")
