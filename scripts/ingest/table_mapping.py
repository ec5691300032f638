"""Columns with their roles: headings.csv first, what stands below second, and a question wherever that leaves a choice. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..tables import schemas
from .grid import Doubt
from .headings import Meaning, meanings
from .read_tables import OTHER, ROLES, WITHHELD, Column
from .shapes import LIKELY, SHARE, is_body, role_by_shape, share, typical_length
from .table_columns import Candidate, years_in
from .table_header import is_number

NAMES = {
    "number": "số thứ tự", "name": "tên, nội dung", "title": "tên ngắn", "unit": "đơn vị tính", "baseline": "kết quả đã có", "target": "chỉ tiêu",
    "lead": "cơ quan chủ trì", "support": "cơ quan phối hợp", "note": "ghi chú", "product": "sản phẩm", "schedule": "thời gian",
    "quantity": "số lượng", "amount": "số tiền", "symbol": "số, ký hiệu", "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành",
    OTHER: "cột chưa có chỗ", WITHHELD: "cột không công bố",
}  # fmt: skip
# Of these a table has one column; a second one would be lost.
SINGLE = ("number", "title", "name", "unit", "quantity", "lead", "support", "product", "note", "symbol", "issued_on", "issuer")
WITH_YEARS = ("baseline", "target", "amount")
# A short title is well below the length of what it is the title of.
SHORTER = 0.6


def roles_told(kinds: Iterable[str]) -> str:
    """What headings.csv may say of a column in tables of these kinds, each with what it means."""
    stages = schemas()["budget_amounts"].fields["stage"]["enum_titles"]
    roles = [role for role in dict.fromkeys(role for kind in kinds for role in ROLES[kind]) if role != "amount"]
    told = [f"{role} ({NAMES[role]})" for role in (*roles, OTHER, WITHHELD)]
    if "budget" in kinds:
        told += [f"amount:{stage} (số tiền {title})" for stage, title in stages.items()]
    return ", ".join(told)


@dataclass
class Mapped:
    """`unknown`: the columns that nothing decides: index -> the role that is likely, "" when none is."""

    columns: list[Column]
    unknown: dict[int, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def mapped(found: Sequence[Candidate], kind: str, title_years: Sequence[int], bodies: Collection[str]) -> Mapped:
    """The columns of a table of this kind. `title_years`: the years its name states."""
    result = Mapped([])
    taken: set[str] = set()
    # What headings say comes first: only what they leave is for the cells below to say.
    for item in sorted(found, key=lambda item: not item.meanings):
        column = _column(item, kind, taken, bodies, result)
        taken.add(column.role)
        result.columns.append(column)
    result.columns.sort(key=lambda column: column.index)
    _names(result, found, kind)
    _one_of_each(result)
    _years(result, kind, title_years)
    _same_years(result)
    _periods(result)
    for column in result.columns:
        if column.role == OTHER and column.index not in result.unknown and column.heading and any(found[column.index].texts):
            result.remarks.append(f"Cột “{column.heading}” chưa có chỗ trong bảng của ta; nội dung giữ trong báo cáo.")
        elif column.role == WITHHELD:
            result.remarks.append(f"Cột “{column.heading}” không được công bố (dữ liệu cá nhân hoặc ghi là không phát hành): nội dung cột này không được chép.")
    return result


def _column(item: Candidate, kind: str, taken: set[str], bodies: Collection[str], result: Mapped) -> Column:
    base = Column(item.index, item.heading, OTHER, item.levels[:-1])
    there = item.of(kind)
    if len({meaning.role for meaning in there}) > 1:
        return _chosen(base, there, item, bodies)
    if there:
        meaning = there[0]
        role = meaning.role if meaning.role in (*ROLES[kind], WITHHELD) else OTHER
        column = replace(base, role=role, stage=meaning.stage if role == "amount" else "", years=meaning.years)
        return column if meaning.sure or role == OTHER else _asking(column, f"Cột “{item.heading}” được đọc là {NAMES[role]}; đúng không?")
    if item.meanings:
        return replace(base, role=WITHHELD if any(meaning.role == WITHHELD for meaning in item.meanings) else OTHER)
    if not any(item.texts):
        return base
    # Few as they are, numbers in a first column without a heading are no guess.
    numbers = not item.heading and item.index == 0 and "number" not in taken and all(is_number(text) for text in item.texts if text)
    role = "number" if numbers else role_by_shape(item.texts, kind, taken, bodies)
    if not role:
        result.unknown[item.index] = role_by_shape(item.texts, kind, taken, bodies, LIKELY)
        return base
    column = replace(base, role=role, found="shape", stage="requested" if role == "amount" else "", years=years_in(item.heading) if role in WITH_YEARS else None)
    if role == "number" and not item.heading:
        return column
    heading = f"Cột “{item.heading}”" if item.heading else f"Cột thứ {item.index + 1} không có tiêu đề"
    return _asking(column, f"{heading} được đọc là {NAMES[role]} theo nội dung các ô bên dưới; đúng không?")


def _chosen(base: Column, there: Sequence[Meaning], item: Candidate, bodies: Collection[str]) -> Column:
    """One heading, several meanings in one kind of table ("Đơn vị"): what stands below decides."""
    roles = [meaning.role for meaning in there]
    if "lead" in roles and share(item.texts, lambda text: is_body(text, bodies)) >= 0.5:
        role = "lead"
    elif "unit" in roles and typical_length(item.texts) <= 15:
        return replace(base, role="unit")
    else:
        role = next(meaning.role for meaning in there)
    second = next(name for name in roles if name != role)
    meaning = next(meaning for meaning in there if meaning.role == role)
    return _asking(replace(base, role=role, stage=meaning.stage, years=meaning.years), f"Cột “{item.heading}” được đọc là {NAMES[role]}; đúng không?", NAMES[second])


def _asking(column: Column, question: str, second: str = "") -> Column:
    return replace(column, doubts=(*column.doubts, Doubt(question, second)))


def _names(result: Mapped, found: Sequence[Candidate], kind: str) -> None:
    """Two columns of names: in a table of tasks the first may be a short title; else the fuller one is the name."""
    named = [column for column in result.columns if column.role == "name"]
    if len(named) < 2:
        return
    first = named[0]
    # One heading over the numbers and the names.
    if not any(column.role == "number" for column in result.columns) and share(found[first.index].texts, is_number) >= SHARE:
        result.columns[first.index] = replace(first, role="number")
        return _names(result, found, kind)
    lengths = {column.index: typical_length(found[column.index].texts) for column in named}
    if kind == "tasks" and len(named) == 2 and not any(column.role == "title" for column in result.columns):
        first, second = named
        result.columns[first.index] = replace(first, role="title")
        if lengths[first.index] > SHORTER * lengths[second.index]:
            question = f"Cột “{first.heading}” được đọc là tên ngắn, cột “{second.heading}” là nội dung nhiệm vụ; đúng không?"
            result.columns[first.index] = _asking(result.columns[first.index], question)
            result.columns[second.index] = _asking(second, question)
        return
    filled = {column.index: sum(bool(text) for text in found[column.index].texts) for column in named}
    best = max(named, key=lambda column: (filled[column.index], lengths[column.index], -column.index))
    for column in named:
        question = f"Bảng có {len(named)} cột tên: cột “{best.heading}” được chọn, cột “{column.heading}” chưa có chỗ; đúng không?"
        if column is not best:
            result.columns[column.index] = _asking(replace(column, role=OTHER), question)


def _one_of_each(result: Mapped) -> None:
    first: dict[str, Column] = {}
    for column in list(result.columns):
        if column.role not in SINGLE:
            continue
        if column.role in first:
            question = f"Hai cột cùng là {NAMES[column.role]}: “{first[column.role].heading}” được chọn, “{column.heading}” chưa có chỗ; đúng không?"
            result.columns[column.index] = _asking(replace(column, role=OTHER), question)
            kept = first[column.role]
            result.columns[kept.index] = _asking(result.columns[kept.index], question, f"cột “{column.heading}”")
        else:
            first[column.role] = column


def _years(result: Mapped, kind: str, title_years: Sequence[int]) -> None:
    """A column of values whose heading says no year takes it from the name of the table, and asks."""
    whole = (title_years[0], title_years[-1]) if title_years else None
    if whole is None and not any(column.role == "baseline" for column in result.columns):
        _plain_years(result)
    for column in list(result.columns):
        if column.role not in WITH_YEARS:
            continue
        if column.years is None:
            guess = _guessed(column, whole, result)
            said = f"; tạm lấy {_said(guess)} theo tên bảng" if guess and whole else f"; tạm lấy {_said(guess)}" if guess else ""
            result.columns[column.index] = _asking(replace(column, years=guess), f"Tiêu đề cột “{column.heading}” không ghi năm: giá trị này thuộc năm nào{said}?")
        elif whole and column.years[1] < whole[0] and column.role == "target" and _is_bare(column.heading):
            question = f"Cột “{column.heading}” nói về năm trước năm của kế hoạch: là kết quả đã có hay là chỉ tiêu?"
            role, second = ("target", "baseline") if column.above else ("baseline", "target")
            result.columns[column.index] = _asking(replace(column, role=role), question, NAMES[second])
        elif column.role == "baseline" and (first := _first_aim(result, whole)) and column.years[1] > first:
            question = f"Cột “{column.heading}” ghi kết quả của năm sau chỉ tiêu đầu tiên ({first}): là kết quả đã có hay là chỉ tiêu?"
            result.columns[column.index] = _asking(column, question, NAMES["target"])
        elif whole and column.years[1] < whole[0] and column.role == "amount" and column.stage == "requested" and not column.doubts:
            question = f"Cột “{column.heading}” nói về năm trước năm của kế hoạch: là số đề nghị, số đã giao hay số ước thực hiện?"
            result.columns[column.index] = _asking(column, question, "ước thực hiện (estimated_outturn)")


def _periods(result: Mapped) -> None:
    """Of several columns of times, one whose heading names no years although that of another does, or that is headed like another."""
    times = [column for column in result.columns if column.role == "schedule"]
    for column in times:
        others = [other for other in times if other is not column and other.above == column.above]
        if column.years is None and any(other.years or other.heading == column.heading for other in others):
            result.columns[column.index] = _asking(column, f"Tiêu đề cột “{column.heading}” không ghi năm như các cột cạnh nó, có thể in thiếu chữ: cột này là thời gian nào?")


def _first_aim(result: Mapped, whole: tuple[int, int] | None) -> int | None:
    """The first year that the table aims at; that of its name when no column says."""
    aims = [other.years[0] for other in result.columns if other.role == "target" and other.years]
    return min(aims) if aims else whole[0] if whole else None


def _plain_years(result: Mapped) -> None:
    """Columns headed by nothing but years under a name without a year: the earliest may be results."""
    plain = [column for column in result.columns if column.role == "target" and column.years and _is_bare(column.heading) and not any(map(_says_role, column.above))]
    if len(plain) > 1:
        first = min(plain, key=lambda column: column.years or (0, 0))
        question = f"Các cột “{'”, “'.join(column.heading for column in plain)}” chỉ ghi năm: cột “{first.heading}” là kết quả đã có hay là chỉ tiêu?"
        result.columns[first.index] = _asking(first, question, NAMES["baseline"])


def _says_role(heading: str) -> bool:
    """Whether a heading over years says what their values are: "Kế hoạch" does, "Năm" does not."""
    return any(meaning.table == "targets" and meaning.role in ("baseline", "target") and meaning.years is None for meaning in meanings(heading))


def _is_bare(heading: str) -> bool:
    return sum(letter.isalpha() for letter in heading) <= 3


def _guessed(column: Column, whole: tuple[int, int] | None, result: Mapped) -> tuple[int, int] | None:
    if column.role != "baseline" and column.stage not in ("estimated_outturn", "executed", "final"):
        return whole
    # What has been reached lies a year before the first target.
    aims = [other.years[0] for other in result.columns if other.role in ("target", "amount") and other.years and other.stage in ("", "requested", "submitted", "approved")]
    first = min(aims) if aims else whole[0] if whole else None
    return (first - 1, first - 1) if first else None


def _said(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]} - {years[1]}"


def _same_years(result: Mapped) -> None:
    alike: dict[tuple[str, str, tuple[int, int] | None], list[Column]] = defaultdict(list)
    for column in result.columns:
        if column.role in WITH_YEARS:
            alike[column.role, column.stage, column.years].append(column)
    for same in alike.values():
        for column in same if len(same) > 1 else []:
            others = "”, “".join(other.heading for other in same if other is not column)
            result.columns[column.index] = _asking(column, f"Cột “{column.heading}” và cột “{others}” nói về cùng một năm: giá trị nào là của kế hoạch?")
