"""Read a filled form into the rows of a plan folder: nothing is guessed, what does not fit is told with its place. Writes nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from ..plans import Reference
from ..problems import quote
from ..tables import plan_tables
from ..text import clean, fold
from ..values import parse_date, parse_document_number
from . import form_layout as layout
from .draft import Draft
from .drafter import Drafter
from .form_book import FormSheet, form_sheets
from .form_cells import ASK, Cell, FormRow, Problems, letters, rows
from .form_layout import Field, Period, explained
from .form_rows import FormDrafter
from .form_values import type_of, value_of
from .grid import Place, Refused
from .row_cells import tidy
from .table_rows import NUMBER_OF_DAY, number_of_day

SOURCE = "S1"
# How many rows may stand above the names of the columns.
HEADS = 10
NOTES = 50
# The part of a workbook that names its sheets is small; a larger one is no form of ours.
NAMES = 1_000_000
_NAME = re.compile(r"""<(?:\w+:)?sheet\b[^>]*?\bname\s*=\s*["']([^"']*)["']""")


def is_form(data: bytes) -> bool:
    """Whether these bytes are a workbook made by `new_plan`: it has the sheet that nobody sees, or, copied without it, all the others."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            part = parts.getinfo("xl/workbook.xml")
            names = set(_NAME.findall(parts.read(part).decode("utf-8", errors="replace"))) if part.file_size <= NAMES else set()
            return layout.MARKER in names or names.issuperset((layout.PLAN_SHEET, layout.BODIES_SHEET, layout.GUIDE_SHEET, *layout.SHEET_TITLES.values()))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False  # no workbook, a damaged or an encrypted one: opening.py says what is wrong with it


def read_form(name: str, data: bytes, sha256: str, plan_id: str, reference: Reference) -> Draft:
    """The draft of a plan from its form; `name` is how messages call the file, `sha256` that of the form itself.

    The source of the plan is the document that the sheet “Kế hoạch” describes, never the form. Raises Refused with every
    fault of the form, one a line.
    """
    problems = Problems(name)
    book = form_sheets(name, data)
    _marked(next((sheet for sheet in book if sheet.title == layout.MARKER), None), plan_id, problems)
    sheets, extra = _named(book, problems)
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
        if title in sheets:
            _sheet(sheets[title], sheet, reference, form, problems)
        else:
            drafter.mark("plans", None, "", f"Mẫu không còn trang “{title}”: văn bản đúng là không có bảng này?", title)
    form.finish()
    if problems.lines:
        raise Refused("\n".join(problems.lines))
    if not any(sheet.title == layout.MARKER for sheet in book):
        drafter.mark("plans", None, "", f"Mẫu mất trang ẩn “{layout.MARKER}”, trang cho biết mẫu của kế hoạch nào: đúng là mẫu của {quote(plan_id)}?", plan_id)
    _questions(drafter, sha256, sheets.values(), extra)
    return drafter.draft


def _named(book: list[FormSheet], problems: Problems) -> tuple[dict[str, FormSheet], list[str]]:
    """The sheets of the form by their titles, whatever their capitals and tone marks, and the titles of others. A sheet that was not needed
    may be gone; when another one has come, it may have been renamed."""
    titles = (layout.PLAN_SHEET, *layout.SHEET_TITLES.values())
    other = (layout.BODIES_SHEET, layout.GUIDE_SHEET, layout.MARKER)
    exact = {sheet.title: sheet for sheet in book}
    near = {fold(clean(sheet.title)): sheet for sheet in book if sheet.title not in (*titles, *other)}
    sheets = {title: found for title in titles if (found := exact.get(title) or near.get(fold(title)))}
    extra = [sheet.title for sheet in book if sheet not in sheets.values() and sheet.title not in other]
    for title in titles:
        if title not in sheets and (extra or title == layout.PLAN_SHEET):
            strange = f", có trang lạ {', '.join(map(quote, extra))}" if extra else ""
            problems.add("tên các trang", f"không có trang “{title}”{strange}", "các trang với tên như trong mẫu", "sửa lại tên trang, hoặc lấy lại trang đó từ mẫu")
    return sheets, extra


