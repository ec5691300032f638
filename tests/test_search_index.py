"""The search index: words, lists of pages, files of terms, and what is known of each page."""

from __future__ import annotations

import json
import zlib
from random import Random

import pytest
from literal_plans import plan, reference

from scripts import search_documents, units
from scripts.facts import plan_facts
from scripts.search_index import PAGES_A_FILE, WORD_FILE, SearchDocument, SearchIndex, indexed, pack_rows, rows_name
from scripts.search_packing import pack_entry, pack_pages, read_pages, read_varint, shards, varint
from scripts.search_store import SearchStore
from scripts.search_terms import bare, folded, terms, whole_name, words


def index_of(*documents: SearchDocument) -> dict[str, bytes]:
    index = SearchIndex()
    for document in documents:
        index.add(indexed(document, pack_rows(document)))
    return dict(index.files())


def read_terms(files: dict[str, bytes], folder: str, fields: int) -> dict[str, dict[str, list[list[int]]]]:
    """Key -> spelling -> pages of each field, out of all files of a folder."""
    found: dict[str, dict[str, list[list[int]]]] = {}
    for name, data in files.items():
        at = 0
        while name.startswith(f"{folder}/") and at < len(data):
            length, at = read_varint(data, at)
            key, at = data[at : at + length].decode(), at + length
            count, at = read_varint(data, at)
            for _ in range(count):
                length, at = read_varint(data, at)
                text, at = data[at : at + length].decode() or key, at + length
                lists = []
                for _ in range(fields):
                    pages, at = read_pages(data, at)
                    lists.append(pages)
                found.setdefault(key, {})[text] = lists
    return found


@pytest.mark.parametrize("number", [0, 1, 127, 128, 16383, 16384, 10**9])
def test_numbers_come_back(number: int) -> None:
    """A varint is read as it was written, and says where it ends."""
    assert read_varint(b"x" + varint(number) + b"y", 1) == (number, 1 + len(varint(number)))


@pytest.mark.parametrize("density", [0, 0.0003, 0.01, 0.2, 0.9, 1])
def test_lists_of_pages_come_back(density: float) -> None:
    """Sparse or dense, from any first page; a word on all of 10,000 pages takes no more than a bit for each."""
    draw = Random(str(density))
    pages = [page for page in range(37, 10_037) if draw.random() < density]
    data = pack_pages(pages)
    assert read_pages(b"x" + data + b"y", 1) == (pages, 1 + len(data))
    assert len(data) <= 10_000 / 8 + 8
    assert len(data) <= 2 * len(pages) + 8


def test_files_keep_their_size_and_order() -> None:
    """Entries fill files up to the size; only an entry that is larger stands alone; each file names its first key."""
    entries = [("a", b"1" * 40), ("b", b"2" * 60), ("c", b"3" * 300), ("d", b"4"), ("e", b"5")]
    assert [(shard.first, len(shard.data)) for shard in shards(entries, 100)] == [("a", 100), ("c", 300), ("d", 2)]
    assert b"".join(shard.data for shard in shards(entries, 100)) == b"".join(entry for _, entry in entries)


def test_a_spelling_that_is_its_key_is_not_repeated() -> None:
    """The text of such a variant is empty."""
    assert pack_entry("ma", [("ma", [[1]])]) == b"\2ma" + b"\1" + b"\0" + pack_pages([1])


