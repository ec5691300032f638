"""Which plan a row of a list over plans is of: stored once in no language, named in the one being written. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..facts import Place, PlanFacts
from ..languages import chosen
from ..naming import full_name

Row = dict[str, Any]
Named = list[tuple[str, Row]]

PLANS = "plans"


def head(facts: PlanFacts) -> Row:
    """What lists over plans say of a plan, as JSON can hold it; `period` is [first year, last year]."""
    return {
        "plan_id": facts.plan_id,
        "period": [facts.plan["period_from"], facts.plan["period_to"]],
        "topic": {key: facts.topic[key] for key in ("name", "name_en")},
        "commune": {key: facts.commune[key] for key in ("code", "name", "full_name", "kind")},
        "province": {key: facts.province[key] for key in ("code", "name", "full_name", "kind")},
    }


@dataclass(frozen=True)
class Who:
    """A plan as a table cell names it, in one language. `order` is what its commune is sorted by: the bare name, then the province."""

    plan_id: str
    plan: str
    commune: str
    code: str
    province: str
    province_code: str
    order: str

    @property
    def commune_path(self) -> str:
        return self.plan_id.rpartition("/")[0] + "/"


def who(row: Row) -> Who:
    """The names of a plan, from its head, in the language being written."""
    first, last = row["period"]
    period = str(first) if first == last else f"{first}–{last}"
    commune, province = row["commune"], row["province"]
    return Who(
        row["plan_id"], f"{chosen(row['topic'], 'name')} {period}", full_name(commune), commune["code"], full_name(province),
        province["code"], f"{commune['name']}, {province['name']}",
    )  # fmt: skip


def standing(facts: PlanFacts, row: Row, identifier: str) -> Row:
    """What every listed row says: its plan, its id, where it stands, how surely it was read, which notices are about it."""
    place = row["place"]
    return {
        "plan_id": facts.plan_id, "id": identifier, "place": [place.part, place.first, place.last, place.page],
        "reading": row["reading"], "notices": facts.flags.get(identifier, []),
    }  # fmt: skip


def shown(row: Row, plans: dict[str, Who]) -> Row:
    """A stored row with the names and the place that its page shows."""
    return {**row, "who": plans[row["plan_id"]], "place": Place(*row["place"])}
