"""Changes of the data as news: one for each plan, kind of news and time. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from uuid import UUID, uuid5

from .changes import Change
from .datasets import FOLDER
from .facts import PlanFacts
from .naming import lower_first
from .plans import Reference
from .tables import schemas

# News and feeds get their ids from what they are about, under this name: they stay the same wherever the site stands.
NAMESPACE = UUID("c2b6a7de-3f0d-4d0a-8f57-1f4a9d8e6b21")
MOST = 100
PLANS = {"new-plan": "plan", "removed-plan": "removed"}
ROWS = {"new-row", "removed-row", "removed-id", "new-cell", "corrected-cell"}
# Kinds of news, in the order of news of one plan and time, and what feed readers can sort them by.
KINDS = {
    "plan": "Kế hoạch mới", "removed": "Kế hoạch bị gỡ", "figures": "Con số được sửa", "notices": "Đối chiếu mới",
    "reference": "Danh mục dùng chung", "structure": "Cấu trúc dữ liệu",
}  # fmt: skip


@dataclass(frozen=True)
class News:
    """`kind` is a key of KINDS; `plan_id` is "" for what is of no plan; the changes are in the order of tables and rows."""

    kind: str
    plan_id: str
    at: datetime
    changes: tuple[Change, ...]

    @property
    def id(self) -> str:
        """Of a change that is released later it stays the same: the version is no part of it."""
        return uuid5(NAMESPACE, f"{self.plan_id}/{self.kind}/{self.at.astimezone(timezone.utc).isoformat()}").urn


@dataclass(frozen=True)
class Feed:
    """`kind`: collection | place | body. `path`: "" | "son-la" or "son-la/song-ma-04168" | an agency_id. `name`: of the place or body."""

    kind: str
    path: str = ""
    name: str = ""

    @property
    def address(self) -> str:
        """Where it stands, from the root of the site."""
        return body_address(self.path) if self.kind == "body" else place_address(self.path)

    @property
    def page(self) -> str:
        """The page of what it is about."""
        return f"co-quan/{self.path}/" if self.kind == "body" else f"{self.path}/" if self.path else FOLDER

    @property
    def id(self) -> str:
        return uuid5(NAMESPACE, self.address).urn


def named_bodies(facts: PlanFacts) -> list[str]:
    """The agency_ids that a plan names: for targets, tasks and duties."""
    found = {body["agency_id"] for groups in (facts.targets, facts.tasks) for group in groups for row in group.rows for body in row["agencies"]}
    return sorted(found | {row["agency_id"] for row in facts.duties})


def every_feed(reference: Reference, communes: Collection[str], bodies: Collection[str]) -> list[Feed]:
    """The feeds of the collection, of every province, of these communes (by code) and of these bodies (by agency_id)."""
    provinces = reference.keyed["provinces"]
    feeds = [Feed("collection"), *(Feed("place", row["slug"], row["full_name"]) for row in reference.rows("provinces"))]
    for row in reference.rows("communes"):
        if row["code"] in communes:
            province = provinces[row["province_code"]]
            feeds.append(Feed("place", f"{province['slug']}/{row['slug']}-{row['code']}", f"{row['full_name']}, {lower_first(province['full_name'])}"))
    return feeds + [Feed("body", row["agency_id"], row["name"]) for row in reference.rows("agencies") if row["agency_id"] in bodies]


def place_address(path: str = "") -> str:
    """The feed of the collection, a province or a commune: "du-lieu/son-la/thay-doi.atom"."""
    return f"{FOLDER}{path}/thay-doi.atom" if path else f"{FOLDER}thay-doi.atom"


def body_address(agency_id: str) -> str:
    return f"{FOLDER}co-quan/{agency_id}.atom"


def kind_of(change: Change) -> str:
    """Of which kind of news a change is part."""
    if change.kind in PLANS:
        return PLANS[change.kind]
    if change.kind not in ROWS:
        return "structure"
    if not change.plan_id:
        return "reference"
    return "notices" if change.table == "notices" else "figures"


def news(changes: Iterable[Change]) -> list[News]:
    """The newest first, then by plan and kind. Raises ValueError for a time without zone."""
    found: dict[tuple[datetime, str, str], list[Change]] = {}
    for change in changes:
        if change.at.tzinfo is None:
            raise ValueError(f"{change.plan_id} {change.table} {change.row_id}: thời điểm {change.at.isoformat()} thiếu múi giờ; cần dạng 2026-11-20T09:00:00+07:00")
        found.setdefault((change.at, change.plan_id, kind_of(change)), []).append(change)
    tables, kinds = list(schemas()), list(KINDS)

    def place(change: Change) -> tuple[object, ...]:
        columns = schemas()[change.table].columns if change.table in tables else []
        return (
            tables.index(change.table) if columns else len(tables), change.table, change.row_id,
            columns.index(change.field) if change.field in columns else len(columns), change.field, change.kind, change.before, change.after,
        )  # fmt: skip

    return [
        News(kind, plan_id, at, tuple(sorted(own, key=place)))
        for (at, plan_id, kind), own in sorted(found.items(), key=lambda item: (-item[0][0].timestamp(), item[0][1], kinds.index(item[0][2])))
    ]


def by_feed(found: Iterable[News], bodies: Mapping[str, Collection[str]]) -> dict[str, list[News]]:
    """Address of a feed -> its newest news; `found` is newest first, `bodies` are the agency_ids that each plan names.

    The feed of a body has all news of the plans that name it: a row that was taken away no longer says whom it named, and a person who
    follows a body and a commune sees the same news once, for it has one id and one text.
    """
    feeds: dict[str, list[News]] = {}
    for one in found:
        province, _, rest = one.plan_id.partition("/")
        addresses = [place_address()]
        if one.plan_id:
            addresses += [place_address(province), place_address(f"{province}/{rest.partition('/')[0]}")]
            addresses += [body_address(agency_id) for agency_id in sorted(bodies.get(one.plan_id, ()))]
        for address in addresses:
            own = feeds.setdefault(address, [])
            if len(own) < MOST:
                own.append(one)
    return feeds
