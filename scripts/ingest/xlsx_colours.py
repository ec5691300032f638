"""Times that a sheet shows by colours: cells without words, filled where others of their row and column are not. Pure."""

from __future__ import annotations

from .xlsx_sheet import Sheet

# A row of a table has words in so many cells; fewer coloured cells than this are no schedule.
_WORDS, _LEAST = 2, 2


def coloured_instead_of_marked(sheet: Sheet) -> list[tuple[int, int]]:
    """The cells that seem to be marked by their colour alone, in order; [] when colours only set off rows, columns or headings."""
    words: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        words.setdefault(row, []).append(column)
    blank = [where for where in sorted(sheet.fills) if where not in sheet.cells and where[0] not in sheet.hidden_rows and not sheet.hides_column(where[1])]
    found = []
    for row, column in blank:
        stated = words.get(row, [])
        if len(stated) >= _WORDS and stated[0] < column and sheet.fills.get((row, stated[0]), "") != sheet.fills[row, column]:
            found.append((row, column))
    rows = {row for row, _ in found}
    marked = set(found)
    # A column in which every such row is coloured is only set off.
    found = [(row, column) for row, column in found if not all((other, column) in marked for other in _table_rows(words, rows))]
    return found if len(found) >= _LEAST else []


def _table_rows(words: dict[int, list[int]], rows: set[int]) -> list[int]:
    """The rows of the tables in which coloured cells stand: those with as many words, from the first to the last coloured one."""
    if not rows:
        return []
    return [row for row in range(min(rows), max(rows) + 1) if len(words.get(row, [])) >= _WORDS]
