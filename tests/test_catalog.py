"""What search engines are told of datasets: as dataset search asks, safe inside a page, small, linked-data that means what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from described_support import (
    COLLECTION,
    HOSTILE,
    NOWHERE,
    SOMEWHERE,
    collection,
    faults,
    files_of,
    offline,
    plans,
    province,
)
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from scripts.datasets import WrittenFile
from scripts import catalog, languages
from scripts.dcat import Names
from scripts.described import About, Document

SCHEMA = Namespace("https://schema.org/")
SEARCH = "dataset-search.schema.json"
KINDS: dict[str, About] = {"collection": collection(), "province": province()[0][0], "commune": province()[1][0], "plan": province()[2][0]}
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
EVERY_LANGUAGE = pytest.mark.parametrize("code", languages.CODES)


def told(about: About, of: Any = SOMEWHERE, code: str = "vi", **more: Any) -> dict[str, Any]:
    with languages.writing(code):
        return json.loads(catalog.script(catalog.dataset(about, of, files_of(about), **more)))


def expanded(said: dict[str, Any], base: str) -> Graph:
    """The statements, with every term of schema.org in its vocabulary: nothing is fetched."""
    inline = json.dumps(said | {"@context": {"@vocab": str(SCHEMA), "id": "@id", "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}, "license": {"@type": "@id"}}})
    with offline():
        return Graph().parse(data=inline, format="json-ld", publicID=base)


@EVERY_KIND
@EVERY_LANGUAGE
def test_every_dataset_is_as_dataset_search_asks(kind: str, code: str) -> None:
    """With and without an address of the site."""
    for of in (SOMEWHERE, NOWHERE):
        said = told(KINDS[kind], of, code)
        assert faults(SEARCH, said) == []
        assert said["inLanguage"] == "vi" and said["name"] == KINDS[kind].titles[code]


def test_the_conditions_are_not_empty() -> None:
    """A missing name, a short description, a download without address are each found."""
    said = told(KINDS["plan"])
    assert len(faults(SEARCH, {name: value for name, value in said.items() if name != "name"})) == 1
    assert len(faults(SEARCH, said | {"description": "Ngắn"})) == 1
    assert len(faults(SEARCH, said | {"description": "a" * 5001})) == 1
    assert len(faults(SEARCH, said | {"license": "CC-BY-4.0"})) == 1
    assert len(faults(SEARCH, said | {"distribution": [{"@type": "DataDownload", "encodingFormat": "text/csv"}]})) == 1
    assert len(faults(SEARCH, said | {"distribution": []})) == 1


def test_a_plan_in_full() -> None:
    """The official document stands apart from our licence; whole files are the downloads; the place is named up to the country."""
    plan = next(plan for plan in plans() if "minh-long" in plan.dataset.path)
    said = told(plan, code="en", within=replace(COLLECTION, kind="commune", path="quang-ngai/minh-long-21361", title_en="Minh Long commune"))
    assert said["url"] == "https://example.org/minh-bach/en/quang-ngai/minh-long-21361/khcn-2026/"
    assert said["identifier"] == "quang-ngai/minh-long-21361/khcn-2026"
    assert (said["version"], said["dateModified"], said["temporalCoverage"]) == ("0.2.0", "2026-11-22", "2026")
    assert said["isPartOf"] == {
        "@type": "Dataset", "@id": "https://example.org/minh-bach/quang-ngai/minh-long-21361/#dataset", "name": "Minh Long commune",
        "url": "https://example.org/minh-bach/en/quang-ngai/minh-long-21361/",
    }  # fmt: skip
    assert said["isBasedOn"]["author"]["name"] == "ỦY BAN NHÂN DÂN XÃ MINH LONG"
    assert said["isBasedOn"]["datePublished"] == "2025-08-13"
    assert said["isBasedOn"]["usageInfo"]["text"].startswith("A document of the body that issued it;")
    place = said["spatialCoverage"]
    assert [place["identifier"], place["containedInPlace"]["identifier"], place["containedInPlace"]["containedInPlace"]["identifier"]] == ["21361", "51", "VN"]
    stem = "https://example.org/minh-bach/du-lieu/quang-ngai/minh-long-21361/khcn-2026/minh-long-21361-khcn-2026"
    assert [download["contentUrl"] for download in said["distribution"]] == [f"{stem}.xlsx", f"{stem}.zip", f"{stem}.json", f"{stem}.sqlite"]
    assert said["distribution"][1] == {"@type": "DataDownload", "name": "Data package (zip)", "encodingFormat": "application/zip", "contentUrl": f"{stem}.zip"}


def test_only_files_that_were_written_are_offered() -> None:
    """A format that failed to be written is no download."""
    plan = KINDS["plan"]
    zipped = plan.dataset.file("zip")
    said = catalog.dataset(plan, SOMEWHERE, {zipped: WrittenFile("zip", "", zipped, 5, "", 0)})
    assert [download["contentUrl"] for download in said["distribution"]] == [SOMEWHERE.address(zipped)]


def test_addresses_relative_to_the_page_lead_to_the_same_places() -> None:
    """A site that does not know its address says the same, once a reader resolves what the page says."""
    for about in KINDS.values():
        for code in languages.CODES:
            page = SOMEWHERE.address(languages.PREFIXES[code] + about.dataset.page)
            whole, relative = told(about, SOMEWHERE, code), told(about, NOWHERE, code)
            whole["creditText"] = relative["creditText"] = ""
            assert _named(expanded(relative, page)) == _named(expanded(whole, page))
            assert "example.org" not in json.dumps(relative)


def _named(graph: Graph) -> set[str]:
    return {str(node) for node in graph.all_nodes() if isinstance(node, URIRef)}


def test_it_means_what_it_says() -> None:
    """Read as linked data, without fetching a context: one dataset, its downloads, its publisher under one name."""
    about = KINDS["plan"]
    graph = expanded(told(about), SOMEWHERE.address(about.dataset.page))
    (dataset,) = [node for node in graph.subjects(RDF.type, SCHEMA.Dataset)]
    assert str(dataset) == Names(SOMEWHERE).dataset(about.dataset) == told(about, code="en")["@id"]
    assert {str(graph.value(node, SCHEMA.contentUrl)) for node in graph.objects(dataset, SCHEMA.distribution)} == {
        SOMEWHERE.address(about.dataset.file(form)) for form in ("xlsx", "zip", "json", "sqlite")
    }  # fmt: skip
    (publisher,) = graph.objects(dataset, SCHEMA.publisher)
    assert str(graph.value(publisher, SCHEMA.name)) == "Minh bạch kế hoạch xã"
    assert list(graph.objects(dataset, SCHEMA.creator)) == [publisher]


class Scripts(HTMLParser):
    """The elements of a page, and what its scripts hold."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_no_text_ends_the_script_element() -> None:
    """Whatever a document is called, the page holds one script, and it says the text unchanged."""
    hostile = replace(KINDS["plan"], dataset=replace(KINDS["plan"].dataset, title=HOSTILE), document=Document(HOSTILE, HOSTILE, HOSTILE, None))
    text = catalog.script(catalog.dataset(hostile, SOMEWHERE, files_of(hostile)))
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(text)
    page = Scripts()
    page.feed(f'<script type="application/ld+json">{text}</script>')
    assert page.tags == ["script"]
    assert json.loads(page.text)["name"] == HOSTILE
    assert json.loads(page.text)["isBasedOn"]["name"] == HOSTILE


