"""Everything about a plan but the rows of its tables: what it is, its source and parts, what it cites, the sums its text names. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..plans import Reference
from ..text import clean
from ..values import parse_document_number
from . import appendices, cited, signing, totals
from .citation_rows import Home, add_citations
from .draft import Draft
from .grid import Document, Grid
from .paragraphs import Paragraph, Piece, paragraphs, pieces
from .part_rows import add_parts
from .phrases import is_upper, names
from .plan_title import title
from .plan_rows import Parts, add_plan
from .read_tables import Tables
from .sheets import SOURCE, Sheets
from .table_phrases import money_in
from .total_rows import add_totals

TABLES = ("plans", "sources", "source_parts", "budget_lines", "budget_amounts", "citations")
_HEADING = re.compile(r"(?:[A-ZĐ]|[IVX]+)[.)]\s|(?:PHẦN|Phần|CHƯƠNG|Chương)\s+[IVX0-9]")


class UnknownCommune(LookupError):
    """The folder names a commune that the reference tables do not have; the text says so in Vietnamese."""


def draft_metadata(plan_id: str, document: Document, tables: Tables, reference: Reference) -> Draft:
    """The draft of plans, sources, source_parts, citations, and of the budget lines that the running text names.

    What the document does not state stays empty; what is missing though expected, or could be read in two ways, has a mark.
    Raises UnknownCommune when the plan_id names no commune.
    """
    commune, home = _home(plan_id, reference)
    sheets = Sheets(plan_id, TABLES)
    lines = printed_lines(document, tables)
    found = appendices.present(lines, {clean(line.text) for table in tables.read for line in table.titles})
    body = lines[: found[0].at] if found else lines[: appendices.end_of_text(lines)]
    signed = signing.signature(body)
    spoken = body[: signed.at] if signed.at > 0 else body
    texts = paragraphs(spoken)
    parts = Parts(lines, body, texts, title(body), found, appendices.announced(texts), commune)
    row = add_plan(sheets, document, tables, reference, parts)
    sheets.add("sources", source_id=SOURCE, kind=document.kind, name=document.name, sha256=document.sha256, lines=document.lines, pages=document.pages)
    add_parts(sheets, document, lines, found)
    years = (int(row["period_from"]), int(row["period_to"])) if row["period_from"] else None
    add_totals(sheets, *totals.sums(paragraphs([piece for piece in spoken if not piece.cell and not _is_unit(piece.text)])), years)
    add_citations(sheets, _mentions(texts, lines, found, reference, row["document_number"]), reference, home)
    return sheets.draft


def _is_unit(text: str) -> bool:
    """Whether a line only says the unit of a table ("ĐVT: 1.000 đồng"): that is no sum. "triệu đồng)." is the end of a sum in words."""
    return not text[:1].islower() and text.count("(") == text.count(")") and bool(unit := money_in(text)) and not any(map(str.isdigit, text.replace(unit, "")))


def printed_lines(document: Document, tables: Tables) -> list[Piece]:
    """The lines of the document outside its tables, those of letterheads and signature blocks too."""
    return pieces(document, [*(one.grid for one in tables.aside), *(one.grid for one in tables.stopped if _small(one.grid))])


def _small(grid: Grid) -> bool:
    """Whether a grid that nobody could read may be a letterhead or a signature block: lines in a frame, not a table."""
    return grid.rows <= 3 and grid.columns <= 3


def _home(plan_id: str, reference: Reference) -> tuple[dict[str, str], Home]:
    code = plan_id.split("/")[1].rsplit("-", 1)[-1] if plan_id.count("/") == 2 else ""
    commune = reference.keyed["communes"].get(code)
    province = reference.keyed["provinces"].get(commune["province_code"]) if commune else None
    if commune is None or province is None:
        raise UnknownCommune(
            f"{plan_id}: mã xã “{code}” không có trong data/reference/communes.csv; cần <tỉnh>/<xã>-<mã xã 5 chữ số>/<kế hoạch>; xem lại mã kế hoạch"
        )
    return commune, Home(commune["name"], commune["slug"], province["name"], province["slug"])


def _mentions(
    body: Sequence[Paragraph], lines: Sequence[Piece], found: Sequence[appendices.Appendix], reference: Reference, own: str
) -> list[cited.Mention]:
    """What the running text and the appendices name, but not the plan's own number."""
    later = paragraphs([piece for piece in lines[found[0].at :]] if found else [])
    texts = [*body, *later]
    first = next((at for at, paragraph in enumerate(body) if _HEADING.match(paragraph.text)), len(body))
    issuers = [row["issuer"] for row in reference.rows("legal_documents")] + [row["name"] for row in reference.rows("agencies")] + list(reference.agency_of)
    known = cited.mentions(texts, issuers, first, _bases(body))
    return [one for one in known if not own or parse_document_number(one.symbol) != own]


def _bases(body: Sequence[Paragraph]) -> list[int]:
    """The paragraphs under a heading in capitals that speaks of the bases of the plan."""
    under, found = False, []
    for at, paragraph in enumerate(body):
        if _HEADING.match(paragraph.text) and is_upper(paragraph.text):
            under = names(paragraph.text, "basis")
        elif under:
            found.append(at)
    return found
