"""The stored rows of all plans as pages ask for them: in the language being written, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from markupsafe import Markup

from .. import languages
from ..compare.heads import PLANS, Row, Who, shown, who
from ..languages import _
from ..list_store import ListStore
from ..text import sort_key

# What one page holds: a phone loads it, and a reader can look through it.
ON_A_PAGE = 200
Choices = list[tuple[str, str]]


@dataclass
class Lists:
    """The lists over plans, and the names of their plans in one language."""

    store: ListStore
    plans: dict[str, Who]

    @classmethod
    def of(cls, store: ListStore) -> Lists:
        """The lists of a store, with the names in the language being written."""
        heads = chain.from_iterable(store.chunks(PLANS))
        return cls(store, {row["plan_id"]: who(row) for row in heads})

    def count(self, *names: str) -> int:
        return sum(self.store.counts[name] for name in names)

    def rows(self, *names: str) -> Iterator[Row]:
        """The rows of these lists after one another, as they are stored."""
        return chain.from_iterable(chunk for name in names for chunk in self.store.chunks(name))

    def pages(self, *names: str) -> Iterator[list[Row]]:
        """The rows of these lists, as pages show them, ON_A_PAGE at a time."""
        rows = (shown(row, self.plans) for row in self.rows(*names))
        while chunk := list(islice(rows, ON_A_PAGE)):
            yield chunk


def in_pages(rows: list[Any]) -> Iterator[list[Any]]:
    """The rows of a list that is in memory, ON_A_PAGE at a time."""
    return (rows[at : at + ON_A_PAGE] for at in range(0, len(rows), ON_A_PAGE))


def numbered_title(title: str, number: int) -> str:
    return title if number == 1 else title + _(", trang %(page)s", page=number)


def choices(pairs: Iterable[tuple[str, str]]) -> Choices:
    """(value, name) of what occurs on a page, each once, in Vietnamese order of names: what a filter offers."""
    return sorted(dict(pairs).items(), key=lambda pair: (sort_key(pair[1]), pair[0]))


def communes(rows: Iterable[Row]) -> Choices:
    return choices((row["who"].code, f"{row['who'].commune}, {row['who'].province}") for row in rows)


def select(key: str, label: str, found: Choices, many: bool = False, quoted: bool = False) -> dict[str, Any]:
    """One choice of a filter; `many` when a row may have several of its values, `quoted` when their names are Vietnamese in any language."""
    return {"key": key, "label": label, "choices": found, "many": many, "quoted": quoted}


def words() -> dict[str, str]:
    """What cells of lists say again and again, and the attribute of what stays Vietnamese (`vi`), in the language being written."""
    return {
        "line": _("Dòng"), "commune": _("Xã"), "role": _("Vai trò"), "when": _("Mức, thời gian"), "section": _("Mục trong kế hoạch"),
        "lead": _("Chủ trì"), "time": _("Thời gian như in"), "due": _("Hạn"), "how": _("Nêu thế nào"), "mentions": _("Số lần nêu"),
        "none": _("không nêu"), "printed": _("In trong văn bản:"), "notices": _("Đối chiếu:"), "doubtful": _("đọc chưa chắc chắn"),
        "undivided": _("không chia mục"), "product": _("Sản phẩm:"), "duty": _("việc được giao ở phần tổ chức thực hiện"), "vi": Markup(languages.mark()),
    }  # fmt: skip
