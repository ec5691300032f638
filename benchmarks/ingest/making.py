"""Made-up plans with their true cells: the same seed gives the same plan. Nothing of a real document is in them."""

from __future__ import annotations

from random import Random

from .truth import TrueColumn, TrueDocument, TrueRow, TrueTable
from .varying import varied
from .vocabulary import (
    ABOUT, BODIES, HEADINGS, MARKS, OBJECTS, PRODUCTS, SECTIONS, SEVERAL, SPENDERS, SPENDING, STATES, SUBJECTS, SYMBOLS, TAILS, VALUES, VERBS, WHEN,
)  # fmt: skip

ROMAN = ("I", "II", "III", "IV", "V", "VI")
COMMUNE = "Đông Phú"
YEAR = 2026


def _heading(random: Random, role: str, year: int | None = None) -> str:
    return random.choice(HEADINGS[role]).format(n=year)


def _column(random: Random, key: str, year: int | None = None, width: float = 3.0) -> TrueColumn:
    role, _, stage = key.rpartition(".")[2].partition(":")
    return TrueColumn(_heading(random, key, year), role, (year, year) if year else None, stage, width=width)


def _body(random: Random) -> str:
    return random.choice(SEVERAL) if random.random() < 0.3 else random.choice(BODIES)


def _value(random: Random) -> str:
    return "" if random.random() < 0.15 else random.choice(VALUES)


def _target(random: Random) -> str:
    return f"{random.choice(('Tỷ lệ', 'Số', 'Tỷ lệ', 'Số lượng'))} {random.choice(SUBJECTS)} {random.choice(STATES)}"


def _task(random: Random) -> str:
    return f"{random.choice(VERBS)} {random.choice(OBJECTS)}{random.choice(TAILS)}"


def _shuffled(random: Random, columns: list[TrueColumn]) -> list[TrueColumn]:
    """The columns after STT and the name in another order, as other communes print them."""
    head, rest = columns[:2], columns[2:]
    if random.random() < 0.5:
        values = [column for column in rest if column.years]
        others = [column for column in rest if not column.years]
        rest = others + values if random.random() < 0.5 else values + others
    return head + rest


def _sectioned(random: Random, columns: list[TrueColumn], fill: dict[str, object], name: object, count: int) -> list[TrueRow]:
    rows: list[TrueRow] = []
    for at in range(random.randint(2, 4)):
        merged = random.random() < 0.6
        rows.append(TrueRow("section", (ROMAN[at], SECTIONS[(at + count) % len(SECTIONS)], *[""] * (len(columns) - 2)), merged))
        for number in range(1, random.randint(2, count) + 1):
            rows.append(TrueRow("row", tuple(_cell(random, column, fill, number, name) for column in columns)))
    return rows


def _cell(random: Random, column: TrueColumn, fill: dict, number: int, name: object) -> str:
    if column.role == "number":
        return str(number)
    if column.role == "name":
        return name(random)
    return fill[column.role](random)


def targets(random: Random) -> TrueTable:
    columns = [_column(random, "number", width=1.2), _column(random, "targets.name", width=9)]
    if random.random() < 0.5:
        columns.append(_column(random, "targets.baseline", YEAR - 1, width=2.4))
    years = [YEAR] if random.random() < 0.6 else [YEAR, 2030, 2035]
    word = random.choice(HEADINGS["targets.target"])
    columns += [TrueColumn(word.format(n=year), "target", (year, year), width=2.4) for year in years]
    columns.append(_column(random, "lead", width=4))
    if random.random() < 0.7:
        columns.append(_column(random, "support", width=4))
    columns = _shuffled(random, columns)
    fill = {"baseline": _value, "target": _value, "lead": _body, "support": lambda r: "" if r.random() < 0.2 else _body(r)}
    rows = _sectioned(random, columns, fill, _target, 6)
    return TrueTable("targets", ("Phụ lục I", f"CHỈ TIÊU KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO VÀ CHUYỂN ĐỔI SỐ NĂM {YEAR}"), tuple(columns), tuple(rows))


def tasks(random: Random) -> TrueTable:
    columns = [_column(random, "number", width=1.2), _column(random, "tasks.name", width=8), _column(random, "lead", width=3.5)]
    if random.random() < 0.8:
        columns.append(_column(random, "support", width=3.5))
    if random.random() < 0.7:
        columns.append(_column(random, "tasks.product", width=3.2))
    periods = random.random() < 0.35
    if periods:
        above = (_heading(random, "tasks.schedule"),)
        columns += [TrueColumn(f"Năm {YEAR - 1}", "schedule", (YEAR - 1, YEAR - 1), above=above, width=2.2)]
        columns += [TrueColumn(f"Giai đoạn {a} - {a + 5}", "schedule", (a, a + 5), above=above, width=2.2) for a in (2025, 2030, 2035)]
    else:
        columns.append(_column(random, "tasks.schedule", width=2.8))
    if random.random() < 0.4:
        columns.append(_column(random, "note", width=1.8))
    fill = {
        "lead": _body, "support": lambda r: "" if r.random() < 0.25 else _body(r), "product": lambda r: "" if r.random() < 0.2 else r.choice(PRODUCTS),
        "schedule": (lambda r: r.choice(MARKS)) if periods else (lambda r: r.choice(WHEN)), "note": lambda r: "" if r.random() < 0.8 else "Chuyển tiếp",
    }  # fmt: skip
    rows = _sectioned(random, columns, fill, _task, 7)
    return TrueTable("tasks", ("Phụ lục II", f"DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM {YEAR}"), tuple(columns), tuple(rows))


