"""Datasets as the catalogue describes them: the committed plans, their communes, provinces and the collection."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scripts import described, summaries
from scripts.csvw import METADATA
from scripts.datasets import FORMATS, Dataset, WrittenFile
from scripts.described import About
from scripts.edition import Edition
from scripts.facts import plan_facts
from scripts.paths import ROOT, Layout
from scripts.plans import load_plans, load_reference

STANDARDS = Path(__file__).parent / "standards"
DAY = date(2026, 11, 22)
NOWHERE = Edition(DAY)
SOMEWHERE = Edition(DAY, "https://example.org/minh-bach/", "", "hop-thu@example.org")
RELEASE = described.release(json.loads((ROOT / "datapackage.json").read_text("utf-8")), "0.2.0", DAY)
COLLECTION = Dataset("collection", "", "Toàn bộ dữ liệu", "The whole collection", ())
HOSTILE = "</script><!-- \u2028 & \\ {{ 7*7 }} \"A\" 'b' %s $x_1^2~ #{} € 😀"


@cache
def plans() -> list[About]:
    reference = load_reference(Layout())
    found = []
    for plan in load_plans(Layout()):
        facts = plan_facts(plan, reference)
        titles = described.both(partial(summaries.heading, facts))
        found.append(described.of_plan(Dataset("plan", plan.plan_id, titles["vi"], titles["en"], (plan.plan_id,)), facts, RELEASE))
    return found


def merged(kind: str, path: str, parts: list[About]) -> About:
    area = parts[0].area if kind == "commune" else parts[0].area.within
    assert area
    return described.of_parts(Dataset(kind, path, area.names["vi"], area.names["en"], tuple(part.dataset.path for part in parts)), RELEASE, area, parts)


@cache
def province(slug: str = "son-la") -> list[tuple[About, Dataset | None]]:
    """The province, its communes and plans, each with the dataset it is part of."""
    own = [plan for plan in plans() if plan.dataset.path.startswith(f"{slug}/")]
    whole = merged("province", slug, own)
    held: list[tuple[About, Dataset | None]] = [(whole, COLLECTION)]
    for path in dict.fromkeys(plan.dataset.path.rpartition("/")[0] for plan in own):
        parts = [plan for plan in own if plan.dataset.path.startswith(f"{path}/")]
        commune = merged("commune", path, parts)
        held += [(commune, whole.dataset), *((plan, commune.dataset) for plan in parts)]
    return held


@cache
def collection() -> About:
    return described.of_parts(COLLECTION, RELEASE, described.VIETNAM, plans())


def files_of(*datasets: About) -> dict[str, WrittenFile]:
    """Every file of these datasets, as if written."""
    return {
        path: WrittenFile("", "", path, 1234, "ab" * 32, 0)
        for about in datasets
        for path in (
            *(about.dataset.file(form.name, table) for form in FORMATS for table in (about.tables if form.per_table else ("",))),
            about.dataset.folder + METADATA,
        )
    }  # fmt: skip


def validator(name: str) -> jsonschema.protocols.Validator:
    """A published JSON Schema by its file name, which must itself be a valid schema."""
    schema: dict[str, Any] = json.loads((STANDARDS / name).read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def faults(name: str, value: Any) -> list[str]:
    return sorted(f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator(name).iter_errors(value))


@contextmanager
def offline() -> Iterator[None]:
    """Whoever opens a connection inside the block fails."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("a connection was opened")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
