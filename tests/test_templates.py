"""What templates write out is escaped, whatever it is."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from scripts.templates import environment, written


class Shouting(str):
    def __html__(self) -> str:
        return f"<b>{self}</b>"


@pytest.mark.parametrize("value", ["", "Sông Mã", "<b>", "a & b", '"', "'", "{{ 7*7 }}", 5, None, Markup("<i>"), Shouting("a")])
def test_values_are_written_as_markupsafe_writes_them(value: object) -> None:
    """The same characters, whether they need escaping or not."""
    assert str(written(value)) == str(escape(value))


def test_templates_write_with_it() -> None:
    """In a template, in a macro, in what is joined and in what a macro gives on: escaped once."""
    source = '{% macro cell(x) %}<td title="{{ x }}">{{ x }}</td>{% endmacro %}{{ cell(a) }}{{ a ~ "!" }}{{ [a, a]|join(", ") }}{% set b %}{{ a }}{% endset %}{{ b }}'
    once = "&lt;b&gt;"
    assert environment("vi").from_string(source).render(a="<b>") == f'<td title="{once}">{once}</td>{once}!{once}, {once}{once}'
