"""Headings that are really several: the sign that a header of more levels was not understood. Pure."""

from __future__ import annotations

from ..headings import exactly, meanings

# Roles whose headings stand beside each other in one text only by mistake. Names and units are words of other headings as well.
_VALUES = ("baseline", "target", "amount", "schedule", "product", "note", "lead", "support", "symbol", "issued_on", "other")
# Several of these below one heading are several columns too.
_REPEATED = ("amount", "other")


def mixture(heading: str, kind: str) -> tuple[str, str] | None:
    """Two known headings of this kind of table that this one is made of: "chủ trì phối hợp" -> ("chủ trì", "phối hợp"); None for one heading."""
    words = heading.split()
    if _roles(heading, kind) or any(meaning.firm for meaning in meanings(heading)):
        return None  # what compares two others names both
    known: list[tuple[int, int, str]] = []
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            role = next((role for role in _roles(" ".join(words[start:end]), kind) if role in _VALUES), "")
            if role:
                known.append((start, end, role))
                break
    for at, (start, end, role) in enumerate(known):
        for other, after, another in known[at + 1 :]:
            if other >= end and (role != another or role in _REPEATED):
                return " ".join(words[start:end]), " ".join(words[other:after])
    return None


def _roles(text: str, kind: str) -> list[str]:
    return [meaning.role for meaning in exactly(text) if meaning.table == kind]
