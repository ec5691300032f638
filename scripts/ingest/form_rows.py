"""Rows of a filled form as rows of ours: sections, levels, values, times, amounts, bodies. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..numbers_vi import money_unit, parse_amount_in
from ..problems import quote
from ..schedules import parse_period, parse_schedule
from ..values import parse_date, parse_target_value
from . import form_layout as layout
from .draft_agencies import ROLES, Agencies
from .drafter import FORMULA, Drafter
from .figure_questions import about_amount, about_value
from .form_cells import Cell, Problems
from .form_layout import Period
from .grid import Place
from .read_tables import Column, ReadRow
from .row_cells import PrintedRow, Spot, is_nothing

PREFIXES = {"targets": "CT", "tasks": "NV", "budget_lines": "NS", "issued_documents": "VB"}
_ONLY_FORM = ("row", "level", "lead_bodies", "support_bodies", "cells_reading", "amount_words")
# What documents put into cells without content; any other sign may be a tick.
_DASHES = re.compile(r"[-–—.…_\s]*")
Periods = list[tuple[Period, str]]


class FormDrafter:
    """Takes the rows of the form sheet by sheet, in order."""

    def __init__(self, drafter: Drafter, problems: Problems) -> None:
        self._drafter, self._problems = drafter, problems
        self._agencies = Agencies(drafter)
        self._sheet = self._title = ""
        self._section: dict[str, str] = {}
        self._above: list[dict[str, str]] = []

    def begin(self, sheet: str, title: str) -> None:
        self._sheet, self._title, self._section, self._above = sheet, title, {}, []

    def ask_sheet(self, what: str, told: Sequence[str]) -> None:
        """What a sheet lacks or holds besides: columns that are gone, words above their names."""
        shown = ", ".join(map(quote, told))
        question = f"mẫu không còn {what} {shown}: văn bản đúng là không có các nội dung ấy?" if what == "các cột" else f"{what} không được đọc: {shown}; có nội dung nào cần chuyển xuống không?"
        self._drafter.mark("plans", None, "", f"Trang “{self._title}”: {question}", shown)

    def finish(self) -> None:
        """Say which bodies no table knows."""
        self._agencies.finish()

    def row(self, values: dict[str, str], periods: Periods, place: str, where: Place, asked: list[tuple[str, Cell]]) -> None:
        """One row: `values` by column of the form, codes instead of labels; `periods` the cells of years; `place` as messages call it."""
        if values.get("row") == "section":
            self._enter(values, periods, place)
            return
        values = {key: text for key, text in values.items() if not _DASHES.fullmatch(text)}
        row = self._add(values, place)
        if self._sheet in ("targets", "tasks"):
            self._bodies(row, values, place, where)
        for period, text in periods:
            if is_nothing(text) and not _DASHES.fullmatch(text):
                self._drafter.mark(self._sheet, row, "", f"{place[0].upper()}{place[1:]}, cột “{period.heading}”: dấu “{text}” là đánh dấu hay ô trống? Đang đọc là ô trống; đánh dấu thì ghi “x”.", "", text, where)
        self._unfit(self._sheet, row, where)
        certain = values.get("cells_reading", "") or layout.READING_CERTAIN
        {"targets": self._values, "tasks": self._schedules, "budget_lines": self._amounts}.get(self._sheet, _nothing)(row, values, periods, place, where, certain)
        for title, cell in asked:
            self._drafter.mark(self._sheet, row, "", f"{place[0].upper()}{place[1:]}, cột “{title}”: {cell.ask}", cell.text, "", where)

    def _enter(self, values: dict[str, str], periods: Periods, place: str) -> None:
        """A heading: the rows below stand under it; without number and name they stand under none."""
        extra = [key for key in values if key not in ("row", "number", "name", "origin", *layout.PLACE)]
        if extra or periods:
            found = ", ".join(quote(text) for text in [*(values[key] for key in extra), *(text for _, text in periods)])
            self._problems.add(place, f"dòng “{layout.SECTION}” có thêm {found}", "chỉ số và tên của mục", "xóa các ô đó, hoặc bỏ “mục” ở cột “Loại dòng”")
        self._section = {"section_number": values.get("number", ""), "section_title": values.get("name", "")}
        self._above = []

    def _add(self, values: dict[str, str], place: str) -> dict[str, str]:
        drafter, sheet = self._drafter, self._sheet
        cells = {key: text for key, text in values.items() if key not in _ONLY_FORM and not (sheet == "budget_lines" and key == "unit_text")}
        rows = drafter.draft.tables[sheet]
        if sheet == "source_parts":
            return drafter.add(sheet, source_id=drafter.source_id, seq=str(len(rows) + 1), **cells)
        key = f"{PREFIXES[sheet]}{len(rows) + 1:02}"
        identifier = {"targets": "target_id", "tasks": "task_id", "budget_lines": "line_id", "issued_documents": "issued_document_id"}[sheet]
        cells = {"reading": layout.READING_CERTAIN, **cells, identifier: key, "source_id": drafter.source_id}
        if sheet in ("targets", "tasks"):
            cells = {"origin": "appendix", **cells, **self._section}
        if sheet == "tasks":
            cells["kind"] = values.get("row", "task")
        if sheet == "issued_documents" and (day := parse_date(cells.get("issued_on_text", ""))):
            cells["issued_on"] = day.isoformat()
        row = drafter.add(sheet, **cells)
        if "level" in layout.SHEETS[sheet]:
            row["parent_id"] = self._parent(values.get("level", "") or "1", row, identifier, place)
        return row

    def _unfit(self, table: str, row: dict[str, str], where: Place) -> None:
        for field, text in row.items():
            if text.startswith(FORMULA):
                self._drafter.mark(table, row, field, f"Ô bắt đầu bằng “{text[0]}”, kho dữ liệu không nhận: ghi lại bằng chữ.", text, "", where)

    def _parent(self, level: str, row: dict[str, str], identifier: str, place: str) -> str:
        """The id of the nearest row above that is one level higher."""
        depth = int(level) if level.isascii() and level.isdigit() and level != "0" and len(level) < 3 else 0
        if not 1 <= depth <= len(self._above) + 1:
            most = len(self._above) + 1
            self._problems.add(f"{place}, cột “Cấp”", f"tìm thấy {quote(level)}", f"số từ 1 đến {most}, vì dòng ngay trên ở cấp {most - 1}" if most > 1 else "1, vì phía trên chưa có dòng nào trong mục",
                               "sửa cấp của dòng này hoặc của dòng trên")  # fmt: skip
            depth = 1
        self._above = [*self._above[: depth - 1], row]
        return self._above[depth - 2][identifier] if depth > 1 else ""

    def _bodies(self, row: dict[str, str], values: dict[str, str], place: str, where: Place) -> None:
        """The printed cells give the bodies, or the cells that name each of them."""
        spots, told = [], {}
        for at, role in enumerate(ROLES):
            column = Column(at, role, role)
            printed, listed = values.get(f"{role}_text", ""), values.get(f"{role}_bodies", "")
            if listed and not printed:
                self._problems.add(place, f"ô tách cơ quan ghi {quote(listed)} mà ô như in trống", "cả ô như in", "chép ô của văn bản vào cột “(nguyên văn)”")
            spots.append(Spot(column, "" if listed else printed, (printed,), (), where))
            told[role] = [name for part in listed.split(";") if (name := part.strip())]
        child = f"{self._sheet.removesuffix('s')}_agencies"
        printed_row = PrintedRow(ReadRow("row", (), where), tuple(spots))
        self._agencies.of(self._sheet, child, row, printed_row)
        self._listed(row, child, told, where)

    def _listed(self, row: dict[str, str], child: str, told: dict[str, list[str]], where: Place) -> None:
        owner = child.removesuffix("_agencies") + "_id"
        known = self._drafter.reference.agency_of
        for role, names in told.items():
            for seq, name in enumerate(names, start=1):
                added = self._drafter.add(child, **{owner: row[owner], "role": role, "seq": str(seq), "agency_text": name, "agency_id": known.get(name, "")})
                if name not in known:
                    self._drafter.mark(child, added, "agency_id", f"Cơ quan “{name}” chưa có trong agency_aliases.csv: thêm vào đó, rồi ghi mã ở đây.", "", "", where)

    def _values(self, row: dict[str, str], values: dict[str, str], periods: Periods, place: str, where: Place, certain: str) -> None:
        for period, text in periods:
            if is_nothing(text):
                continue
            value = parse_target_value(text, row["unit_text"])
            low, high = ("" if bound is None else format(bound.normalize(), "f") for bound in (value.value_min, value.value_max))
            added = self._drafter.add(
                "target_values", target_id=row["target_id"], year=str(period.meaning.years[1] if period.meaning.years else ""), measure=period.meaning.role,
                value_text=text, comparator=value.comparator, value_min=low, value_max=high, unit=value.unit, reading=certain,
            )  # fmt: skip
            self._unfit("target_values", added, where)
            if asked := about_value(text):
                self._drafter.mark("target_values", added, "value_text", asked[0], text, asked[1], where)
            if value.comparator == "text" and any(letter.isdigit() for letter in text):
                self._drafter.mark("target_values", added, "value_text", "Giá trị này không đọc thành một con số, bản nháp giữ là chữ: so lại với văn bản; in đúng như vậy thì giữ.", text, "", where)

    def _schedules(self, row: dict[str, str], values: dict[str, str], periods: Periods, place: str, where: Place, certain: str) -> None:
        seq = 0
        for period, text in periods:
            if is_nothing(text):
                continue
            years = parse_period(period.heading)
            # A time in the main text stands in no column.
            heading = "" if row["origin"] == "body" and years is None else period.heading
            for entry in (part for piece in text.split(";") if (part := piece.strip())):
                seq += 1
                read = parse_schedule(entry)
                starts, due = ("" if day is None else day.isoformat() for day in (read.starts_on, read.due_on))
                added = self._drafter.add(
                    "task_schedules", task_id=row["task_id"], seq=str(seq), column_text=heading,
                    period_from=str(years[0]) if years else "", period_to=str(years[1]) if years else "", schedule_text=entry,
                    kind=read.kind, starts_on=starts, due_on=due, recurrence=read.recurrence, reading=certain,
                )  # fmt: skip
                self._unfit("task_schedules", added, where)
                if read.kind == "text" and any(letter.isdigit() for letter in entry):
                    self._drafter.mark("task_schedules", added, "schedule_text", "Thời hạn này không đọc thành một mốc được, bản nháp giữ là chữ: so lại với văn bản; in đúng như vậy thì giữ.", entry, "", where)

    def _amounts(self, row: dict[str, str], values: dict[str, str], periods: Periods, place: str, where: Place, certain: str) -> None:
        unit, words = values.get("unit_text", ""), values.get("amount_words", "")
        scale = money_unit(unit)
        if scale is None:
            self._problems.add(f"{place}, cột “Đơn vị tiền in ngoài ô”", f"tìm thấy {quote(unit)}", "đơn vị tiền như “triệu đồng”, “nghìn đồng”", "ghi đơn vị như in trên bảng, hoặc để trống nếu là đồng")
            return
        stated = [(period, text) for period, text in periods if not is_nothing(text)]
        if words and not stated:
            self._problems.add(place, f"có số tiền bằng chữ {quote(words)} mà không có số tiền", "số tiền bằng số ở một cột năm", "ghi số tiền bằng số")
        for at, (period, text) in enumerate(stated, start=1):
            amount = parse_amount_in(text, unit)
            added = self._drafter.add(
                "budget_amounts", line_id=row["line_id"], fiscal_year=str(period.meaning.years[0] if period.meaning.years else ""), stage=period.meaning.stage,
                amount_text=text, unit_text="" if scale == 1 else unit, amount_words=words if at == len(stated) else "", amount="" if amount is None else str(amount),
            )  # fmt: skip
            if asked := about_amount(text, amount, unit):
                self._drafter.mark("budget_amounts", added, "amount", asked[0], text, asked[1], where)
            if words and at == len(stated) > 1:
                self._drafter.mark("budget_amounts", added, "amount_words", "Dòng có nhiều số tiền: số tiền bằng chữ là của số này?", words, "", where)


def _nothing(*_ignored: object) -> None:
    """Sheets without columns of years."""
