"""Citations: complete, in both languages, read back by what reads such files, safe with hostile titles."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import yaml
from described_support import DAY, HOSTILE, NOWHERE, RELEASE, SOMEWHERE, collection, faults, plans

from scripts import citation, evidence, languages
from scripts.described import Document
from scripts.paths import ROOT, Layout
from scripts.plans import load_plan, load_reference, plan_folders

MINH_LONG = next(plan for plan in plans() if "minh-long" in plan.dataset.path)
NUMBERED = replace(MINH_LONG, document=Document("Kế hoạch A", "UBND xã B", "142/KH-UBND", date(2025, 8, 13), ("https://example.org/142.pdf",)))
CFF = "cff-1.2.0.schema.json"


def read(text: str) -> dict[str, Any]:
    """A CITATION.cff as YAML 1.1 without guessing at dates: its schema asks for text."""
    told = yaml.load(text, yaml.BaseLoader)
    assert isinstance(told, dict)
    return told


def test_text_says_who_what_which_version_when_where_and_from_what() -> None:
    """The compilation first, then the official document as its source."""
    assert citation.text(NUMBERED, SOMEWHERE) == (
        "Minh bạch kế hoạch xã. Kế hoạch khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số 2026, xã Minh Long "
        "(bộ dữ liệu, phiên bản 0.2.0, 22/11/2026). CC-BY-4.0. https://example.org/minh-bach/quang-ngai/minh-long-21361/khcn-2026/. "
        "Nguồn: UBND xã B, “Kế hoạch A”, số 142/KH-UBND, ngày 13/08/2025."
    )
    with languages.writing("en"):
        assert citation.text(NUMBERED, NOWHERE) == (
            "Minh bạch kế hoạch xã. Minh Long commune, plan 2026: Science, technology, innovation and digital transformation "
            "(dataset, version 0.2.0, 22 November 2026). CC-BY-4.0. Source: UBND xã B, “Kế hoạch A”, no. 142/KH-UBND, dated 13 August 2025."
        )


def test_what_is_not_stated_is_left_out() -> None:
    """No number, no date, no address: no empty brackets, no words like None."""
    bare = replace(MINH_LONG, release=replace(RELEASE, date=None), document=Document("Kế hoạch A", "", "", None))
    said = citation.text(bare, NOWHERE)
    assert said.endswith("(bộ dữ liệu, phiên bản 0.2.0). CC-BY-4.0. Nguồn: “Kế hoạch A”.")
    for text in (said, citation.bibtex(bare, NOWHERE), citation.cff("A", bare.release, bare.document)):
        assert "None" not in text and "http" not in text.replace("https://creativecommons.org", "")
    assert "year" not in citation.bibtex(bare, NOWHERE)


def test_bibtex_of_a_plan() -> None:
    """One entry with an ASCII key; the organisation in braces, so that it is not split into first and last names."""
    assert citation.bibtex(NUMBERED, SOMEWHERE) == (
        "@misc{minh-long-21361-khcn-2026-v0.2.0,\n"
        "  author = {{Minh bạch kế hoạch xã}},\n"
        "  title = {{Kế hoạch khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số 2026, xã Minh Long}},\n"
        "  year = {2026},\n"
        "  version = {0.2.0},\n"
        "  howpublished = {Bộ dữ liệu, phiên bản 0.2.0, 22/11/2026, CC-BY-4.0},\n"
        "  note = {Nguồn: UBND xã B, “Kế hoạch A”, số 142/KH-UBND, ngày 13/08/2025},\n"
        "  url = {https://example.org/minh-bach/quang-ngai/minh-long-21361/khcn-2026/},\n"
        "}\n"
    )


def test_hostile_titles_stay_inside_their_bibtex_field() -> None:
    """Braces balance as BibTeX counts them, a field is one line, and no special character of TeX is left bare."""
    assert citation.tex("a_b & 5% {x} \\input #1 $y$ ~z^2\nq") == (
        r"a\_b \& 5\% \textbraceleft{}x\textbraceright{} \textbackslash{}input \#1 \$y\$ \textasciitilde{}z\textasciicircum{}2 q"
    )
    hostile = replace(MINH_LONG, dataset=replace(MINH_LONG.dataset, title=HOSTILE), document=Document("}" + HOSTILE + "\n}{", HOSTILE, "", None))
    entry = citation.bibtex(hostile, NOWHERE)
    depth = 0
    for number, line in enumerate(entry.split("\n")[:-1]):
        assert re.fullmatch(r"@misc\{[!-~]+,|  [a-z]+ = \{.*\},|\}", line), line
        depth += line.count("{") - line.count("}")
        assert depth == (0 if line == "}" else 1), number
    assert not re.search(r"(?<!\\)[$&#%_^~]", entry.replace("textasciitilde", "").replace("textasciicircum", ""))


def test_the_collection_can_be_cited_too() -> None:
    """It has no single source."""
    assert citation.text(collection(), NOWHERE) == "Minh bạch kế hoạch xã. Toàn bộ dữ liệu (bộ dữ liệu, phiên bản 0.2.0, 22/11/2026). CC-BY-4.0."
    assert citation.key(collection()) == "minh-bach-ke-hoach-xa-v0.2.0"


def test_cff_is_valid_for_the_official_schema() -> None:
    """With and without document, address, date; with text that YAML would misread; and the schema does see a fault."""
    for text in (
        citation.cff("A: b # c", RELEASE),
        citation.cff(HOSTILE + "\x85\x7f\ufeff", replace(RELEASE, date=None), Document(HOSTILE, HOSTILE, "5/KH", DAY, ("https://example.org/a",)), "https://example.org/"),
        citation.cff("A", RELEASE, Document("B", "", "", None)),
    ):  # fmt: skip
        assert faults(CFF, read(text)) == []
    told = read(citation.cff(HOSTILE, RELEASE, NUMBERED.document))
    assert told["title"] == HOSTILE
    assert told["references"][0]["number"] == "142/KH-UBND"
    assert faults(CFF, told | {"date-released": "22/11/2026"}) != []


def test_the_repository_can_be_cited() -> None:
    """CITATION.cff is valid, of the version of pyproject.toml, and what the function writes for the root descriptor."""
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    told = read(text)
    assert faults(CFF, told) == []
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert told["version"] == version
    assert text == citation.cff(RELEASE.publisher, replace(RELEASE, version=version, date=date.fromisoformat(told["date-released"])))


def test_the_evidence_pack_is_cited_in_the_same_format() -> None:
    """One function writes both."""
    for folder in plan_folders(Layout()):
        pack = zipfile.ZipFile(io.BytesIO(evidence.pack(load_plan(Layout(), folder), load_reference(Layout()), "Kế hoạch")))
        told = read(pack.read("CITATION.cff").decode("utf-8"))
        assert faults(CFF, told) == []
        assert told["title"].startswith("Kế hoạch (")
