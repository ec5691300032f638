"""The datasets as DCAT 3 for other catalogues to harvest: one small catalogue of the collection, one a province. Pure.

Every node has a name of its own (no blank nodes), so that equal data give equal files. When the site does not say where
it stands, names are below a URN that stays the same, for DCAT needs whole ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .catalog import Files
from .csvw import METADATA, STANDARD
from .datasets import COLLECTION, FOLDER, FORMATS, Dataset, Format
from .described import About, Area, Texts, both
from .edition import Edition
from .languages import _

NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#", "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
NAME = f"urn:uuid:{uuid5(NAMESPACE_URL, COLLECTION)}#"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LANGUAGES = (f"{AUTHORITY}language/VIE", f"{AUTHORITY}language/ENG")
PUBLIC = f"{AUTHORITY}access-right/PUBLIC"
THEMES = {f"{AUTHORITY}data-theme/GOVE": ("Chính quyền và khu vực công", "Government and public sector"),
          f"{AUTHORITY}data-theme/TECH": ("Khoa học và công nghệ", "Science and technology")}  # fmt: skip
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"

Node = dict[str, Any]


def address(here: Dataset, suffix: str) -> str:
    """Where the catalogue of the collection or of a province lies: "du-lieu/son-la/catalog.ttl" for suffix "ttl"."""
    return f"{here.folder}catalog.{suffix}"


class Names:
    """Whole names of pages, files and what they describe. `path` is an address from the root of the site."""

    def __init__(self, of: Edition) -> None:
        self.of = of

    def __call__(self, path: str, part: str = "") -> str:
        if known := self.of.address(path):
            return f"{known}#{part}" if part else known
        return f"{NAME}{path}!{part}" if part else NAME + path

    def dataset(self, known: Dataset) -> str:
        return self(known.page, "dataset")

    def catalogue(self, known: Dataset) -> str:
        return self(address(known, "ttl"), "catalog")

    def area(self, known: Area) -> str:
        return self(FOLDER, f"area-{known.code}")

    def years(self, known: tuple[int, int]) -> str:
        return self(FOLDER, f"years-{known[0]}-{known[1]}")


def catalogue(here: About, held: Sequence[tuple[About, Dataset | None]], of: Edition, files: Files, below: Sequence[Dataset] = ()) -> list[Node]:
    """The nodes of a catalogue: of the collection (`held` is itself) or of a province (itself, its communes, its plans).

    `held` are datasets with the one that each is part of. `below` are the provinces whose catalogues this one leads to.
    `files` are those of the site: what is not among them is no distribution.
    """
    names, this = Names(of), here.release
    known = {
        "@id": names.catalogue(here.dataset), "@type": "dcat:Catalog", "dct:title": _texts(here.titles), "dct:description": _texts(both(here.description)),
        "dct:publisher": _ref(names("", "publisher")), "dct:license": _ref(this.license["path"]), "dct:language": [_ref(code) for code in LANGUAGES],
        "dct:spatial": _ref(names.area(here.area)), "foaf:homepage": _ref(names(FOLDER)), "dcat:version": this.version, **_modified(this.date),
        "dcat:themeTaxonomy": _ref(f"{AUTHORITY}data-theme"), "dcat:dataset": [_ref(names.dataset(about.dataset)) for about, _within in held],
    }  # fmt: skip
    if below:
        known["dcat:catalog"] = [_ref(names.catalogue(province)) for province in below]
    nodes = [known, *(
        {"@id": names.catalogue(province), "@type": "dcat:Catalog", "dct:title": _texts({"vi": province.title, "en": province.title_en}),
         "dct:description": _texts({"vi": province.title, "en": province.title_en}), "dct:publisher": _ref(names("", "publisher"))}
        for province in below
    )]  # fmt: skip
    for about, within in held:
        nodes += _dataset(about, within, names, files)
    return nodes + _shared(here, [about for about, _within in held], names)


def _dataset(about: About, within: Dataset | None, names: Names, files: Files) -> list[Node]:
    """A dataset and its distributions."""
    here, this = about.dataset, about.release
    page = names(here.page)
    distributions = [node for form in FORMATS for node in _distribution(about, form, names, files)]
    node: Node = {
        "@id": names.dataset(here), "@type": "dcat:Dataset", "dct:identifier": here.path or here.stem, "dct:title": _texts(about.titles),
        "dct:description": _texts(both(about.description)), "dct:publisher": _ref(names("", "publisher")), "dct:accessRights": _ref(PUBLIC),
        "dct:language": _ref(LANGUAGES[0]), "dcat:landingPage": _ref(page), "dcat:version": this.version, **_modified(this.date),
        "dct:spatial": _ref(names.area(about.area)), "dct:temporal": _ref(names.years(about.years)), "dcat:theme": [_ref(code) for code in THEMES],
        "dcat:keyword": [{"@value": word, "@language": "vi"} for word in this.keywords if not about.document] + [value for pair in about.topics for value in _texts(dict(zip(("vi", "en"), pair)))],
        "dcat:distribution": [_ref(found["@id"]) for found in distributions if found["@type"] == "dcat:Distribution"],
    }  # fmt: skip
    if within:
        node["dct:isPartOf"] = _ref(names.dataset(within))
    if names.of.contact:
        node["dcat:contactPoint"] = _ref(names("", "contact"))
    if about.document:
        node["dct:source"] = [_ref(found) for found in about.document.addresses]
    return [{name: value for name, value in node.items() if value != []}, *distributions]


def _distribution(about: About, form: Format, names: Names, files: Files) -> list[Node]:
    """One format of a dataset, with the checksum of its file; nothing when it was not written.

    CSV files, one a table, make one distribution: its access address describes them all. The other formats of one file
    a table hold the same, and would double the catalogue.
    """
    here = about.dataset
    if form.per_table and form.name != "csv":
        return []
    written = [path for table in (about.tables if form.per_table else ("",)) if (path := here.file(form.name, table)) in files]
    if not written:
        return []
    node: Node = {
        "@id": names(here.page, f"distribution-{form.name}"), "@type": "dcat:Distribution", "dct:title": _texts(both(lambda: _(form.title))),
        "dct:license": _ref(about.release.license["path"]),
    }  # fmt: skip
    # What is not registered has no name at IANA.
    if "/x-" not in form.media_type:
        node["dcat:mediaType"] = _ref(MEDIA_TYPES + form.media_type)
    if form.per_table:
        described = here.folder + METADATA in files
        node["dcat:accessURL"] = _ref(names(here.folder + METADATA if described else here.page))
        return [node | ({"dct:conformsTo": _ref(STANDARD)} if described else {})]
    file = files[written[0]]
    node |= {"dcat:accessURL": _ref(names(here.page)), "dcat:downloadURL": _ref(names(written[0])),
             "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"}}  # fmt: skip
    if not file.sha256:
        return [node]
    checksum = {"@id": names(here.page, f"checksum-{form.name}"), "@type": "spdx:Checksum", "spdx:algorithm": _ref(SHA256),
                "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"}}  # fmt: skip
    return [node | {"spdx:checksum": _ref(checksum["@id"])}, checksum]


def _shared(here: About, held: Sequence[About], names: Names) -> list[Node]:
    """What many nodes refer to: the publisher, places, codes with what they are."""
    pages = [names(FOLDER), *(names(about.dataset.page) for about in held)]
    nodes: list[Node] = [{"@id": page, "@type": "foaf:Document"} for page in dict.fromkeys(pages)]
    nodes.append({"@id": names("", "publisher"), "@type": "foaf:Agent", "foaf:name": here.release.publisher})
    if names.of.contact:
        nodes.append({"@id": names("", "contact"), "@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": here.release.publisher,
                      "vcard:hasEmail": _ref(f"mailto:{names.of.contact}")})  # fmt: skip
    areas: dict[str, Area] = {}
    for years in sorted({about.years for about in held}):
        first, last = ({"@value": str(year), "@type": "xsd:gYear"} for year in years)
        nodes.append({"@id": names.years(years), "@type": "dct:PeriodOfTime", "dcat:startDate": first, "dcat:endDate": last})
    for about in (here, *held):
        area: Area | None = about.area
        while area:
            areas[area.code], area = area, area.within
    for code in sorted(areas):
        area = areas[code]
        node = {"@id": names.area(area), "@type": "dct:Location", "dct:identifier": code, "skos:prefLabel": _texts(area.names)}
        nodes.append(node | ({"dct:isPartOf": _ref(names.area(area.within))} if area.within else {}))
    kinds = {here.release.license["path"]: "dct:LicenseDocument", PUBLIC: "dct:RightsStatement", STANDARD: "dct:Standard", SHA256: "spdx:ChecksumAlgorithm"}
    kinds |= dict.fromkeys(LANGUAGES, "dct:LinguisticSystem") | {MEDIA_TYPES + form.media_type: "dct:MediaType" for form in FORMATS if "/x-" not in form.media_type}
    nodes += [{"@id": name, "@type": kind} for name, kind in kinds.items()]
    nodes[-len(kinds)]["rdfs:label"] = here.release.license["title"]
    nodes.append({"@id": f"{AUTHORITY}data-theme", "@type": "skos:ConceptScheme", "dct:title": {"@value": "Data theme", "@language": "en"}})
    nodes += [{"@id": name, "@type": "skos:Concept", "skos:prefLabel": _texts(dict(zip(("vi", "en"), pair)))} for name, pair in THEMES.items()]
    return nodes


def _ref(name: str) -> Node:
    return {"@id": name}


def _texts(texts: Texts) -> list[Node]:
    return [{"@value": text, "@language": code} for code, text in texts.items()]


def _modified(day: date | None) -> Node:
    return {"dct:modified": {"@value": day.isoformat(), "@type": "xsd:date"}} if day else {}
