"""Datasets and their catalogue in the words of schema.org, for search engines: JSON-LD inside a page. Pure.

Addresses are whole when the site says where it stands, else relative to the page: JSON-LD resolves them against it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .citation import text
from .datasets import FOLDER, FORMATS, Dataset, Format, WrittenFile
from .described import VIETNAM, About, Area, Document, Release
from .edition import Edition
from .languages import PREFIXES, _, current
from .tables import schemas

CONTEXT = "https://schema.org/"
# What would end a script element or be read as a comment in it, and the line ends that old readers of scripts stumble over.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
# Tables that tell of a document, not of what it plans.
ABOUT_DOCUMENTS = ("plans", "sources", "source_parts", "notices")


# The files of the site by their address from its root.
Files = Mapping[str, WrittenFile]


def script(described: dict[str, Any]) -> str:
    """The JSON to stand inside <script type="application/ld+json">: no text in it ends the element."""
    said = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return "".join(UNSAFE.get(letter, letter) for letter in said)


class _Addresses:
    """Addresses as a page states them: whole, or relative to it. `page` is its address from the root of the site."""

    def __init__(self, of: Edition, page: str) -> None:
        self.of, self.page = of, page

    def __call__(self, path: str) -> str:
        below = path.startswith(self.page)
        return self.of.address(path) or ("./" + path[len(self.page) :] if below else "../" * self.page.count("/") + path)


def dataset(about: About, of: Edition, files: Files, within: Dataset | None = None, parts: Sequence[Dataset] = ()) -> dict[str, Any]:
    """The dataset on its own page, in the language being written.

    It has the same `@id` in both languages, that of DCAT. `within` is the dataset that it is part of; `parts` are those
    directly in it, to be given when they are few.
    `files` are those of the site, or at least of this dataset: of its formats, those written whole in one file become downloads.
    """
    here, this, code = about.dataset, about.release, current()
    page = PREFIXES[code] + here.page
    at = _Addresses(of, page)
    described: dict[str, Any] = {
        "@context": CONTEXT, "@type": "Dataset", "@id": f"{at(here.page)}#dataset", "name": about.titles[code], "description": about.description(),
        "url": at(page), "identifier": here.path or here.stem, "inLanguage": "vi", "license": this.license["path"], "isAccessibleForFree": True,
        "creator": _publisher(this, at), "publisher": {"@id": f"{at('')}#publisher"}, "version": this.version, **_dated("dateModified", this.date),
        "temporalCoverage": about.temporal, "spatialCoverage": _place(about.area), "keywords": [*(() if about.document else this.keywords), *(pair[code == "en"] for pair in about.topics), about.area.names[code]],
        "variableMeasured": [schemas()[table].title for table in about.tables if table not in ABOUT_DOCUMENTS], "creditText": text(about, of, source=False),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": this.publisher, "url": at(PREFIXES[code] + FOLDER)},
        "distribution": [_download(here, form, at) for form in FORMATS if not form.per_table and here.file(form.name) in files],
    }  # fmt: skip
    if about.document:
        described["isBasedOn"] = _document(about.document)
    if within:
        described["isPartOf"] = _named(within, at)
    if parts:
        described["hasPart"] = [_named(part, at) for part in parts]
    return described


def catalogue(this: Release, of: Edition, datasets: Sequence[Dataset]) -> dict[str, Any]:
    """The page of data as a catalogue of the collection and its provinces, in the language being written."""
    page = PREFIXES[current()] + FOLDER
    at = _Addresses(of, page)
    return {
        "@context": CONTEXT, "@type": "DataCatalog", "@id": f"{at(FOLDER)}#catalog", "name": this.publisher, "description": this.summary, "url": at(page),
        "inLanguage": current(), "license": this.license["path"], "publisher": _publisher(this, at), "version": this.version,
        **_dated("dateModified", this.date), "dataset": [_named(known, at) for known in datasets],
    }  # fmt: skip


def _publisher(this: Release, at: _Addresses) -> dict[str, Any]:
    return {"@type": "Organization", "@id": f"{at('')}#publisher", "name": this.publisher, "url": at("")}


def _named(known: Dataset, at: _Addresses) -> dict[str, Any]:
    title = known.title_en if current() == "en" else known.title
    return {"@type": "Dataset", "@id": f"{at(known.page)}#dataset", "name": title, "url": at(PREFIXES[current()] + known.page)}


def _download(here: Dataset, form: Format, at: _Addresses) -> dict[str, Any]:
    return {"@type": "DataDownload", "name": _(form.title), "encodingFormat": form.media_type, "contentUrl": at(here.file(form.name))}


def _document(document: Document) -> dict[str, Any]:
    """The official document: not ours, and not under our licence."""
    told: dict[str, Any] = {"@type": "CreativeWork", "name": document.title, "inLanguage": "vi"}
    if document.issuer:
        told["author"] = {"@type": "GovernmentOrganization", "name": document.issuer}
    if document.number:
        told["identifier"] = document.number
    if document.addresses:
        told["url"] = document.addresses[0]
    rights = _("Văn bản của cơ quan ban hành; giấy phép của bộ dữ liệu chỉ áp dụng cho phần chúng tôi biên soạn.")
    return told | _dated("datePublished", document.issued) | {"usageInfo": {"@type": "CreativeWork", "text": rights}}


def _place(area: Area) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "Country" if area is VIETNAM else "AdministrativeArea", "name": area.names[current()], "identifier": area.code}
    return told | ({"containedInPlace": _place(area.within)} if area.within else {})


def _dated(name: str, day: date | None) -> dict[str, str]:
    return {name: day.isoformat()} if day else {}
