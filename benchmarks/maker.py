"""What every part of a synthetic plan needs: rows by table, the line written last, and the words of this commune. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

from .material import Cell, Material

Row = dict[str, str]
YEAR = re.compile(r"20[0-9]{2}")


class Maker:
    """One plan in the making. `cursor` is the line of the source that was written last, `issued` the day of the document."""

    def __init__(self, material: Material, commune: Row, province: Row, plan_id: str, topic: str, year: int, rng: Random) -> None:
        self.material, self.commune, self.province, self.rng = material, commune, province, rng
        self.plan_id, self.topic, self.year = plan_id, topic, year
        # A plan for one year is made in the year before; one for many years in the first of them.
        self.issued = date(year - (topic != "nq57"), 8, 1) + timedelta(days=rng.randint(0, 120))
        self.tables: dict[str, list[Row]] = {}
        self.cursor = 0

    def place(self, lines: int) -> Row:
        """The next lines of the source, after a blank one or a few."""
        first = self.cursor + self.rng.randint(2, 4)
        self.cursor = first + lines - 1
        return {"source_id": "S1", "source_line_from": str(first), "source_line_to": str(self.cursor)}

    def add(self, table: str, row: Row, lines: int = 0) -> None:
        self.tables.setdefault(table, []).append({"plan_id": self.plan_id} | row | (self.place(lines) if lines else {}))

    def next_id(self, table: str, letters: str) -> str:
        """The id of the row that will be added next."""
        return f"{letters}{len(self.tables.get(table, [])) + 1:02}"

    def here(self, text: str) -> str:
        """The text as this commune would print it: names of the drawn plan's commune and province replaced."""
        own = self.commune["full_name"]
        for full, name in self.material.places:
            new = self.province if full.startswith(("Tỉnh ", "Thành phố ")) else self.commune
            if new is self.commune:
                text = text.replace(full, own).replace(full[0].lower() + full[1:], own[0].lower() + own[1:])
            text = text.replace(name, new["name"])
        return text

    def reading(self) -> str:
        return "doubtful" if self.rng.random() < 0.04 else "certain"

    def bodies(self, table: str, key: Row, cells: tuple[Cell, Cell]) -> None:
        """The bodies that lead and those that support, as rows of their own."""
        for role, cell in zip(("lead", "support"), cells):
            for seq, (text, agency_id) in enumerate(cell.bodies, start=1):
                self.add(table, key | {"role": role, "seq": str(seq), "agency_text": text, "agency_id": agency_id})


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
