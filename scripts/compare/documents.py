"""Which plans cite which document, and through which documents a plan goes back to the Party's resolution. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable

from ..facts import PlanFacts
from .heads import Named, Row, standing

CHAINS = "chains"
# From the centre to the province; the commune's plan itself ends the chain.
STEPS = ("party", "government", "province")
# Documents that give a programme to those below; laws and letters are cited too, and are in the lists of documents.
POLICY = {"resolution", "programme", "plan", "decision"}
ROLES = ("parent_plan", "legal_basis")
_PARTY, _GOVERNMENT = re.compile(r"TW\Z"), re.compile(r"-(CP|TTg)\Z")


def list_name(document_id: str) -> str:
    return f"documents/{document_id}"


def listed(facts: PlanFacts, long: Container[str] = ()) -> Named:
    """Each citation in the list of its document, and the plan's chain. In `long` lists a row says its role and no more."""
    found: Named = [
        (list_name(row["document_id"]), {"role": row["role"]} if list_name(row["document_id"]) in long else {
            **standing(facts, row, row["citation_id"]),
            **{key: row[key] for key in ("role", "mentions", "mention_lines", "symbol", "named_text", "issued_on_text", "issuer_text", "name")},
        })
        for row in facts.citations
    ]  # fmt: skip
    return [*found, (CHAINS, {"plan_id": facts.plan_id, "steps": chain(facts.citations)})]


def step(document: Row) -> str:
    """Where in the chain a document stands, by its level and symbol; "" for one that is no link of it."""
    if document["kind"] not in POLICY:
        return ""
    if document["level"] == "province":
        return "province"
    if document["level"] == "central" and _PARTY.search(document["symbol"]):
        return "party"
    return "government" if document["level"] == "central" and _GOVERNMENT.search(document["symbol"]) else ""


def chain(citations: list[Row]) -> dict[str, list[Row]]:
    """Step -> the documents that the plan cites there as its basis or its parent, by date; a step without any has an empty list.

    What a plan only mentions in passing stands after those and says so (`only_mentioned`).
    """
    found: dict[str, list[Row]] = {name: [] for name in STEPS}
    for roles in (ROLES, ("mention",)):
        own: dict[str, dict[str, Row]] = {name: {} for name in STEPS}
        for row in citations:
            document, place = row["document"], step(row["document"])
            if place and row["role"] in roles and row["document_id"] not in {link["document_id"] for link in found[place]}:
                link = own[place].setdefault(document["document_id"], {
                    "document_id": document["document_id"], "symbol": document["symbol"], "title": document["title"],
                    "issuer": document["issuer"], "issued_on": document["issued_on"].isoformat() if document["issued_on"] else "",
                    "replaced_by": document["replaced_by"], "only_mentioned": roles != ROLES, "ids": [],
                })  # fmt: skip
                link["ids"].append(row["citation_id"])
        for name, links in own.items():
            found[name] += sorted(links.values(), key=lambda link: (link["issued_on"] or "9999", link["document_id"]))
    return found


def cited_in_chains(rows: Iterable[Row]) -> tuple[int, dict[str, list[tuple[Row, int]]], Counter[str]]:
    """(plans, step -> (document, plans that go through it) with the most cited first, step -> plans that cite none there)."""
    plans, none = 0, Counter[str]()
    documents: dict[str, dict[str, Row]] = {name: {} for name in STEPS}
    counts: Counter[str] = Counter()
    for row in rows:
        plans += 1
        for name in STEPS:
            firm = [link for link in row["steps"][name] if not link["only_mentioned"]]
            none[name] += not firm
            for link in firm:
                documents[name][link["document_id"]] = link
                counts[link["document_id"]] += 1
    ordered = {
        name: [(link, counts[key]) for key, link in sorted(found.items(), key=lambda pair: (-counts[pair[0]], pair[1]["issued_on"] or "9999", pair[0]))]
        for name, found in documents.items()
    }  # fmt: skip
    return plans, ordered, none
