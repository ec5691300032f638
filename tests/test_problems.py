"""A problem says in one line where it is, what was found, what is expected and what to do."""

from __future__ import annotations

import pytest

from scripts.problems import Problem, quote, visible


def problem(**values: object) -> Problem:
    parts = {"path": "data/a.csv", "row": 3, "field": "name", "rule": "untrimmed", "found": "“a ”", "expected": "“a”", "fix": "xóa"}
    return Problem(**(parts | values))


@pytest.mark.parametrize(
    "values, line",
    [
        ({}, "data/a.csv:3: name: “a ”; “a”; xóa [untrimmed]"),
        ({"field": ""}, "data/a.csv:3: “a ”; “a”; xóa [untrimmed]"),
        ({"field": "", "row": 0}, "data/a.csv: “a ”; “a”; xóa [untrimmed]"),
        ({"field": "ghi\nchú", "fix": "xóa\r\nđi"}, "data/a.csv:3: ghi\\u000Achú: “a ”; “a”; xóa\\u000D\\u000Ađi [untrimmed]"),
    ],
    ids=["cell", "row", "file", "line breaks in a name"],
)
def test_line(values: dict[str, object], line: str) -> None:
    """`file:row: field: found; expected; fix [rule]`; row and field are left out where there is none."""
    assert problem(**values).line() == line


def test_as_dict() -> None:
    """The keys that other programs rely on, in their order."""
    assert problem().as_dict() == {
        "path": "data/a.csv",
        "row": 3,
        "field": "name",
        "rule": "untrimmed",
        "found": "“a ”",
        "expected": "“a”",
        "fix": "xóa",
    }
    assert list(problem().as_dict()) == ["path", "row", "field", "rule", "found", "expected", "fix"]


def test_problems_sort_by_file_and_row() -> None:
    """Rows sort as numbers."""
    problems = [problem(path="b.csv", row=2), problem(path="a.csv", row=10), problem(path="a.csv", row=9)]
    assert [(p.path, p.row) for p in sorted(problems)] == [("a.csv", 9), ("a.csv", 10), ("b.csv", 2)]


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Sông Mã", "“Sông Mã”"),
        ("", "“”"),
        ("a\tb\u00a0c\u202ed\x00", "“a\\u0009b\\u00A0c\\u202Ed\\u0000”"),
        ("x" * 80, f"“{'x' * 80}”"),
        ("x" * 81, f"“{'x' * 80}…”"),
    ],
    ids=["plain", "empty", "unseen characters", "just short enough", "too long"],
)
def test_quote(text: str, shown: str) -> None:
    """What cannot be seen is written as its number; a long cell is cut."""
    assert quote(text) == shown


def test_visible_keeps_every_letter_of_vietnamese() -> None:
    """Only what cannot be printed changes; bytes of a file name that are no text are shown too."""
    assert visible("Đặng Ế ỷ – “ngoặc”…") == "Đặng Ế ỷ – “ngoặc”…"
    assert visible("K\udcea") == "K\\uDCEA"
