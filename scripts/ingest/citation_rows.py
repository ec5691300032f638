"""Rows of citations: the mentions of one document gathered, and the document found in legal_documents. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..csv_files import csv_lines
from ..plans import Reference
from ..tables import schemas
from ..text import fold, slug
from ..values import parse_date
from .cited import Mention
from .phrases import key, words
from .sheets import Sheets, line_of

_ROLES = ("replaced", "legal_basis", "guidance", "parent_plan", "mention")
_NORMATIVE = ("law", "decree", "circular")
_UNKNOWN = "Văn bản này chưa có trong data/reference/legal_documents.csv: thêm dòng “{line}”, viết lại cột title (tên của văn bản), rồi ghi tên ấy vào cột name của dòng này."
_HELD = "Văn bản này đọc là {document} (“{title}”), đã có trong data/reference/legal_documents.csv: có đúng là văn bản đó không?"
_SEVERAL = "data/reference/legal_documents.csv có nhiều văn bản mang số hoặc tên “{symbol}” ({ids}): là văn bản nào?"
_DAY = "Ngày của văn bản này in là “{day}”, không đọc thành ngày được: so lại với văn bản; in đúng như vậy thì giữ, issued_on để trống."
_ISSUERS = "Văn bản này được nêu với cơ quan khác nhau (“{first}”, “{other}”): là một hay hai văn bản?"
_TITLED = "Văn bản này chưa có trong data/reference/legal_documents.csv: thêm dòng “{line}”; cột title lấy theo lời văn, có đúng là tên của luật không?"
_NAMED = "Luật chỉ được nêu tên “{name}”: là văn bản nào trong data/reference/legal_documents.csv, hay cần thêm dòng “{line}”?"


@dataclass(frozen=True, slots=True)
class Home:
    """The commune of the plan and its province, as the reference tables have them."""

    commune: str
    commune_slug: str
    province: str
    province_slug: str


def add_citations(sheets: Sheets, mentions: Sequence[Mention], reference: Reference, home: Home) -> None:
    """One row for each document as it is cited; another one where the same number comes with another date."""
    for number, group in enumerate(_groups(mentions), start=1):
        row_id = f"CC{number:02}"
        best = max(group, key=lambda one: (bool(one.day) + bool(one.issuer), one.basis, one.replaced))
        issued = parse_date(best.day)
        found = _document(best, issued.year if issued else None, reference, home)
        known = reference.keyed["legal_documents"][found[0]] if found else None
        document_id = known["document_id"] if known else _new_id(best, issued.year if issued else None, home)
        role = min((_role(one) for one in group), key=_ROLES.index)
        label = known["title"] if known else _label(best)
        sheets.add(
            "citations", best.place, citation_id=row_id, document_id=document_id, symbol=best.symbol, named_text=best.named, issued_on_text=best.day,
            issued_on=issued.isoformat() if issued else "", issuer_text=best.issuer, name=label, role=role, mentions=len(group),
            mention_lines="; ".join(line_of(one.place) for one in group), reading="certain",
        )  # fmt: skip
        if len(found) != 1:
            _ask(sheets, row_id, best, document_id, found, home, reference)
        if best.day and issued is None:
            sheets.ask("citations", row_id, "issued_on_text", _DAY.format(day=best.day), best.day, place=best.place)
        others = [one.issuer for one in group if one.issuer and not _alike(one.issuer, best.issuer)]
        if others:
            sheets.ask("citations", row_id, "issuer_text", _ISSUERS.format(first=best.issuer, other=others[0]), best.issuer, others[0], best.place)


def _ask(sheets: Sheets, row_id: str, mention: Mention, document_id: str, found: list[str], home: Home, reference: Reference) -> None:
    if len(found) > 1:
        question, second = _SEVERAL.format(symbol=mention.symbol or mention.named, ids=", ".join(found)), found[1]
    elif held := reference.keyed["legal_documents"].get(document_id):
        question, second = _HELD.format(document=document_id, title=held["title"]), ""
    else:
        row = _addition(mention, document_id, home)
        added = sheets.draft.additions.setdefault("legal_documents", [])
        if row not in added:
            added.append(row)
        line = csv_lines([row.values()]).strip()
        question, second = (_TITLED if mention.title else _UNKNOWN if mention.symbol else _NAMED).format(line=line, name=mention.named), ""
    sheets.ask("citations", row_id, "document_id", question, document_id, second, mention.place)


def _addition(mention: Mention, document_id: str, home: Home) -> dict[str, str]:
    """The row that legal_documents lacks. Its title is only kind and number until a person writes what the document is about."""
    issued = parse_date(mention.day)
    maker = "" if mention.issuer or mention.kind != "law" else next(iter(words("law_series").values()))
    return dict.fromkeys(schemas()["legal_documents"].columns, "") | {
        "document_id": document_id, "symbol": "".join(mention.symbol.split()), "kind": mention.kind, "issuer": mention.issuer or maker,
        "issued_on": issued.isoformat() if issued else "", "title": _label(mention), "level": "central" if maker else _level(mention, home),
    }  # fmt: skip


def _label(mention: Mention) -> str:
    return mention.title or (f"{mention.label} {mention.symbol}" if mention.symbol else mention.named)


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one document together, in the order of their first; one number with two dates makes two groups.

    A mention without a date joins the first group of its number; a group without a date takes the first that comes.
    """
    groups: list[list[Mention]] = []
    dated: dict[str, list[tuple[list[Mention], list[str]]]] = {}
    for mention in mentions:
        known = dated.setdefault(_bare(mention.symbol) or f" {key(mention.named)}", [])
        day = _day(mention)
        found = next((one for one in known if not day or not one[1] or one[1] == [day]), None)
        if found is None:
            groups.append(group := [])
            known.append(found := (group, []))
        found[0].append(mention)
        found[1][:] = found[1] or ([day] if day else [])
    return groups


