"""Made-up plans as PDFs drawn by a browser. The same plan, layout and printing give the same pages."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from .drawing import LETTERHEAD, SIGNATURES, form
from .layouts import Layout, boxes
from .making import COMMUNE
from .printing import Printing
from .truth import TrueDocument, TrueTable

_RULES = {"solid": "0.75pt solid #000", "thin": "0.3pt solid #555", "dotted": "1px dotted #000", "dashed": "0.75pt dashed #000", "double": "2.5pt double #000"}


_SIDES = {"all": "", "rows": " table.data td { border-left: none; border-right: none; padding: 2pt 6pt }", "inside": " table.data { border-style: hidden }"}
# Over the first appendix and over every page: a flattened stamp of a digital signature, a watermark.
_LAID = {
    "": "",
    "stamp": '<div style="position: absolute; top: 30cm; left: 9cm; width: 7cm; padding: 2pt; font: 8pt sans-serif; color: red; border: 1pt solid red">'
    f"Người ký: ỦY BAN NHÂN DÂN XÃ {COMMUNE.upper()}<br>Thời gian ký: 20.01.2026 09:15:22 +07:00</div>",
    "watermark": '<div style="position: fixed; top: 8cm; left: 4cm; font: 60pt sans-serif; color: #ddd">DỰ THẢO</div>',
}


PLAIN = Printing()
# Table borders that are no plain grid: each cell in a box of its own; white rules on shaded cells.
_CELLS = {
    "": "",
    "boxes": " table.data { border-collapse: separate; border-spacing: 1.2pt }",
    "white": " table.data td { border: 1.5pt solid #fff; background: #dce6f1 } table.data thead td { background: #1f4e79; color: #fff }",
}
# What stands over every page.
_MARGINS = {
    "": "",
    "number": '<div style="font-size: 10pt; width: 100%; text-align: center"><span class="pageNumber"></span></div>',
    "header": '<div style="font-size: 9pt; width: 100%; padding: 0 1.5cm">Kế hoạch năm 2026 xã ' + COMMUNE + ' - trang <span class="pageNumber"></span>/<span class="totalPages"></span></div>',
}
# What breaks inside where columns are narrow: figures, dates, signs.
NARROW = ("amount", "target", "baseline", "issued_on", "symbol")
_GAP = '<span style="padding-left: 0.27em"></span>'
_UPRIGHT = '<span style="writing-mode: vertical-rl; transform: rotate(180deg); max-height: 3cm">{}</span>'
# Columns narrower than this, as a part of the table, have headings that stand on their side.
_SLIM = 0.1


def _style(how: Layout, printing: Printing) -> str:
    size = "A4 landscape" if how.landscape else "A4"
    tracking = f" letter-spacing: {printing.tracking}pt;" if printing.tracking else ""
    return (
        f"@page {{ size: {size}; margin: 2cm 1.5cm }} body {{ font: {how.size}pt '{how.font}';{tracking} }} table {{ border-collapse: collapse; width: 100%; margin: 6pt 0 18pt }}"
        f" table.data td, table.data th {{ border: {_RULES[how.rules]}; padding: 2pt 4pt; vertical-align: {'middle' if how.size > 10 else 'top'} }}"
        f" tr {{ break-inside: {'auto' if how.rows_may_break else 'avoid'} }} thead {{ display: {'table-header-group' if how.repeated_header else 'table-row-group'} }}"
        " table.side td { width: 50%; text-align: center } h2 { break-before: page; font-size: 1.1em; text-align: center } p.title { text-align: center; font-weight: bold }"
        + (" tr:nth-child(even) td { background: #eee }" if how.zebra else "")
        + _SIDES[how.sides]
        + _CELLS[printing.cells if how.sides == "all" else ""]
        + (" @page across { size: A4 landscape } @page along { size: A4 } h2, p.title, table.data { page: across } body { page: along }" if printing.mixed else "")
        + (" table.data td { text-align: justify }" if printing.justified else "")
        + (" table.data td { vertical-align: bottom; padding: 0 2pt }" if printing.low else "")
        + (" h2 { break-before: auto }" if printing.together else "")
        + (" table.data { table-layout: fixed } table.data td.slim { overflow-wrap: anywhere }" if printing.narrow else "")
    )


def page_html(plan: TrueDocument, how: Layout, printing: Printing = PLAIN) -> str:
    """The plan as a page that a browser prints."""
    out = io.StringIO()
    out.write(f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{_style(how, printing)}</style>{_LAID[how.laid]}')
    if how.decoys:
        _side(out, how, LETTERHEAD)
    for text in plan.head:
        out.write(f"<p>{html.escape(form(how, text))}</p>")
    if how.decoys:
        _side(out, how, SIGNATURES)
    for table in plan.tables:
        if how.titles_in_table:
            out.write("<h2></h2>")
        else:
            out.write(f"<h2>{html.escape(form(how, table.titles[0]))}</h2>")
            out.writelines(f'<p class="title">{html.escape(form(how, title))}</p>' for title in table.titles[1:])
        _html_table(out, table, how, printing)
    return out.getvalue()


def _words(how: Layout, printing: Printing, text: str) -> str:
    """The text of a cell as it is drawn."""
    shown = html.escape(form(how, text))
    if printing.lined:
        shown = re.sub(r"; ", ";<br>", shown)
    return re.sub(r" (?![^<]*>)", _GAP + "<wbr>", shown) if printing.gapped else shown


def _side(out: io.StringIO, how: Layout, sides: tuple[tuple[str, ...], ...]) -> None:
    cells = "".join(f"<td>{'<br>'.join(html.escape(form(how, line)) for line in lines)}</td>" for lines in sides)
    out.write(f'<table class="side"><tr>{cells}</tr></table>')


def _html_table(out: io.StringIO, table: TrueTable, how: Layout, printing: Printing) -> None:
    found, head = boxes(table, how)
    # Where words break inside, columns are narrow.
    widths = [column.width * (0.45 if printing.narrow and column.role in NARROW else 1) for column in table.columns]
    slim = {at for at, width in enumerate(widths) if width < _SLIM * sum(widths)}
    out.write('<table class="data">')
    out.writelines(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    out.write("<thead>")
    for row in range(max(box.row for box in found) + 1):
        if row == head:
            out.write("</thead><tbody>")
        out.write("<tr>")
        for box in found:
            if box.row == row:
                narrow = printing.narrow and table.columns[box.column].role in NARROW and not box.head and box.column_span == 1
                spans = (f' rowspan="{box.row_span}"' if box.row_span > 1 else "") + (f' colspan="{box.column_span}"' if box.column_span > 1 else "")
                spans += ' class="slim"' if narrow else ""
                weight = ' style="font-weight:bold"' if box.bold or box.head else ""
                text = _words(how, printing, box.text)
                if printing.upright_heads and box.head and box.column in slim and box.column_span == 1 and len(box.text) > 3:
                    text = _UPRIGHT.format(text)
                out.write(f"<td{spans}{weight}>{text}</td>")
        out.write("</tr>")
    out.write("</tbody></table>")


def turned(pdf: bytes) -> bytes:
    """The same pages lying on their side in the file, with the mark that turns them upright when shown."""
    from pypdf import PdfReader, PdfWriter, Transformation

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(Transformation().rotate(90).translate(height, 0))
        page.mediabox.upper_right = (height, width)
        page.cropbox.upper_right = (height, width)
        page.rotate(90)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class Printer:
    """A browser that prints pages as PDF; use as a context."""

    def __enter__(self) -> Printer:
        from playwright.sync_api import sync_playwright

        self._play = sync_playwright().start()
        self._browser = self._play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        return self

    def __exit__(self, *_error: object) -> None:
        self._browser.close()
        self._play.stop()

    def write_pdf(self, plan: TrueDocument, how: Layout, path: Path, printing: Printing = PLAIN) -> None:
        page = self._browser.new_page()
        page.set_content(page_html(plan, how, printing))
        margins = _MARGINS[printing.paged]
        raw = page.pdf(prefer_css_page_size=True, print_background=True, display_header_footer=bool(margins), header_template=margins or "<p></p>", footer_template="<p></p>")
        page.close()
        path.write_bytes(turned(raw) if how.rotated else raw)
