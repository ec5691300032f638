"""The plan that a plan says it replaces, as printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import document_numbers
from .cited import DATE
from .head import Found
from .paragraphs import Paragraph
from .phrases import alternatives, names, words
from .sheets import Sheets

_REPLACED_MORE = "Văn bản còn nhắc {other} ở chỗ nói về thay thế, hết hiệu lực: kế hoạch này thay thế cả văn bản ấy không? Có thì ghi vào replaces_text đúng như in."
_ENDED = "Văn bản nói {other} bị thay thế, bãi bỏ hoặc hết hiệu lực: có phải kế hoạch này thay thế văn bản ấy không? Có thì ghi vào replaces_text đúng như in."


def asked_replaced(sheets: Sheets, texts: Sequence[Paragraph]) -> Found:
    """The words of the plan replaced, with a question where the text may mean another one, or one more."""
    found, others = replaced_words(texts), also_ended(texts)
    others = [one for one in others if one.text not in found.text]
    if found.text and others:
        sheets.ask("plans", "", "replaces_text", _REPLACED_MORE.format(other=others[0].text), found.text, others[0].text, others[0].place)
    elif others:
        sheets.ask("plans", "", "replaces_text", _ENDED.format(other=others[0].text), "", others[0].text, others[0].place)
    return found


def replaced_words(texts: Sequence[Paragraph]) -> Found:
    """ "Kế hoạch này thay thế Kế hoạch số 47/KH-UBND ngày 19/9/2025" -> the words from the kind of document to its date."""
    for paragraph in texts:
        for said in re.finditer(rf"{alternatives('replaces')}\s+(?={alternatives('kind')})", paragraph.key):
            number = next((match for match in document_numbers(paragraph.text) if said.end() < match.start() <= said.end() + 40), None)
            if number:
                dated = DATE.match(paragraph.key, number.end())
                end = dated.end() if dated else number.end()
                return Found(paragraph.text[said.end() : end].strip(), paragraph.span(said.end(), end))
    return Found()


def also_ended(texts: Sequence[Paragraph]) -> list[Found]:
    """The plans, by kind and number, in sentences that speak of replacing, of repealing or of the end of validity."""
    plan = "|".join(re.escape(word) for word, kind in words("kind").items() if kind == "plan")
    found = []
    for paragraph in texts:
        if not names(paragraph.text, "ended"):
            continue
        for number in document_numbers(paragraph.text):
            if lead := re.search(rf"(?<!\w)(?:{plan})\s+(?:số\s*:?\s*)?$", paragraph.key[: number.start()]):
                found.append(Found(paragraph.text[lead.start() : number.end()], paragraph.span(lead.start(), number.end())))
    return found
