"""What plans give to the API, how long lists are split, and the indexes of datasets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from api_support import ABOUT, LICENCES
from literal_plans import PLAN_ID, plan, reference

from scripts.api import writing
from scripts.api.about import About
from scripts.api.indexes import dataset_index, plan_entry
from scripts.api.openapi import openapi
from scripts.api.resources import LISTS, Examples
from scripts.api.rows import Named, packed, rows_of
from scripts.api.shapes import number
from scripts.api.writing import ApiStore, write_lists
from scripts.datasets import Dataset, WrittenFile
from scripts.downloads.base import CannotHold
from scripts.facts import PlanFacts, plan_facts
from scripts.plans import Reference

Rows = list[dict[str, str]]
HOSTILE = '</script>"\\\'\n\r\t \u0001\u001f\u007f\u2028\u2029\ufffe\U0001f600 {{ x }} %s =1+1, Ủy ban'
INDICATOR = {"indicator_id": "phu-song-5g", "name": "Phủ sóng 5G", "name_en": "5G", "unit": "%", "direction": "higher", "definition": "Là gì", "definition_en": "What"}
EXAMPLES = Examples(PLAN_ID, "phu-song-5g", "cong-an-xa", "nq-57-nq-tw")


def facts(**tables: Rows) -> PlanFacts:
    return plan_facts(plan(**tables), reference())


def of(found: Named, name: str) -> list[dict[str, Any]]:
    return [row for own, row in found if own == f"api/{name}"]


WHERE = {"commune_code": "04168", "commune_full_name": "Xã Sông Mã", "province_code": "14", "province_full_name": "Tỉnh Sơn La", "source_part_name": "Phần lời văn"}
PAGE = f"../../{PLAN_ID}/#"


def test_values_of_a_target_are_listed_by_indicator() -> None:
    """One row a value, with its figures as numbers, its target, its place, and the notices about the target; other targets are in no list."""
    found = rows_of(facts(
        targets=[{"target_id": "CT01", "indicator_id": "phu-song-5g"}, {"target_id": "CT02"}],
        target_values=[{"target_id": "CT01", "comparator": "ge", "value_min": "0.23", "unit": "%", "value_text": "≥ 0,23%"}, {"target_id": "CT02"}],
        notices=[{"notice_id": "DC01", "table": "target_values", "row_id": "CT01:2026:target"}],
    ))  # fmt: skip
    assert found == [("api/chi-tieu/phu-song-5g", {
        "table": "target_values", "plan_id": PLAN_ID, "target_id": "CT01", "year": 2026, "measure": "target", "value_text": "≥ 0,23%", "comparator": "ge",
        "value_min": 0.23, "value_max": None, "unit": "%", "reading": "certain", "target_name": "Phủ sóng 5G", "target_reading": "certain",
        "source_id": "S1", "source_page": None, "source_line_from": 10, "source_line_to": 10, **WHERE, "page": f"{PAGE}CT01", "notices": ["DC01"],
    })]  # fmt: skip


def test_results_stand_beside_the_targets() -> None:
    """A result that measures an indicator is in its list, as its table has it."""
    (row,) = of(rows_of(facts(results=[{"result_id": "KQ01", "indicator_id": "phu-song-5g", "as_of_text": "năm 2025", "as_of": "2025"}, {"result_id": "KQ02"}])), "chi-tieu/phu-song-5g")
    assert (row["table"], row["result_id"], row["value"], row["value_text"], row["as_of"], row["out_of"]) == ("results", "KQ01", 950, "950 hộ", "2025", None)
    assert (row["page"], row["source_line_from"], row["source_part_name"]) == (f"{PAGE}KQ01", 60, "Phần lời văn")


def test_a_body_has_its_targets_tasks_and_duties() -> None:
    """In the order of the plan; a task comes with its times, days in ISO 8601."""
    body = {"agency_id": "cong-an-xa", "agency_text": "Công an xã"}
    found = rows_of(facts(
        targets=[{"target_id": "CT01"}], target_agencies=[{"target_id": "CT01", **body}],
        tasks=[{"task_id": "NV01"}], task_agencies=[{"task_id": "NV01", "role": "support", **body}],
        task_schedules=[{"task_id": "NV01", "kind": "date", "due_on": "2026-11-30", "schedule_text": "30/11/2026"}],
        duties=[{"duty_id": "TN01", "due_on": "2026-12-05", "kind": "report", **body}, {"duty_id": "TN02"}],
    ))  # fmt: skip
    assert [row["table"] for row in of(found, "co-quan/cong-an-xa")] == ["target_agencies", "task_agencies", "duties"]
    target, task, duty = of(found, "co-quan/cong-an-xa")
    assert target["target_name"] == "Phủ sóng 5G"
    assert task == {
        "table": "task_agencies", "plan_id": PLAN_ID, "task_id": "NV01", "role": "support", "seq": 1, "agency_text": "Công an xã", "agency_id": "cong-an-xa",
        "task_kind": "task", "task_title": None, "task_name": "Tổ chức hội nghị", "task_reading": "certain",
        "schedules": [{"column_text": None, "period_from": None, "period_to": None, "schedule_text": "30/11/2026", "kind": "date", "starts_on": None,
                       "due_on": "2026-11-30", "recurrence": None, "reading": "certain"}],
        "source_id": "S1", "source_page": None, "source_line_from": 20, "source_line_to": 20, **WHERE, "page": f"{PAGE}NV01", "notices": [],
    }  # fmt: skip
    assert (duty["kind"], duty["due_on"], duty["recurrence"], duty["page"]) == ("report", "2026-12-05", None, f"{PAGE}TN01")
    assert [row["duty_id"] for row in of(found, "co-quan/phong-kinh-te")] == ["TN02"]


def test_a_document_has_its_citations() -> None:
    """With the role, how often it is named, and its printed symbol."""
    (row,) = of(rows_of(facts(citations=[{"citation_id": "CC01", "role": "legal_basis", "mentions": "3", "mention_lines": "50; 61; 70"}])), "van-ban/nq-57-nq-tw")
    assert (row["role"], row["mentions"], row["symbol"], row["mention_lines"], row["page"]) == ("legal_basis", 3, "57-NQ/TW", "50; 61; 70", f"{PAGE}CC01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.23", 0.23), ("5", 5), ("5.0", 5), ("-1.5", -1.5), ("1E+3", 1000), ("0.1234567890123456789", None), ("9007199254740993", None), ("NaN", None), ("Infinity", None)],
)
def test_figures_are_exact_or_refused(text: str, expected: float | None) -> None:
    """A program that reads the file gets the number of the table, or there is none."""
    found = number(Decimal(text))
    assert (found, type(found)) == (expected, type(expected))


def test_a_figure_that_json_cannot_hold_is_named() -> None:
    """Table, row and column, what was found and what to do."""
    said = (
        f"bảng results, dòng {PLAN_ID}:KQ01, cột value: số 0.12345678901234567891 có nhiều chữ số hơn mức chương trình đọc JSON giữ được; "
        "cần không quá 15 chữ số có nghĩa; kiểm tra lại số trong tệp CSV và sửa nếu chép thừa"
    )
    with pytest.raises(CannotHold) as raised:
        rows_of(facts(results=[{"result_id": "KQ01", "indicator_id": "a", "value": "0.12345678901234567891"}]))
    assert str(raised.value) == said


def duties(count: int, agency: str = "cong-an-xa", **cells: str) -> Rows:
    return [{"duty_id": f"TN{n:02}", "agency_id": agency, "agency_text": "Công an xã", "summary": f"Việc {n}", **cells} for n in range(1, count + 1)]


def written(root: Path, known: Reference, *plans: PlanFacts) -> Path:
    """The lists of these plans; returns their folder."""
    store = ApiStore(root / "lists")
    for each in plans:
        store.take(packed(each))
    write_lists(root / "site", store, known, ABOUT)
    return root / "site/du-lieu"


def parts(folder: Path, first: str) -> Iterator[dict[str, Any]]:
    """The files of a list, each found through `next` of the one before."""
    name: str | None = first
    while name:
        found = json.loads((folder / name).read_text("utf-8"))
        yield found
        name = found["next"]


@pytest.mark.parametrize(("rows", "files"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_a_long_list_is_split(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: int, files: int) -> None:
    """Each row once and in order; every part says how many there are, and what follows."""
    monkeypatch.setattr(writing, "ROWS", 3)
    folder = written(tmp_path, reference(), facts(duties=duties(rows))) / "co-quan"
    found = list(parts(folder, "cong-an-xa.json"))
    assert [row["summary"] for part in found for row in part["rows"]] == [f"Việc {n}" for n in range(1, rows + 1)]
    assert [(part["part"], part["parts"]) for part in found] == [(n, files) for n in range(1, files + 1)]
    assert [part["next"] for part in found] == [*(f"cong-an-xa-{n}.json" for n in range(2, files + 1)), None]
    assert {part["counts"]["duties"] for part in found} == {rows}
    assert sorted(path.name for path in folder.glob("cong-an-xa*")) == sorted(["cong-an-xa.json", *(f"cong-an-xa-{n}.json" for n in range(2, files + 1))])


def test_a_list_that_would_take_the_file_of_another_stops(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All clashes at once, before anything is written; nothing clashes while the list is short."""
    agencies = [{"agency_id": name, "name": name} for name in ("cong-an-xa", "cong-an-xa-2", "cong-an-xa-3")]
    folder = written(tmp_path / "short", reference(agencies=agencies), plan_facts(plan(duties=duties(4)), reference(agencies=agencies)))
    assert json.loads((folder / "co-quan/cong-an-xa.json").read_text("utf-8"))["next"] is None
    monkeypatch.setattr(writing, "ROWS", 3)
    known = reference(agencies=[*agencies, {"agency_id": "index", "name": "Mục lục"}])
    with pytest.raises(ValueError) as raised:
        written(tmp_path, known, plan_facts(plan(duties=duties(4)), known))
    assert str(raised.value) == (
        "data/reference/agencies.csv, cột agency_id: mã “cong-an-xa-2” trùng địa chỉ du-lieu/co-quan/cong-an-xa-2.json với phần 2 của danh sách “cong-an-xa”; "
        "mỗi tệp cần một tên riêng; đổi mã này ở mọi bảng\n"
        "data/reference/agencies.csv, cột agency_id: mã “index” trùng địa chỉ du-lieu/co-quan/index.json với mục lục; mỗi tệp cần một tên riêng; đổi mã này ở mọi bảng"
    )
    assert not (tmp_path / "site").exists()


