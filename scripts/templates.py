"""The Jinja environment of the data pages, and the words that its templates ask for. Everything is escaped."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from markupsafe import Markup, escape

from . import formats, languages, metrics, quotations
from .folding import Folding
from .languages import VIETNAMESE, _
from .naming import full_name
from .paths import TEMPLATES
from .tables import schemas
from .text import tone_key


_special = re.compile("[&<>'\"]").search


def written(value: Any) -> str:
    """What a template writes out, escaped: the characters of markupsafe.escape, without an object of its class for each of thousands of cells."""
    if type(value) is str and not _special(value):
        return value
    return escape(value)


class RowEnvironment(Environment):
    """Templates speak of the columns of rows, which are dictionaries: `row.name` looks there first, not for an attribute."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            if attribute in obj:
                return obj[attribute]
        else:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def _generate(self, *arguments: Any, **named: Any) -> str:
        # The code of a template calls `escape` for what it writes out and for nothing else.
        return super()._generate(*arguments, **named) + f"\nfrom {__name__} import written as escape\n"

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return Folding().visit(super()._parse(source, name, filename))


@cache
def environment(language: str) -> Environment:
    """The templates of one language, for use while it is being written; an undefined name is an error, and every value is escaped."""
    env = RowEnvironment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    env.install_gettext_callables(languages.gettext, languages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        counted=counted, chosen=languages.chosen, language=languages.current, prefix=lambda: languages.PREFIXES[languages.current()], vi=_vi, quote=quote, quotes=quotes, full_name=full_name,
        dong=formats.dong, dong_short=formats.dong_short, number=formats.number, size=formats.size, day=formats.day, label=label,
        reads_differently=_reads_differently, target_value=_target_value, schedule_runs=metrics.schedule_runs,
        run_label=_run_label, schedule_note=_schedule_note, group_title=_group_title,
    )  # fmt: skip
    return env


def render(template: str, path: str, **values: Any) -> str:
    """The body of the page at `path` (without the language), in the language being written.

    Every template knows `root`, the way to the home page of its language, and `top`, the way to the root of the
    site, where files stand that all languages share.
    """
    root = "../" * path.count("/")
    top = root + "../" * languages.PREFIXES[languages.current()].count("/")
    return environment(languages.current()).get_template(template).render(root=root, top=top, path=path, **values)


def counted(message: str, n: int, **values: object) -> str:
    """A message about a number of things: `counted("%(n)s nhiệm vụ", 3)`; English tells one from many."""
    return languages.ngettext(message, message, n) % {"n": formats.number(n), **values}


def _vi() -> Markup:
    """For the tag of an element that holds nothing but what stays Vietnamese: `<td{{ vi() }}>`."""
    return Markup(languages.mark())


def quote(text: str) -> str:
    """A quotation inside a sentence or cell, marked as Vietnamese on a page of another language; empty for an empty one."""
    if not text or languages.current() == VIETNAMESE:
        return text
    return Markup(f"<span{languages.mark()}>{escape(text)}</span>")


def quotes(text: str) -> str:
    """A sentence of ours with what it quotes, and the names in it, marked in the same way."""
    if languages.current() == VIETNAMESE:
        return text
    return Markup("").join(quote(piece) if vietnamese else piece for piece, vietnamese in quotations.pieces(text))


def label(table: str, column: str, value: str) -> str:
    return schemas()[table].label(column, value)


def _reads_differently(parsed: str, printed: str) -> bool:
    """Whether readers should see the printed text beside the parsed one: not for a moved tone mark or dash."""
    return not formats.same_text(tone_key(parsed), tone_key(printed))


def _group_title(title: str) -> str:
    """A printed section title in running text: without capitals throughout, without its remark in brackets."""
    words = title.partition(" (")[0]
    return words.capitalize() if words.isupper() else words


def _target_value(value: dict[str, Any]) -> str:
    return formats.target_value(value["comparator"], value["value_min"], value["value_max"], value["unit"])


def _run_label(rows: list[dict[str, Any]]) -> str:
    """The columns of a run: "Năm 2025" or "2025–2035" for neighbouring columns with the same words."""
    first, last = rows[0], rows[-1]
    if not first["period_from"]:
        return ""
    years = f"{first['period_from']}–{last['period_to']}"
    return _("Năm %(year)s", year=first["period_from"]) if first["period_from"] == last["period_to"] else years


def _outside_column(row: dict[str, Any]) -> bool:
    """Whether the printed time lies outside the years of the column it is printed in."""
    return bool(row["due_on"] and row["period_from"] and not row["period_from"] <= row["due_on"].year <= row["period_to"])


def _schedule_note(row: dict[str, Any]) -> str:
    """What was read out of the printed words: the due date, or the kind when there is none."""
    if row["kind"] == "marked":
        return _("có đánh dấu, không ghi ngày")
    outside = _("không thuộc giai đoạn của cột") if _outside_column(row) else ""
    if row["due_on"] and row["kind"] in metrics.DATED:
        return _("hạn %(day)s", day=formats.day(row["due_on"])) + (f"; {outside}" if outside else "")
    if outside:
        return outside
    if row["kind"] == "text":
        return _("không đọc được thành ngày")
    if row["kind"] == "conditional":
        return _("chờ điều kiện")
    return ""
