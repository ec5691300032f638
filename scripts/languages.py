"""The languages of the site: which one is being written, and what each message is in it.

Messages are Vietnamese where they stand in code and templates; docs/_languages/en.po has their English.
What is quoted from a document, and names of bodies and places, stay Vietnamese.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations

from .paths import LANGUAGES

VIETNAMESE, ENGLISH = "vi", "en"
CODES = (VIETNAMESE, ENGLISH)
# Where the pages of a language stand below the root of the site.
PREFIXES = {VIETNAMESE: "", ENGLISH: "en/"}

_current: ContextVar[str] = ContextVar("language", default=VIETNAMESE)


class Messages(NullTranslations):
    """The messages of one .po file. A message without translation is an error: a page is never half in a language."""

    def __init__(self, found: dict[str, tuple[str, str]], code: str) -> None:
        super().__init__()
        self._found, self._code = found, code

    def gettext(self, message: str) -> str:
        return self._one_and_many(message)[0]

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        one, many = self._one_and_many(singular)
        return one if number == 1 else many

    def _one_and_many(self, message: str) -> tuple[str, str]:
        try:
            return self._found[message]
        except KeyError:
            raise LookupError(
                f"docs/_languages/{self._code}.po: chưa dịch “{message}”; chạy “make messages”, thêm câu tiếng Anh rồi chạy lại"
            ) from None


@cache
def messages(code: str) -> NullTranslations:
    """The messages of a language; Vietnamese is what the code says."""
    if code == VIETNAMESE:
        return NullTranslations()
    from babel.messages.pofile import read_po  # 100 ms to import, once a process

    with open(LANGUAGES / f"{code}.po", "rb") as file:
        found: dict[str, tuple[str, str]] = {}
        for message in read_po(file, locale=code, abort_invalid=True):
            if message.id and not message.fuzzy:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = (message.string, message.string) if isinstance(message.string, str) else tuple(message.string)
                if all(forms):
                    found[key] = forms[0], forms[-1]
        return Messages(found, code)


def current() -> str:
    """The code of the language that is being written."""
    return _current.get()


def activate(code: str) -> None:
    """Write this language from here on; for adapters that are called page by page."""
    _current.set(code)


@contextmanager
def writing(code: str) -> Iterator[None]:
    """Write this language inside the block."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


def gettext(message: str) -> str:
    return messages(current()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    return messages(current()).ngettext(singular, plural, number)


def _(message: str, **values: object) -> str:
    """The message in the language being written, with its values filled in: `_("năm %(year)s", year=2026)`."""
    text = gettext(message)
    return text % values if values else text


def N_(message: str) -> str:
    """Marks a message that is translated later, where it is shown."""
    return message


def mark() -> str:
    """The attribute that marks what stays Vietnamese on a page of another language; nothing on a Vietnamese page."""
    return "" if current() == VIETNAMESE else ' lang="vi"'


def chosen(row: dict[str, str], column: str) -> str:
    """A column that our own tables give in both languages (`name`, `name_en`): the one being written."""
    return row[f"{column}_{ENGLISH}"] if current() == ENGLISH else row[column]
