"""Provinces and communes with their old names, for the search and the pages of places."""

from __future__ import annotations

from typing import Any

from literal_plans import reference

from scripts import units

PROVINCES = [
    {"code": "14", "name": "Sơn La", "full_name": "Tỉnh Sơn La", "kind": "tỉnh", "slug": "son-la"},
    {"code": "92", "name": "Cần Thơ", "full_name": "Thành phố Cần Thơ", "kind": "thành phố", "slug": "can-tho"},
    {"code": "11", "name": "Điện Biên", "full_name": "Tỉnh Điện Biên", "kind": "tỉnh", "slug": "dien-bien"},
]
COMMUNES = [
    {"code": "04168", "name": "Sông Mã", "full_name": "Xã Sông Mã", "province_code": "14", "slug": "song-ma"},
    {"code": "03646", "name": "Tô Hiệu", "full_name": "Phường Tô Hiệu", "province_code": "14", "slug": "to-hieu"},
    {"code": "04099", "name": "Đoàn Kết", "full_name": "Xã Đoàn Kết", "province_code": "14", "slug": "doan-ket"},
    {"code": "31654", "name": "Trường Khánh", "full_name": "Xã Trường Khánh", "province_code": "92", "slug": "truong-khanh"},
]


def old(commune: str, seq: int, name: str, district: str, province: str, part: str = "whole") -> dict[str, str]:
    return {"commune_code": commune, "seq": str(seq), "name": name, "district": district, "province": province, "part": part}


PREDECESSORS = [
    old("04168", 1, "Thị trấn Sông Mã", "Huyện Sông Mã", "Tỉnh Sơn La"),
    old("04168", 2, "Xã Nà Nghịu", "Huyện Sông Mã", "Tỉnh Sơn La"),
    old("04168", 3, "Xã Nà Nghịu", "Huyện Khác", "Tỉnh Sơn La", "part"),
    old("04099", 1, "Xã Đoàn Kết", "Huyện Cũ", "Tỉnh Sơn La"),
    old("04099", 2, "Xã Không Huyện", "", "Tỉnh Sơn La"),
    old("31654", 1, "Xã Trường Khánh", "Huyện Long Phú", "Tỉnh Sóc Trăng"),
    old("31654", 2, "Xã Tân Hưng", "Huyện Long Phú", "Tỉnh Hậu Giang"),
    old("31654", 3, "Xã Long Hưng", "Huyện Long Phú", "Thành phố Cần Thơ"),
]


def places(covered: set[str]) -> dict[str, dict[str, Any]]:
    tables = reference(provinces=PROVINCES, communes=COMMUNES, commune_predecessors=PREDECESSORS)
    return {province["slug"]: province for province in units.places(tables, covered)}


def test_provinces_know_their_communes_and_coverage() -> None:
    """Every province is there, in the order of the table, also one without communes; only covered communes count as covered."""
    found = places({"04168", "31654"})
    counts = [(slug, province["communes_covered"], province["communes_total"]) for slug, province in found.items()]
    assert counts == [("son-la", 1, 3), ("can-tho", 1, 1), ("dien-bien", 0, 0)]
    assert [commune["code"] for commune in found["son-la"]["communes"]] == ["04168", "03646", "04099"]


def test_old_names_are_those_that_differ() -> None:
    """A unit of the same full name is no old name; a name that two units bore is told once; a commune may have none."""
    formerly = {commune["code"]: commune["formerly"] for commune in places(set())["son-la"]["communes"]}
    assert formerly == {"04168": ["Thị trấn Sông Mã", "Xã Nà Nghịu"], "03646": [], "04099": ["Xã Không Huyện"]}


def test_old_provinces_are_told_without_their_kind() -> None:
    """A merged province names the others in alphabetical order; one that was not merged names none."""
    found = places(set())
    assert found["can-tho"]["formerly"] == ["Hậu Giang", "Sóc Trăng"]
    assert found["son-la"]["formerly"] == []
