"""Charts of marks: one scale, a shape for each year, every figure as text, nothing outside the picture."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from scripts.charts import WIDTH
from scripts.dot_chart import MOST, DotRow, Mark, Series, dot_chart

SVG = "{http://www.w3.org/2000/svg}"
SERIES = [Series("Kết quả 2025", baseline=True), *(Series(f"Chỉ tiêu {year}") for year in range(2026, 2033))]
ENDS = (Decimal(0), "0%"), (Decimal(100), "100%")


def row(*marks: Mark, label: str = "Xã Sông Mã, CT01", texts: tuple[str, ...] = ("Chỉ tiêu 2026: ≥ 20%",)) -> DotRow:
    return DotRow(label, list(marks), list(texts))


def parsed(*rows: DotRow, series: list[Series] = SERIES, title: str = "Mức đặt ra", description: str = "Hai xã.") -> ElementTree.Element:
    return ElementTree.fromstring(dot_chart("bieu-do", title, description, series, list(rows), *ENDS))


def texts(root: ElementTree.Element) -> list[str | None]:
    return [text.text for text in root.iter(f"{SVG}text")]


def shapes(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Every mark, those of the legend included."""
    return [*root.iter(f"{SVG}circle"), *(path for path in root.iter(f"{SVG}path") if "fill-rule" in path.attrib)]


def outline(shape: ElementTree.Element) -> str:
    """The shape without the place where it stands."""
    return re.sub(r"M[0-9. -]+", "M", shape.attrib.get("d", "circle"))


def test_marks_share_one_scale() -> None:
    """The ends of the scale are those of the track; half of it is the middle."""
    root = parsed(*(row(Mark(0, Decimal(value))) for value in (0, 50, 100)))
    assert [circle.attrib["cx"] for circle in root.iter(f"{SVG}circle")][1:] == ["8.0", "170.0", "332.0"]


def test_every_year_has_a_shape_of_its_own_beside_its_colour() -> None:
    """A reader who sees no colours tells eight columns apart, and the baseline is the hollow one."""
    found = shapes(parsed(row(*(Mark(at, Decimal(at * 12)) for at in range(8)))))
    assert len({outline(shape) for shape in found}) == 8
    assert len({shape.attrib["class"] for shape in found}) == 6
    assert {shape.attrib["class"] for shape in found if shape.tag == f"{SVG}circle"} == {"dot-base"}


def test_equal_figures_do_not_hide_one_another() -> None:
    """Marks at the same place stand below one another; those apart share the line."""
    root = parsed(row(Mark(1, Decimal(100)), Mark(2, Decimal(100)), Mark(3, Decimal(10))))
    heights = {shape.attrib["class"]: shape.attrib["d"].split("a")[0].split("h")[0].split("l")[0] for shape in shapes(root)[3:]}
    middle = {name: float(place.split(" ")[1]) for name, place in heights.items()}
    assert middle["dot-1"] > middle["dot-0"] + 5
    assert abs(middle["dot-2"] - middle["dot-0"]) < 8


def test_a_range_has_both_its_ends() -> None:
    """Joined by a line."""
    root = parsed(row(Mark(1, Decimal(25), Decimal(75))))
    (line,) = [path for path in root.iter(f"{SVG}path") if "dot-range" in path.attrib["class"]]
    assert line.attrib["class"] == "dot-0 dot-range"
    assert re.fullmatch(r"M89\.0 \d+H251\.0", line.attrib["d"])
    assert len(shapes(root)) == 3


def test_every_figure_is_text_and_a_series_without_marks_has_no_key() -> None:
    """The legend names what is drawn; a plan that states words only has its line too."""
    root = parsed(row(Mark(1, Decimal(20))), row(label="Xã Thuận Châu, CT07", texts=("Chỉ tiêu 2030: ghi bằng lời",)))
    assert texts(root) == ["Chỉ tiêu 2026", "0%", "100%", "Xã Sông Mã, CT01", "Chỉ tiêu 2026: ≥ 20%", "Xã Thuận Châu, CT07", "Chỉ tiêu 2030: ghi bằng lời"]


def test_texts_stand_apart_and_inside() -> None:
    """No line of text lies on another or reaches over the edge, however many years there are."""
    many = tuple(f"Chỉ tiêu {year}: ≥ {year - 2000}%" for year in range(2025, 2035))
    root = parsed(row(Mark(1, Decimal(0)), Mark(2, Decimal(100)), texts=many), row(label="Không có số", texts=("Chỉ tiêu 2030: ghi bằng lời",)), row(Mark(1, Decimal(5))))
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    places = [(float(text.attrib["y"]), text) for text in root.iter(f"{SVG}text") if text.attrib.get("text-anchor") != "end"]
    gaps = [after - before for (before, _one), (after, _other) in zip(places, places[1:])]
    assert width == WIDTH and min(gaps) >= 12
    assert all(y <= height and len(text.text or "") <= MOST for y, text in places)
    assert sum((text.text or "").count("≥") for _y, text in places) == len(many) + 1


@pytest.mark.parametrize("rows", [[], [row()]])
def test_a_chart_without_marks_is_nothing(rows: list[DotRow]) -> None:
    """Words have no place on a scale."""
    assert dot_chart("bieu-do", "Mức", "", SERIES, rows, *ENDS) == ""


def test_a_chart_has_a_title_and_a_text_alternative() -> None:
    """Readers of screens hear both."""
    root = parsed(row(Mark(1, Decimal(20))))
    named = {child.attrib["id"]: child.text for child in root if "id" in child.attrib}
    assert root.attrib["role"] == "img"
    assert [named[label] for label in root.attrib["aria-labelledby"].split()] == ["Mức đặt ra", "Hai xã."]


def test_contributed_text_is_escaped() -> None:
    """A name, a figure, the title and the description stay text."""
    hostile = "</text><script>alert(1)</script> & \"x\""
    root = parsed(row(Mark(0, Decimal(5)), label=hostile, texts=(hostile,)), series=[Series(hostile)], title=hostile, description=hostile)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "desc", "path", "text"}
    assert texts(root).count(hostile) == 3
    assert root[0].text == root[1].text == hostile