def test_a_title_of_any_length_leaves_a_description_that_is_taken() -> None:
    """Very long titles are cut in the description, not in the name of the document."""
    long = replace(KINDS["plan"], document=Document("K" * 9000, "UBND", "", None))
    said = told(long)
    assert 50 <= len(said["description"]) <= 5000
    assert len(said["isBasedOn"]["name"]) == 9000


def test_it_stays_small() -> None:
    """At most 4 KB on a plan's page."""
    for plan in plans():
        for code in languages.CODES:
            with languages.writing(code):
                sizes = [len(catalog.script(catalog.dataset(plan, of, files_of(plan), province()[1][0].dataset)).encode()) for of in (NOWHERE, SOMEWHERE)]
            assert max(sizes) <= 4096, plan.dataset.path


@EVERY_LANGUAGE
def test_the_catalogue(code: str) -> None:
    """The page of data lists the datasets by page."""
    with languages.writing(code):
        catalogue = catalog.catalogue(collection().release, SOMEWHERE, [COLLECTION, province()[0][0].dataset])
        prefix = f"https://example.org/minh-bach/{languages.PREFIXES[code]}"
        assert (catalogue["@type"], catalogue["url"]) == ("DataCatalog", f"{prefix}du-lieu/")
        assert [known["url"] for known in catalogue["dataset"]] == [f"{prefix}du-lieu/", f"{prefix}son-la/"]
