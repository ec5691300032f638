"""The measure of reading: made-up plans are the same every time, and no mistake of a reader escapes the score."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.ingest.__main__ import main, read_and_score
from benchmarks.ingest.committed import compare
from benchmarks.ingest.dialect import plan_text, write_text
from benchmarks.ingest.drawing import write_docx, write_xlsx
from benchmarks.ingest.layouts import layout
from benchmarks.ingest.making import document
from benchmarks.ingest.office_pages import write_word
from benchmarks.ingest.pages import page_html
from benchmarks.ingest.printing import Printing, printing, renumbered
from benchmarks.ingest.scoring import Score, score
from benchmarks.ingest.truth import TrueDocument
from scripts.ingest.read_tables import Tables
from scripts.ingest.reading import read_document
from scripts.ingest.tables import read_tables

PLAN = document(5)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    path = tmp_path_factory.mktemp("drawn") / "plan.docx"
    write_docx(PLAN, layout(5), path)
    return read_tables(read_document(path))


def changed(read: Tables, table: int, row: int, column: int, **change: object) -> Tables:
    """The same tables with one cell other than it was read."""
    one = read.read[table]
    cells = list(one.rows[row].cells)
    cells[column] = replace(cells[column], **change)
    rows = [*one.rows[:row], replace(one.rows[row], cells=tuple(cells)), *one.rows[row + 1 :]]
    return replace(read, read=(*read.read[:table], replace(one, rows=tuple(rows)), *read.read[table + 1 :]))


def test_the_same_seed_gives_the_same_plan() -> None:
    """Figures of two runs can be compared."""
    assert document(7) == document(7) and layout(7) == layout(7)
    assert document(7) != document(8)


def test_a_plan_read_right_has_a_full_score(read: Tables) -> None:
    found = score(PLAN, read)
    assert (found.rows_right, found.cells_right, found.flagged, found.silent) == (found.rows, found.cells, 0, 0)
    assert found.rows == sum(len(table.rows) for table in PLAN.tables)


def test_a_wrong_cell_counts_as_silent_until_somebody_doubts_it(read: Tables) -> None:
    """One cell changed, with and without a question on it."""
    row = next(n for n, one in enumerate(read.read[0].rows) if one.kind == "row")
    silent = score(PLAN, changed(read, 0, row, 1, text="Chữ khác"))
    assert (silent.silent, silent.flagged, silent.rows - silent.rows_right) == (1, 0, 1)
    doubted = changed(read, 0, row, 1, text="Chữ khác", doubts=read.read[0].rows[row].cells[1].doubting("Đúng không?").doubts)
    flagged = score(PLAN, doubted)
    assert (flagged.silent, flagged.flagged) == (0, 1)


def test_a_lost_row_and_a_lost_table_are_silent_mistakes(read: Tables) -> None:
    """Their cells count, so that leaving out what is hard is no way to a good score."""
    short = replace(read.read[0], rows=read.read[0].rows[:-1])
    assert score(PLAN, replace(read, read=(short, *read.read[1:]))).silent == sum(map(bool, PLAN.tables[0].rows[-1].cells))
    assert score(PLAN, Tables(read.read[1:], (), ())).silent >= sum(bool(cell) for row in PLAN.tables[0].rows for cell in row.cells)


def test_an_invented_row_and_an_invented_table_are_silent_mistakes(read: Tables) -> None:
    one = read.read[0]
    assert score(PLAN, replace(read, read=(replace(one, rows=(*one.rows, one.rows[-1])), *read.read[1:]))).silent > 0
    assert score(TrueDocument("none", ()), read).silent > 0


def test_a_column_understood_as_another_is_a_mistake_in_every_cell(read: Tables) -> None:
    """Right words under the wrong meaning are wrong."""
    one = read.read[0]
    columns = tuple(replace(column, role="support") if column.role == "lead" else column for column in one.columns)
    found = score(PLAN, replace(read, read=(replace(one, columns=columns), *read.read[1:])))
    assert found.silent >= sum(row.kind == "row" for row in PLAN.tables[0].rows) - 1


def test_committed_rows_are_compared_cell_by_cell() -> None:
    """A row with a question is flagged, one without is silent, a missing one is lost."""
    wanted = [("CT01", {"number": "1", "name": "Tỷ lệ hồ sơ số hóa", "v": "100%"}), ("CT02", {"number": "2", "name": "Số mô hình", "v": "1"})]
    got = [("CT01", {"number": "1", "name": "Tỷ lệ hồ sơ số hóa", "v": "10%"})]
    found = compare("plan", "targets", wanted, got, {"CT01"})
    assert (found.rows, found.rows_right, found.flagged, found.silent) == (2, 0, 1, 3)
    assert compare("plan", "targets", wanted[:1], got, set()).silent == 1


def test_a_refused_file_scores_nothing_but_is_no_silent_mistake(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"")
    found, _seconds, _pages = read_and_score(PLAN, path)
    assert (found.rows_right, found.cells_right, found.silent) == (0, 0, 0) and found.flagged == found.cells > 0


def test_the_command_prints_a_table_and_fails_on_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two made-up plans as Word files and workbooks; then the same with a reader that loses a table."""
    assert main(["--count", "2", "--only", "docx,xlsx", "--keep", str(tmp_path)]) == 0
    assert "| made up, docx | " in capsys.readouterr().out
    monkeypatch.setattr("benchmarks.ingest.__main__.read_tables", lambda document: Tables((), (), ()))
    assert main(["--count", "1", "--only", "xlsx"]) == 1