def test_hostile_text_survives_exactly(tmp_path: Path) -> None:
    """Markup, quotes, control characters and separators of lines come back as they were, in rows, names and titles."""
    known = reference(
        agencies=[{"agency_id": "cong-an-xa", "name": HOSTILE}], agency_aliases=[{"alias": HOSTILE, "agency_id": "cong-an-xa"}], indicators=[INDICATOR],
        legal_documents=[{"document_id": "nq-57-nq-tw", "title": HOSTILE}],
    )  # fmt: skip
    hostile = plan(
        plans=[{"title": HOSTILE}], duties=duties(1, summary=HOSTILE), targets=[{"target_id": "CT01", "indicator_id": "phu-song-5g", "name": HOSTILE}],
        target_values=[{"target_id": "CT01", "value_text": HOSTILE}], citations=[{"citation_id": "CC01", "name": HOSTILE}],
    )  # fmt: skip
    own = plan_facts(hostile, known)
    folder = written(tmp_path, known, own)
    file = json.loads((folder / "co-quan/cong-an-xa.json").read_text("utf-8"))
    assert (file["agency"]["name"], file["aliases"], file["rows"][0]["summary"]) == (HOSTILE, [HOSTILE], HOSTILE)
    value = json.loads((folder / "chi-tieu/phu-song-5g.json").read_text("utf-8"))["rows"][0]
    assert (value["value_text"], value["target_name"]) == (HOSTILE, HOSTILE)
    cited = json.loads((folder / "van-ban/nq-57-nq-tw.json").read_text("utf-8"))
    assert (cited["document"]["title"], cited["rows"][0]["name"]) == (HOSTILE, HOSTILE)
    dataset = Dataset("plan", PLAN_ID, HOSTILE, HOSTILE, (PLAN_ID,))
    writing.write_index(tmp_path, dataset, [], ABOUT, known, {PLAN_ID: plan_entry(own)})
    index = json.loads((tmp_path / "du-lieu" / PLAN_ID / "index.json").read_text("utf-8"))
    assert (index["title"], index["plan"]["title"]) == (HOSTILE, HOSTILE)


