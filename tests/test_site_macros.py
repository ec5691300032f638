"""What hand-written pages are given: numbers, and an error for anything else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from collection_support import Collection
from site_support import project_copy

from scripts import build, site_macros
from scripts.paths import Layout


def variables(root: Path, stats: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names that a page may use, given this text in stats.json."""
    layout = Layout(root)
    layout.build.mkdir()
    (layout.build / "stats.json").write_text(stats, "utf-8")
    monkeypatch.setenv("COLLECTION_ROOT", str(root))
    env = SimpleNamespace(variables={})
    site_macros.define_env(env)
    return env.variables


def test_pages_get_numbers_as_people_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`stats` has dots between thousands, `stats_en` has commas; there is nothing else."""
    found = variables(tmp_path, '{"plans": 5, "communes_total": 3321}', monkeypatch)
    assert found == {"stats": {"plans": "5", "communes_total": "3.321"}, "stats_en": {"plans": "5", "communes_total": "3,321"}}


@pytest.mark.parametrize("stats", ['{"plans": "<b>năm</b>"}', '{"plans": null}', '{"plans": ["5"]}'])
def test_anything_but_a_number_stops(stats: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contributed text cannot reach a hand-written page by way of the figures."""
    with pytest.raises((ValueError, TypeError)):
        variables(tmp_path, stats, monkeypatch)


def test_figures_are_made_before_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the figures of a build there is an error, not a page without them."""
    monkeypatch.setenv("COLLECTION_ROOT", str(tmp_path))
    with pytest.raises(FileNotFoundError):
        site_macros.define_env(SimpleNamespace(variables={}))


@pytest.mark.parametrize("name", ["khong_co", "stats.khong_co", "extra.khong_co.nua"])
def test_an_undefined_name_in_a_page_stops_the_site(
    name: str, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt name is no empty place on the page: MkDocs fails and names it, and no site comes of it."""
    settings = project_copy(tmp_path)
    with open(settings.parent / "docs" / "gioi-thieu.md", "a", encoding="utf-8") as page:
        page.write(f"\n\nCó {{{{ {name} }}}} kế hoạch.\n")
    monkeypatch.setattr(build, "MKDOCS_CONFIG", settings)
    build.build_data(collection, with_downloads=False)
    with pytest.raises(SystemExit):
        build.build_site(collection)
    assert "khong_co" in capsys.readouterr().err
    assert not collection.site.exists()


def test_defined_names_in_a_page_are_numbers(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page with names that exist is built, and shows the figures."""
    settings = project_copy(tmp_path)
    with open(settings.parent / "docs" / "gioi-thieu.md", "a", encoding="utf-8") as page:
        page.write("\n\nCó {{ stats.plans }} kế hoạch của {{ stats.communes_covered }} trong {{ stats.communes_total }} xã.\n")
    monkeypatch.setattr(build, "MKDOCS_CONFIG", settings)
    build.build_data(collection, with_downloads=False)
    build.build_site(collection)
    assert "Có 2 kế hoạch của 2 trong 4 xã." in (collection.site / "gioi-thieu" / "index.html").read_text("utf-8")
