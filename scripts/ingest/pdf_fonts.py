"""Fonts of a PDF by pdfminer, which fills what a font does not say of its letters with guesses: here such letters stay unread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import resolve1

# What stands for a letter that cannot be known.
UNREAD = "\ufffd"
_SIMPLE = ("Type1", "MMType1", "TrueType", "Type3")
_SYMBOLIC = 4
_EMBEDDED = ("FontFile", "FontFile2", "FontFile3")
# Fonts of signs, which every program knows by name: their codes are no letters.
_SIGNS = ("zapfdingbats", "wingdings", "webdings")


class Fonts(PDFResourceManager):
    """The fonts of one page, each with the codes whose letters only a guess would give."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        font = super().get_font(objid, spec)
        if not hasattr(font, "guessed"):
            font.guessed = _guessed(spec, font)
        return font


def letter(font: Any, code: int) -> str:
    """The letter of a code; UNREAD when the font does not say which it is."""
    if code in getattr(font, "guessed", ()):
        return UNREAD
    try:
        return font.to_unichr(code).replace("\0", "") or UNREAD
    except PDFUnicodeNotDefined:
        return UNREAD


def _guessed(spec: Mapping[str, Any], font: Any) -> frozenset[int]:
    if _name(spec.get("Subtype")) not in _SIMPLE:
        return frozenset()
    told = frozenset(getattr(getattr(font, "unicode_map", None), "cid2unichr", ()))
    encoding = resolve1(spec.get("Encoding"))
    if not isinstance(encoding, dict):
        return frozenset(range(256)) - told if not encoding and _own_codes(spec) else frozenset()
    unknown, known = _differences(resolve1(encoding.get("Differences")) or [])
    others = frozenset(range(256)) - known if not encoding.get("BaseEncoding") and _own_codes(spec) else frozenset()
    return (unknown | others) - told


def _differences(listed: list[Any]) -> tuple[frozenset[int], frozenset[int]]:
    """The codes that a list of names gives names without a meaning ("g12"), and those with one."""
    unknown, known, code = set(), set(), 0
    for one in map(resolve1, listed):
        if isinstance(one, int):
            code = one
            continue
        try:
            name2unicode(_name(one))
            known.add(code)
        except (KeyError, ValueError):
            unknown.add(code)
        code += 1
    return frozenset(unknown), frozenset(known)


def _own_codes(spec: Mapping[str, Any]) -> bool:
    """Whether the codes of a font that names none are its own: of a Type 3 font, a font of signs, and an embedded one that says so or whose file pdfminer does not read."""
    if _name(spec.get("Subtype")) == "Type3" or any(sign in _name(spec.get("BaseFont")).lower() for sign in _SIGNS):
        return True
    descriptor = resolve1(spec.get("FontDescriptor")) or {}
    if not any(file in descriptor for file in _EMBEDDED) or "FontFile" in descriptor:
        return False
    return "FontFile3" in descriptor or bool(int(resolve1(descriptor.get("Flags")) or 0) & _SYMBOLIC)


def _name(value: Any) -> str:
    return getattr(resolve1(value), "name", "")
