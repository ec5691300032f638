"""The documents that a plan names, mention by mention: kind, number, date and issuer as printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..text import clean
from ..values import document_numbers
from .grid import Place
from .paragraphs import Paragraph
from .phrases import alternatives, key, words

# How far before its number the kind of a document may stand: "Luật Đầu tư công số 58/2024/QH15".
REACH = 110
# How far before a document the words "thực hiện", "theo" may stand that make it one to be carried out.
OBEYING = 200
DATE = re.compile(r"\s*,?\s*\(?(?P<day>(?:ký\s+|ban hành\s+)?ngày\s*(?:[0-9]{0,2}\s?[/.-]\s?[0-9]{0,2}\s?[/.-]\s?[0-9]{2,4}|[0-9]{0,2}\s*tháng\s*[0-9]{0,2}\s*năm\s*[0-9]{2,4}))\)?")
# "Quyết định số: 749/QĐ-TTg"
_COLON = re.compile(r"số\s*:(?=\s*$)")
_NUMBERED = re.compile(r"\s*,?\s*số\s*:?$")
_OF_YEAR = re.compile(r"\s+năm\s+(?:19|20)[0-9]{2}(?![0-9])")
_OF = re.compile(r"\s*,?\s*của\s+")
_BREAK = re.compile(r"[;.,:()“”\"\[\]]|/\.")
_JOINT = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
ISSUER_LENGTH = 90
# "Kế hoạch hành động của tỉnh số …"
WORDS_BETWEEN = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `symbol` or `named` is empty. `place`: from the word that begins it to the end of its date and issuer.

    `basis`: it stands under words such as "Căn cứ". `preamble`: before the first heading. `obeyed`: "thực hiện" or "theo" comes before it.
    `replaced`: the plan says that it replaces it. `first`: it is the first that its paragraph names. `title`: a law's name, where it stands before its number.
    """

    kind: str
    label: str
    symbol: str = ""
    named: str = ""
    day: str = ""
    issuer: str = ""
    place: Place = Place()
    basis: bool = False
    preamble: bool = False
    obeyed: bool = False
    replaced: bool = False
    first: bool = False
    title: str = ""


def mentions(texts: Sequence[Paragraph], issuers: Iterable[str] = (), preamble: int = 0, bases: Iterable[int] = ()) -> list[Mention]:
    """Every mention in reading order. `issuers`: names of bodies known in full; `preamble`: how many paragraphs stand before the first heading;
    `bases`: the paragraphs under a heading on legal bases."""
    known = sorted({key(clean(name)) for name in issuers if name}, key=lambda name: (-len(name), name))
    based, found = set(bases), []
    for at, paragraph in enumerate(texts):
        basis = at in based or re.match(rf"[-–+*•\s]*{alternatives('basis')}", paragraph.key) is not None
        for rank, (mention, start) in enumerate(_in_paragraph(paragraph, known)):
            before = paragraph.key[max(0, start - OBEYING) : start]
            obeyed = re.search(alternatives("obeyed"), before) is not None
            replaced = re.search(rf"{alternatives('replaces')}\s*$", before) is not None
            found.append(replace(mention, basis=basis, preamble=at < preamble, obeyed=obeyed, replaced=replaced, first=rank == 0))
    return found


def _in_paragraph(paragraph: Paragraph, issuers: Sequence[str]) -> Iterator[tuple[Mention, int]]:
    numbered = list(_numbered(paragraph, issuers))
    taken = [(start, end) for _, start, end in numbered]
    named = [one for one in _named(paragraph) if not any(start <= one[1] < end and not _inside_name(paragraph, start, end, one[1]) for start, end in taken)]
    for mention, start, _ in sorted([*numbered, *named], key=lambda one: one[1]):
        yield mention, start


def _inside_name(paragraph: Paragraph, start: int, end: int, at: int) -> bool:
    """Whether the law named at `at` is the one that the law from `start` on amends."""
    return at > start and re.match(alternatives("amending"), paragraph.key[start:end]) is not None