@pytest.mark.parametrize(
    ("text", "found"),
    [("Hóa, 142/KH-UBND", ["hoá", "142", "kh", "ubnd"]), ("KH&ĐMST", ["kh", "đmst"]), ("So\u0302ng Ma\u0303", ["sông", "mã"]), ("a_b …", ["a", "b"]), ("", [])],
)
def test_texts_are_cut_into_words(text: str, found: list[str]) -> None:
    """Letters and digits in one Unicode form, the tone mark in one place."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("name", "known"),
    [("Thị trấn Ít Ong", "=ít ong"), ("Xã Sông Mã", "=sông mã"), ("Xã", "=xã"), ("Phường 5", "=5"), ("Xã Xã Mới", "=xã mới"),
     ("một hai ba bốn năm sáu bảy tám chín", ""), ("", "")],
)  # fmt: skip
def test_a_name_is_known_without_its_kind(name: str, known: str) -> None:
    """Only the first word for a kind goes; what is too long is no name."""
    assert whole_name(words(name)) == known
    assert bare(["phường"]) == ["phường"]


def test_pairs_stay_inside_a_text() -> None:
    """Two texts have no word pair in common; names are added whole."""
    found = terms(["Xã Sông Mã", "Nà Nghịu"], ["Xã Sông Mã"])
    assert found.words == {"xã", "sông", "mã", "nà", "nghịu"}
    assert found.pairs == {"xã sông", "sông mã", "nà nghịu", "=sông mã"}


HOA = SearchDocument("unit", "x/#hoa", "Xã Hòa", crumbs=("Tỉnh X",))
HOA2 = SearchDocument("unit", "x/#hoa2", "Xã Hóa", aliases=("Thị trấn Hòa An, Huyện Cũ",), text="kế hoạch")
PLAN = SearchDocument("plan", "x/y/z/", "Kế hoạch 2026", rows=(("NV01", "tasks", "I. HẠ TẦNG", "Số hoá hồ sơ"), ("NV02", "tasks", "I. HẠ TẦNG", "Mở lớp")))


def test_spellings_lie_under_their_folded_form() -> None:
    """Under "hoa" every spelling has its pages: in titles, in other names, in texts; a page counts where the word matters most."""
    found = read_terms(index_of(HOA, HOA2, PLAN), "chu", 3)
    assert found["hoa"] == {"hoà": [[0], [1], []], "hoá": [[1], [], [2]]}
    assert found["cu"] == {"cũ": [[], [1], []]}
    assert found["ke"] == {"kế": [[2], [], [1]]}
    assert list(found) == sorted(found)


def test_names_and_neighbours_lie_apart() -> None:
    """Pairs come from titles and other names only, and a plan's heading is no name."""
    found = read_terms(index_of(HOA, HOA2, PLAN), "cap", 2)
    assert found["=hoa"] == {"=hoà": [[0], []], "=hoá": [[1], []]}
    assert found["=hoa an"] == {"=hoà an": [[], [1]]}
    assert "so hoa" not in found and "=ke hoach 2026" not in found
    assert found["ke hoach"] == {"kế hoạch": [[2], []]}


def test_records_tell_what_results_show() -> None:
    """Records lie in files of a few; they hold the page as it is shown, and the size of its rows."""
    documents = [HOA, HOA2, PLAN] * PAGES_A_FILE
    files = index_of(*documents)
    records = [record for at in range(3) for record in json.loads(files[f"trang/{at}.json"])]
    assert len(records) == len(documents)
    assert records[1] == ["unit", "x/#hoa2", "Xã Hóa", "", "", "", [], ["Thị trấn Hòa An, Huyện Cũ"], 0]
    assert records[2][-1] == len(pack_rows(PLAN))


def test_rows_are_deflated_json() -> None:
    """A section is written once; a page without rows has no file."""
    assert json.loads(zlib.decompress(pack_rows(PLAN), -15)) == {
        "s": [["tasks", "I. HẠ TẦNG"]], "r": [["NV01", 0, "Số hoá hồ sơ"], ["NV02", 0, "Mở lớp"]],
    }  # fmt: skip
    assert pack_rows(HOA) == b""
    assert rows_name("x/y/z/") == "dong/x/y/z.bin"


def test_the_contents_name_every_file() -> None:
    """First keys and sizes of all files, the kinds in their order, and the words that most pages have, the rarest first."""
    files = index_of(HOA, HOA2, PLAN, *[SearchDocument("page", f"p{at}/", f"Trang {at:04}") for at in range(4000)])
    contents = json.loads(files["muc-luc.json"])
    assert contents["pages"] == 4003 and contents["pagesAFile"] == PAGES_A_FILE
    assert contents["kinds"] == [["unit", 0], ["plan", 2], ["page", 3]]
    assert contents["common"] == "trang"
    for name, folder in (("words", "chu"), ("pairs", "cap")):
        first, sizes = contents[name]
        assert sizes == [len(files[f"{folder}/{at}.bin"]) for at in range(len(sizes))]
        assert len(first.split("\t")) == len(sizes) > 1
        assert first.split("\t") == sorted(first.split("\t"))
    assert max(contents["words"][1]) <= WORD_FILE


def test_equal_pages_give_equal_files() -> None:
    """Whatever the order of sets; and the version changes with any row."""
    assert index_of(HOA, HOA2, PLAN) == index_of(HOA, HOA2, PLAN)
    other = SearchDocument("plan", "x/y/z/", "Kế hoạch 2026", rows=(("NV01", "tasks", "I. HẠ TẦNG", "Hồ sơ số hoá"), PLAN.rows[1]))
    changed = json.loads(index_of(HOA, HOA2, other)["muc-luc.json"])["version"]
    assert changed != json.loads(index_of(HOA, HOA2, PLAN)["muc-luc.json"])["version"]


def test_the_store_writes_rows_at_once_and_the_rest_at_the_end(tmp_path) -> None:
    """A worker's rows are there before the collecting process knows of them; what it hands over is small."""
    store = SearchStore(tmp_path)
    prepared = SearchStore(tmp_path).prepare(PLAN)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")] == ["dong/x/y/z.bin"]
    store.add(HOA)
    store.take(prepared)
    store.finish()
    assert json.loads((tmp_path / "trang/0.json").read_text("utf-8"))[1][2] == "Kế hoạch 2026"
    assert (tmp_path / "muc-luc.json").exists()


