"""The synthetic nation that benchmarks are run on, and what they report."""

import os
import subprocess
import sys
from random import Random

import pytest

from benchmarks import bare_loop, nation, pages, stages
from benchmarks.material import read_material, varied_value
from benchmarks.measure import Cost, cost_of
from benchmarks.synthetic_budget import amount_words
from benchmarks.synthetic_plan import PlanMaker
from scripts import languages, package, validate
from scripts.audit import rule_book
from scripts.compare_pages import everything
from scripts.numbers_vi import parse_amount_words
from scripts.paths import ROOT, Layout
from scripts.plans import load_reference, plan_folders, plan_id_of
from scripts.versions.history import history


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A nation of five communes with one plan each."""
    return nation.write_nation(tmp_path_factory.mktemp("nation") / "of-five", communes=5)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_synthetic_collection_has_no_problems(small):
    """Every rule holds for generated plans, and datapackage.json lists them as they are."""
    assert validate.validate(small, []) == []
    assert small.descriptor.read_text("utf-8") == package.fresh_text(small)


def test_several_plans_of_one_commune_have_no_problems(tmp_path):
    """A commune's plans go through the topics, then through the years."""
    layout = nation.write_nation(tmp_path / "nation", communes=1, plans_per_commune=4)
    assert [plan_id_of(layout, folder) for folder in plan_folders(layout)] == [
        "ha-noi/ba-dinh-00004/cds-2026",
        "ha-noi/ba-dinh-00004/khcn-2026",
        "ha-noi/ba-dinh-00004/khcn-2027",
        "ha-noi/ba-dinh-00004/nq57-2025",
    ]
    assert validate.validate(layout, []) == []


def test_two_runs_write_the_same_bytes(small, tmp_path):
    """The seed is the plan's id: neither the run nor the order of sets matters."""
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "benchmarks.nation", str(folder), "--communes", "5"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        assert contents(folder / "data") == contents(small.data)
        assert (folder / "datapackage.json").read_bytes() == small.descriptor.read_bytes()


def test_a_plan_is_the_same_in_a_nation_of_any_size(small, tmp_path):
    """The communes of a smaller nation are in the larger one, with the same plans."""
    fewer = contents(nation.write_nation(tmp_path / "nation", communes=2).plans)
    assert len({name.rpartition("/")[0] for name in fewer}) == 2
    assert fewer.items() <= contents(small.plans).items()


def test_communes_come_from_every_province_in_turn():
    """The first 34 communes stand in 34 provinces; the whole nation is every commune once."""
    reference = load_reference(Layout())
    in_turn = nation.communes_in_turn(reference)
    assert len({row["province_code"] for row in in_turn[:34]}) == 34
    assert sorted(row["code"] for row in in_turn) == sorted(row["code"] for row in reference.rows("communes"))


@pytest.mark.parametrize("communes", [0, 100_000])
def test_a_nation_has_some_communes_and_no_more_than_there_are(tmp_path, communes):
    """Any other number is an error before anything is written."""
    with pytest.raises(ValueError):
        nation.write_nation(tmp_path / "nation", communes)
    assert not (tmp_path / "nation").exists()


def test_plans_are_as_long_as_real_ones():
    """On average about as many rows as the committed plans have where they have any, and no two plans alike."""
    reference, material = load_reference(Layout()), read_material(Layout())
    sizes = {"targets": 40, "tasks": 50, "budget_lines": 30, "issued_documents": 40, "citations": 40, "results": 30, "duties": 40, "proposals": 10}
    plans = []
    for row in nation.communes_in_turn(reference)[:100]:
        plan_id = f"{row['slug']}-{row['code']}"
        province = reference.keyed["provinces"][row["province_code"]]
        plans.append(PlanMaker(material, row, province, plan_id, "khcn", 2026, Random(plan_id)).make())
    for table, size in sizes.items():
        # Tasks of running text come on top of those of the table.
        counts = [sum(table != "tasks" or row["origin"] == "appendix" for row in plan.get(table, [])) for plan in plans]
        assert sum(counts) / len(counts) == pytest.approx(size, rel=0.1)
        assert max(counts) > min(counts)


def test_names_of_other_communes_do_not_remain():
    """What was drawn from another commune's plan names the commune that it now stands for."""
    reference, material = load_reference(Layout()), read_material(Layout())
    commune = reference.keyed["communes"]["00004"]
    maker = PlanMaker(material, commune, reference.keyed["provinces"]["01"], "x", "khcn", 2026, Random("x"))
    assert maker.here("Quy chế của xã Sông Mã, tỉnh Sơn La") == "Quy chế của phường Ba Đình, tỉnh Hà Nội"


@pytest.mark.parametrize("text", ["Duy trì 01 cán bộ phụ trách", "80% - 90%", "Thường xuyên"])
def test_words_and_ranges_are_not_varied(text):
    """Only the figure of a plain comparison changes."""
    assert varied_value(Random(0), text) == text


def test_figures_are_varied_in_their_place():
    """The sign, the unit and a leading zero stay."""
    rng = Random(0)
    drawn = {varied_value(rng, "Tối thiểu 4 lượt/ năm") for _ in range(200)}
    assert drawn == {f"Tối thiểu {number} lượt/ năm" for number in range(1, 41)}
    assert {len(varied_value(rng, "01 cán bộ phụ trách").split()[0]) for _ in range(200)} == {2}


