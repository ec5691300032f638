"""Catalogues in DCAT 3: valid, complete, the same in both notations and in every run, with names for everything."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from described_support import (
    COLLECTION,
    DAY,
    HOSTILE,
    NOWHERE,
    RELEASE,
    SOMEWHERE,
    STANDARDS,
    collection,
    files_of,
    offline,
    province,
)  # fmt: skip
from pyshacl import validate
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from scripts.datasets import WrittenFile
from scripts import dcat, described, rdf_files
from scripts.edition import Edition
from scripts.facts import plan_facts
from scripts.paths import Layout
from scripts.plans import load_plan, load_reference, plan_folders

SPDX = "http://spdx.org/rdf/terms#"
HELD = province()
FILES = files_of(*(about for about, _within in HELD))
WHERE = pytest.mark.parametrize("of", [SOMEWHERE, NOWHERE], ids=["somewhere", "nowhere"])


def nodes(of: Edition) -> list[dict[str, Any]]:
    return dcat.catalogue(HELD[0][0], HELD, of, FILES)


def root(of: Edition) -> list[dict[str, Any]]:
    return dcat.catalogue(collection(), [(collection(), None)], of, files_of(collection()), [HELD[0][0].dataset])


@cache
def shapes() -> Graph:
    return Graph().parse(STANDARDS / "dcat-ap-3.shapes.ttl")


def read(said: list[dict[str, Any]]) -> Graph:
    with offline():
        return Graph().parse(data=rdf_files.turtle(said, dcat.NAMESPACES), format="turtle")


def faults(graph: Graph) -> list[str]:
    """What DCAT-AP does not take, as "path of the property: value or node"."""
    with offline():
        conforms, report, _text = validate(graph, shacl_graph=shapes(), inference="none", do_owl_imports=False)
    SH = "http://www.w3.org/ns/shacl#"
    found = [
        str(report.value(result, URIRef(f"{SH}resultPath")) or report.value(result, URIRef(f"{SH}focusNode")))
        for result in report.subjects(RDF.type, URIRef(f"{SH}ValidationResult"))
    ]  # fmt: skip
    assert conforms == (not found)
    return sorted(path.replace("#", "/").rpartition("/")[2] for path in found)


@WHERE
def test_the_catalogues_are_valid(of: Edition) -> None:
    """That of a province with its communes and plans, and that of the collection, which leads to the provinces."""
    for said in (nodes(of), root(of)):
        assert faults(read(said)) == []


@pytest.mark.parametrize(
    "change, found",
    [
        (lambda g, d: g.remove((d, DCTERMS.title, None)), ["title"]),
        (lambda g, d: g.remove((d, DCTERMS.description, None)), ["description"]),
        (lambda g, d: g.remove((None, DCAT.accessURL, None)), ["accessURL"] * 40),
        (lambda g, d: g.remove((None, RDF.type, FOAF.Agent)), ["publisher"] * 9),
        (lambda g, d: g.add((d, DCTERMS.modified, Literal("2026-11-23", datatype=XSD.date))), ["modified"]),
        (lambda g, d: g.add((d, DCTERMS.title, Literal("Tên thứ hai", "vi"))), ["title"]),
        (lambda g, d: g.remove((None, RDF.type, DCTERMS.MediaType)), ["mediaType"] * 40),
    ],
)
def test_a_planted_fault_is_found(change: Any, found: list[str]) -> None:
    """The shapes do look: what is missing or twice is named."""
    graph = read(nodes(SOMEWHERE))
    change(graph, URIRef(dcat.Names(SOMEWHERE).dataset(HELD[2][0].dataset)))
    assert faults(graph) == found


@WHERE
def test_both_notations_say_the_same(of: Edition) -> None:
    """Read without fetching anything; every node has a name that any reader gives it."""
    for said in (nodes(of), root(of)):
        with offline():
            other = Graph().parse(data=rdf_files.json_ld(said, dcat.NAMESPACES), format="json-ld")
        graph = read(said)
        assert len(graph) == len(other) > 50
        assert isomorphic(graph, other)
        assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]
        assert all(":" in node for node in graph.all_nodes() if isinstance(node, URIRef))


def test_equal_data_give_equal_bytes() -> None:
    """In whatever order the nodes come to be written as Turtle."""
    said = nodes(SOMEWHERE)
    assert rdf_files.turtle(said, dcat.NAMESPACES) == rdf_files.turtle(said[::-1], dcat.NAMESPACES)
    assert rdf_files.json_ld(said, dcat.NAMESPACES) == rdf_files.json_ld(nodes(SOMEWHERE), dcat.NAMESPACES)
    assert json.loads(rdf_files.json_ld(said, dcat.NAMESPACES))["@context"]["dcat"] == str(DCAT)


def test_every_dataset_with_its_place_in_the_whole() -> None:
    """Province, communes, plans: each listed once, part of the one above, with years, place, version and both titles."""
    graph, names = read(nodes(SOMEWHERE)), dcat.Names(SOMEWHERE)
    listed = {str(node) for node in graph.objects(URIRef(names.catalogue(HELD[0][0].dataset)), DCAT.dataset)}
    assert listed == {names.dataset(about.dataset) for about, _within in HELD} and len(listed) == 8
    plan = URIRef("https://example.org/minh-bach/son-la/thuan-chau-03721/nq57-2025/#dataset")
    assert graph.value(plan, DCTERMS.isPartOf) == URIRef("https://example.org/minh-bach/son-la/thuan-chau-03721/#dataset")
    period = graph.value(plan, DCTERMS.temporal)
    assert [str(graph.value(period, part)) for part in (DCAT.startDate, DCAT.endDate)] == ["2025", "2045"]
    assert str(graph.value(graph.value(plan, DCTERMS.spatial), DCTERMS.identifier)) == "03721"
    assert {title.language for title in graph.objects(plan, DCTERMS.title)} == {"vi", "en"}
    assert graph.value(plan, DCAT.version) == Literal("0.2.0")
    assert graph.value(plan, DCTERMS.modified) == Literal(DAY)
    assert graph.value(graph.value(plan, DCAT.contactPoint), URIRef("http://www.w3.org/2006/vcard/ns#hasEmail")) == URIRef("mailto:hop-thu@example.org")


def test_a_distribution_in_full() -> None:
    """The address of the file, its registered media type, its size and its checksum."""
    graph = read(nodes(SOMEWHERE))
    base = "https://example.org/minh-bach/"
    node = URIRef(f"{base}son-la/song-ma-04168/khcn-2026/#distribution-xlsx")
    assert graph.value(node, DCAT.downloadURL) == URIRef(f"{base}du-lieu/son-la/song-ma-04168/khcn-2026/song-ma-04168-khcn-2026.xlsx")
    assert str(graph.value(node, DCAT.mediaType)) == (
        "https://www.iana.org/assignments/media-types/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    assert graph.value(node, DCAT.byteSize) == Literal("1234", datatype=XSD.nonNegativeInteger)
    assert str(graph.value(graph.value(node, URIRef(f"{SPDX}checksum")), URIRef(f"{SPDX}checksumValue"))) == "ab" * 32
    tables = URIRef(f"{base}son-la/song-ma-04168/khcn-2026/#distribution-csv")
    assert graph.value(tables, DCAT.accessURL) == URIRef(f"{base}du-lieu/son-la/song-ma-04168/khcn-2026/csv-metadata.json")
    assert graph.value(tables, DCTERMS.conformsTo) == URIRef("https://www.w3.org/TR/tabular-metadata/")


def test_only_files_that_were_written_are_distributions() -> None:
    """No checksum is made up, no format promised."""
    about, within = HELD[2]
    said = dcat.catalogue(HELD[0][0], [(about, within)], SOMEWHERE, {about.dataset.file("json"): WrittenFile("json", "", "", 7, "", 0)})
    graph = read(said)
    assert [str(node).rpartition("-")[2] for node in graph.subjects(RDF.type, DCAT.Distribution)] == ["json"]
    assert f"{SPDX}checksum" not in {str(path) for path in graph.predicates()}


def test_the_collection_leads_to_the_provinces() -> None:
    """A harvester that starts at the root finds every catalogue and where its dataset is."""
    graph, names = read(root(SOMEWHERE)), dcat.Names(SOMEWHERE)
    below = [str(node) for node in graph.objects(URIRef(names.catalogue(COLLECTION)), DCAT.catalog)]
    assert below == ["https://example.org/minh-bach/du-lieu/son-la/catalog.ttl#catalog"]
    assert below == [names.catalogue(HELD[0][0].dataset)]
    files = rdf_files.catalogue_files(collection(), [(collection(), None)], SOMEWHERE, {}, [HELD[0][0].dataset])
    assert list(files) == ["du-lieu/catalog.jsonld", "du-lieu/catalog.ttl"]
    files = rdf_files.catalogue_files(HELD[0][0], HELD, SOMEWHERE, FILES)
    assert list(files) == ["du-lieu/son-la/catalog.jsonld", "du-lieu/son-la/catalog.ttl"]
    assert files["du-lieu/son-la/catalog.ttl"] == rdf_files.turtle(nodes(SOMEWHERE), dcat.NAMESPACES)


def test_without_an_address_names_are_below_one_urn() -> None:
    """None is relative, none pretends to be an address of the web."""
    ours = {str(node) for node in read(nodes(NOWHERE)).all_nodes() if isinstance(node, URIRef) and "song-ma" in str(node)}
    assert len(ours) > 10
    assert all(name.startswith(dcat.NAME) for name in ours)
    assert dcat.NAME == "urn:uuid:c34a673c-fe0a-5f19-b194-cff20832b486#"


def test_hostile_text_stays_text() -> None:
    """Titles with the signs of both notations come back as they were; addresses that are none become one."""
    title = HOSTILE + '"""\\\x0b\x01'
    plan = load_plan(Layout(), plan_folders(Layout())[0])
    plan.files["sources"].rows[0]["url"] = 'https://a.vn/Kế hoạch.pdf?a="b"<c>{d}|e\\^`#x%20y'
    about = described.of_plan(replace(HELD[2][0].dataset, title=title), plan_facts(plan, load_reference(Layout())), RELEASE)
    assert about.document
    about = replace(about, document=replace(about.document, issuer=HOSTILE))
    said = dcat.catalogue(HELD[0][0], [(about, None)], SOMEWHERE, FILES)
    graph = read(said)
    assert Literal(title, "vi") in set(graph.objects(None, DCTERMS.title))
    assert [str(node) for node in graph.objects(None, DCTERMS.source)] == [
        "https://a.vn/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf?a=%22b%22%3Cc%3E%7Bd%7D%7Ce%5C%5E%60#x%20y"
    ]
    assert isomorphic(graph, Graph().parse(data=rdf_files.json_ld(said, dcat.NAMESPACES), format="json-ld"))
    assert faults(graph) == []
    assert RELEASE.publisher == str(graph.value(URIRef("https://example.org/minh-bach/#publisher"), FOAF.name))
