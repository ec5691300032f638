"""Read a filled form into the rows of a plan folder: nothing is guessed, what does not fit is told with its place. Writes nothing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..plans import Reference
from ..problems import quote
from ..tables import plan_tables
from ..values import parse_date, parse_document_number
from . import form_layout as layout
from .draft import Draft
from .drafter import Drafter
from .form_cells import ASK, Cell, FormRow, Problems, rows
from .form_layout import Field, Period
from .form_rows import FormDrafter
from .form_values import type_of, value_of
from .grid import Place, Refused

SOURCE = "S1"
# The part of a workbook that names its sheets is small; a larger one is no form of ours.
NAMES = 1_000_000


def is_form(data: bytes) -> bool:
    """Whether these bytes are a workbook made by `new_plan`: it has the sheet that nobody sees."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.getinfo("xl/workbook.xml")
            return names.file_size <= NAMES and f'name="{layout.MARKER}"'.encode() in parts.read(names)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False  # no workbook, a damaged or an encrypted one: opening.py says what is wrong with it


def read_form(name: str, data: bytes, sha256: str, plan_id: str, reference: Reference) -> Draft:
    """The draft of a plan from its form; `name` is how messages call the file, `sha256` that of the form itself.

    The source of the plan is the document that the sheet “Kế hoạch” describes, never the form. Raises Refused with every
    fault of the form, one a line.
    """
    problems = Problems(name)
    book = load_workbook(io.BytesIO(data), data_only=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    _marked(sheets.get(layout.MARKER), plan_id, problems)
    known = {layout.PLAN_SHEET, layout.BODIES_SHEET, layout.GUIDE_SHEET, layout.MARKER, *layout.SHEET_TITLES.values()}
    extra = [title for title in book.sheetnames if title not in known]
    for title in (layout.PLAN_SHEET, *layout.SHEET_TITLES.values()):
        if title not in sheets:
            problems.add("tên các trang", f"không có trang “{title}”", "đủ các trang của mẫu", "lấy lại trang đó từ mẫu, hoặc sửa lại tên trang")
    if problems.lines:
        raise Refused("\n".join(problems.lines))
    cells, asked = _plan_cells(sheets[layout.PLAN_SHEET], reference, problems)
    kind = cells["sources"].get("kind", "")
    drafter = Drafter(plan_id, SOURCE, kind, reference, {})
    drafter.draft.tables = {table: drafter.draft.tables.get(table, []) for table in plan_tables()}
    _plan_rows(drafter, cells)
    for field, cell in asked:
        drafter.mark(field.table, drafter.draft.tables[field.table][0], field.key, f"Trang “{layout.PLAN_SHEET}”, mục “{field.title}”: {cell.ask}", cell.text)
    form = FormDrafter(drafter, problems)
    for sheet, title in layout.SHEET_TITLES.items():
        _sheet(sheets[title], sheet, reference, form, problems)
    form.finish()
    if problems.lines:
        raise Refused("\n".join(problems.lines))
    _questions(drafter, sha256, extra)
    return drafter.draft


def _marked(sheet: Worksheet | None, plan_id: str, problems: Problems) -> None:
    first = [sheet.cell(1, at).value if sheet else None for at in (1, 2, 3)]
    if first[:2] != [layout.MAGIC, layout.VERSION]:
        problems.add(f"trang ẩn “{layout.MARKER}”", f"mẫu {quote(str(first[1]))}", f"mẫu phiên bản {layout.VERSION}", "tạo mẫu mới bằng “make new-plan” rồi chép nội dung sang")
    elif first[2] != plan_id:
        problems.add(f"trang ẩn “{layout.MARKER}”", f"mẫu của {quote(str(first[2]))}", f"mẫu của {quote(plan_id)}", "chạy lại với đúng mã kế hoạch, hoặc chọn đúng tệp")


def _plan_cells(sheet: Worksheet, reference: Reference, problems: Problems) -> tuple[dict[str, dict[str, str]], list[tuple[Field, Cell]]]:
    """Table -> column -> text of the first sheet; the cells that Excel may have changed, but for fields that are days."""
    fields = {field.title: field for field in layout.plan_fields(reference)}
    found: dict[str, dict[str, str]] = {table: {} for table in layout.PLAN_TABLES}
    seen: set[str] = set()
    asked: list[tuple[Field, Cell]] = []
    for row in rows(sheet, problems):
        title = row.text(0)
        if row.number == 1:
            continue
        place = f"trang “{sheet.title}”, dòng {row.number}"
        if title not in fields or title in seen:
            problems.add(f"{place}, cột “{layout.PLAN_HEADER[0]}”", f"mục {quote(title)}" + (" lặp lại" if title in seen else ""), "tên mục như trong mẫu, mỗi mục một lần", "khôi phục tên mục")
            continue
        seen.add(title)
        field = fields[title]
        if text := row.text(1):
            found[field.table][field.key] = value_of(field, text, f"{place} ({title})", problems)
            if row.cells[1].ask and type_of(field) == "string":
                asked.append((field, row.cells[1]))
    for title in fields.keys() - seen:
        problems.add(f"trang “{sheet.title}”", f"không có mục “{title}”", "đủ các mục của mẫu", "lấy lại dòng đó từ mẫu")
    return found, asked


def _plan_rows(drafter: Drafter, cells: dict[str, dict[str, str]]) -> None:
    plan = cells["plans"]
    issued_on = parse_date(plan.get("issued_on_text", ""))
    drafter.add(
        "plans", **plan, commune_code=drafter.draft.plan_id.split("/")[1].rpartition("-")[2], source_id=SOURCE,
        document_number=parse_document_number(plan.get("document_number_text", "")) or "", issued_on=issued_on.isoformat() if issued_on else "",
    )  # fmt: skip
    drafter.add("sources", source_id=SOURCE, **cells["sources"])


def _questions(drafter: Drafter, sha256: str, extra: list[str]) -> None:
    source = drafter.draft.tables["sources"][0]
    if source["sha256"] == sha256:
        drafter.mark("sources", source, "sha256", "Đây là mã băm của chính tệp mẫu: hãy ghi mã băm của văn bản (bản quét, ảnh chụp).", sha256)
    if not source["sha256"]:
        drafter.mark("sources", source, "sha256", "Chưa có mã băm SHA-256 của văn bản: chạy “sha256sum TỆP” với bản quét hoặc ảnh chụp rồi ghi vào.")
    for title in extra:
        drafter.mark("plans", None, "", f"Trang “{title}” không thuộc mẫu nên không được đọc: có nội dung nào cần chuyển sang trang của mẫu không?", title)


@dataclass(frozen=True)
class Header:
    """The columns of a sheet: key -> field and column number; column number -> what its year means."""

    fields: dict[str, tuple[Field, int]]
    periods: dict[int, Period]


def _header(sheet: str, title: str, row: FormRow | None, reference: Reference, problems: Problems) -> Header:
    before, after = layout.columns(sheet, reference)
    by_title = {field.title: field for field in (*before, *after)}
    fields: dict[str, tuple[Field, int]] = {}
    periods: dict[int, Period] = {}
    for at, cell in (row.cells if row else {}).items():
        place = f"trang “{title}”, dòng 1, cột {get_column_letter(at + 1)}"
        period = layout.read_period(sheet, cell.text)
        if field := by_title.get(cell.text):
            if field.key in fields:
                problems.add(place, f"cột {quote(cell.text)} lặp lại", "mỗi cột một lần", "xóa cột thừa sau khi chuyển nội dung")
            fields[field.key] = (field, at)
        elif period is None:
            problems.add(place, f"tên cột {quote(cell.text)}", "tên cột của mẫu, hoặc tên cột năm như “Chỉ tiêu năm 2026”", "sửa tên cột; cách gọi mới thì thêm vào scripts/ingest/headings.csv")
        elif any(other.meaning == period.meaning and (sheet != "tasks" or other.heading == period.heading) for other in periods.values()):
            problems.add(place, f"tên cột {quote(cell.text)} trùng nghĩa với cột khác", "mỗi năm một cột", "sửa năm ở tên cột")
        else:
            periods[at] = period
    for field in by_title.values():
        if field.key not in fields:
            problems.add(f"trang “{title}”, dòng 1", f"không có cột “{field.title}”", "đủ các cột của mẫu", "lấy lại cột đó từ mẫu")
    return Header(fields, periods)


def _sheet(sheet: Worksheet, name: str, reference: Reference, form: FormDrafter, problems: Problems) -> None:
    found = list(rows(sheet, problems))
    first = found[0] if found and found[0].number == 1 else None
    header = _header(name, sheet.title, first, reference, problems)
    known = {at for _, at in header.fields.values()} | header.periods.keys() | (first.cells.keys() if first else set())
    form.begin(name, sheet.title)
    for row in found[1:] if first else found:
        place = f"trang “{sheet.title}”, dòng {row.number}"
        for at in sorted(row.cells.keys() - known):
            problems.add(f"{place}, cột {get_column_letter(at + 1)}", f"tìm thấy {quote(row.text(at))}", "ô trống, vì cột này không có tên", "chuyển nội dung vào đúng cột")
        values = {key: value_of(field, text, f"{place}, cột “{field.title}”", problems) for key, (field, at) in header.fields.items() if (text := row.text(at))}
        for key in layout.REQUIRED_ROWS[name] if values.get("row") != "section" else ():
            if key in header.fields and not row.text(header.fields[key][1]):
                problems.add(f"{place}, cột “{header.fields[key][0].title}”", "ô trống", "nội dung", "điền ô này, hoặc xóa cả dòng nếu dòng thừa")
        periods = [(period, row.text(at)) for at, period in header.periods.items() if row.text(at)]
        asked = [(_title(header, at), cell) for at, cell in row.cells.items() if cell.ask]
        for key, (field, at) in header.fields.items():
            if at in row.cells and row.cells[at].decimal:
                values[key] = values[key].replace(",", ".") if key == "number" else values[key]
                asked.append((field.title, Cell(values[key], ASK.format(text=values[key]))))
        where = Place(*(int(values[key]) if values.get(key) else None for key in layout.PLACE))
        form.row(values, periods, place, where, asked)


def _title(header: Header, at: int) -> str:
    named = {column: field.title for field, column in header.fields.values()} | {column: period.heading for column, period in header.periods.items()}
    return named.get(at, get_column_letter(at + 1))
