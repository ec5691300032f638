"""Charts as SVG: bars on one scale, every figure as text, a title and a text alternative."""

from __future__ import annotations

from xml.etree import ElementTree

from scripts.charts import WIDTH, Bar, BarGroup, bar_chart

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = [
    BarGroup("I. Chi thường xuyên", [Bar(0, 500, "500 đồng"), Bar(1, 1000, "1.000 đồng")]),
    BarGroup("II. Chi đầu tư", [Bar(0, None, "2025: không nêu"), Bar(1, 0, "0 đồng")]),
]


def chart(groups: list[BarGroup] = GROUPS, title: str = "Ngân sách", description: str = "Hai năm.", series: tuple[str, ...] = ("2025", "2026")) -> str:
    return bar_chart("bieu-do", title, description, list(series), groups)


def parsed(**arguments: object) -> ElementTree.Element:
    return ElementTree.fromstring(chart(**arguments))


def texts(root: ElementTree.Element) -> list[str | None]:
    return [text.text for text in root.iter(f"{SVG}text")]


def bars(root: ElementTree.Element) -> list[tuple[str, float]]:
    """(class, length) of every bar; the keys of the legend are 12 by 12."""
    found = [(rect.attrib["class"], float(rect.attrib["width"])) for rect in root.iter(f"{SVG}rect")]
    return found[len({name for name, _ in found}) :]


def test_bars_share_one_scale_from_zero() -> None:
    """Half the amount is half the length; a stated zero is a mark, and what is not stated has no bar."""
    assert bars(parsed()) == [("bar-0", 114.0), ("bar-1", 228.0), ("bar-1", 1.0)]


def test_every_figure_and_label_is_text() -> None:
    """Nothing rests on colour or length: the legend, each group's name and each bar's figure can be read."""
    assert texts(parsed()) == [
        "2025", "2026", "I. Chi thường xuyên", "500 đồng", "1.000 đồng", "II. Chi đầu tư", "2025: không nêu", "0 đồng",
    ]  # fmt: skip


def test_a_chart_has_a_title_and_a_text_alternative() -> None:
    """Readers of screens hear the title and the description that the picture refers to."""
    root = parsed()
    named = {child.attrib["id"]: child.text for child in root if "id" in child.attrib}
    assert root.attrib["role"] == "img"
    assert [named[label] for label in root.attrib["aria-labelledby"].split()] == ["Ngân sách", "Hai năm."]


def test_a_chart_without_amounts_is_nothing() -> None:
    """Bars that are all not stated, or all zero, have no length to compare."""
    assert chart([]) == ""
    assert chart([BarGroup("I", [Bar(0, None, "không nêu")])]) == ""
    assert chart([BarGroup("I", [Bar(0, 0, "0 đồng")])]) == ""


def test_everything_stands_inside_the_picture() -> None:
    """No bar reaches the right edge, and the last line is above the lower one."""
    root = parsed()
    assert root.attrib["viewBox"].startswith(f"0 0 {WIDTH} ")
    height = float(root.attrib["viewBox"].split()[3])
    for element in [*root.iter(f"{SVG}rect"), *root.iter(f"{SVG}text")]:
        assert float(element.attrib["y"]) + float(element.attrib.get("height", 0)) <= height
        assert float(element.attrib["x"]) + float(element.attrib.get("width", 0)) < WIDTH


def test_contributed_text_is_escaped() -> None:
    """A name from a document, its figure, the title and the description stay text."""
    hostile = "</text><script>alert(1)</script> & \"x\" 'y'"
    root = parsed(
        groups=[BarGroup(hostile[:40], [Bar(0, 5, hostile), Bar(1, None, hostile)])], title=hostile, description=hostile,
        series=(hostile,),
    )  # fmt: skip
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "desc", "rect", "text"}
    assert texts(root).count(hostile) == 3
    assert root[0].text == root[1].text == hostile


def test_long_labels_are_cut_between_words() -> None:
    """A label longer than the picture ends with an ellipsis; one of 46 characters fits."""
    long = "Chi mua tài sản, máy móc, trang thiết bị phục vụ khoa học"
    (label,) = [text for text in texts(parsed(groups=[BarGroup(long, [Bar(0, 5, "5 đồng")])])) if text and text.startswith("Chi")]
    assert label == "Chi mua tài sản, máy móc, trang thiết bị…"
    assert "a" * 46 in texts(parsed(groups=[BarGroup("a" * 46, [Bar(0, 5, "5 đồng")])]))
