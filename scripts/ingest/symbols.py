"""Characters that Word prints from its symbol fonts, as Unicode. Pure."""

from __future__ import annotations

# The Symbol font keeps the figures and most signs of ASCII in their places.
_SYMBOL = {code: chr(code) for code in b"!#%&()+,-./0123456789:;<=>?[]{|}_"} | {
    0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β",
    0x6D: "μ", 0x70: "π", 0x53: "Σ", 0x7E: "~", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "Σ", 0xD6: "√",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•", 0xA2: "■", 0xA3: "□"}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■", 0x6E: "●"}
FONTS: dict[str, dict[int, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}
# Nothing is known of their letters but that they are signs.
FONTS |= dict.fromkeys(("wingdings 3", "zapfdingbats", "marlett"), {})
# What Office does to reach the places of a symbol font: a private character.
PRIVATE = range(0xF000, 0xF100)


def character(font: str, code: int) -> str | None:
    """The printed character of a symbol font; None when it is not known."""
    table = FONTS.get(font.strip().casefold())
    return None if table is None else table.get(code - 0xF000 if code in PRIVATE else code)


def unfolded(text: str, font: str) -> tuple[str, bool]:
    """Text set in `font` as it is printed, and whether every character of it is known for certain."""
    table, certain, shown = FONTS.get(font.strip().casefold()), True, []
    for letter in text:
        code = ord(letter)
        # Letters that a symbol font does not have come from another font.
        if code in PRIVATE or (table is not None and code <= 0xFF and not letter.isspace()):
            known = character(font, code)
            certain = certain and known is not None
            shown.append(known or letter)
        else:
            shown.append(letter)
    return "".join(shown), certain
