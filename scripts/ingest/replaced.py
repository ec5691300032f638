"""The plan that a plan says it replaces, as printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import document_numbers
from .cited import DATE
from .head import Found
from .paragraphs import Paragraph
from .phrases import alternatives


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