def _marked(sheet: FormSheet | None, plan_id: str, problems: Problems) -> None:
    if sheet is None:
        return  # asked about when all else is right
    magic, version, of_plan = (sheet.cells[1, at].shown.text if (1, at) in sheet.cells else "" for at in (1, 2, 3))
    if (magic, version) != (layout.MAGIC, layout.VERSION):
        problems.add(f"trang ẩn “{layout.MARKER}”", f"mẫu {quote(version)}", f"mẫu phiên bản {layout.VERSION}", "tạo mẫu mới bằng “make new-plan” rồi chép nội dung sang")
    elif of_plan != plan_id:
        problems.add(f"trang ẩn “{layout.MARKER}”", f"mẫu của {quote(of_plan)}", f"mẫu của {quote(plan_id)}", "chạy lại với đúng mã kế hoạch, hoặc chọn đúng tệp")


def _plan_cells(sheet: FormSheet, reference: Reference, problems: Problems) -> tuple[dict[str, dict[str, str]], list[tuple[Field, Cell]]]:
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
        for at, cell in row.cells.items():
            if at > 2 or (at == 2 and not row.text(1) and cell.text != tidy(explained(field))):
                problems.add(f"{place}, cột {letters(at + 1)}", f"tìm thấy {quote(cell.text)}", f"nội dung ở cột “{layout.PLAN_HEADER[1]}”", "chuyển sang cột ấy, hoặc xóa")
        if text := row.text(1):
            found[field.table][field.key] = value_of(field, text, f"{place} ({title})", problems)
            if row.cells[1].ask and type_of(field) == "string":
                asked.append((field, row.cells[1]))
    for title, field in fields.items():
        if title not in seen and field.required:
            problems.add(f"trang “{sheet.title}”", f"không có mục “{title}”", "đủ các mục cần có của mẫu", "lấy lại dòng đó từ mẫu")
    return found, asked


def _plan_rows(drafter: Drafter, cells: dict[str, dict[str, str]]) -> None:
    plan = cells["plans"]
    issued_on = parse_date(plan.get("issued_on_text", ""))
    drafter.add(
        "plans", **plan, commune_code=drafter.draft.plan_id.split("/")[1].rpartition("-")[2], source_id=SOURCE,
        document_number=parse_document_number(plan.get("document_number_text", "")) or "", issued_on=issued_on.isoformat() if issued_on else "",
    )  # fmt: skip
    drafter.add("sources", source_id=SOURCE, **cells["sources"])


def _questions(drafter: Drafter, sha256: str, sheets: Iterable[FormSheet], extra: list[str]) -> None:
    source = drafter.draft.tables["sources"][0]
    if source["sha256"] == sha256:
        drafter.mark("sources", source, "sha256", "Đây là mã băm của chính tệp mẫu: hãy ghi mã băm của văn bản (bản quét, ảnh chụp).", sha256)
    if not source["sha256"]:
        drafter.mark("sources", source, "sha256", "Chưa có mã băm SHA-256 của văn bản: chạy “sha256sum TỆP” với bản quét hoặc ảnh chụp rồi ghi vào.")
    own = {tidy(field.about) for name in layout.SHEETS for part in layout.columns(name, drafter.reference) for field in part} | {layout.PERIOD_ABOUT}
    for sheet in sheets:
        for ref, text in [note for note in sheet.notes if tidy(note[1]) not in own][:NOTES]:
            drafter.mark("plans", None, "", f"Trang “{sheet.title}”, ô {ref}: ý kiến (comment) không được đọc; có nội dung nào cần ghi vào ô không?", text[:200])
        if sheet.pictures:
            drafter.mark("plans", None, "", f"Trang “{sheet.title}” có hình hoặc khung chữ, không được đọc: có nội dung nào cần ghi vào ô không?", sheet.title)
    for title in extra:
        drafter.mark("plans", None, "", f"Trang “{title}” không thuộc mẫu nên không được đọc: có nội dung nào cần chuyển sang trang của mẫu không?", title)


@dataclass(frozen=True)
class Header:
    """The columns of a sheet: key -> field and column number; column number -> what its year means; the titles of those that are gone."""

    fields: dict[str, tuple[Field, int]]
    periods: dict[int, Period]
    missing: tuple[str, ...] = ()


