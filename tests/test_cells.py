"""Cells as values: exact or refused, each with its table, row, column, what was found and what to do."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from scripts.downloads.base import CannotHold, Table
from scripts.downloads.cells import EXACT_IN_64_BITS, EXACT_IN_DOUBLES, refuse_integers, typed

KINDS = ("string", "integer", "number", "date", "datetime")
TABLE = Table("thu", {"fields": [{"name": "plan_id", "type": "string"}, *({"name": f"a_{kind}", "type": kind} for kind in KINDS)]})


def row(**cells: str) -> list[str]:
    return ["son-la/song-ma-04168/khcn-2026", *(cells.get(kind, "") for kind in KINDS)]


def refused(*rows: list[str]) -> list[str]:
    with pytest.raises(CannotHold) as error:
        typed(TABLE, list(rows))
    return str(error.value).split("\n")


def test_every_type_has_its_value() -> None:
    """Text stays text, also when it looks like something else; numbers keep their digits; nothing is None."""
    full = row(string="04168", integer="-2026", number="0.230", date="2026-02-28", datetime="2025-10-04T08:05:55+07:00")
    chunk = typed(TABLE, [full, row(string="=1+1")], first=10)
    at = datetime(2025, 10, 4, 8, 5, 55, tzinfo=timezone(timedelta(hours=7)))
    assert chunk.values == [
        ("son-la/song-ma-04168/khcn-2026", "04168", -2026, Decimal("0.230"), date(2026, 2, 28), at),
        ("son-la/song-ma-04168/khcn-2026", "=1+1", None, None, None, None),
    ]
    assert (chunk.texts, chunk.first) == ([full, row(string="=1+1")], 10)
    assert typed(TABLE, []).values == []


@pytest.mark.parametrize("text", ["0", "9007199254740992", "-9007199254740992", "123456789012345678901234567890"])
def test_whole_numbers_are_exact_whatever_their_size(text: str) -> None:
    """How large a number a format holds is for the format to say."""
    assert typed(TABLE, [row(integer=text)]).values[0][2] == int(text)


@pytest.mark.parametrize("text", ["0.1", "-15", "5267.475", "99999999999.99", "1e3", "0.000001", "123456789012345"])
def test_numbers_that_come_back_are_kept(text: str) -> None:
    """As a double and back it is the same number."""
    value = typed(TABLE, [row(number=text)]).values[0][3]
    assert value == Decimal(text) == Decimal(repr(float(text)))


@pytest.mark.parametrize(
    ("kind", "text"),
    [("integer", "1.0"), ("integer", "007"), ("integer", "+5"), ("integer", "1_000"), ("integer", " 5"), ("integer", "٣"), ("integer", "9" * 5000),
     ("number", "0,23"), ("number", "NaN"), ("number", "sNaN"), ("number", "Infinity"), ("number", "1_0"), ("number", "0.1234567890123456789"),
     ("number", "9007199254740993"), ("number", "1e400"), ("date", "2026-02-30"), ("date", "20260228"), ("date", "2026-W01-1"), ("date", "28/02/2026"),
     ("datetime", "2026-02-28T08:00:00"), ("datetime", "hôm nay"), ("string", "nửa \ud800 cặp")],
)  # fmt: skip
def test_what_would_change_is_refused(kind: str, text: str) -> None:
    """At its place, on one line, with what was expected and what to do."""
    line, = refused(row(), row(**{kind: text}))
    assert line.startswith(f"bảng thu, dòng 3 (son-la/song-ma-04168/khcn-2026), cột a_{kind}: “")
    assert ("; sửa ô" in line) or ("; xóa ký tự" in line) or ("đổi kiểu của cột thành string" in line)
    assert len(line) < 400 and line.encode("utf-8")


def test_every_problem_is_said_at_once() -> None:
    """All cells of all columns, and rows that are too short or too long."""
    assert len(refused(row(integer="x", date="y"), row(), row(number="z"))) == 3
    assert refused(["chỉ một ô"], row()) == ["bảng thu, dòng 2: có 1 ô; cần 6; sửa dòng cho đủ cột"]


@pytest.mark.parametrize(("limit", "form"), [(EXACT_IN_DOUBLES, "JSON"), (EXACT_IN_64_BITS, "SQLite")])
def test_integers_beyond_a_format_are_refused(limit: int, form: str) -> None:
    """The last that it holds passes, on either side of zero; the next does not."""
    inside = typed(TABLE, [row(integer=str(limit)), row(integer=str(-limit)), row()])
    refuse_integers(TABLE, inside, limit, form)
    beyond = typed(TABLE, [row(integer=str(limit + 1)), row(), row(integer=str(-limit - 1))], first=102)
    with pytest.raises(CannotHold) as error:
        refuse_integers(TABLE, beyond, limit, form)
    first, second = str(error.value).split("\n")
    assert first.startswith(f"bảng thu, dòng 102 (son-la/song-ma-04168/khcn-2026), cột a_integer: “{limit + 1}” lớn hơn số nguyên mà {form} giữ đúng ({limit})")
    assert second.startswith("bảng thu, dòng 104 ")
