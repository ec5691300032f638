"""What a reader can and cannot find in a plan, item by item: facts about the document, no score of the commune. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import formats
from .facts import Group, PlanFacts, Rows
from .languages import N_, _
from .metrics import DATED


@dataclass(frozen=True)
class Item:
    """One thing to look for. `found` of `total` rows state it; `total` 0: the document has no such rows.

    `text` says it in words, `place` is the section of the page where it stands. `quoted`: the words are those of the document.
    """

    name: str
    found: int
    total: int
    text: str
    place: str
    quoted: bool = False

    @property
    def state(self) -> str:
        """all | some | none | absent."""
        if not self.total:
            return "absent"
        return "all" if self.found == self.total else "some" if self.found else "none"


def items(facts: PlanFacts) -> list[Item]:
    """The panel of a plan, in the order in which a reader asks."""
    return [*_document(facts), *_targets(facts), *_tasks(facts), *_money(facts), *_text(facts), *_sources(facts)]


def _stated(name: str, said: str, place: str, unsaid: str = "", quoted: bool = False) -> Item:
    return Item(_(name), int(bool(said)), 1, said or unsaid or _("không nêu"), place, quoted and bool(said))


def _share(name: str, found: int, total: int, place: str, unit: str, none: str) -> Item:
    """`unit` is a message with the two numbers, `none` what is said when there are no such rows."""
    said = _(unit, found=formats.number(found), total=formats.number(total)) if total else _(none)
    return Item(_(name), found, total, said, place)


def _document(facts: PlanFacts) -> list[Item]:
    plan = facts.plan
    issued = formats.day(plan["issued_on"]) if plan["issued_on"] else ""
    signed = _("không nêu; ký số lần đầu %(day)s", day=formats.day(plan["signed_at"])) if plan["signed_at"] else ""
    announced, present = plan["appendices_announced"], plan["appendices_present"]
    found = [
        _stated(N_("Số văn bản"), plan["document_number"], "tra-loi-nhanh", quoted=True),
        _stated(N_("Ngày ban hành"), issued, "tra-loi-nhanh", signed),
        _stated(N_("Người ký"), plan["signer_name"], "tra-loi-nhanh", quoted=True),
        _stated(N_("Chức vụ người ký"), plan["signer_position"].lower(), "tra-loi-nhanh", quoted=True),
        _stated(N_("Cơ quan ban hành"), plan["issuer_text"], "tra-loi-nhanh", quoted=True),
    ]
    if announced:
        # An appendix that nobody announced is no more than all of those announced.
        there = min(announced, present or 0)
        found.append(Item(_("Phụ lục được nhắc đến"), there, announced, _("nhắc đến %(announced)s, bản này có %(present)s", announced=announced, present=present or 0), "nguon"))
    return found


def _rows(groups: list[Group]) -> Rows:
    return [row for group in groups for row in group.rows]


def _targets(facts: PlanFacts) -> list[Item]:
    rows, none = _rows(facts.targets), N_("không có chỉ tiêu")

    def share(name: str, states: Any) -> Item:
        return _share(name, sum(map(states, rows)), len(rows), "chi-tieu", N_("%(found)s trong %(total)s chỉ tiêu"), none)

    return [
        share(N_("Chỉ tiêu có mức bằng số"), lambda row: any(v["measure"] == "target" and v["comparator"] != "text" for v in row["values"])),
        share(N_("Chỉ tiêu có kết quả kỳ trước để so"), lambda row: any(v["measure"] == "baseline" for v in row["values"])),
        share(N_("Chỉ tiêu có cơ quan chủ trì"), lambda row: bool(row["lead"])),
    ]


def _tasks(facts: PlanFacts) -> list[Item]:
    rows, none = [row for row in _rows(facts.tasks) if row["kind"] == "task"], N_("không có nhiệm vụ")

    def share(name: str, states: Any) -> Item:
        return _share(name, sum(map(states, rows)), len(rows), "nhiem-vu", N_("%(found)s trong %(total)s nhiệm vụ"), none)

    return [
        share(N_("Nhiệm vụ có cơ quan chủ trì"), lambda row: bool(row["lead"])),
        share(N_("Nhiệm vụ có sản phẩm"), lambda row: bool(row["product_text"])),
        share(N_("Nhiệm vụ có ghi thời gian"), lambda row: bool(row["schedules"])),
        share(N_("Nhiệm vụ có hạn cụ thể (ngày, tháng, quý)"), lambda row: any(s["kind"] in DATED for s in row["schedules"])),
    ]


def _money(facts: PlanFacts) -> list[Item]:
    lines = [line for view in facts.views for line in view.lines()]
    stages = {column[1] for view in facts.views for column in view.columns}
    request = facts.request
    disputed = request is not None and (request[1]["line_id"], *request[0]) in facts.disputed
    total = formats.dong(request[1]["amount"]) if request else ""
    total = _("%(sum)s (có đối chiếu)", sum=total) if disputed else total
    return [
        _stated(N_("Tổng kinh phí"), total, "ngan-sach"),
        _share(N_("Dòng kinh phí có số tiền"), sum(bool(line.amounts) for line in lines), len(lines), "ngan-sach", N_("%(found)s trong %(total)s dòng"), N_("không có bảng kinh phí")),
        _stated(N_("Số tiền đã được phê duyệt"), _("có") if "approved" in stages else "", "ngan-sach"),
        _stated(N_("Số tiền đã thực hiện"), _("có") if stages & {"executed", "final"} else "", "ngan-sach"),
    ]


def _text(facts: PlanFacts) -> list[Item]:
    results, duties = facts.results, facts.duties
    reports = [row for row in duties if row["kind"] == "report"]
    timed = sum(bool(row["recurrence"] or row["due_on"]) for row in reports)
    return [
        _share(N_("Kết quả báo cáo có nêu thời điểm"), sum(bool(row["as_of"]) for row in results), len(results), "ket-qua", N_("%(found)s trong %(total)s kết quả"), N_("không báo cáo con số nào")),
        _share(N_("Việc báo cáo có thời hạn hoặc nhịp"), timed, len(reports), "trach-nhiem", N_("%(found)s trong %(total)s việc báo cáo"), N_("không giao việc báo cáo")),
    ]


def _sources(facts: PlanFacts) -> list[Item]:
    linked = sum(bool(row["url"]) for row in facts.sources)
    return [_share(N_("Liên kết tới nơi công bố chính thức"), linked, len(facts.sources), "nguon", N_("%(found)s trong %(total)s tệp nguồn"), N_("chưa biết"))]
