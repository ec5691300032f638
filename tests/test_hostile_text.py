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


WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TEXTS = {
    "targets": ("name", "number", "section_title", "lead_text"),
    "tasks": ("name", "title", "product_text", "note_text"),
    "target_values": ("value_text",),
    "task_schedules": ("schedule_text", "column_text"),
    "plans": ("title", "notes", "signer_name", "issuer_text", "replaces_text", "document_number_text"),
    "citations": ("name", "symbol", "named_text", "issued_on_text", "issuer_text"),
    "results": ("name", "section", "value_text", "as_of_text"),
    "duties": ("summary", "section", "agency_text", "deadline_text"),
    "proposals": ("summary", "section"),
    "notices": ("message", "message_en", "printed", "expected"),
}
# What the plan's page shows of these in the row's own element.
SHOWN = {"citations": "name", "results": "value_text", "duties": "summary", "proposals": "summary", "notices": "message"}
# Of these the plan may have too few rows: each gets one for every hostile text.
FILLED = tuple(SHOWN)
# A row as the plan could have it, where it has none to copy.
BLANK = {
    "results": {"name": "Số xã", "comparator": "text", "reading": "certain"}, "proposals": {"kind": "difficulty", "summary": "Thiếu máy", "reading": "certain"},
}  # fmt: skip
PLACE = {"source_id": "S1", "source_line_from": "5", "source_line_to": "6"}


def read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with open(path, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return list(reader.fieldnames or []), list(reader)


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def fill(root: Path) -> None:
    """Give the plan a row of each table for every hostile text, harmless so far."""
    for table in FILLED:
        path = root / "data" / "plans" / PLAN / f"{table}.csv"
        columns, rows = read(path)
        model = rows[0] if rows else {"plan_id": PLAN, "value_text": "5", **BLANK[table], **PLACE}
        key, letters = columns[1], {"results": "KQ", "proposals": "KN"}.get(table) or rows[0][columns[1]][:2]
        rows += [{**model, key: f"{letters}{at}", "row_id": "", "elsewhere": ""} for at in range(800 + len(rows), 800 + len(HOSTILE))]
        write(path, columns, [{column: row.get(column, "") for column in columns} for row in rows])


def plant(root: Path) -> None:
    """Put one hostile text into every text column of eight rows of these tables, past all validation."""
    for table, texts in TEXTS.items():
        path = root / "data" / "plans" / PLAN / f"{table}.csv"
        columns, rows = read(path)
        for at, row in enumerate(rows[: len(HOSTILE)]):
            for shift, column in enumerate(texts):
                row[column] = list(HOSTILE.values())[(at + (shift if table == "plans" else 0)) % len(HOSTILE)]
        write(path, columns, rows)


def test_hostile_cells_are_text(tmp_path: Path) -> None:
    """Scripts, template code, markup, line breaks, direction marks and 10,000 characters are shown as they are."""
    plain_root, root = repository_copy(tmp_path / "plain"), repository_copy(tmp_path / "hostile")
    for copy in (plain_root, root):
        fill(copy)
    plant(root)
    plain, layout = built(plain_root), built(root)
    count = "[...document.querySelectorAll('main table')].map(t => [...t.rows].filter(r => r.id).map(r => [r.id, r.cells.length]))"
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
                assert page.evaluate(WIDE) <= 0
                text = page.text_content("main") or ""
                by_id = page.evaluate("Object.fromEntries([...document.querySelectorAll('main [id]')].map(e => [e.id, e.textContent]))")
                listed = ""
                for list_page in sorted(folder.glob("doi-chieu/**/index.html")):
                    page.goto(f"{address}{list_page.parent.relative_to(folder).as_posix()}/", wait_until="networkidle")
                    assert page.evaluate("window.pwned") is None
                    assert page.evaluate(WIDE) <= 0, list_page
                    listed += page.text_content("main") or ""
        # Section titles were changed row by row, so each changed row heads a section of its own: compare the rows that carry ids.
        assert shapes[0] == shapes[1]
    for table, column in SHOWN.items():
        columns, rows = read(root / "data" / "plans" / PLAN / f"{table}.csv")
        for row in rows[: len(HOSTILE)]:
            assert row[column] in by_id[row[columns[1]]], (table, row[columns[1]])
    assert all(value in listed for value in HOSTILE.values())
    for name, value in HOSTILE.items():
        assert value in text, name
    assert "root:x:" not in text
    assert "{{ 7*7 }} {{ config }}" in (text or "")
    assert "49 " not in text.split("{{ 7*7 }}")[0][-40:]


def test_hostile_names_reach_other_pages_as_text(tmp_path: Path) -> None:
    """A hostile name of a commune, body, document or duty to publish in the reference tables is escaped on every page that shows it."""
    root = repository_copy(tmp_path)
    for table, old in (("agencies", "Phòng Kinh tế"), ("communes", "Xã Thuận Châu"), ("topics", "Chuyển đổi số")):
        path = root / "data" / "reference" / f"{table}.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, NAME), "utf-8")
    for table, texts in (("legal_documents", ("title", "issuer", "symbol", "replaced_by")), ("disclosure_rules", ("name", "due", "citation", "notes"))):
        columns, rows = read(root / "data" / "reference" / f"{table}.csv")
        replaced = {"replaced_on": "2026-01-01"} if table == "legal_documents" else {}
        write(root / "data" / "reference" / f"{table}.csv", columns, [row | {column: f"{NAME} {column}" for column in texts} | replaced for row in rows])
    layout = built(root)
    pages = ["", "son-la/", "son-la/thuan-chau-03721/", f"{PLAN}/"]
    with served(layout.site) as address, browser() as chrome:
        page = chrome.new_page()
        for path in pages:
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate("window.pwned") is None, path
            assert NAME in (page.text_content("body") or ""), path
        shown = page.text_content("main") or ""
    assert all(f"{NAME} {column}" in shown for column in ("replaced_by", "name", "due", "citation", "notes"))