def _day(mention: Mention) -> str:
    """The date of a mention, however it is written; the printed words where they are no date."""
    parsed = parse_date(mention.day)
    return parsed.isoformat() if parsed else "".join(mention.day.split())


def _bare(symbol: str) -> str:
    return "".join(symbol.split()).casefold()


def _role(mention: Mention) -> str:
    if mention.replaced:
        return "replaced"
    if not mention.symbol and not (mention.basis and mention.first):
        return "mention"
    if mention.kind == "official_letter":
        return "guidance"
    if mention.basis:
        return "guidance" if mention.kind == "directive" else "parent_plan" if mention.kind in ("plan", "programme") else "legal_basis"
    if mention.preamble:
        return "legal_basis" if mention.kind in _NORMATIVE else "parent_plan"
    return "parent_plan" if mention.obeyed and mention.kind not in _NORMATIVE else "mention"


def _alike(one: str, other: str) -> bool:
    """Whether two names may be those of one body: one is part of the other, its usual short form written out."""
    first, second = (fold(text).replace("ubnd", "uy ban nhan dan") for text in (one, other))
    return first in second or second in first


def _document(mention: Mention, year: int | None, reference: Reference, home: Home) -> list[str]:
    """The ids in legal_documents that this number (or name) may mean."""
    rows = reference.rows("legal_documents")
    if mention.symbol:
        found = [row for row in rows if _bare(row["symbol"]) == _bare(mention.symbol) and _ours(row, home)]
        if year is not None:
            dated = [row for row in found if row["issued_on"][:4] in ("", str(year))]
            # Another year may be a misprint only where numbers are not begun anew each year.
            found = dated or [row for row in found if len(found) == 1 and row["level"] == "central"]
    else:
        bare, _, issued = mention.named.partition(" năm ")
        found = [row for row in rows if _titled(row["title"], mention.named)]
        found = found or [row for row in rows if issued and row["issued_on"][:4] == issued and _titled(row["title"], bare)]
    return [row["document_id"] for row in sorted(found, key=lambda row: (row["replaced_by"] != "", row["issued_on"] == "", row["document_id"]))]


def _titled(title: str, named: str) -> bool:
    """Whether a title is this name: alone, with the year that tells laws of one name apart, or after a short number such as that of "Đề án 06"."""
    rest = _words(title).removeprefix(_words(named))
    if rest == _words(title):
        return False
    return not rest or rest.startswith(" nam ") or (named[-1:].isdigit() and rest.startswith(" "))


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _ours(row: dict[str, str], home: Home) -> bool:
    """Central numbers are one series; those of provinces and communes begin anew in each."""
    if row["level"] == "central":
        return True
    issuer = fold(row["issuer"])
    return fold(home.province if row["level"] == "province" else home.commune) in issuer


def _level(mention: Mention, home: Home) -> str:
    issuer = fold(mention.issuer)
    if not issuer:
        return ""
    if "tinh" in issuer.split() or fold(home.province) in issuer or "thanh pho" in issuer:
        return "province"
    return "commune" if fold(home.commune) in issuer or {"xa", "phuong"} & set(issuer.split()) else "central"


def _new_id(mention: Mention, year: int | None, home: Home) -> str:
    """An id in the form of those in legal_documents: number, unit (of a province or commune), year."""
    if not mention.symbol:
        return slug(mention.named)
    number = slug("".join(mention.symbol.split()).replace("/", "-"))
    unit = {"province": home.province_slug, "commune": home.commune_slug}.get(_level(mention, home), "")
    inside = any(part == str(year) for part in number.split("-"))
    return "-".join(part for part in (number, unit, "" if inside or year is None else str(year)) if part)
