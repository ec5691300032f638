"""Rules about the form of a CSV file: what Excel and text editors do to it."""

from __future__ import annotations

from collections.abc import Iterator

from ..csv_files import CsvFile
from ..plans import Plan, Reference
from ..problems import Problem, quote
from ..rules import FileRule, PlanRule
from ..tables import schemas

SAVE_AS = "lưu lại dạng “CSV UTF-8” bằng LibreOffice Calc (dấu phân cách: dấu phẩy), hoặc sửa bằng trình soạn thảo văn bản"
TIDY = f"chạy “make tidy”, hoặc {SAVE_AS}"


class MissingTable(FileRule):
    """Every plan folder holds every plan table and every reference table exists: a document without such a
    table has a file with only the header, so that absence is stated and a lost file is noticed."""

    title = "Thiếu tệp bảng"
    title_en = "Missing table"
    description = "Thư mục kế hoạch phải có đủ các tệp bảng; văn bản không có bảng nào thì tệp đó chỉ có dòng tiêu đề."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if not file.exists:
            found = f"không mở được ({file.unopened})" if file.unopened else "không có tệp này"
            fix = "khôi phục tệp"
            if schemas()[file.table].scope == "plan":
                fix += f", hoặc nếu văn bản không có bảng này thì tạo tệp chỉ gồm một dòng: {','.join(file.columns)}"
            yield self.problem(file, 0, "", found, "mỗi bảng phải có một tệp CSV", fix)


class NotUtf8(FileRule):
    """The file is UTF-8; Excel on Vietnamese Windows may save Windows-1258."""

    title = "Tệp không phải UTF-8"
    title_en = "Not UTF-8"
    description = "Tệp phải mã hóa UTF-8; Excel trên Windows có thể lưu thành Windows-1258 làm hỏng dấu tiếng Việt."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.undecodable:
            yield self.problem(
                file, 0, "", f"không đọc được theo UTF-8 ({file.undecodable})" + ("" if file.undecodable == "UTF-16" else ", có thể là Windows-1258"),
                "tệp mã hóa UTF-8", SAVE_AS,
            )  # fmt: skip


class ByteOrderMark(FileRule):
    """The file has no byte order mark."""

    title = "Có dấu BOM ở đầu tệp"
    title_en = "Byte order mark"
    description = "Tệp CSV chuẩn không có ba byte BOM mà Excel thêm vào đầu tệp."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.byte_order_mark:
            yield self.problem(file, 1, "", "có dấu BOM (EF BB BF) ở đầu tệp", "UTF-8 không BOM", TIDY)


class WrongDelimiter(FileRule):
    """Cells are separated by commas."""

    title = "Sai dấu phân cách"
    title_en = "Wrong delimiter"
    description = "Các ô cách nhau bằng dấu phẩy; Excel tiếng Việt thường lưu bằng dấu chấm phẩy."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.delimiter != ",":
            name = {";": "dấu chấm phẩy “;”", "\t": "dấu tab", "|": "dấu gạch đứng “|”"}[file.delimiter]
            yield self.problem(file, 1, "", f"các cột cách nhau bằng {name}", "dấu phẩy “,”", TIDY)


class CarriageReturn(FileRule):
    """Lines end with LF alone."""

    title = "Xuống dòng kiểu Windows"
    title_en = "Carriage return"
    description = "Dòng kết thúc bằng LF, không phải CRLF, để mọi thay đổi so sánh được từng dòng."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.carriage_returns:
            yield self.problem(
                file, 0, "", "có ký tự xuống dòng CR", "xuống dòng LF",
                "chạy “make tidy”, hoặc chọn kiểu xuống dòng LF (Unix) khi lưu",
            )  # fmt: skip


class MissingFinalNewline(FileRule):
    """The last line ends with a newline: without it two files joined fuse two rows."""

    title = "Thiếu xuống dòng cuối tệp"
    title_en = "Missing final newline"
    description = "Dòng cuối cùng cũng phải kết thúc bằng ký tự xuống dòng."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.exists and not file.undecodable and not file.final_newline:
            yield self.problem(
                file, 0, "", "dòng cuối không có ký tự xuống dòng", "tệp kết thúc bằng xuống dòng",
                "chạy “make tidy”, hoặc thêm một lần xuống dòng ở cuối tệp",
            )  # fmt: skip


