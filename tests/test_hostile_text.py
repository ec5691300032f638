"""Contributed text is shown as text: it runs nothing, breaks no table, and is not lost."""

from __future__ import annotations

import csv
from pathlib import Path

from site_support import browser, built, repository_copy, served

NAME = "</title><script>window.pwned=1</script>' {{ 7*7 }} &amp;"
PLAN = "son-la/thuan-chau-03721/nq57-2025"
HOSTILE = {
    "script": "<script>window.pwned=1</script><img src=x onerror='window.pwned=2'>",
    "expression": "{{ 7*7 }} {{ config }} ${7*7}",
    "statement": "{% raw %} {% include '/etc/passwd' %} {# note #}",
    "markup": "a | b || c `d` **e** <!-- f --> </td></tr></table> ]]>",
    "newline": "first line\nsecond line",
    "bidi": "abc\u202edef\u202c ghi",
    "long": "dài" * 3334,
    "attribute": "\" onmouseover=\"window.pwned=3\" x='",
}


def plant(root: Path) -> None:
    """Put one hostile text into every text column of eight rows of three tables, past all validation."""
    for table, columns in (
        ("targets", ("name", "number", "section_title", "lead_text")),
        ("tasks", ("name", "title", "product_text", "note_text")),
        ("target_values", ("value_text",)),
        ("task_schedules", ("schedule_text", "column_text")),
        ("plans", ("title", "notes", "signer_name", "issuer_text", "replaces_text", "document_number_text")),
    ):  # fmt: skip
        path = root / "data" / "plans" / PLAN / f"{table}.csv"
        with open(path, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for at, row in enumerate(rows[: len(HOSTILE)]):
            for shift, column in enumerate(columns):
                row[column] = list(HOSTILE.values())[(at + (shift if table == "plans" else 0)) % len(HOSTILE)]
        with open(path, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def test_hostile_cells_are_text(tmp_path: Path) -> None:
    """Scripts, template code, markup, line breaks, direction marks and 10,000 characters are shown as they are."""
    plain = built(repository_copy(tmp_path / "plain"))
    root = repository_copy(tmp_path / "hostile")
    plant(root)
    layout = built(root)
    count = "[...document.querySelectorAll('main table')].map(t => [t.rows.length, ...[...t.rows].map(r => r.cells.length)])"
    with browser() as chrome:
        shapes = []
        for folder in (plain.site, layout.site):
            with served(folder) as address:
                page = chrome.new_page(viewport={"width": 360, "height": 800})
                dialogs: list[str] = []
                page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
                page.goto(f"{address}{PLAN}/", wait_until="networkidle")
                shapes.append(page.evaluate(count))
                assert page.evaluate("window.pwned") is None
                assert dialogs == []
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0
                text = page.text_content("main") or ""
        # Section titles were changed row by row, so each changed row heads a section of its own: count the rows that carry ids.
        assert [shape[0] for shape in shapes[0]][1:] == [shape[0] for shape in shapes[1]][1:]
    for name, value in HOSTILE.items():
        assert value in text, name
    assert "root:x:" not in text
    assert "{{ 7*7 }} {{ config }}" in (text or "")
    assert "49 " not in text.split("{{ 7*7 }}")[0][-40:]


def test_hostile_names_reach_other_pages_as_text(tmp_path: Path) -> None:
    """A commune's or body's hostile name in the reference tables is escaped on every page that shows it."""
    root = repository_copy(tmp_path)
    for table, old in (("agencies", "Phòng Kinh tế"), ("communes", "Xã Thuận Châu"), ("topics", "Chuyển đổi số")):
        path = root / "data" / "reference" / f"{table}.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, NAME), "utf-8")
    layout = built(root)
    pages = ["", "son-la/", "son-la/thuan-chau-03721/", f"{PLAN}/"]
    with served(layout.site) as address, browser() as chrome:
        page = chrome.new_page()
        for path in pages:
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate("window.pwned") is None, path
            assert NAME in (page.text_content("body") or ""), path