@pytest.mark.parametrize(
    "amount, words",
    [
        (500_000, "Năm trăm nghìn đồng"),
        (5_267_475_000, "Năm tỷ hai trăm sáu mươi bảy triệu bốn trăm bảy mươi lăm nghìn đồng"),
        (3_021_000_000, "Ba tỷ không trăm hai mươi mốt triệu đồng"),
        (1_005_500_000, "Một tỷ không trăm linh năm triệu năm trăm nghìn đồng"),
        (10_000_000_000, "Mười tỷ đồng"),
        (115_011_000, "Một trăm mười lăm triệu không trăm mười một nghìn đồng"),
    ],
)
def test_amounts_in_words(amount, words):
    """Sums are spelt as documents spell them, and read back as the same sum."""
    assert amount_words(amount) == words
    assert parse_amount_words(words) == amount


def test_the_loop_writes_the_bodies_of_the_site(small):
    """What the site is compared with makes every body of the site, byte for byte, and nothing else."""
    stages.data(small)
    stages.loop(small)
    bodies, looped = small.build / "pages", small.root / bare_loop.LOOP_FOLDER
    of_notices = {name for name in contents(looped) if name.startswith("doi-chieu/")}
    of_notices |= {name for name in contents(looped) if name.startswith("en/doi-chieu/")}
    of_lists = {name for name in contents(looped) if name.removeprefix("en/").split("/")[0] in everything.PARTS}
    assert len(of_lists) > 2 * len(everything.PARTS)
    of_versions = 1 + len(history(small).releases)
    # Plans, communes, provinces; the home page, the data, the dictionary, the search.
    assert len(contents(looped).keys() - of_notices - of_lists) == 2 * (5 + 5 + 34 + 4 + of_versions)
    assert {f"doi-chieu/{rule['code']}/index.html" for rule in rule_book()} | {"doi-chieu/index.html"} <= of_notices
    pages.assert_same_files(bodies, looped)
    page = looped / "index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    with pytest.raises(SystemExit, match="1 thân trang khác nhau, ví dụ index.html"):
        pages.assert_same_files(bodies, looped)


def test_one_language_is_half_the_pages(small, monkeypatch):
    """What both languages are compared with makes every Vietnamese page, the same bytes, and no other."""
    stages.data(small)
    both = contents(small.build / "pages")
    monkeypatch.setattr(languages, "CODES", languages.CODES)  # put back what the stage changes
    stages.vietnamese(small)
    assert contents(small.build / "pages") == {name: body for name, body in both.items() if not name.startswith("en/")}
    assert len(both) == 2 * len(contents(small.build / "pages"))


def test_memory_of_grandchildren_counts():
    """The peak is that of the largest process, whoever started it."""
    filling = "import sys; kept = bytearray(200_000_000); sys.exit(0)"
    starting = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {filling!r}]).returncode)"
    assert cost_of([sys.executable, "-c", starting], {}).peak > 190


def test_a_failed_run_is_no_measurement():
    """The benchmark stops when a stage fails."""
    with pytest.raises(SystemExit, match="thoát 3"):
        cost_of([sys.executable, "-c", "import sys; sys.exit(3)"], {})


def measured(communes, page_count, site, loop, both=(3,), vietnamese=(2,)):
    costs = [[Cost(cpu, cpu, 50) for cpu in seconds] for seconds in (site, loop, both, vietnamese)]
    return pages.Measured(communes, page_count, *costs, body_bytes=10**6, site_bytes=2 * 10**6, information={})


def test_aims_that_hold():
    """The highest ratio of all pairs, the growth between the outer sizes, and what one more page costs."""
    few = measured(100, 200, site=[4, 4, 5], loop=[2, 2.5, 2])
    many = measured(1000, 2000, site=[40, 44], loop=[30, 30])
    assert pages.aims([few, many]) == [
        "Mục tiêu: trang web tốn không quá 3 lần CPU của vòng lặp. đạt, cao nhất 2,5 lần.",
        "Mục tiêu: hai thứ tiếng tốn chưa tới 2 lần CPU của một thứ tiếng. đạt, cao nhất 1,5 lần.",
        "Mục tiêu: chi phí tăng tuyến tính. đạt, CPU mỗi trang ở 1.000 xã bằng 1,05 lần ở 100 xã (cho phép 1,25).",
        "Từ 100 lên 1.000 xã, mỗi trang thêm tốn 21,11 ms CPU.",
    ]


def test_aims_that_do_not_hold():
    """A missed aim is said in the same place."""
    few, many = measured(100, 200, site=[4], loop=[1], both=[4]), measured(1000, 2000, site=[80], loop=[40])
    assert [line.split(". ")[1].split(",")[0] for line in pages.aims([few, many])[:3]] == ["KHÔNG đạt"] * 3


def test_the_table_of_languages():
    """Seconds are medians; the ratio is of each pair."""
    rows = pages.language_table([measured(100, 200, site=[4], loop=[2], both=[3, 4, 4], vietnamese=[2, 2, 2.5])])
    assert rows[2] == "| 100 | 4 | 2 | 1,6 | 1,5–2 |"


def test_the_table_of_one_size():
    """Figures per page are medians; the ratio is of each pair."""
    rows = pages.page_table([measured(100, 200, site=[4, 5, 6], loop=[2, 2, 2])])
    assert rows[2] == "| 100 | 200 | 25 | 25 | 10 | 10 | 2,5 | 2–3 | 50 | 50 | 1 | 2 |"


def test_the_table_of_downloads():
    """What downloads take is what a build with them takes beyond the bodies; without them there is no table."""
    size = measured(100, 200, site=[4], loop=[2], both=[3, 4, 5])
    assert pages.download_table([size]) == []
    size.information = {"downloads": Cost(24, 12, 50)}
    size.download_files, size.download_bytes = 12_345, 250_000_000
    assert pages.download_table([size])[2] == "| 100 | 12.345 | 250 | 2.500 | 20 | 200 | 8 | 80 |"