def test_a_plan_is_found_by_all_its_rows() -> None:
    """Each row with its anchor, its section and what readers look for in it; only the heading names the commune."""
    tables = {
        "targets": [{"target_id": "CT01"}], "target_agencies": [{"target_id": "CT01", "agency_text": "Công an xã", "agency_id": "cong-an-xa"}],
        "tasks": [{"task_id": "NV01", "title": "Họp", "product_text": "Biên bản"}], "budget_lines": [{"line_id": "NS01"}],
        "results": [{"result_id": "KQ01"}], "duties": [{"duty_id": "TN01"}], "proposals": [{"proposal_id": "KN01"}],
        "issued_documents": [{"issued_document_id": "VB01", "symbol": "66/QĐ-UBND"}], "citations": [{"citation_id": "CC01"}],
    }  # fmt: skip
    found = search_documents.plan_document(plan_facts(plan(**tables), reference()))
    assert found.path == "son-la/song-ma-04168/khcn-2026/"
    assert (found.title, found.title_en) == ("Kế hoạch khoa học, công nghệ 2026, xã Sông Mã", "Sông Mã commune, plan 2026: Science and technology")
    assert found.crumbs == ("Tỉnh Sơn La", "Xã Sông Mã")
    assert found.text == "04168 khcn 2026"
    assert found.rows == (
        ("tra-loi-nhanh", "about", "", "KẾ HOẠCH năm 2026"),
        ("CT01", "targets", "HẠ TẦNG", "Phủ sóng 5G · Công an xã"),
        ("NV01", "tasks", "TUYÊN TRUYỀN", "Họp · Tổ chức hội nghị · Biên bản"),
        ("NS01", "budget", "", "Tổng nhu cầu"),
        ("KQ01", "results", "", "Hộ có điện · 950 hộ"),
        ("TN01", "duties", "", "Theo dõi việc thực hiện · Phòng Kinh tế"),
        ("KN01", "proposals", "", "Thiếu cán bộ"),
        ("VB01", "issued", "", "66/QĐ-UBND · Quyết định thành lập tổ"),
        ("CC01", "citations", "", "57-NQ/TW · Nghị quyết 57-NQ/TW"),
    )  # fmt: skip


OLD = {"commune_code": "04168", "seq": "1", "name": "Xã Nà Nghịu", "district": "Huyện Sông Mã", "province": "Tỉnh Lai Châu", "part": "whole"}


def test_a_commune_is_found_by_its_old_names() -> None:
    """With the district, and the province where it was another; without a plan it leads to its line of the province's page."""
    (province,) = units.places(reference(commune_predecessors=[OLD]), set())
    (commune,) = province["communes"]
    found = search_documents.commune_document({**commune, "plans": []}, province)
    assert (found.kind, found.path, found.title) == ("unit", "son-la/#song-ma-04168", "Xã Sông Mã")
    assert found.aliases == ("Xã Nà Nghịu, Huyện Sông Mã, Tỉnh Lai Châu",)
    assert "04168" in found.text
    assert search_documents.province_document(province).aliases == ("Lai Châu",)


def test_any_page_can_be_found() -> None:
    """By its title and description in both languages, once for all pages of a list; a hand-written page by the head of its file."""
    def entry(path: str, title: str, kind: str = "list") -> dict[str, str]:
        return {"path": path, "title": title, "description": f"Mô tả {title}", "kind": kind}

    ours = [entry("", "Trang chủ"), entry("doi-chieu/", "Đối chiếu"), entry("doi-chieu/x-y/", "Số khác chữ", "rule"),
            entry("doi-chieu/trang-2/", "Trang 2"), entry("son-la/", "Sơn La", "province")]  # fmt: skip
    found = search_documents.other_documents(ours, {"en/doi-chieu/x-y/": entry("en/doi-chieu/x-y/", "Differs")}, {"doi-chieu": "rule"})
    assert [(one.kind, one.path, one.title, one.title_en) for one in found] == [
        ("page", "doi-chieu/", "Đối chiếu", "Đối chiếu"), ("rule", "doi-chieu/x-y/", "Số khác chữ", "Differs"),
    ]  # fmt: skip
    assert found[1].text == "doi chieu x y " and found[1].description_en == "Mô tả Differs"
    assert search_documents.hand_written_document("gioi-thieu", "---\ntitle: Giới thiệu\ndescription: Trang này: là gì\n---\nChữ") == SearchDocument(
        "page", "gioi-thieu/", "Giới thiệu", "Trang này: là gì"
    )


def test_folding_forgets_diacritics_only() -> None:
    """The key of every spelling of a word is the same."""
    assert {folded(word) for word in words("Đông đồng DONG Ðộng")} == {"dong"}