def _numbered(paragraph: Paragraph, issuers: Sequence[str]) -> list[tuple[Mention, int, int]]:
    found: list[tuple[Mention, int, int]] = []
    floor = 0
    for match in document_numbers(paragraph.text):
        lead = _kind_before(paragraph, floor, match.start())
        floor = match.end()
        if lead is None:
            # "Nghị quyết số 03/NQ-CP và 71/NQ-CP": the kind of the one before, when nothing else stands between.
            if found and _JOINT.fullmatch(paragraph.key[found[-1][2] : match.start()].removesuffix("số ")):
                begin, label, kind = match.start(), found[-1][0].label, found[-1][0].kind
            elif label := _series(paragraph, match):
                begin, kind = match.start(), words("kind")[key(label)]
            else:
                continue
        else:
            begin, label, kind = lead
        end, day, issuer = match.end(), "", ""
        if dated := DATE.match(paragraph.key, end):
            day, end = clean(paragraph.text[dated.start("day") : dated.end("day")]), dated.end()
        if of := _OF.match(paragraph.key, end):
            stop = _issuer_end(paragraph, of.end(), issuers)
            if stop > of.end():
                issuer, end = clean(paragraph.text[of.end() : stop]), stop
        issuer = issuer or _issuer_before(paragraph, begin)
        title = _law_name(paragraph.text[begin : match.start()]) if kind == "law" else ""
        mention = Mention(kind, label, clean(match[0]), "", day, issuer, paragraph.span(begin, end), title=title)
        found.append((mention, begin, end))
    return _sharing(paragraph, found)


def _kind_before(paragraph: Paragraph, floor: int, at: int) -> tuple[int, str, str] | None:
    """Where the mention of a number begins, its kind as printed and as legal_documents has it."""
    begin = max(floor, at - REACH)
    before = paragraph.key[begin:at]
    amending = list(re.finditer(alternatives("amending"), before))
    kinds = [m for m in re.finditer(alternatives("kind"), before) if paragraph.text[begin + m.start()].isupper() or "số" in before[m.end() :].split()[:2] or not before[m.end() :].strip()]
    if not kinds:
        return None
    chosen = kinds[-1]
    if amending and ";" not in before[amending[-1].start() :]:
        chosen = next(m for m in kinds if m.start() == amending[-1].start()) if any(m.start() == amending[-1].start() for m in kinds) else chosen
    between = before[chosen.end() :]
    kind = words("kind")[clean(chosen[0])]
    if not _leads(between, kind, paragraph.key[at : at + 40]):
        return None
    return begin + chosen.start(), clean(paragraph.text[begin + chosen.start() : begin + chosen.end()]), kind


def _series(paragraph: Paragraph, match: re.Match[str]) -> str:
    """The kind of a document by its series, where only "số" stands before it: "các Nghị định: …; số 194/2025/NĐ-CP"; "" for unknown ones."""
    if not re.search(r"(?<!\w)số\s*:?\s*$", paragraph.key[: match.start()]):
        return ""
    parts = re.split(r"[\s/-]+", paragraph.key[match.start() : match.end()])
    return next((label for series, label in words("series").items() if series in parts), "")


def _law_name(text: str) -> str:
    """ "Luật Đầu tư công số" -> "Luật Đầu tư công"; "" for the kind alone, and where more than a name stands before the number."""
    name = _NUMBERED.sub("", clean(text)).rstrip(" ,")
    return name if " " in name and not re.search(r"[0-9;:]", name) else ""


def _leads(between: str, kind: str, number: str) -> bool:
    """Whether what stands between the kind of a document and a number lets them belong together."""
    between = _COLON.sub("số", between)
    if re.search(r"[;:]|\.\s", between):
        return False
    if kind == "law":
        return re.match(rf"[0-9/]+(?:{'|'.join(words('law_series'))})", number) is not None
    before = between.split()
    return len(before) < 2 or (before[-1] == "số" and len(before) <= WORDS_BETWEEN and not any(word.isdigit() for word in before))