def _header(sheet: str, title: str, row: FormRow | None, reference: Reference, problems: Problems) -> Header:
    before, after = layout.columns(sheet, reference)
    by_title = {field.title: field for field in (*before, *after)}
    fields: dict[str, tuple[Field, int]] = {}
    periods: dict[int, Period] = {}
    number = row.number if row else 1
    for at, cell in (row.cells if row else {}).items():
        place = f"trang “{title}”, dòng {number}, cột {letters(at + 1)}"
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
    missing = [field for field in by_title.values() if field.key not in fields]
    for field in missing:
        if field.key in layout.REQUIRED_ROWS[sheet]:
            problems.add(f"trang “{title}”, dòng {number}", f"không có cột “{field.title}”", "đủ các cột cần có của mẫu", "lấy lại cột đó từ mẫu")
    return Header(fields, periods, tuple(field.title for field in missing))


def _sheet(sheet: FormSheet, name: str, reference: Reference, form: FormDrafter, problems: Problems) -> None:
    found = list(rows(sheet, problems))
    titles = {field.title for part in layout.columns(name, reference) for field in part}
    # Somebody may have put a title above the names of the columns.
    first = next((row for row in found[:HEADS] if sum(cell.text in titles for cell in row.cells.values()) > 1), None)
    above = [cell.text for row in found if first and row.number < first.number for cell in row.cells.values()]
    header = _header(name, sheet.title, first, reference, problems)
    known = {at for _, at in header.fields.values()} | header.periods.keys() | (first.cells.keys() if first else set())
    form.begin(name, sheet.title)
    for what, told in (("các cột", header.missing), ("chữ ở trên dòng tên cột", above)):
        if told:
            form.ask_sheet(what, told)
    for row in found:
        if first and row.number <= first.number:
            continue
        place = f"trang “{sheet.title}”, dòng {row.number}"
        for at in sorted(row.cells.keys() - known):
            problems.add(f"{place}, cột {letters(at + 1)}", f"tìm thấy {quote(row.text(at))}", "ô trống, vì cột này không có tên", "chuyển nội dung vào đúng cột")
        values = {key: value_of(field, text, f"{place}, cột “{field.title}”", problems) for key, (field, at) in header.fields.items() if (text := row.text(at))}
        for key in layout.REQUIRED_ROWS[name] if values.get("row") != "section" else ():
            if key in header.fields and not row.text(header.fields[key][1]):
                problems.add(f"{place}, cột “{header.fields[key][0].title}”", "ô trống", "nội dung", "điền ô này, hoặc xóa cả dòng nếu dòng thừa")
        periods = [(period, row.text(at)) for at, period in header.periods.items() if row.text(at)]
        asked = [(_title(header, at), cell) for at, cell in row.cells.items() if cell.ask]
        numbered, at_number = header.fields.get("number", (None, -1))
        cell = row.cells.get(at_number)
        if numbered and cell and cell.ask and (number := number_of_day(cell.text)):
            values["number"] = number
            asked = [one for one in asked if one[1] is not cell] + [(numbered.title, Cell(number, NUMBER_OF_DAY.format(day=cell.text, number=number)))]
        for key, (field, at) in header.fields.items():
            if at in row.cells and row.cells[at].decimal:
                values[key] = values[key].replace(",", ".") if key == "number" else values[key]
                asked.append((field.title, Cell(values[key], ASK.format(text=values[key]))))
        # 1.250 typed where Excel is set to English is 1.25; a share is no such number.
        share = values.get("unit_text", "") == "%"
        asked += [(period.heading, Cell(cell.text, ASK.format(text=cell.text))) for at, period in header.periods.items() if (cell := row.cells.get(at)) and cell.decimal and not cell.ask and not share]
        where = Place(*(int(values[key]) if values.get(key) else None for key in layout.PLACE))
        form.row(values, periods, place, where, asked)


def _title(header: Header, at: int) -> str:
    named = {column: field.title for field, column in header.fields.values()} | {column: period.heading for column, period in header.periods.items()}
    return named.get(at, letters(at + 1))