def test_an_empty_list_has_a_file() -> None:
    """What no plan names is at its address too, and says so."""
    store = ApiStore(Path("none"))
    assert [store.counted(each, "khong-ai-neu") for each in LISTS] == [
        {"plans": 0, "target_values": 0, "results": 0}, {"plans": 0, "target_agencies": 0, "task_agencies": 0, "duties": 0}, {"plans": 0, "citations": 0},
    ]  # fmt: skip


# Indexes of datasets.

OTHER = "son-la/song-ma-04168/cds-2026"
FILES = [WrittenFile("csv", "tasks", "tasks.csv", 10, "a" * 64, 2), WrittenFile("zip", "", "song-ma-04168.zip", 20, "b" * 64, 5)]
ENTRY = {"plan_id": PLAN_ID, "title": "KẾ HOẠCH năm 2026", "topic_id": "khcn", "period_from": 2026, "period_to": 2026, "stage": "issued",
         "topic_name": "Khoa học, công nghệ", "topic_name_en": "Science and technology"}  # fmt: skip


def index_of(kind: str, path: str, *plan_ids: str, extras: tuple[str, ...] = ()) -> dict[str, Any]:
    entries = {each: {**plan_entry(facts()), "plan_id": each} for each in (PLAN_ID, OTHER)}
    return dataset_index(Dataset(kind, path, "Tên", "Title", plan_ids), FILES, ABOUT, reference(), entries, extras)