class BrokenQuotes(FileRule):
    """Quotation marks pair, so that the file can be read as CSV to its end."""

    title = "Dấu ngoặc kép không khép"
    title_en = "Broken quotes"
    description = "Ô có dấu phẩy hay ngoặc kép phải đặt trong cặp ngoặc kép khép kín."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.unreadable:
            line = int(file.unreadable.split(":")[0])
            yield self.problem(
                file, line, "", "không đọc tiếp được: dấu ngoặc kép mở mà không khép hoặc khép sai chỗ",
                "ngoặc kép theo cặp; ngoặc kép trong ô viết đôi (\"\")", "sửa dấu ngoặc kép ở dòng này hoặc các dòng ngay trên",
            )  # fmt: skip


class UnknownColumn(FileRule):
    """Every column of the file is a field of the table's schema, once."""

    title = "Cột lạ"
    title_en = "Unknown column"
    description = "Mỗi cột của tệp phải có trong lược đồ của bảng và chỉ xuất hiện một lần."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        seen: set[str] = set()
        for column in file.header:
            if column not in file.columns or column in seen:
                found = f"cột {quote(column)} lặp lại" if column in seen else f"cột lạ {quote(column)}"
                yield self.problem(
                    file, 1, column, found, f"các cột: {', '.join(file.columns)}",
                    "xóa cột này hoặc sửa tên cột cho đúng",
                )  # fmt: skip
            seen.add(column)


class MissingColumn(FileRule):
    """Every field of the schema is a column of the file, also when all its cells are empty."""

    title = "Thiếu cột"
    title_en = "Missing column"
    description = "Tệp phải có đủ mọi cột trong lược đồ, kể cả cột để trống."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        if file.exists and not file.undecodable:
            for column in file.missing_columns:
                yield self.problem(
                    file, 1, column, f"không có cột {quote(column)}", f"các cột: {', '.join(file.columns)}",
                    "thêm cột này vào đúng chỗ (để trống nếu văn bản không nêu)",
                )  # fmt: skip


class ColumnOrder(FileRule):
    """Columns stand in the order of the schema."""

    title = "Sai thứ tự cột"
    title_en = "Column order"
    description = "Các cột phải đứng theo thứ tự trong lược đồ."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        known = [column for column in file.header if column in file.columns]
        if len(known) == len(set(known)) and known != file.known_columns:
            yield self.problem(
                file, 1, "", f"thứ tự cột: {', '.join(known)}", f"thứ tự: {', '.join(file.known_columns)}",
                "chạy “make tidy”, hoặc xếp lại các cột theo thứ tự này",
            )  # fmt: skip


class CellCount(FileRule):
    """Every row has as many cells as the header."""

    title = "Sai số ô trong dòng"
    title_en = "Wrong number of cells"
    description = "Mỗi dòng phải có số ô bằng số cột của dòng tiêu đề."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        for number, count in file.uneven_rows:
            yield self.problem(
                file, number, "", f"dòng có {count} ô", f"{len(file.header)} ô như dòng tiêu đề",
                "kiểm tra dấu phẩy thừa hoặc thiếu; ô có dấu phẩy phải đặt trong ngoặc kép",
            )  # fmt: skip


class BlankRow(FileRule):
    """No row is empty."""

    title = "Dòng trống"
    title_en = "Blank row"
    description = "Tệp không có dòng trống giữa các dòng dữ liệu hay ở cuối."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        for number in file.blank_rows:
            yield self.problem(file, number, "", "dòng trống", "mỗi dòng là một bản ghi", "chạy “make tidy”, hoặc xóa dòng này")


class StrayFile(PlanRule):
    """A plan folder holds the plan tables and nothing else."""

    title = "Tệp lạ trong thư mục kế hoạch"
    title_en = "Stray file"
    description = "Thư mục kế hoạch chỉ chứa các tệp bảng CSV; không để văn bản gốc hay tệp tạo tự động ở đây."

    def check_plan(self, plan: Plan, reference: Reference) -> Iterator[Problem]:
        for name in plan.stray:
            yield self.problem(
                f"{plan.path}/{name}", 0, "", "tệp không thuộc bảng nào",
                f"chỉ các tệp: {', '.join(f'{table}.csv' for table in plan.files)}", "xóa, chuyển đi, hoặc sửa tên tệp",
            )  # fmt: skip
