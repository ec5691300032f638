"""The benchmark of the formats of the downloads: its input, who takes part, what it reports."""

import pytest

from benchmarks import format_contenders, format_input, formats
from benchmarks.measure import Cost
from scripts.datasets import FORMATS
from scripts.tables import plan_tables, reference_tables, schemas


@pytest.fixture(scope="module")
def few_rows(tmp_path_factory):
    """The input of the benchmark of formats, of two plans, and what is said of it."""
    folder = tmp_path_factory.mktemp("formats") / "input"
    return folder, format_input.write_input(folder, 2 * format_input.ROWS_OF_A_PLAN)


def test_the_input_of_the_formats_is_a_nation_table_by_table(few_rows):
    """Every table is a file, and rows are counted as they are read."""
    folder, counts = few_rows
    assert sorted(path.stem for path in folder.iterdir()) == sorted(schemas())
    rows = {table.name: sum(1 for _row in format_contenders.cells(folder, table)) for table in format_contenders.tables()}
    assert counts == {"plans": rows["plans"], "rows": sum(rows[name] for name in plan_tables()), "reference": sum(rows[name] for name in reference_tables())}
    assert counts["plans"] == 2


@pytest.mark.parametrize(("rows", "size"), [(100, (1, 1)), (700_000, (935, 1)), (2_487_429, (3321, 1)), (2_500_000, (1669, 2)), (5_000_000, (2226, 3))])
def test_a_nation_of_so_many_rows(rows, size):
    """Communes with one plan each as far as they go, then with more."""
    assert format_input.size_for(rows) == size


@pytest.mark.parametrize("name", format_contenders.CONTENDERS)
def test_every_contender_writes_every_row(name, few_rows, tmp_path):
    """Those that write one file a table write every table; nobody writes nothing."""
    folder, counts = few_rows
    (tmp_path / "out").mkdir()
    format_contenders.CONTENDERS[name](folder, tmp_path / "out")
    form, files = name.partition(":")[0], {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    if form == "ndjson":
        assert sum(body.count(b"\n") for body in files.values()) == counts["rows"] + counts["reference"]
    if form in ("csv", "ndjson", "parquet"):
        assert {file.partition(".")[0] for file in files} == set(schemas())
    elif form in ("sqlite", "zip", "xlsx"):
        assert len(files) == 1
    assert all(files[file] for file in files if not file.endswith(".ndjson"))
    assert bool(files) == (not form.startswith("read"))


def of_format(form, ours, peer):
    runs = [formats.Runs([Cost(cpu, cpu, 50) for cpu in seconds], 10**6) for seconds in (ours, peer)]
    return formats.Measured(form, runs[0], "polars", runs[1], {"polars": runs[1]})


def test_the_table_of_formats():
    """Seconds are medians, the ratio that of each turn; a format above the aim is named with its reason."""
    results = [of_format("csv", [2, 4, 6], [1, 2, 2]), of_format("sqlite", [9], [2])]
    assert formats.format_table(results)[2] == "| CSV | polars | 4 | 4 | 50 | 1 | 2 | 2 | 50 | 1 | 2 | 2 |"
    assert [line.partition(":")[0] for line in formats.aims(results)] == ["Trên 3 lần CPU của thư viện nhanh nhất", "- SQLite, 4,5 lần"]
    assert formats.aims(results[:1]) == ["Không định dạng nào tốn trên 3 lần CPU của thư viện nhanh nhất; cao nhất CSV, 2 lần."]
    assert formats.WHY.keys() == format_contenders.PEERS.keys() == {form.name for form in FORMATS}
