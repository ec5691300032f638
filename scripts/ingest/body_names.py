"""The names of bodies: how they are looked up in the table of aliases, and the words with which they begin. Pure but for reading those words."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..tables import schemas
from ..text import clean, nfc, slug, tone_key

FILE = Path(__file__).parent / "body_words.csv"
# What may stand around a name in a cell.
ENDS = " \t;,."
_DASH = re.compile(r" ?[-–—] ?")
_INITIALS = re.compile(r"[^\W\d_a-zà-ỹ]{2}")
# A quotation mark or strokes that stand for the words above; dashes alone say that there is nothing.
_DITTO = re.compile(r"(?=.*[\"″”“'’/])[\"″”“'’/\s-]{1,7}")


@dataclass(frozen=True, slots=True)
class Body:
    """One body as the cell names it. `known`: the alias table has this very text; else `agency_id` is a proposal, "" for a new body.

    `like`: the id of the same body of another kind of unit: that of "Công an xã" for "Công an phường".
    """

    text: str
    agency_id: str = ""
    known: bool = False
    like: str = ""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body that no table knows: its text, the id proposed, the rows (as notices name them) where it stands."""

    text: str
    agency_id: str
    used: tuple[str, ...] = ()

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """The rows to add: table -> rows. Level and kind are guessed by the first words and are to be confirmed."""
        name = self.text[:1].upper() + self.text[1:]
        level, kind = level_and_kind(self.text)
        aliases = [{"alias": alias, "agency_id": self.agency_id} for alias in dict.fromkeys((name, self.text))]
        return {"agencies": [{"agency_id": self.agency_id, "name": name, "level": level, "kind": kind}], "agency_aliases": aliases}


def key(text: str) -> str:
    """A name whatever its capitals, the place of its tone marks and the form of its dashes."""
    return _DASH.sub("-", tone_key(clean(text))).strip(ENDS)


@cache
def _words() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {key(row["word"]): row for row in csv.DictReader(file)}


def head(text: str) -> dict[str, str] | None:
    """The row of body_words.csv with the longest words at the head of a name; None when none of them stands there."""
    words = key(text[:60]).split(" ")
    return next((found for n in range(min(3, len(words)), 0, -1) if (found := _words().get(" ".join(words[:n])))), None)


def is_as_above(text: str) -> bool:
    """Whether a cell only says "as above": "nt", or marks as those of a ditto."""
    return bool(_DITTO.fullmatch(text)) or _words().get(key(text), {}).get("kind") == "as above"


def begins_as_body(text: str) -> bool:
    """Whether names of bodies are known to begin like this text; a person's name does not."""
    return head(text) is not None


def level_and_kind(text: str) -> tuple[str, str]:
    """What body_words.csv says of names that begin like this one."""
    found = head(text)
    return (found["level"], found["kind"]) if found else ("commune", "other")


class Names:
    """The alias table, ready for looking up. `commune`: the full name that may end a body's name ("Xã Sông Mã"), "" for none."""

    def __init__(self, alias_of: Mapping[str, str], commune: str = ""):
        self.exact = alias_of
        self.by_key: dict[str, str] = {}
        for alias, agency_id in alias_of.items():
            self.by_key.setdefault(key(alias), agency_id)
        self._short: dict[str, set[str]] = {}
        for alias, agency_id in alias_of.items():
            for form in short_forms(alias):
                self._short.setdefault(form, set()).add(agency_id)
        # "Công an xã Sông Mã" is "Công an xã", "Trạm Y tế" the same as "Trạm Y tế xã"; "Công an phường" is another body, of the same kind.
        kinds = schemas()["communes"].fields["kind"]["constraints"]["enum"]
        own = next((kind for kind in kinds if key(commune).startswith(f"{kind} ")), "")
        self._ending, self._kinds = f" {key(commune)}", tuple(dict.fromkeys((own, *kinds))) if own else ()

    def find(self, text: str) -> Body | None:
        """The body of this very text, or of one that differs in capitals, tone placement, dashes or the commune's name only."""
        if text in self.exact:
            return Body(text, self.exact[text], known=True)
        wanted = key(text)
        found = self.by_key.get(wanted)
        stem = wanted.removesuffix(self._ending).removesuffix(f" {self._kinds[0]}") if self._kinds else wanted
        if not found and self._kinds:
            found = self.by_key.get(f"{stem} {self._kinds[0]}") or self.by_key.get(stem)
        if not found and _INITIALS.search(text):
            found = self._by_initials(text)
        if found:
            return Body(text, found)
        end = len(stem) - len(wanted) or len(text)
        others = ((f"{stem} {kind}", f"{text[:end]} {kind}") for kind in self._kinds[1:])
        like = next((known for form, spelt in others if (known := self.by_key.get(form) or _INITIALS.search(text) and self._by_initials(spelt))), "")
        return Body(text, like=like) if like else None

    def _by_initials(self, text: str) -> str:
        """The one body whose name becomes this text when some of its words are written by their first letters, "" for none or several."""
        short = self._short.get(_compact(text), set())
        return next(iter(short)) if len(short) == 1 else ""


def _compact(text: str) -> str:
    """A name without spaces and marks, capitals kept: "Phòng VH-XH" -> "PhòngVHXH"."""
    return re.sub(r"[^\w]+", "", nfc(text))


def short_forms(name: str) -> set[str]:
    """What a name becomes when some of its words, side by side, are written by their first letters: "Phòng Văn hóa - Xã hội" -> "PhòngVHXH", …"""
    words = re.findall(r"\w+", name)
    forms = set()
    for first in range(len(words)):
        for end in range(first + 2, len(words) + 1):
            initials = "".join(word if word.isupper() else unicodedata.normalize("NFD", word[0])[0].upper() for word in words[first:end])
            forms.add("".join(words[:first]) + initials + "".join(words[end:]))
    return forms


def new_id(text: str, taken: Mapping[str, object]) -> str:
    """An id for a new body; a number behind it when another body has it."""
    base = slug(text) or "co-quan"
    number, found = 2, base
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found
