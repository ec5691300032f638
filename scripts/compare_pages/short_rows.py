"""Targets of an indicator that very many plans set: a row each, with the figures alone. The plan's page has the printed words."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from markupsafe import Markup, escape

from .. import formats
from ..compare.heads import Row
from ..compare.indicators import decimal
from ..languages import _, current
from ..templates import quote
from .lists import Lists


def short_rows(lists: Lists, rows: list[Row], name: str, path: str) -> Markup:
    """Stored rows as the rows of a table on the page at `path`; `name` is the indicator's, and a row printed under another name says so."""
    code, root, found = current(), "../" * path.count("/"), []
    doubt, renamed, notices = f' <span class="mb-doubt">{escape(_("đọc chưa chắc chắn"))}</span>', f"; {escape(_('in tên khác'))}", escape(_("Đối chiếu:"))
    for row in rows:
        plan, identifier = lists.cells[row["plan_id"]], escape(row["id"])
        # Which row the notices are about is said where the link leads, with links to each.
        flags = "" if row["name"] == name else renamed
        flags += f"; {notices} {escape(', '.join(row['notices']))}" if row["notices"] else ""
        figures = "; ".join(
            _figure(code, value["year"], value["measure"], value["comparator"], value["value_min"], value["value_max"], value["unit"], value["value_text"])
            for value in sorted(row["values"], key=_year)
        )
        doubtful = doubt if "doubtful" in (row["reading"], *(value["reading"] for value in row["values"])) else ""
        found.append(
            f'<tr><th scope="row"><a href="{root}{plan.commune}</th><td><a href="{root}{plan.address}/#{identifier}">{identifier}</a> {plan.name}{flags}</td>'
            f"<td>{figures}{doubtful}</td></tr>\n"
        )
    return Markup("".join(found))


_year = itemgetter("year", "measure")


@lru_cache(10_000)
def _figure(code: str, year: int, measure: str, comparator: str, low: str | None, high: str | None, unit: str, text: str) -> str:
    """"2026: ≥ 70%" as HTML, or the printed words where the document gives no number.

    Plans set the same figures again and again; `code`, the language being written, keeps those of two languages apart.
    """
    figure = formats.target_value(comparator, decimal(low), decimal(high), unit)
    said = escape(figure) if figure and unit in ("", "%") else escape(quote(figure or text))
    when = _("Kết quả %(year)s", year=year) if measure == "baseline" else str(year)
    return f"{escape(when)}: {said}"
