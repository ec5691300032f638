"""Provinces, communes and former units from the records of the imported package: the rules, on small records."""

from __future__ import annotations


import pytest

from scripts import admin_units
from scripts.tables import schemas

COMMUNE_KINDS = ["xã", "phường", "đặc khu"]

UNITS = [
    {
        "ward": "Xã Trường Khánh", "wardCode": "31654", "wardKey": "xatruongkhanh", "wardAreaKm2": 51.5,
        "wardType": "Phường", "province": "Thành phố Cần Thơ", "provinceCode": "92", "provinceKey": "cantho",
    },
    {
        "ward": "Xã Phú Hữu", "wardCode": "31378", "wardKey": "xaphuhuu", "wardAreaKm2": 0.0,
        "wardType": "Xã", "province": "Thành phố Cần Thơ", "provinceCode": "92", "provinceKey": "cantho",
    },
    {
        "ward": "Đặc khu Côn Đảo", "wardCode": "26732", "wardKey": "dackhucondao", "wardAreaKm2": 75.0,
        "wardType": "Đặc khu", "province": "Thành phố Hồ Chí Minh", "provinceCode": "79", "provinceKey": "hcm",
    },
]  # fmt: skip

LEGACY = [
    {
        "ward": "Xã Phú Hữu", "district": "Huyện Long Phú", "province": "Tỉnh Sóc Trăng", "wardCode": "31657",
        "provinceKey": "st", "districtKey": "longphu", "wardKey": "phuhuu",
    },
    {
        "ward": "Xã Phú Hữu", "district": "Huyện Châu Thành", "province": "Tỉnh Hậu Giang", "wardCode": "31378",
        "provinceKey": "hg", "districtKey": "chauthanh", "wardKey": "phuhuu",
    },
    {
        "ward": "Xã Đông Phước", "district": "Huyện Châu Thành", "province": "Tỉnh Hậu Giang", "wardCode": "31375",
        "provinceKey": "hg", "districtKey": "chauthanh", "wardKey": "dongphuoc",
    },
    {
        "ward": None, "district": "Huyện Côn Đảo", "province": "Tỉnh Bà Rịa - Vũng Tàu", "wardCode": None,
        "provinceKey": "brvt", "districtKey": "condao", "wardKey": None,
    },
]  # fmt: skip

CONVERTER = {
    "DICT_PROVINCE_WARD_NO_DIVIDED": {
        "cantho": {"xaphuhuu": ["hg_chauthanh_dongphuoc"]},
        "hcm": {"dackhucondao": ["brvt_condao_"]},
    },
    "DICT_PROVINCE_WARD_DIVIDED": {
        "cantho": {
            "st_longphu_phuhuu": [{"newWardKey": "xaphuhuu"}, {"newWardKey": "xatruongkhanh"}],
            "hg_chauthanh_phuhuu": [{"newWardKey": "xaphuhuu"}],
        }
    },
}

CORRECTION = {
    "commune_code": "31378", "wrong_code": "31657", "right_code": "31378", "name": "Xã Phú Hữu", "note": "",
}  # fmt: skip


def legacy_by_key() -> dict[str, dict]:
    return {admin_units.legacy_key(unit): unit for unit in LEGACY}


def change(field: str, old: str, new: str, valid_from: str = "2026-04-30") -> dict[str, str]:
    return {
        "commune_code": "31654",
        "field": field,
        "old_value": old,
        "new_value": new,
        "valid_from": valid_from,
    }


def test_a_name_is_split_after_its_kind():
    assert admin_units.split_name("Đặc khu Côn Đảo", COMMUNE_KINDS) == ("đặc khu", "Côn Đảo")
    assert admin_units.split_name("Thành phố Huế", ["tỉnh", "thành phố"]) == ("thành phố", "Huế")
    with pytest.raises(ValueError, match="Thị trấn Sông Mã"):
        admin_units.split_name("Thị trấn Sông Mã", COMMUNE_KINDS)


def test_an_area_is_printed_as_given_and_zero_means_unknown():
    assert [admin_units.area_text(km2) for km2 in (105.99, 67.1453, 75.0, 0.0, None)] == [
        "105.99", "67.1453", "75", "", "",
    ]  # fmt: skip


def test_provinces_appear_once_in_the_order_of_their_codes():
    assert admin_units.province_rows(UNITS, ["tỉnh", "thành phố"]) == [
        {"code": "79", "name": "Hồ Chí Minh", "full_name": "Thành phố Hồ Chí Minh", "kind": "thành phố",
         "slug": "ho-chi-minh"},
        {"code": "92", "name": "Cần Thơ", "full_name": "Thành phố Cần Thơ", "kind": "thành phố", "slug": "can-tho"},
    ]  # fmt: skip


def test_the_kind_of_a_commune_comes_from_its_name_not_from_the_type_column():
    rows = admin_units.commune_rows(UNITS, COMMUNE_KINDS)
    assert [row["code"] for row in rows] == ["26732", "31378", "31654"]
    assert rows[2] == {
        "code": "31654", "name": "Trường Khánh", "full_name": "Xã Trường Khánh", "kind": "xã",
        "province_code": "92", "slug": "truong-khanh", "area_km2": "51.5", "valid_from": "2025-07-01",
    }  # fmt: skip


