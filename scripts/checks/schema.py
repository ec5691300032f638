"""Rules that the table schemas state; Frictionless finds the faults, these classes say them in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from frictionless import Error, Package
from frictionless.errors import ForeignKeyError

from ..csv_files import CsvFile
from ..problems import Problem, quote
from ..rules import Rule
from ..tables import schemas

FORMS = {
    "integer": ("số nguyên viết liền, không dấu phân cách (ví dụ 5267475000)", "bỏ dấu chấm, dấu phẩy, chữ và đơn vị"),
    "year": ("năm bốn chữ số (ví dụ 2026)", "ghi đúng bốn chữ số của năm"),
    "number": ("số, dấu chấm cho phần thập phân (ví dụ 0.23)", "đổi dấu phẩy thập phân thành dấu chấm, bỏ đơn vị"),
    "date": ("ngày có thật dạng NĂM-THÁNG-NGÀY (ví dụ 2025-08-31)", "sửa ngày, hoặc để trống nếu văn bản không ghi đủ ngày"),
    "datetime": ("thời điểm dạng 2025-10-04T12:02:52+07:00", "ghi đủ ngày, giờ và múi giờ"),
    "boolean": ("true hoặc false", "ghi true hoặc false"),
}


class SchemaRule(Rule):
    """A constraint of a table schema; `kind` is what Frictionless calls the fault."""

    kind = ""

    @classmethod
    def translate(cls, file: CsvFile, error: Error) -> Problem | None:
        raise NotImplementedError


def _inside(title: str) -> str:
    """A title inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


class _CellFault(SchemaRule):
    """A fault of one cell."""

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        raise NotImplementedError

    @classmethod
    def translate(cls, file: CsvFile, error: Error) -> Problem:
        name = error.field_name
        cell = error.cell or ""
        expected, fix = cls.advice(schemas()[file.table].fields[name], cell)
        found = f"tìm thấy {quote(cell)}" if cell else "ô trống"
        return cls.problem(file, _row(file, error), name, found, f"cần {expected}", fix)


class WrongType(_CellFault):
    """A number, date or time is written in the form that the schema asks for."""

    kind = "type-error"
    title = "Sai kiểu dữ liệu"
    title_en = "Wrong type"
    description = "Ô số, ngày, năm phải viết đúng dạng của lược đồ."

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        return FORMS[field["type"]]


class ValueRequired(_CellFault):
    """A cell that identifies or places a row is not empty."""

    kind = "required"
    title = "Ô bắt buộc bị trống"
    title_en = "Value required"
    description = "Ô bắt buộc (mã, vị trí trong văn bản, tên) không được để trống."

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        return "một giá trị", f"điền {_inside(field['title'])}, ví dụ {quote(field['example'])}"


class NotInList(_CellFault):
    """A coded cell holds one of the codes of the schema."""

    kind = "enum"
    title = "Giá trị ngoài danh mục"
    title_en = "Not in list"
    description = "Ô mã hóa chỉ nhận các mã trong danh mục của lược đồ."

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        labels = field.get("enum_titles", {})
        codes = ", ".join(f"{c} ({labels[c]})" if c in labels else c for c in field["constraints"]["enum"])
        return f"một trong: {codes}", "chọn một mã trong danh mục"


class WrongPattern(_CellFault):
    """A code is written as its pattern says."""

    kind = "pattern"
    title = "Sai dạng mã"
    title_en = "Wrong pattern"
    description = "Mã và đường dẫn phải viết đúng mẫu của lược đồ."

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        return f"dạng như {quote(field['example'])}", f"sửa theo mẫu {field['constraints']['pattern']}"


class OutOfRange(_CellFault):
    """A number lies between the bounds of the schema."""

    kind = "minimum|maximum"
    title = "Số ngoài khoảng cho phép"
    title_en = "Out of range"
    description = "Số phải nằm trong khoảng mà lược đồ cho phép."

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        limits = field["constraints"]
        parts = [f"không nhỏ hơn {limits['minimum']}"] if "minimum" in limits else []
        parts += [f"không lớn hơn {limits['maximum']}"] if "maximum" in limits else []
        return " và ".join(parts), "xem lại con số trong văn bản"


