"""What every form of metadata says of a dataset: its collection, place, years, tables, the document behind it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from . import formats, naming
from .datasets import Dataset
from .facts import PlanFacts
from .languages import CODES, _, current, writing
from .tables import schemas

# Longer titles of documents are cut in descriptions, which stay short; citations give them whole.
LONGEST_TITLE = 100
# What an address may hold as it is; the rest (spaces, quotes, brackets, letters with diacritics) is percent-encoded.
IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"
# One text in each language of the site: {"vi": ..., "en": ...}.
Texts = dict[str, str]


def both(say: Callable[[], str]) -> Texts:
    """What `say` gives while each language is being written."""
    told = {}
    for code in CODES:
        with writing(code):
            told[code] = say()
    return told


@dataclass(frozen=True)
class Release:
    """The collection as it is published: who compiled it, under which licence, which version, and the day of its data (None when unknown).

    `license` is {"name", "title", "path"} as in datapackage.json; `summary` is its description, `keywords` are Vietnamese.
    """

    publisher: str
    license: dict[str, str]
    version: str
    date: date | None
    summary: str
    keywords: tuple[str, ...]


def release(descriptor: dict[str, Any], version: str, day: date | None) -> Release:
    """From the root descriptor. `day` is that of the data, as Edition has it."""
    return Release(
        descriptor["title"], descriptor["licenses"][0], version, day, descriptor["description"], tuple(descriptor["keywords"])
    )  # fmt: skip


@dataclass(frozen=True)
class Area:
    """An administrative unit by its official code; `within` is the one that it is part of."""

    code: str
    names: Texts
    within: Area | None = None


VIETNAM = Area("VN", {"vi": "Việt Nam", "en": "Viet Nam"})


def province_area(province: dict[str, str]) -> Area:
    return Area(province["code"], both(lambda: naming.full_name(province)), VIETNAM)


def commune_area(commune: dict[str, str], province: dict[str, str]) -> Area:
    return Area(commune["code"], both(lambda: naming.full_name(commune)), province_area(province))


@dataclass(frozen=True)
class Document:
    """The official document that a plan was transcribed from, as far as it says; "" and None for what it does not state.

    `addresses` are those of its official publication.
    """

    title: str
    issuer: str
    number: str
    issued: date | None
    addresses: tuple[str, ...] = ()

    def told(self, short: bool = False) -> str:
        """"UBND xã A, “Kế hoạch …”, số 142/KH-UBND, ngày 13/08/2025", in the language being written."""
        title = f"{self.title[:LONGEST_TITLE]}…" if short and len(self.title) > LONGEST_TITLE else self.title
        said = [self.issuer, f"“{title}”"]
        said += [_("số %(number)s", number=self.number)] if self.number else []
        said += [_("ngày %(day)s", day=formats.day(self.issued))] if self.issued else []
        return ", ".join(part for part in said if part)


@dataclass(frozen=True)
class About:
    """One dataset, described. `years` are the first and last year of its plans, `topics` their names, `tables` those with rows.

    `document` is there for a plan only. It is small: what a plan gives to the catalogue of its province.
    """

    dataset: Dataset
    release: Release
    area: Area
    years: tuple[int, int]
    topics: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    document: Document | None = None

    @property
    def titles(self) -> Texts:
        return {"vi": self.dataset.title, "en": self.dataset.title_en}

    @property
    def temporal(self) -> str:
        """The years in ISO 8601: "2026", "2025/2045"."""
        first, last = self.years
        return str(first) if first == last else f"{first}/{last}"

    def description(self) -> str:
        """Two or three sentences in the language being written, between 50 and 5,000 characters."""
        how = _("Mỗi dòng giữ chữ như in, giá trị đọc ra và chỗ ghi trong văn bản; ô trống nghĩa là văn bản không nêu, không phải bằng 0.")
        if self.document:
            what = _("Các bảng chép từ văn bản của %(document)s: chỉ tiêu, nhiệm vụ, dự toán, kết quả và điểm đối chiếu.", document=self.document.told(short=True))
        else:
            what = _(
                "Các bảng trong kế hoạch của xã (%(place)s, giai đoạn %(years)s): chỉ tiêu, nhiệm vụ, dự toán, kết quả và điểm đối chiếu.",
                place=self.area.names[current()], years="–".join(map(str, dict.fromkeys(self.years))),
            )  # fmt: skip
        return f"{what} {how}"


def of_plan(dataset: Dataset, facts: PlanFacts, this: Release) -> About:
    """A plan, from its facts."""
    head = facts.plan
    document = Document(
        head["title"], head["issuer_text"], head["document_number"], head["issued_on"],
        tuple(quote(row["url"], safe=IN_ADDRESSES) for row in facts.sources if row["url"]),
    )  # fmt: skip
    return About(
        dataset, this, commune_area(facts.commune, facts.province), (head["period_from"], head["period_to"]),
        ((facts.topic["name"], facts.topic["name_en"]),), tuple(table for table, rows in facts.row_counts.items() if rows), document,
    )  # fmt: skip


def of_parts(dataset: Dataset, this: Release, area: Area, parts: Iterable[About]) -> About:
    """A commune, a province or the collection, from what is in it (its plans, its communes, its provinces). Raises ValueError for nothing."""
    years: list[int] = []
    topics: dict[tuple[str, str], None] = {}
    tables: set[str] = set()
    for part in parts:
        years += part.years
        topics |= dict.fromkeys(part.topics)
        tables |= set(part.tables)
    if not years:
        raise ValueError(f"{dataset.path}: a dataset without plans")
    return About(dataset, this, area, (min(years), max(years)), tuple(sorted(topics)), tuple(table for table in schemas() if table in tables))
