"""The budget of a synthetic plan: a tree whose sums hold at every level, in three views of the same money. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

Row = dict[str, str]
STEP = 500_000
RECURRENT = (
    "Chi mua tài sản, máy móc, trang thiết bị phục vụ KHCN, ĐMST&CĐS",
    "Chi mua, thuê phần mềm, cước dịch vụ phục vụ KHCN, ĐMST&CĐS",
    "Đào tạo, tập huấn",
    "Thực hiện chính sách sử dụng, trọng dụng cá nhân hoạt động KH&CN",
    "Kinh phí phục vụ Khoa học công nghệ (Kiểm tra, đánh giá, thẩm định, giám định và CGCN, hoạt động của Hội đồng sáng kiến)",
    "Hợp tác quốc tế",
    "Duy trì, vận hành Cổng thông tin điện tử xã",
    "Hoạt động của Tổ công nghệ số cộng đồng",
)
INVESTMENT = (
    "Đầu tư thiết lập hệ thống Đài truyền thanh xã ứng dụng CNTT-VT",
    "Đầu tư phần mềm trợ lý ảo hỗ trợ công chức, viên chức",
    "Đầu tư xây dựng phòng học thông minh",
    "Đầu tư hệ thống hội nghị trực tuyến",
    "Đầu tư hạ tầng mạng nội bộ của trụ sở xã",
    "Đầu tư máy chủ và thiết bị an toàn thông tin",
)
UNITS = {"recurrent": ("UBND xã", "Chi các đơn vị sự nghiệp"), "investment": ("UBND xã", "Các đơn vị sự nghiệp")}
KINDS = {"recurrent": ("I", "Chi thường xuyên", RECURRENT), "investment": ("II", "Chi đầu tư phát triển", INVESTMENT)}
GROUPS = ("Chi thực hiện nhiệm vụ KH&CN", "Chi đổi mới sáng tạo và chuyển giao công nghệ", "Chi chuyển đổi số")
DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()


@dataclass
class Item:
    """A line of the division by type. `sums` are this year's expected outturn and next year's request, None when blank."""

    number: str
    name: str
    expenditure: str
    sums: tuple[int | None, int | None]
    parts: list["Item"] = field(default_factory=list)


def _with_parts(number: str, name: str, expenditure: str, parts: list[Item]) -> Item:
    stated = [[part.sums[at] for part in parts if part.sums[at] is not None] for at in (0, 1)]
    return Item(number, name, expenditure, tuple(sum(sums) if sums else None for sums in stated), parts)


def _leaf(rng: Random, number: str, name: str, kind: str, asked: bool) -> Item:
    low, high = (20, 600) if kind == "recurrent" else (150, 2400)
    spent = rng.randint(low, high) * STEP if kind == "recurrent" and rng.random() < 0.6 else None
    return Item(number, name, kind, (spent, rng.randint(low, high) * STEP if asked or rng.random() < 0.8 else None))


def spending(rng: Random) -> Item:
    """The division by type: total, kind of spending, spending unit, item."""
    kinds = []
    for kind, (number, title, names) in KINDS.items():
        units = []
        for at, unit in enumerate(UNITS[kind], start=1):
            drawn = rng.sample(names, rng.randint(4, 8) if kind == "recurrent" else rng.randint(2, 4))
            leaves = [_leaf(rng, "abcdefgh"[i], name, kind, asked=not i) for i, name in enumerate(drawn)]
            units.append(_with_parts(str(at), unit, kind, leaves))
        kinds.append(_with_parts(number, title, kind, units))
    return _with_parts("", "TỔNG SỐ", "", kinds)


def amount_words(amount: int) -> str:
    """1 to below a thousand billion dong in words: 5267475000 -> "Năm tỷ hai trăm sáu mươi bảy triệu ... nghìn đồng"."""
    said: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = amount // scale % 1000
        if group:
            said += _group_words(group, first=not said) + ([name] if name else [])
    text = " ".join([*said, "đồng"])
    return text[0].upper() + text[1:]


def _group_words(group: int, first: bool) -> list[str]:
    hundreds, tens, unit = group // 100, group // 10 % 10, group % 10
    said = [] if first and not hundreds else [DIGITS[hundreds], "trăm"]
    if tens:
        said += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    elif unit and said:
        said.append("linh")
    if unit:
        said.append("mốt" if unit == 1 and tens > 1 else "lăm" if unit == 5 and tens else DIGITS[unit])
    return said


class Budget:
    """Collects the lines and amounts of one plan asking for money for `year`."""

    def __init__(self, rng: Random, year: int) -> None:
        self.year = year
        self.tree = spending(rng)
        details = [leaf.sums[1] or 0 for unit in self.tree.parts[0].parts for leaf in unit.parts]
        # Groups of tasks are made of details of the table, but not always; words now and then say another sum than figures.
        self.science = sum(rng.sample(details, len(details) // 3)) if rng.random() < 0.7 else rng.randint(1, sum(details) // STEP) * STEP
        self.misprint = rng.choice((-9, 9)) * 10**6 if rng.random() < 0.05 else 0
        self.lines: list[Row] = []
        self.amounts: list[Row] = []

    def line(self, view: str, name: str, sums: tuple[int | None, int | None], **more: str) -> str:
        """Add a line with its amounts; returns its id."""
        words = more.pop("words", "")
        line_id = f"NS{len(self.lines) + 1:02}"
        self.lines.append({"line_id": line_id, "view": view, "name": name, "reading": "certain"} | more)
        for year, stage, amount in zip((self.year - 1, self.year), ("estimated_outturn", "requested"), sums):
            if amount is not None:
                printed = f"{amount:,}".replace(",", ".")
                said = words if stage == "requested" else ""
                self.amounts.append({
                    "line_id": line_id, "fiscal_year": str(year), "stage": stage, "amount_text": printed,
                    "amount_words": said, "amount": str(amount),
                })  # fmt: skip
        return line_id

    def add_body(self) -> None:
        """What the text of the plan says: the totals and their division by task group."""
        spent, asked = self.tree.sums
        recurrent, investment = (part.sums[1] for part in self.tree.parts)
        if spent is not None:
            self.line("total", f"Chi thường xuyên năm {self.year - 1} đã bố trí", (spent, None), expenditure="recurrent")
        top = self.line("total", f"Tổng nhu cầu kinh phí năm {self.year}", (None, asked), words=amount_words(asked + self.misprint))
        for part in self.tree.parts:
            self.line("total", part.name, (None, part.sums[1]), parent_id=top, expenditure=part.expenditure)
        for name, amount in zip(GROUPS, (self.science, investment, recurrent - self.science)):
            self.line("task_group", name, (None, amount))

    def add_table(self, item: Item | None = None, parent_id: str = "") -> None:
        """The table of the appendix, depth first."""
        item = item or self.tree
        line_id = self.line(
            "spending_type", item.name, item.sums, parent_id=parent_id, number=item.number, expenditure=item.expenditure
        )
        for part in item.parts:
            self.add_table(part, line_id)
