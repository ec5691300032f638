"""The lines of an original text, and whether words stand in them: white space, line wraps and Unicode form aside. Pure."""

from __future__ import annotations

import re

from .text import nfc, tone_key


class Source:
    """The lines of one original text, counted from 1, split at newline only."""

    def __init__(self, text: str):
        self.lines = nfc(text).split("\n")

    def between(self, first: int, last: int) -> str:
        return "\n".join(self.lines[first - 1 : last])

    def holds(self, words: str, first: int, last: int) -> bool:
        """Whether these words stand in these lines, white space and line wraps aside."""
        text = self.between(first, last)
        return solid(words) in solid(text) and _whole_numbers(words, text)

    def names(self, words: str, first: int, last: int) -> bool:
        """The same for a name, whatever its capitals and the place of its tone marks."""
        return tone_key(solid(words)) in tone_key(solid(self.between(first, last)))

    def holds_broken(self, words: str, first: int, last: int) -> bool:
        """Whether they stand there in two pieces, the first at the end of a line: a page break with its repeated heading lies between."""
        pieces, lines = words.split(), [solid(line) for line in self.lines[first - 1 : last]]
        for at in range(len(pieces) - 1, 0, -1):
            head, tail, before = "".join(pieces[:at]), "".join(pieces[at:]), ""
            for number, line in enumerate(lines, start=1):
                before += line
                if line and before.endswith(head) and tail in "".join(lines[number:]):
                    return True
        return False

    def count(self, symbol: str) -> int:
        """How often a number stands in the whole text, line wraps aside."""
        spaced = r"\s*".join(map(re.escape, symbol))
        return len(re.findall(rf"(?<![0-9]){spaced}(?![0-9])", "\n".join(self.lines)))

    def shares(self, label: str, first: int, last: int) -> float:
        """The share of the label's words that stand in these lines."""
        words = set(words_of(label))
        return len(words & set(words_of(self.between(first, last)))) / len(words) if words else 1.0


def solid(text: str) -> str:
    return "".join(nfc(text).split())


def _whole_numbers(words: str, text: str) -> bool:
    """Whether a number at either end of the words is a whole one in the text: 50.000.000 is no part of 250.000.000."""
    if not (words[:1].isdigit() or words[-1:].isdigit()):
        return True
    before = r"(?<![0-9])(?<![0-9][.,])" if words[0].isdigit() else ""
    after = r"(?![0-9])(?![.,][0-9])" if words[-1].isdigit() else ""
    return re.search(before + r"\s*".join(map(re.escape, solid(words))) + after, text) is not None


def words_of(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in tone_key(text)).split()