def test_scores_add_up() -> None:
    whole, part = Score(rows=1, examples=["a"]), Score(rows=2, silent=3, examples=["b"])
    whole.add(part)
    assert (whole.rows, whole.silent, whole.examples) == (3, 3, ["a", "b"])


def test_workbooks_hold_figures_as_excel_does(tmp_path: Path) -> None:
    """100% is the number 1 with a format: reading it as 1 would be wrong."""
    from openpyxl import load_workbook

    write_xlsx(PLAN, layout(5), tmp_path / "plan.xlsx")
    values = [cell for sheet in load_workbook(tmp_path / "plan.xlsx") for row in sheet.iter_rows() for cell in row]
    assert any(cell.number_format == "0%" and isinstance(cell.value, (int, float)) for cell in values)


def test_text_without_coordinates_is_drawn_the_same_every_time(tmp_path: Path) -> None:
    """Every word of every cell stands in it, and it is read back without a silent mistake."""
    text = plan_text(document(3), 3)
    assert text == plan_text(document(3), 3)
    assert all(word in text for table in document(3).tables for row in table.rows for cell in row.cells for word in cell.split())
    write_text(document(3), 3, tmp_path / "plan.txt")
    found, _seconds, _pages = read_and_score(document(3), tmp_path / "plan.txt")
    assert found.silent == 0 and found.rows_right >= 0.9 * found.rows


def test_rows_are_numbered_as_the_printing_says_and_their_words_stay() -> None:
    shown = renumbered(PLAN, Printing(numbers="{n})"))
    for table, other in zip(PLAN.tables, shown.tables, strict=True):
        assert [row.cells[0] for row in other.rows] == [f"{row.cells[0]})" if row.cells[0] else "" for row in table.rows]
        assert [row.cells[1:] for row in other.rows] == [row.cells[1:] for row in table.rows]


def test_every_printing_shows_every_word_of_the_plan() -> None:
    """What is drawn differs by seed; the words of the cells do not."""
    assert printing(3) == printing(3) and len({printing(seed) for seed in range(40)}) > 20
    for how in (Printing(), Printing(upright_heads=True, mixed=True, cells="white", lined=True)):
        words = set(re.sub("<[^>]*>", " ", html.unescape(page_html(PLAN, layout(1), how))).split())
        assert {word for table in PLAN.tables for row in table.rows for cell in row.cells for word in cell.split()} <= words


def test_an_office_file_reads_as_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    write_word(PLAN, layout(5), Printing(), path)
    found = score(PLAN, read_tables(read_document(path)))
    assert (found.rows_right, found.silent) == (found.rows, 0)