def _issuer_end(paragraph: Paragraph, start: int, issuers: Sequence[str]) -> int:
    """Where the name of a body that begins here ends: by the names that are known, or at the first word that goes on with something else."""
    text = paragraph.key
    full = next((name for name in issuers if text.startswith(name, start) and not text[start + len(name) : start + len(name) + 1].isalnum()), "")
    limit = min(len(text), start + ISSUER_LENGTH)
    stops = [limit] + [m.start() for m in (_BREAK.search(text, start, limit), re.compile(alternatives("issuer_end")).search(text, start, limit)) if m]
    joined = next((m.start() for m in re.compile(r"\s+và\s+(?=(\w))").finditer(text, start, limit) if paragraph.text[m.start(1)].islower() or re.match(alternatives("kind"), text[m.start(1) :])), limit)
    stop = min(*stops, joined)
    if stop == limit and limit < len(text):
        stop = start  # no end in sight: no name
    stop = max(stop, start + len(full))
    while stop > start and text[stop - 1] in " ,":
        stop -= 1
    return stop


def _issuer_before(paragraph: Paragraph, begin: int) -> str:
    """ "… của Bộ Khoa học và Công nghệ tại Công văn số …": the issuer stands before."""
    match = re.search(r"của ((?:(?!của )[^.;:,]){3,60}) tại $", paragraph.key[max(0, begin - REACH) : begin])
    offset = max(0, begin - REACH)
    return clean(paragraph.text[offset + match.start(1) : offset + match.end(1)]) if match else ""


def _sharing(paragraph: Paragraph, found: list[tuple[Mention, int, int]]) -> list[tuple[Mention, int, int]]:
    """ "Quyết định số 1/QĐ-TTg ngày …, Quyết định số 2/QĐ-TTg ngày … của Thủ tướng": the issuer is that of both."""
    for at in range(len(found) - 2, -1, -1):
        (mention, begin, end), (other, other_begin, _) = found[at], found[at + 1]
        series = re.split(r"[-/]", mention.symbol, maxsplit=1)[-1]
        if not mention.issuer and other.issuer and series == re.split(r"[-/]", other.symbol, maxsplit=1)[-1]:
            if _JOINT.fullmatch(paragraph.key[end:other_begin]):
                found[at] = replace(mention, issuer=other.issuer), begin, end
    return found


def _named(paragraph: Paragraph) -> Iterator[tuple[Mention, int, int]]:
    """Laws by their names, and "Đề án 06" by its short number."""
    for match in re.finditer(rf"{alternatives('numbered')}\s+[0-9]{{1,3}}(?![\w/-]|\.[0-9])", paragraph.key):
        printed = clean(paragraph.text[match.start() : match.end()])
        yield Mention("other", printed.rsplit(" ", 1)[0], "", printed, place=paragraph.span(match.start(), match.end())), match.start(), match.end()
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(_laws())})\s+(?=\w)", paragraph.key):
        if not paragraph.text[match.start()].isupper() or not paragraph.text[match.end()].isupper():
            continue
        end = _law_end(paragraph, match.end())
        if year := _OF_YEAR.match(paragraph.key, end):
            end = year.end()
        printed, day = clean(paragraph.text[match.start() : end]), ""
        if dated := DATE.match(paragraph.key, end):
            day, end = clean(paragraph.text[dated.start("day") : dated.end("day")]), dated.end()
        yield Mention("law", printed.split(" ")[0], "", printed, day, place=paragraph.span(match.start(), end)), match.start(), end


def _laws() -> list[str]:
    return [word for word, kind in words("kind").items() if kind == "law"]


def _law_end(paragraph: Paragraph, start: int) -> int:
    """Where the name of a law ends. Names hold commas and "và": only a new name, or a word that goes on with something else, ends them."""
    text = paragraph.key
    patterns = (r"[;.:()“”]|\s+số\s+[0-9]", rf"(?:,|\s+và)\s+(?={alternatives('kind')}|{alternatives('law_end')})", rf"\s+{alternatives('law_end')}")
    limit = min(len(text), start + ISSUER_LENGTH)
    stop = min([limit, *(m.start() for one in patterns if (m := re.compile(one).search(text, start, limit)))])
    if amended := re.compile(rf"\s*\({alternatives('amended')}\)").match(text, stop):
        return amended.end()
    return len(text[:stop].rstrip(" ,"))