def _money(value: int) -> str:
    return f"{value:,}".replace(",", ".") if value else ""


def budget(random: Random) -> TrueTable:
    columns = [_column(random, "number", width=1.4), _column(random, "budget.name", width=8)]
    if random.random() < 0.5:
        columns.append(_column(random, "budget.amount:estimated_outturn", YEAR - 1, width=3.2))
    columns.append(_column(random, "budget.amount:requested", YEAR, width=3.2))
    if random.random() < 0.4:
        columns.append(_column(random, "note", width=2))
    amounts = [at for at, column in enumerate(columns) if column.role == "amount"]
    rows: list[list[str]] = []
    kinds: list[str] = []

    def put(kind: str, number: str, name: str, sums: list[int]) -> None:
        cells = [number, name, *[""] * (len(columns) - 2)]
        for at, value in zip(amounts, sums):
            cells[at] = _money(value)
        rows.append(cells)
        kinds.append(kind)

    whole = [0] * len(amounts)
    put("total", "", random.choice(("TỔNG SỐ", "Tổng cộng", "TỔNG CỘNG")), whole)
    for at, section in enumerate(("Chi thường xuyên", "Chi đầu tư phát triển")):
        mine, place = [0] * len(amounts), len(rows)
        put("section", ROMAN[at], section, mine)
        for number in range(1, random.randint(1, 2) + 1):
            below, spot = [0] * len(amounts), len(rows)
            put("row", str(number), random.choice(SPENDERS), below)
            for letter in "abcde"[: random.randint(1, 4)]:
                sums = [random.choice((0, random.randrange(5, 900) * 1_000_000, random.randrange(100, 9000) * 50_000)) for _ in amounts]
                put("row", letter, random.choice(SPENDING), sums)
                below = [a + b for a, b in zip(below, sums)]
            for column, value in zip(amounts, below):
                rows[spot][column] = _money(value)
            mine = [a + b for a, b in zip(mine, below)]
        for column, value in zip(amounts, mine):
            rows[place][column] = _money(value)
        whole = [a + b for a, b in zip(whole, mine)]
    for column, value in zip(amounts, whole):
        rows[0][column] = _money(value)
    titles = ("Phụ lục III", f"DỰ TOÁN KINH PHÍ NĂM {YEAR}", "Đơn vị: đồng")
    return TrueTable("budget", titles, tuple(columns), tuple(TrueRow(kind, tuple(cells)) for kind, cells in zip(kinds, rows)))


def documents(random: Random) -> TrueTable:
    keys = ("number", "documents.symbol", "documents.issued_on", "documents.name")
    columns = [_column(random, key, width=width) for key, width in zip(keys, (1.2, 3.6, 2.6, 8))]
    rows = []
    for number in range(1, random.randint(6, 20)):
        day = f"{random.randint(1, 28):02}/{random.randint(1, 12)}/2025"
        rows.append(TrueRow("row", (str(number), f"{random.randint(3, 400)}/{random.choice(SYMBOLS)}", day, random.choice(ABOUT))))
    return TrueTable("documents", ("Phụ lục IV", "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH"), tuple(columns), tuple(rows))


HEAD = (
    f"KẾ HOẠCH Khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm {YEAR} trên địa bàn xã {COMMUNE}",
    f"Ủy ban nhân dân xã {COMMUNE} ban hành kế hoạch năm {YEAR} với các nội dung như sau.",
    "1. Mỗi thôn có ít nhất một người hướng dẫn kỹ năng số. (Chi tiết tại các phụ lục kèm theo)",
)


def document(seed: int, features: tuple[str, ...] = ()) -> TrueDocument:
    """A made-up plan: targets and tasks always, a budget and a list of documents mostly; every third one headed as varying.py does."""
    random = Random(seed)
    tables = [targets(random), tasks(random)]
    if random.random() < 0.7:
        tables.append(budget(random))
    if random.random() < 0.5:
        tables.append(documents(random))
    if seed % 3 == 1:
        tables = [varied(table, random) for table in tables]
    return TrueDocument(f"made_up_{seed:03}", tuple(tables), HEAD, ("Trên đây là kế hoạch của xã./.",), features)
