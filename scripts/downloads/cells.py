"""From cells of text to values, with a stop at every cell that a format would change. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from .base import CannotHold, Chunk, Table, Value

# Beyond these a reader gets another integer than the one written: JSON and spreadsheets count in double precision.
EXACT_IN_DOUBLES = 2**53
EXACT_IN_64_BITS = 2**63 - 1
SHOWN = 60


def place(table: Table, number: int, cells: list[str], column: str) -> str:
    """Where a cell stands, as messages say it: table, row (the header is row 1), plan when there is one, column."""
    plan = f" ({cells[0]})" if table.columns[0] == "plan_id" and cells else ""
    return f"bảng {table.name}, dòng {number}{plan}, cột {column}"


def shown(text: str) -> str:
    """What was found, on one line, cut when long."""
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text)} ký tự)"
    return f"“{cut.encode('unicode_escape', 'backslashreplace').decode() if not cut.isprintable() else cut}”"


def _integer(text: str) -> int:
    value = int(text)
    if str(value) != text:
        raise ValueError(text)
    return value


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if "_" in text or not value.is_finite():
        raise ValueError(text)
    return value


def _date(text: str) -> date:
    value = date.fromisoformat(text)
    if value.isoformat() != text:
        raise ValueError(text)
    return value


def _datetime(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value


READERS: dict[str, Callable[[str], Value]] = {"integer": _integer, "number": _number, "date": _date, "datetime": _datetime}
EXPECTED = {
    "integer": "số nguyên viết bằng chữ số", "number": "số, dấu thập phân là dấu chấm", "date": "ngày có thật dạng 2026-01-31",
    "datetime": "ngày giờ có múi giờ dạng 2026-01-31T08:00:00+07:00",
}  # fmt: skip
NOT_TEXT = "có ký tự không phải Unicode hợp lệ (nửa cặp thay thế); không tệp UTF-8 nào chứa được; xóa ký tự đó"
NOT_EXACT = "nhiều chữ số hơn số thực 64 bit giữ đúng (khoảng 15 chữ số); bớt chữ số, hoặc đổi kiểu của cột thành string trong lược đồ"


def typed(table: Table, texts: list[list[str]], first: int = 2) -> Chunk:
    """The rows with their values. Raises CannotHold with every cell that is not of its type or that no format would keep."""
    width, problems = len(table.columns), []
    if not {width}.issuperset(map(len, texts)):
        raise CannotHold("\n".join(
            f"bảng {table.name}, dòng {number}: có {len(cells)} ô; cần {width}; sửa dòng cho đủ cột"
            for number, cells in enumerate(texts, first) if len(cells) != width
        ))  # fmt: skip
    chunk = Chunk(texts, [], first)
    for column, kind, cells in zip(table.columns, table.types, chunk.text_columns):
        try:
            chunk.value_columns.append(_column(kind, cells))
        except (ValueError, ArithmeticError):
            for at, text in enumerate(cells):
                if said := _fault(kind, text):
                    problems.append(f"{place(table, first + at, texts[at], column)}: {shown(text)} {said}")
    if problems:
        raise CannotHold("\n".join(problems))
    return chunk


def _column(kind: str, cells: tuple[str, ...]) -> list[Value]:
    if kind not in READERS:
        "".join(cells).encode("utf-8")
        return [text or None for text in cells]
    # Years, counts and days come again and again: each is read once.
    read, different = READERS[kind], set(cells)
    different.discard("")
    known = {text: read(text) for text in different}
    if kind == "number":
        for value in known.values():
            if Decimal(repr(float(value))) != value:  # type: ignore[arg-type]
                raise ValueError(value)
    return list(map(known.get, cells))


def _fault(kind: str, text: str) -> str:
    """What is wrong with a cell; "" when nothing is."""
    try:
        _column(kind, (text,))
    except (ValueError, ArithmeticError):
        if kind not in READERS:
            return NOT_TEXT
        try:
            READERS[kind](text)
        except (ValueError, ArithmeticError):
            return f"không đọc được; cần {EXPECTED[kind]}; sửa ô"
        return f"có {NOT_EXACT}"
    return ""


def refuse_integers(table: Table, chunk: Chunk, limit: int, form: str) -> None:
    """Raise CannotHold for integers that readers of this format would get as another number."""
    problems = []
    for at, kind in enumerate(table.types):
        # Shorter than the limit is smaller: no arithmetic for the millions of ordinary cells.
        if kind == "integer" and max(map(len, chunk.text_columns[at]), default=0) >= 16:
            problems += [
                f"{place(table, chunk.first + number, chunk.texts[number], table.columns[at])}: {shown(chunk.texts[number][at])} lớn hơn số nguyên"
                f" mà {form} giữ đúng ({limit}); kiểm tra lại số, hoặc đổi kiểu của cột thành string trong lược đồ"
                for number, value in enumerate(chunk.value_columns[at])
                if value is not None and abs(value) > limit  # type: ignore[arg-type]
            ]
    if problems:
        raise CannotHold("\n".join(problems))
