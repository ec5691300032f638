"""The colours of charts: seen on their ground, and told apart by eyes that do not see all colours."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from colour_support import BLINDNESS, contrast, distance

from scripts.dot_chart import COLOURS
from scripts.paths import ROOT

STYLES = (ROOT / "docs/assets/site.css").read_text("utf-8")
GROUNDS = {"light": "#ffffff", "dark": "#14191c"}
RULE = re.compile(r"\.mb-chart \.([a-z]+-\w+) \{([^}]*)\}")


def palette(scheme: str) -> dict[str, str]:
    """Class -> its colour in this scheme; what the dark scheme does not name keeps its light colour."""
    dark = re.compile(r"@media screen and \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.DOTALL)
    styles = dark.sub("", STYLES)
    if scheme == "dark":
        styles += "".join(dark.findall(STYLES))
    found = {}
    for name, rules in RULE.findall(styles):
        colours = re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", rules)
        if colours:
            assert len(set(colours)) == 1, name
            found[name] = colours[0]
    return found


def series(scheme: str, prefix: str) -> dict[str, str]:
    return {name: colour for name, colour in palette(scheme).items() if re.fullmatch(rf"{prefix}-\d", name)}


@pytest.mark.parametrize("scheme", GROUNDS)
def test_every_mark_and_line_is_seen(scheme: str) -> None:
    """3:1 against the page, as WCAG asks of graphics, in the light and in the dark scheme."""
    found = palette(scheme)
    assert {"dot-base", "dot-track", "bar-0", "bar-1", "bar-2", *(f"dot-{at}" for at in range(COLOURS))} <= set(found)
    assert {name: ratio for name, colour in found.items() if (ratio := contrast(colour, GROUNDS[scheme])) < 3} == {}


@pytest.mark.parametrize("blindness", ["", *BLINDNESS])
@pytest.mark.parametrize(("prefix", "least"), [("dot", 25), ("bar", 12)])
@pytest.mark.parametrize("scheme", GROUNDS)
def test_series_are_told_apart(scheme: str, prefix: str, least: float, blindness: str) -> None:
    """Every pair of series, at a glance, with full sight and with each of three kinds of colour blindness."""
    found = series(scheme, prefix)
    assert len(found) >= 4
    close = {(a, b): far for (a, one), (b, other) in combinations(found.items(), 2) if (far := distance(one, other, blindness)) < least}
    assert close == {}


def test_the_measures_know_what_they_measure() -> None:
    """Black on white is 21:1; red and green of equal light are far apart, and one colour for eyes without their cones."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    red, green = "#c95d3a", "#8b8b2e"
    assert distance(red, green) > 50
    assert distance(red, green, "deuteranopia") < 25 < distance(red, green, "tritanopia")
    assert distance("#0b5563", "#0b5563", "protanopia") == 0


def test_text_is_large_enough_on_a_narrow_screen() -> None:
    """Text of 12 units of 340, on a page 360 wide with its margins of 16, is still 11 pixels high."""
    assert re.search(r"\.mb-chart \{[^}]*font-size: 12px", STYLES)
    assert 12 * (360 - 2 * 16) / 340 >= 11
