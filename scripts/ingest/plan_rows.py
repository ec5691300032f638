"""The one row of plans, with a question for whatever the document leaves open. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..plans import Reference
from ..text import fold
from ..values import parse_date, parse_document_number
from . import head, periods, signing
from .appendices import Announced, Appendix, rank
from .grid import Document, Place
from .head import Found
from .paragraphs import Paragraph, Piece
from .phrases import alternatives, is_upper, key, starts
from .plan_title import Title
from .read_tables import Tables
from .replaced import asked_replaced
from .sheets import Sheets, line_of
from .signature_questions import ask_signature

_NO_TITLE = "Không thấy tên kế hoạch: chép tên loại văn bản và trích yếu ở đầu văn bản."
_NO_TEXT = "Tệp này chỉ có phụ lục, không có phần lời văn: lấy tên, số, ngày, người ký của kế hoạch từ văn bản chính."
_NO_KIND = "Không thấy dòng tên loại văn bản (“KẾ HOẠCH”): tên kế hoạch lấy ở các dòng đầu, có đúng và đủ không?"
_OTHER_KIND = "Văn bản này in là “{kind}”, không phải kế hoạch: có đúng là văn bản cần nhập không?"
_CUT = "Tên kế hoạch kết thúc ở đâu? Không có dấu hiệu rõ."
_COMMUNE = "Văn bản không nhắc đến {name}: có đúng là văn bản của xã này không?"
_ISSUER_ELSEWHERE = "Văn bản không có phần quốc hiệu: tên cơ quan ban hành lấy ở câu dẫn, có đúng không?"
_NO_ISSUER = "Không thấy dòng tên Ủy ban nhân dân ở đầu văn bản: cơ quan nào ban hành, có đúng là kế hoạch của Ủy ban nhân dân không?"
_OTHER_ISSUER = "Cơ quan ban hành in là “{issuer}”, khác tên {name}: có đúng là kế hoạch của xã này không?"
_SYMBOL = "Số in là “{number}” mà cơ quan ban hành đọc được là “{issuer}”: cơ quan nào ban hành?"
_ATTACHED = "Số và ngày lấy ở dòng “Kèm theo” của phụ lục, vì không thấy ở đầu văn bản: có đúng không?"
_NUMBERS = "Đầu văn bản in “{head}”, dòng “Kèm theo” in “{other}”: số nào đúng?"
_BLANK_HERE = "Đầu văn bản để trống số, dòng “Kèm theo” in “{other}”: văn bản đã có số chưa?"
_BAD_DATE = "Ngày ban hành “{text}” không phải ngày có thật, in thiếu, hoặc không viết theo dạng ngày/tháng/năm: so lại với văn bản; in đúng như vậy thì giữ, issued_on để trống."
_PERIODS = "Tên kế hoạch nêu nhiều mốc năm: kế hoạch cho giai đoạn nào?"
_PERIOD_ELSEWHERE = "Tên kế hoạch không nêu giai đoạn: lấy theo {where}, có đúng không?"
_PERIOD_SLUG = "Tên kế hoạch nêu năm {year}, thư mục nêu {slug}: năm nào đúng?"
_DRAFT = "Văn bản có chữ “{words}”: còn là dự thảo hay đã ban hành?"
_UNSIGNED = "Văn bản không có số, ngày, người ký hay dấu chữ ký số: là dự thảo hay đã ban hành?"
_TOPIC = "Lĩnh vực lấy theo tên thư mục là “{topic}”, không có trong data/reference/topics.csv: chọn mã có trong đó, hoặc thêm dòng."
_TOPIC_GUESS = "Tên thư mục không cho biết lĩnh vực: “{topic}” có đúng không?"
_UNCOUNTED = "Văn bản nhắc phụ lục mà không ghi số, trong tệp thấy {present}: văn bản nói có mấy phụ lục?"
_APPENDIX_TWICE = "Có hai phần cùng tên “{name}”: tên trên đầu phụ lục có đúng không?"
DRAFT_WORDS_REACH = 12


@dataclass(frozen=True)
class Parts:
    """The document as plan_rows needs it: all lines, those before the first appendix, the same joined to paragraphs."""

    lines: Sequence[Piece]
    body: Sequence[Piece]
    texts: Sequence[Paragraph]
    title: Title
    appendices: Sequence[Appendix]
    announced: Announced
    commune: dict[str, str]


def add_plan(sheets: Sheets, document: Document, tables: Tables, reference: Reference, parts: Parts) -> dict[str, str]:
    """The row of plans. Every cell is printed, read from a printed one, or empty."""
    title = parts.title
    place = title.place if title.text or not parts.lines else parts.lines[0].place
    number, day = _number_and_day(sheets, parts)
    issuer = _issuer(sheets, parts)
    _ask_symbol(sheets, number, issuer)
    signature = signing.signature(parts.body)
    signed_at = signing.earliest([*document.signed_at, *signing.stamps(parts.lines)])
    replaced = asked_replaced(sheets, parts.texts)
    period = _period(sheets, title.text, tables)
    announced = _announced(sheets, parts)
    issued = parse_date(day.text)

    def line(found: Found) -> str:
        return line_of(found.place) if found.text and not _inside(found.place, place) else ""

    row = sheets.add(
        "plans", place, commune_code=parts.commune["code"], topic_id=_topic(sheets, title.text, reference), title=title.text,
        document_number_text=number.text, document_number=parse_document_number(number.text) or "", issued_on_text=day.text,
        issued_on=issued.isoformat() if issued else "", issuer_text=issuer.text, signer_name=signature.name.text,
        signer_position=signature.position.text, signing_authority=signature.authority, signed_at=signed_at,
        period_from=period[0] if period else "", period_to=period[1] if period else "", replaces_text=replaced.text,
        appendices_announced=announced, appendices_present=len(parts.appendices), document_number_line=line(number), issued_on_line=line(day),
        issuer_line=line(issuer), signer_line=line(signature.name), signer_position_line=line(signature.position), replaces_line=line(replaced),
        appendices_line=line_of(parts.announced.place),
    )  # fmt: skip
    row["stage"] = _stage(sheets, parts, bool(row["document_number"] or row["issued_on"] or signed_at or signature.name.text))
    _ask_title(sheets, parts)
    if parts.body:
        later = signing.signature(parts.lines[len(parts.body) :])
        ask_signature(sheets, signature, later, [*document.signed_at, *signing.stamps(parts.lines)])
    if day.text and issued is None and not _is_blank(day.text):
        sheets.ask("plans", "", "issued_on_text", _BAD_DATE.format(text=day.text), day.text, place=day.place)
    _ask_commune(sheets, parts, issuer)
    return row


def _inside(place: Place, outer: Place) -> bool:
    if place.line_from is None or outer.line_from is None or outer.line_to is None:
        return False
    return place.page == outer.page and outer.line_from <= place.line_from <= outer.line_to


def _is_blank(day: str) -> bool:
    """Whether the day or the month was left to be filled in by hand."""
    return len(re.findall("[0-9]+", day.rpartition(",")[2])) < 3  # without the place: "A Lưới 2, ngày"


def _number_and_day(sheets: Sheets, parts: Parts) -> tuple[Found, Found]:
    number, day = head.number(parts.body), head.date_line(parts.body, parts.commune["name"])
    attached, attached_day = head.attached(parts.lines)
    if number.text and attached.text:
        ours, other = parse_document_number(number.text), parse_document_number(attached.text)
        if other and ours != other:
            question = _NUMBERS if ours else _BLANK_HERE
            sheets.ask("plans", "", "document_number_text", question.format(head=number.text, other=attached.text), number.text, attached.text, number.place)
    if number.text or day.text or not attached.text:
        return number, day
    sheets.ask("plans", "", "document_number_text", _ATTACHED, attached.text, "", attached.place)
    return attached, attached_day


def _issuer(sheets: Sheets, parts: Parts) -> Found:
    found = head.issuer(parts.body, parts.commune["name"])
    if found.text or not parts.body:
        return found
    found = _issuer_in_text(parts)
    question = _ISSUER_ELSEWHERE if found.text else _NO_ISSUER
    sheets.ask("plans", "", "issuer_text", question, found.text, place=found.place)
    return found


def _ask_symbol(sheets: Sheets, number: Found, issuer: Found) -> None:
    """The symbol holds the initials of whoever issued the document: "KH-VP" is not of the committee in the letterhead, "KH-UBND-VHXH" is."""
    said = [part for part in re.split(r"[\W\d_]+", fold(number.text)) if part][1:]
    if not said or not issuer.text:
        return
    names = fold(issuer.text).split()
    initials = "".join(word[0] for word in names)
    if not any(part in names or initials.startswith(part) for part in said):
        sheets.ask("plans", "", "issuer_text", _SYMBOL.format(number=number.text, issuer=issuer.text), issuer.text, place=issuer.place)


def _issuer_in_text(parts: Parts) -> Found:
    """ "UBND xã Mường La xây dựng kế hoạch …": the first that names our commune; empty when none does."""
    pattern = re.compile(rf"{alternatives('issuer')}\s+{alternatives('unit')}\s+{re.escape(key(parts.commune['name']))}(?!\w)")
    for paragraph in parts.texts:
        if match := pattern.search(paragraph.key):
            return Found(paragraph.text[match.start() : match.end()], paragraph.span(match.start(), match.end()))
    return Found()


def _period(sheets: Sheets, title: str, tables: Tables) -> tuple[int, int] | None:
    named, until = periods.in_title(title)
    folder = periods.in_slug(sheets.draft.plan_id)
    if named:
        chosen = periods.spanning(named)
        if len(named) > 1 or until:
            other = f"{chosen[0]}-{until}" if until and until > chosen[1] else " / ".join(map(_span, named))
            sheets.ask("plans", "", "period_from", _PERIODS, _span(chosen), other)
        elif folder is not None and not chosen[0] <= folder <= chosen[1]:
            sheets.ask("plans", "", "period_from", _PERIOD_SLUG.format(year=chosen[0], slug=folder), str(chosen[0]), str(folder))
        return chosen
    chosen = periods.in_tables(tables)
    if chosen is not None and chosen == (folder, folder):
        return chosen
    where = "các cột của bảng" if chosen else "tên thư mục"
    if chosen is None and folder is not None:
        chosen = folder, folder
    sheets.ask("plans", "", "period_from", _PERIOD_ELSEWHERE.format(where=where), _span(chosen) if chosen else "")
    return chosen


def _span(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"


def _topic(sheets: Sheets, title: str, reference: Reference) -> str:
    """The topic whose id begins the name of the folder; else the one whose name the title holds."""
    folder = sheets.draft.plan_id.rsplit("/", 1)[-1]
    known = [row["topic_id"] for row in reference.rows("topics")]
    found = max((topic for topic in known if folder == topic or folder.startswith(f"{topic}-")), key=len, default="")
    if found:
        return found
    named = next((row["topic_id"] for row in reference.rows("topics") if fold(row["name"]) in fold(title)), "")
    topic = named or folder.rsplit("-", 1)[0]
    sheets.ask("plans", "", "topic_id", (_TOPIC_GUESS if named else _TOPIC).format(topic=topic), topic)
    return topic


def _announced(sheets: Sheets, parts: Parts) -> str:
    said, present = parts.announced, len(parts.appendices)
    if not parts.body:
        return ""
    doubled = {one.name for one in parts.appendices if [other.name for other in parts.appendices].count(one.name) > 1}
    for name in sorted(doubled):
        sheets.ask("source_parts", "", "name", _APPENDIX_TWICE.format(name=name), name)
    if not said.numbers and not said.count and said.unnumbered and present > 1:
        sheets.ask("plans", "", "appendices_announced", _UNCOUNTED.format(present=present), "", str(present), said.place)
        return ""
    # Who speaks of Phụ lục III says that there are three.
    count = max([said.count, len(said.numbers), *map(rank, said.numbers)]) or int(said.unnumbered)
    return str(count)  # a count other than that of the appendices is a finding of the audit, asked about with the others


def _stage(sheets: Sheets, parts: Parts, issued: bool) -> str:
    top = [*parts.body[:DRAFT_WORDS_REACH], *parts.body[max(0, parts.title.last - DRAFT_WORDS_REACH) : parts.title.last + 1]]
    marked = next((piece for piece in top if starts(piece.text.lstrip("([ "), "draft") and (is_upper(piece.text) or len(piece.text.split()) <= 4)), None)
    if marked:
        sheets.ask("plans", "", "stage", _DRAFT.format(words=marked.text), "draft", "issued", marked.place)
        return "draft"
    if not issued:
        sheets.ask("plans", "", "stage", _UNSIGNED, "draft", "issued", parts.title.place)
        return "draft"
    return "issued"


def _ask_title(sheets: Sheets, parts: Parts) -> None:
    title = parts.title
    question = ""
    if not parts.body:
        question = _NO_TEXT
    elif not title.text:
        question = _NO_TITLE
    elif not title.kind:
        question = _NO_KIND
    elif title.kind != "plan":
        question = _OTHER_KIND.format(kind=title.text.split(",")[0][:40])
    elif title.cut:
        question = _CUT
    if question:
        sheets.ask("plans", "", "title", question, title.text, place=title.place)


def _ask_commune(sheets: Sheets, parts: Parts, issuer: Found) -> None:
    full, name = parts.commune["full_name"], _plain(parts.commune["name"])
    if issuer.text and name not in _plain(issuer.text):
        sheets.ask("plans", "", "commune_code", _OTHER_ISSUER.format(issuer=issuer.text, name=full), parts.commune["code"], place=issuer.place)
    elif not any(name in _plain(piece.text) for piece in parts.lines) and not any(name in _plain(paragraph.text) for paragraph in parts.texts):
        sheets.ask("plans", "", "commune_code", _COMMUNE.format(name=full), parts.commune["code"])


def _plain(text: str) -> str:
    """For comparing names: without diacritics, one kind of apostrophe (Ea H’Leo = Ea H'Leo)."""
    return fold(text).replace("’", "'").replace("‘", "'")
