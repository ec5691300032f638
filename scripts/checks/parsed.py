"""Rules that read the printed text again and compare: a parsed column never says more than its text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ..csv_files import CsvFile, Row
from ..deadlines import parse_deadline
from ..figures import parse_as_of, parse_figure
from ..numbers_vi import parse_amount_in
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import RowRule
from ..schedules import parse_period, parse_schedule
from ..values import parse_date, parse_document_number, parse_target_value


class ParsedRule(RowRule):
    """Compares parsed columns with what their printed text gives."""

    text_field = ""
    unit_field = ""

    def derive(self, text: str, unit: str) -> dict[str, object]:
        """Parsed column -> value; None stands for an empty cell. `unit` as unit_of gives it."""
        raise NotImplementedError

    def unit_of(self, plan: Plan, row: Row) -> str:
        """The unit that the document prints for this row, but outside its cell; "" for none."""
        return row[self.unit_field] if self.unit_field else ""

    def check_row(self, plan: Plan, reference: Reference, file: CsvFile, row: Row) -> Iterator[Problem]:
        text, unit = row[self.text_field], self.unit_of(plan, row)
        for field, value in self.derive(text, unit).items():
            if not _same(row[field], value):
                found = f"tìm thấy {quote(row[field])}" if row[field] else "ô trống"
                wanted = quote(_written(value)) if value not in (None, "") else "ô trống"
                beside = f" với unit_text {quote(unit)}" if unit else ""
                yield self.problem(
                    file, row, field, found, f"đọc lại {self.text_field} {quote(text)}{beside} được {wanted}",
                    f"sửa {field} cho khớp, hoặc sửa {self.text_field} nếu chép sai văn bản",
                )  # fmt: skip


class ParsedTargetValue(ParsedRule):
    """Comparator, bounds and unit of a target follow from its printed value, and from the printed unit column when the value has no unit."""

    title = "Giá trị chỉ tiêu không khớp chữ in"
    title_en = "Target value not reproducible"
    description = "Phép so sánh, giá trị và đơn vị phải đọc lại được từ value_text, và từ unit_text của chỉ tiêu nếu giá trị in không kèm đơn vị."
    tables = ("target_values",)
    text_field = "value_text"

    def unit_of(self, plan: Plan, row: Row) -> str:
        target = plan.by_id["targets"].get(row["target_id"])
        return target["unit_text"] if target else ""

    def derive(self, text: str, unit: str) -> dict[str, object]:
        value = parse_target_value(text, unit)
        return {
            "comparator": value.comparator,
            "value_min": value.value_min,
            "value_max": value.value_max,
            "unit": value.unit,
        }


class ParsedAmount(ParsedRule):
    """The amount in dong follows from the printed figure and the unit printed outside its cell."""

    title = "Số tiền không khớp chữ in"
    title_en = "Amount not reproducible"
    description = "Cột amount phải đọc lại được từ amount_text và unit_text, tính bằng đồng."
    tables = ("budget_amounts",)
    text_field = "amount_text"
    unit_field = "unit_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        return {"amount": parse_amount_in(text, unit)}


class ParsedDate(ParsedRule):
    """The date of a plan or document follows from its printed date; a blank or impossible date stays empty."""

    title = "Ngày không khớp chữ in"
    title_en = "Date not reproducible"
    description = "Cột issued_on phải đọc lại được từ issued_on_text; ngày để trống hoặc không có thật thì để trống."
    tables = ("plans", "issued_documents", "citations")
    text_field = "issued_on_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        return {"issued_on": parse_date(text)}


class ParsedDocumentNumber(ParsedRule):
    """The document number follows from its printed text; a blank number stays empty."""

    title = "Số văn bản không khớp chữ in"
    title_en = "Document number not reproducible"
    description = "Cột document_number phải đọc lại được từ document_number_text; số để trống thì để trống."
    tables = ("plans",)
    text_field = "document_number_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        return {"document_number": parse_document_number(text)}


class ParsedSchedule(ParsedRule):
    """Kind, dates and rhythm of a schedule follow from its printed text."""

    title = "Thời hạn không khớp chữ in"
    title_en = "Schedule not reproducible"
    description = "Loại thời hạn, ngày bắt đầu, hạn và nhịp lặp phải đọc lại được từ schedule_text."
    tables = ("task_schedules",)
    text_field = "schedule_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        schedule = parse_schedule(text)
        return {
            "kind": schedule.kind,
            "starts_on": schedule.starts_on,
            "due_on": schedule.due_on,
            "recurrence": schedule.recurrence,
        }


class ParsedPeriod(ParsedRule):
    """The years of a schedule column follow from its heading."""

    title = "Giai đoạn không khớp tên cột"
    title_en = "Period not reproducible"
    description = "period_from và period_to phải đọc lại được từ tên cột thời gian (column_text)."
    tables = ("task_schedules",)
    text_field = "column_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        first, last = parse_period(text) or (None, None)
        return {"period_from": first, "period_to": last}


class ParsedFigure(ParsedRule):
    """Comparator, value, denominator and unit of a result follow from its printed figure."""

    title = "Con số kết quả không khớp chữ in"
    title_en = "Result not reproducible"
    description = "Phép so sánh, giá trị, mẫu số và đơn vị phải đọc lại được từ value_text."
    tables = ("results",)
    text_field = "value_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        figure = parse_figure(text)
        return {"comparator": figure.comparator, "value": figure.value, "out_of": figure.out_of, "unit": figure.unit}


class ParsedAsOf(ParsedRule):
    """The date of a result follows from its printed date, as precise as printed."""

    title = "Thời điểm không khớp chữ in"
    title_en = "As-of date not reproducible"
    description = "Cột as_of phải đọc lại được từ as_of_text; không thành năm, tháng hay ngày thì để trống."
    tables = ("results",)
    text_field = "as_of_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        return {"as_of": parse_as_of(text)}


class ParsedDeadline(ParsedRule):
    """Rhythm, rule and date of a duty follow from its printed deadline."""

    title = "Hạn của trách nhiệm không khớp chữ in"
    title_en = "Deadline not reproducible"
    description = "Nhịp lặp, quy tắc hạn và hạn phải đọc lại được từ deadline_text."
    tables = ("duties",)
    text_field = "deadline_text"

    def derive(self, text: str, unit: str) -> dict[str, object]:
        deadline = parse_deadline(text)
        return {"recurrence": deadline.recurrence, "due_rule": deadline.due_rule, "due_on": deadline.due_on}


def _written(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _same(cell: str, value: object) -> bool:
    if value in (None, ""):
        return not cell
    if isinstance(value, (int, Decimal)):
        try:
            return bool(cell) and Decimal(cell) == value
        except InvalidOperation:
            return True  # reported as a wrong type
    return cell == str(value)