def test_index_of_a_commune() -> None:
    """Its files, its plans, what is above, and only those extras that are there; addresses are from its own folder."""
    found = index_of("commune", "son-la/song-ma-04168", OTHER, PLAN_ID, extras=("thoi-han.ics",))
    assert found == {
        "kind": "commune", "path": "son-la/song-ma-04168", "title": "Tên", "title_en": "Title", "version": "1.2.3", "date": "2026-11-20", "licenses": LICENCES,
        "plan_ids": [OTHER, PLAN_ID], "page": "../../../son-la/song-ma-04168/", "index": "index.json", "parent": "../index.json", "feed": None,
        "calendar": "thoi-han.ics", "counts": {"tasks": 2},
        "files": [
            {"format": "csv", "table": "tasks", "path": "tasks.csv", "media_type": "text/csv", "bytes": 10, "sha256": "a" * 64, "rows": 2},
            {"format": "zip", "table": None, "path": "song-ma-04168.zip", "media_type": "application/zip", "bytes": 20, "sha256": "b" * 64, "rows": 5},
        ],
        "province": {"code": "14", "name": "Sơn La", "full_name": "Tỉnh Sơn La", "kind": "tỉnh", "slug": "son-la"},
        "commune": {"code": "04168", "name": "Sông Mã", "full_name": "Xã Sông Mã", "kind": "xã", "province_code": "14", "slug": "song-ma", "area_km2": 105.99,
                    "valid_from": "2025-07-01"},
        "plans": [
            {**ENTRY, "plan_id": OTHER, "index": "cds-2026/index.json", "page": f"../../../{OTHER}/"},
            {**ENTRY, "index": "khcn-2026/index.json", "page": f"../../../{PLAN_ID}/"},
        ],
    }  # fmt: skip


def test_what_is_in_a_province_and_in_the_collection() -> None:
    """A province leads to its communes and plans, the collection to its provinces, each with counts."""
    province = index_of("province", "son-la", OTHER, PLAN_ID)
    ((commune),) = province["communes"]
    assert (commune["code"], commune["slug"], commune["index"], commune["page"], commune["plans"]) == ("04168", "song-ma", "song-ma-04168/index.json", "../../son-la/song-ma-04168/", 2)
    assert [each["index"] for each in province["plans"]] == ["song-ma-04168/cds-2026/index.json", "song-ma-04168/khcn-2026/index.json"]
    whole = index_of("collection", "", OTHER, PLAN_ID, extras=("thay-doi.atom",))
    assert whole["provinces"] == [{
        "code": "14", "name": "Sơn La", "full_name": "Tỉnh Sơn La", "kind": "tỉnh", "slug": "son-la", "index": "son-la/index.json", "page": "../son-la/", "communes": 1, "plans": 2,
    }]  # fmt: skip
    assert (whole["parent"], whole["feed"], whole["page"], whole["site_url"], whole["name_en"]) == (None, "thay-doi.atom", "../du-lieu/", "https://minhbach.example.vn/", "Transparent commune plans")
    assert [(table["name"], table["scope"], table["schema"]) for table in whole["tables"]][2:4] == [
        ("budget_with_paths", "wide", None), ("provinces", "reference", "schemas/provinces.json"),
    ]  # fmt: skip
    assert "{province}/{commune}/{plan}/{table}.csv" in {each["template"] for each in whole["addresses"]}


def test_an_unknown_plan_or_place_stops() -> None:
    """An index is never made of what is not there."""
    for kind, path, plan_id in (("plan", PLAN_ID, "son-la/song-ma-04168/khac"), ("commune", "son-la/song-ma-99999", PLAN_ID), ("province", "ha-noi", PLAN_ID)):
        with pytest.raises(KeyError):
            index_of(kind, path, plan_id)


def test_nothing_is_said_of_a_site_that_stands_nowhere() -> None:
    """No server without an address, no date without one."""
    found = openapi(About("0.1.0", None, "", []), EXAMPLES)
    assert "servers" not in found and not {"license", "x-date"} & found["info"].keys()
    assert found["info"]["version"] == "0.1.0"
