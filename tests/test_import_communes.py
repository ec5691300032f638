"""The import of provinces, communes and former units: the command, and the committed tables."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from scripts import import_communes
from scripts.paths import Layout

COMMUNE_KINDS = ["xã", "phường", "đặc khu"]


def test_csv_ends_lines_with_a_line_feed_and_quotes_only_where_needed():
    assert import_communes.csv_text(["a", "b"], [{"a": "01", "b": "Ea H'Leo"}, {"a": "02", "b": "x, y"}]) == (
        'a,b\n01,Ea H\'Leo\n02,"x, y"\n'
    )


def committed(table: str) -> list[dict[str, str]]:
    with (Layout().reference / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_committed_tables_are_what_the_import_makes(capsys):
    assert import_communes.main(["--check"]) == 0, capsys.readouterr().err


def test_check_names_a_file_that_was_edited_by_hand_and_writes_nothing(tmp_path: Path, monkeypatch, capsys):
    layout = Layout(tmp_path)
    layout.reference.mkdir(parents=True)
    for path in Layout().reference.glob("*.csv"):
        (layout.reference / path.name).write_bytes(path.read_bytes())
    edited = layout.reference / "communes.csv"
    edited.write_bytes(edited.read_bytes().replace("Xã Sông Mã".encode(), "Xã Sông Má".encode()))
    before = edited.read_bytes()
    monkeypatch.setenv("COLLECTION_ROOT", str(tmp_path))
    assert import_communes.main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "data/reference/communes.csv khác nguồn; chạy python -m scripts.import_communes\n"
    )
    assert edited.read_bytes() == before
    assert import_communes.main([]) == 0
    assert edited.read_bytes() == (Layout().reference / "communes.csv").read_bytes()


def test_there_are_34_provinces_and_3321_communes():
    provinces, communes = committed("provinces"), committed("communes")
    assert len(provinces) == len({row["slug"] for row in provinces}) == 34
    assert len(communes) == len({row["code"] for row in communes}) == 3321
    assert Counter(row["kind"] for row in communes)["đặc khu"] == 13
    assert {row["province_code"] for row in communes} == {row["code"] for row in provinces}


def test_the_communes_of_the_first_plans_keep_their_addresses():
    slugs = {row["code"]: (row["province_code"], row["slug"]) for row in committed("communes")}
    assert slugs["04168"] == ("14", "song-ma")
    assert slugs["03808"] == ("14", "muong-la")
    assert slugs["03721"] == ("14", "thuan-chau")
    assert slugs["21361"] == ("51", "minh-long")


def test_every_change_shows_in_the_committed_communes():
    communes = {row["code"]: row for row in committed("communes")}
    for row in committed("commune_changes"):
        assert communes[row["commune_code"]][row["field"]] == row["new_value"]
        assert communes[row["commune_code"]]["valid_from"] == row["valid_from"]


def test_ten_communes_of_dong_nai_are_wards_since_30_april_2026():
    codes = "25270 25357 25363 26116 26170 26248 26326 26368 26425 26485".split()
    rows = [row for row in committed("communes") if row["code"] in codes]
    assert len(rows) == 10
    assert {(row["kind"], row["province_code"], row["valid_from"]) for row in rows} == {
        ("phường", "75", "2026-04-30")
    }
    assert {row["full_name"].split()[0] for row in rows} == {"Phường"}


def test_every_former_unit_has_its_commune_and_every_commune_its_former_units():
    rows = committed("commune_predecessors")
    assert {row["commune_code"] for row in rows} == {row["code"] for row in committed("communes")}
    assert len({row["code"] for row in rows if row["code"]}) == 10035
    assert sorted(row["name"] for row in rows if not row["code"]) == [
        "Huyện Bạch Long Vĩ", "Huyện Côn Đảo", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn",
    ]  # fmt: skip
    assert max(Counter((row["commune_code"], row["name"]) for row in rows).values()) == 1


def test_a_part_has_its_other_parts_and_a_whole_unit_stands_once():
    rows = [row for row in committed("commune_predecessors") if row["code"]]
    times = Counter(row["code"] for row in rows)
    assert all((times[row["code"]] == 1) == (row["part"] == "whole") for row in rows)


def test_song_ma_was_made_from_its_town_and_na_nghiu():
    assert [
        list(row.values()) for row in committed("commune_predecessors") if row["commune_code"] == "04168"
    ] == [
        ["04168", "1", "Thị trấn Sông Mã", "Huyện Sông Mã", "Tỉnh Sơn La", "04168", "whole"],
        ["04168", "2", "Xã Nà Nghịu", "Huyện Sông Mã", "Tỉnh Sơn La", "04198", "whole"],
    ]
