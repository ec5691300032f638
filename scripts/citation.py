"""How to cite a dataset: as text, BibTeX and in the Citation File Format. Pure.

The compilation is the work that is cited; for a plan, the official document is named as its source.
An address is given only when the site says where it stands.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from . import formats
from .described import About, Document, Release
from .edition import Edition
from .languages import VIETNAMESE, _, current

# What TeX does not print as it is. BibTeX counts braces whatever stands before them, so that a brace is given by its name.
TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
}  # fmt: skip
# YAML takes printable characters only, and breaks lines at some that JSON leaves in strings.
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def text(about: About, of: Edition, source: bool = True) -> str:
    """One paragraph in the language being written; `source`: with the official document."""
    this = about.release
    parts = [this.publisher, f"{about.titles[current()]} ({', '.join([_('bộ dữ liệu'), *_edition(this)])})", this.license["name"]]
    parts += [address] if (address := of.address(about.dataset.page)) else []
    parts += [_("Nguồn: %(document)s", document=about.document.told())] if source and about.document else []
    return "".join(f"{_ended(part)} " for part in parts).rstrip()


def _edition(this: Release) -> list[str]:
    return [_("phiên bản %(version)s", version=this.version)] + ([formats.day(this.date)] if this.date else [])


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "…")) else f"{sentence}."


def key(about: About) -> str:
    """The name of its entry in lists of references, in ASCII: "song-ma-04168-khcn-2026-v0.2.0"."""
    return f"{about.dataset.stem}-v{about.release.version}"


def bibtex(about: About, of: Edition) -> str:
    """An entry that plain BibTeX and biblatex both take (@misc), in the language being written."""
    this = about.release
    fields = {
        "author": f"{{{tex(this.publisher)}}}",
        "title": f"{{{tex(about.titles[current()])}}}",
        **({"year": str(this.date.year)} if this.date else {}),
        "version": tex(this.version),
        "howpublished": tex(f"{_('Bộ dữ liệu')}, {', '.join([*_edition(this), this.license['name']])}"),
        **({"note": tex(_("Nguồn: %(document)s", document=about.document.told()))} if about.document else {}),
        **({"url": address} if (address := of.address(about.dataset.page)) else {}),
    }
    return f"@misc{{{key(about)},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def tex(words: str) -> str:
    """Text that TeX prints as it stands; one line."""
    return "".join(TEX.get(letter, letter if letter.isprintable() else " ") for letter in words)


def cff(title: str, this: Release, document: Document | None = None, address: str = "") -> str:
    """CITATION.cff (1.2.0) of a dataset called so; its message is in both languages, whichever is being written."""
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Khi dùng dữ liệu này, hãy trích dẫn như sau. / If you use these data, please cite them as below.",
        "type": "dataset",
        "title": title,
        "authors": [{"name": this.publisher}],
        "version": this.version,
        **_dated("date-released", this.date),
        "license": this.license["name"],
        **({"url": address} if address else {}),
    }
    if document:
        told["references"] = [{
            "type": "government-document", "title": document.title, "authors": [{"name": document.issuer or "không nêu"}],
            **({"number": document.number} if document.number else {}), **_dated("date-published", document.issued),
            **({"url": document.addresses[0]} if document.addresses else {}), "languages": [VIETNAMESE],
        }]  # fmt: skip
    return "".join(f"{name}: {_yaml(value)}\n" for name, value in told.items())


def _dated(name: str, day: date | None) -> dict[str, str]:
    return {name: day.isoformat()} if day else {}


def _yaml(value: Any) -> str:
    """The value in the flow style of YAML, of which JSON is a part but for a few characters."""
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