class DuplicateValue(_CellFault):
    """A value that must be unique in its table stands once."""

    kind = "unique-error"
    title = "Giá trị lặp lại"
    title_en = "Duplicate value"
    description = "Cột này không được có hai dòng cùng giá trị."

    @classmethod
    def advice(cls, field: dict, cell: str) -> tuple[str, str]:
        return "giá trị chưa dùng ở dòng khác", "đặt giá trị khác hoặc bỏ dòng lặp"


class DuplicateKey(SchemaRule):
    """No two rows of a table have the same key."""

    kind = "primary-key"
    title = "Trùng mã"
    title_en = "Duplicate key"
    description = "Mỗi dòng có một khóa riêng; hai dòng không được cùng khóa."

    @classmethod
    def translate(cls, file: CsvFile, error: Error) -> Problem | None:
        key = schemas()[file.table].primary_key
        number = _row(file, error)
        row = next(row for row in file.rows if row.number == number)
        values = tuple(row[column] for column in key)
        first = next(r.number for r in file.rows if tuple(r[column] for column in key) == values)
        if first == number:
            return None  # equal only as numbers (2026, 02026) or as faults, which other rules report
        shown = ", ".join(f"{column} {quote(value)}" for column, value in zip(key, values))
        return cls.problem(
            file, number, key[-1], f"{shown} đã có ở dòng {first}", "khóa không lặp lại", "đặt mã mới cho dòng thêm sau"
        )


class UnknownReference(SchemaRule):
    """A code that points to another table is found there."""

    kind = "foreign-key"
    title = "Mã không có trong bảng được dẫn tới"
    title_en = "Unknown reference"
    description = "Mã tỉnh, xã, cơ quan, chỉ số, dòng cha... phải có trong bảng tương ứng."

    @classmethod
    def translate(cls, file: CsvFile, error: ForeignKeyError) -> Problem:
        names = [n for n in error.field_names if n != "plan_id"] or error.field_names
        values = [cell for name, cell in zip(error.field_names, error.field_cells) if name in names]
        table = error.reference_name or file.table
        shown = ", ".join(f"{name} {quote(str(value or ''))}" for name, value in zip(names, values))
        return cls.problem(
            file, _row(file, error), names[-1], f"{shown} không có trong bảng {table}", f"mã có trong {table}.csv",
            f"sửa mã, hoặc thêm dòng tương ứng vào {table}.csv trước",
        )  # fmt: skip


SCHEMA_RULES: tuple[type[SchemaRule], ...] = (
    WrongType, ValueRequired, NotInList, WrongPattern, OutOfRange, DuplicateValue, DuplicateKey, UnknownReference,
)  # fmt: skip


def _row(file: CsvFile, error: Error) -> int:
    """The number of the file's row: Frictionless counts the rows it was given, blank ones left out."""
    return file.rows[error.row_number - 2].number


def _rule(error: Error) -> type[SchemaRule] | None:
    kind = error.type
    if kind == "constraint-error":
        kind = error.note.split('"')[1]
    if kind == "primary-key" and "are all" in error.note:
        return None  # an empty key is reported once, as a required cell
    if kind == "blank-row":
        return None  # all its cells stand outside the known columns, which the rules of the file report
    return next(rule for rule in SCHEMA_RULES if kind in rule.kind.split("|"))


def check_schemas(package: Package, files: dict[str, CsvFile]) -> Iterator[Problem]:
    """Every schema fault of the package's tables that `files` names, as problems of those files.

    A column that the file lacks altogether is reported by MissingColumn, and a table whose rows could not be read by
    the rules of its file: not once more for every row, or every row that points there.
    """
    report = package.validate(limit_errors=1_000_000)
    if report.errors:
        raise RuntimeError(f"package is not a package: {report.errors}")
    for task in report.tasks:
        file = files.get(task.name)
        if file is None:
            continue
        for error in task.errors:
            rule = _rule(error)
            target = files.get(error.reference_name) if isinstance(error, ForeignKeyError) else None
            if rule is None or target and target.lost:
                continue
            problem = rule.translate(file, error)
            if problem and problem.field not in file.missing_columns:
                yield problem
