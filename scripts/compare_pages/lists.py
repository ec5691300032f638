"""The stored rows of all plans as pages ask for them: in the language being written, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from markupsafe import Markup, escape

from .. import languages
from ..compare.by_plan import BY_PLAN
from ..compare.heads import PLANS, Row, Who, shown, who
from ..compared_store import ComparedStore
from ..languages import _
from ..text import sort_key

# What one page holds: a phone loads it, and a reader can look through it.
ON_A_PAGE = 200
# A list of more rows shows one row a plan, or rows in short: nobody reads so far, and every plan of a nation is in most lists.
DETAILED = 2 * ON_A_PAGE
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Cells:
    """What every row of a long list says of a plan, as HTML, made once for all lists: what follows the way to the home page in the
    links to its commune and to itself, and its name."""

    commune: Markup
    address: Markup
    name: Markup

    @classmethod
    def of(cls, plan: Who) -> Cells:
        commune = Markup('{}">{}</a>, {}').format(plan.commune_path, plan.commune, plan.order.rpartition(", ")[2])
        return cls(commune, escape(plan.plan_id), escape(plan.plan))


@dataclass
class Lists:
    """The lists over plans, and the names of their plans in one language."""

    store: ComparedStore
    plans: dict[str, Who]
    cells: dict[str, Cells]

    @classmethod
    def of(cls, store: ComparedStore) -> Lists:
        """The lists of a store, with the names in the language being written."""
        heads = chain.from_iterable(store.chunks(PLANS))
        plans = {row["plan_id"]: who(row) for row in heads}
        return cls(store, plans, {plan_id: Cells.of(plan) for plan_id, plan in plans.items()})

    def count(self, *names: str) -> int:
        return sum(self.store.counts[name] for name in names)

    def plans_in(self, name: str) -> int:
        """How many plans have a row in this list."""
        return self.store.counts[f"{name}/{BY_PLAN}"]

    def is_long(self, name: str) -> bool:
        """Whether this list shows one row a plan."""
        return name in self.store.long

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
        "none": _("không nêu"), "uncited": _("không viện dẫn"), "printed": _("In trong văn bản:"), "notices": _("Đối chiếu:"), "doubtful": _("đọc chưa chắc chắn"),
        "undivided": _("không chia mục"), "product": _("Sản phẩm:"), "duty": _("việc được giao ở phần tổ chức thực hiện"), "vi": Markup(languages.mark()),
    }  # fmt: skip
