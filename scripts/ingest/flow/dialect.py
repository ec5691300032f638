"""Whether a text is of the one kind whose separators are known. Pure.

Known is only what a producer writes that draws each cell in order and ends every drawn line with a space. All else is not read as tables.
"""

from __future__ import annotations

from dataclasses import dataclass

# Of the lines with words, at least this share must end in a space and be followed by an empty line.
_ENDING_IN_SPACE = 0.85
_BEFORE_EMPTY = 0.6
_GRAPHIC = 0.05
_FEWEST = 8
# The known producer writes none of these inside a line.
_FOREIGN = ("dấu gạch đứng (bảng Markdown)", "dấu tab giữa các cột", "dấu xuống dòng kiểu cũ (CR)", "dấu ngắt dòng lạ (U+2028, U+0085)", "thẻ bảng HTML")
_BREAKS = ("\u2028", "\u2029", "\u0085", "\v")


@dataclass(frozen=True, slots=True)
class Dialect:
    """`known`: tables can be read. `evidence`: what was counted, in Vietnamese. `drawn`: what looks like tables of another kind, "" when nothing does."""

    known: bool
    evidence: str
    drawn: str = ""


def dialect(lines: tuple[str, ...]) -> Dialect:
    # Lines that begin with a tab are stamps of signatures, which the producer adds at the end.
    held = [place for place, line in enumerate(lines) if line.strip() and not line.startswith("\t")]
    if not held:
        return Dialect(False, "văn bản không có chữ")
    ending = sum(lines[place].endswith((" ", "-", "–")) for place in held) / len(held)
    apart = sum(place + 1 == len(lines) or not lines[place + 1].strip() for place in held) / len(held)
    evidence = f"{ending:.0%} số dòng có chữ kết thúc bằng dấu cách, {apart:.0%} đứng trước một dòng trống"
    kinds = {
        _FOREIGN[0]: sum(lines[place].strip().startswith("|") for place in held),
        _FOREIGN[1]: sum("\t" in lines[place].strip() for place in held),
        _FOREIGN[2]: sum(line.count("\r") for line in lines),
        _FOREIGN[3]: sum(line.count(mark) for line in lines for mark in _BREAKS),
        _FOREIGN[4]: sum(line.lower().count("<td") for line in lines),
        "cột canh bằng nhiều dấu cách": sum("   " in lines[place].strip() for place in held),
    }
    drawn, most = max(kinds.items(), key=lambda item: item[1])
    graphic = drawn if most > max(2, _GRAPHIC * len(held)) else ""
    known = len(held) >= _FEWEST and ending >= _ENDING_IN_SPACE and apart >= _BEFORE_EMPTY and not (graphic and drawn in _FOREIGN)
    return Dialect(known, evidence, graphic)
