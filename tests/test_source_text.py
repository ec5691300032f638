"""Words are found in the lines of an original text as they are printed, and nowhere else."""

from __future__ import annotations

from scripts.source_text import Source


def test_a_page_break_inside_a_cell_is_bridged_once() -> None:
    """Words may go on below a repeated heading; in three pieces, or with the first piece inside a line, they do not stand there."""
    source = Source("đầu cột\nnhà văn hóa, trường\nSTT Chỉ tiêu\nhọc và trạm\ny tế")
    assert source.holds("nhà văn hóa, trường", 1, 5) and source.holds("học và trạm y tế", 1, 5)
    assert not source.holds("nhà văn hóa, trường học", 1, 5)
    assert source.holds_broken("nhà văn hóa, trường học và trạm y tế", 1, 5)
    assert not source.holds_broken("nhà văn hóa, trường học và trạm y tế", 1, 3)
    assert not source.holds_broken("nhà văn học và trạm", 1, 5)
    assert not source.holds_broken("học và trạm nhà văn hóa", 1, 5)


def test_a_number_is_found_whole() -> None:
    """Digits inside a longer number, or before its decimals, are another number; what stands beside it without a blank is not part of it."""
    source = Source("tổng 5.267.475.000 đồng, đạt 95%\nnăm 2026 1 1 1\nngày 22/12/2024 của")
    assert source.holds("5.267.475.000 đồng", 1, 1) and source.holds("95%", 1, 1)
    assert not source.holds("267.475.000", 1, 1) and not source.holds("5.267.475", 1, 1) and not source.holds("5%", 1, 1)
    assert source.holds("1", 2, 2) and source.holds("2026", 2, 2) and not source.holds("26", 2, 2)
    assert source.holds("ngày 22/12/2024", 3, 3) and not source.holds("2/12/2024", 3, 3)


def test_a_number_is_counted_whole_and_across_wraps() -> None:
    """A symbol broken over two lines is one mention; inside a longer number it is none."""
    source = Source("Nghị quyết 57-NQ/\nTW; số 357-NQ/TW; 57-NQ/TW")
    assert source.count("57-NQ/TW") == 2


def test_a_label_is_compared_with_its_marks() -> None:
    """Words without their marks are other words; where a tone mark stands does not matter."""
    source = Source("số hoá hồ sơ trong rừng")
    assert source.shares("Số hóa hồ sơ", 1, 1) == 1.0
    assert source.shares("trồng rụng", 1, 1) == 0.0