def test_a_change_gives_the_commune_its_new_values_and_date():
    changes = [change("kind", "xã", "phường"), change("full_name", "Xã Trường Khánh", "Phường Trường Khánh")]
    communes, faults = admin_units.apply_changes(
        admin_units.commune_rows(UNITS, COMMUNE_KINDS), changes, COMMUNE_KINDS
    )
    assert faults == []
    assert {key: communes[2][key] for key in ("full_name", "kind", "slug", "valid_from")} == {
        "full_name": "Phường Trường Khánh", "kind": "phường", "slug": "truong-khanh", "valid_from": "2026-04-30",
    }  # fmt: skip
    assert [row["valid_from"] for row in communes[:2]] == ["2025-07-01", "2025-07-01"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([change("kind", "phường", "xã")], "kind là “xã”, không phải “phường”"),
        ([change("kind", "xã", "phường") | {"commune_code": "99999"}], "không có xã 99999"),
        ([change("kind", "xã", "phường")], "không khớp loại “phường”"),
    ],
)
def test_a_change_that_matches_nothing_or_is_half_made_is_a_fault(changes, said):
    communes = admin_units.commune_rows(UNITS, COMMUNE_KINDS)
    _, faults = admin_units.apply_changes(communes, changes, COMMUNE_KINDS)
    assert len(faults) == 1
    assert said in faults[0]


def test_the_converter_lists_whole_units_by_commune_and_divided_ones_by_unit():
    assert sorted(admin_units.links(UNITS, CONVERTER)) == [
        ("26732", "brvt_condao_"),
        ("31378", "hg_chauthanh_dongphuoc"),
        ("31378", "hg_chauthanh_phuhuu"),
        ("31378", "st_longphu_phuhuu"),
        ("31654", "st_longphu_phuhuu"),
    ]


def test_two_former_units_of_one_name_in_one_commune_are_a_fault_until_corrected():
    communes = admin_units.commune_rows(UNITS, COMMUNE_KINDS)
    found = admin_units.links(UNITS, CONVERTER)
    (fault,) = admin_units.link_faults(found, legacy_by_key(), communes)
    assert "xã 31378 có 2 đơn vị cũ cùng tên “Xã Phú Hữu”" in fault

    kept, faults = admin_units.apply_corrections(found, legacy_by_key(), [CORRECTION])
    assert faults == []
    assert ("31378", "st_longphu_phuhuu") not in kept
    assert admin_units.link_faults(kept, legacy_by_key(), communes) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"wrong_code": "31375"},
        {"wrong_code": "31378"},
        {"right_code": "00000"},
        {"commune_code": "31654"},
        {"name": "Xã Phú Tân"},
    ],
)
def test_a_correction_that_matches_nothing_is_a_fault_and_strikes_nothing_out(wrong):
    found = admin_units.links(UNITS, CONVERTER)
    kept, faults = admin_units.apply_corrections(found, legacy_by_key(), [CORRECTION | wrong])
    assert len(faults) == 1
    assert kept == sorted(found)


def test_units_without_a_counterpart_are_faults():
    communes = admin_units.commune_rows(UNITS, COMMUNE_KINDS)
    found = [("31378", "hg_chauthanh_phuhuu"), ("31654", "st_longphu_phuhuu"), ("26732", "khong_co")]
    assert admin_units.link_faults(found, legacy_by_key(), communes) == [
        "đơn vị cũ khong_co không có trong danh mục cũ",
        "đơn vị cũ brvt_condao_ không nhập vào xã nào",
        "đơn vị cũ hg_chauthanh_dongphuoc không nhập vào xã nào",
    ]
    assert "xã 31654 không có đơn vị cũ nào" in admin_units.link_faults(found[:1], legacy_by_key(), communes)


def test_former_units_stand_in_the_order_of_their_codes_and_say_whether_they_went_over_whole():
    found = [
        ("31378", "st_longphu_phuhuu"), ("31378", "hg_chauthanh_dongphuoc"), ("31654", "st_longphu_phuhuu"),
        ("26732", "brvt_condao_"),
    ]  # fmt: skip
    columns = schemas()["commune_predecessors"].columns
    assert [
        tuple(row[c] for c in columns) for row in admin_units.predecessor_rows(found, legacy_by_key())
    ] == [
        ("26732", "1", "Huyện Côn Đảo", "", "Tỉnh Bà Rịa - Vũng Tàu", "", "whole"),
        ("31378", "1", "Xã Đông Phước", "Huyện Châu Thành", "Tỉnh Hậu Giang", "31375", "whole"),
        ("31378", "2", "Xã Phú Hữu", "Huyện Long Phú", "Tỉnh Sóc Trăng", "31657", "part"),
        ("31654", "1", "Xã Phú Hữu", "Huyện Long Phú", "Tỉnh Sóc Trăng", "31657", "part"),
    ]


def test_one_fault_means_no_tables():
    source = admin_units.Source(UNITS, LEGACY, CONVERTER)
    tables, faults = admin_units.reference_tables(source, [], [])
    assert tables == {}
    assert len(faults) == 1
    tables, faults = admin_units.reference_tables(source, [], [CORRECTION])
    assert faults == []
    assert {name: len(rows) for name, rows in tables.items()} == {
        "provinces": 2, "communes": 3, "commune_predecessors": 4,
    }  # fmt: skip
