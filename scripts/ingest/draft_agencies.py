"""Lead and supporting bodies of targets and tasks: the cell as printed, one row for each body, and what the reference tables lack."""

from __future__ import annotations

from collections.abc import Sequence

from ..csv_files import csv_lines
from ..places import row_id
from .bodies import WORDS, split_bodies
from .body_names import Body, Names, NewBody, begins_as_body, is_as_above, key, new_id
from .drafter import Drafter
from .row_cells import PrintedRow, Spot, is_bulleted, is_nothing, without_bullet

ROLES = ("lead", "support")


class Agencies:
    """Splits the cells of one draft; names met before are met again with the same id."""

    def __init__(self, drafter: Drafter):
        self._drafter = drafter
        reference = drafter.reference
        self.names = Names(reference.agency_of, _commune_name(drafter))
        self._taken = dict.fromkeys(reference.keyed["agencies"], "")
        # Text not in the alias table -> its id, whether the body is new, where it stands.
        # What to ask about the division of a cell -> the rows with such a cell.
        self._asked: dict[tuple[str, str], list[tuple[str, dict[str, str], str, Spot]]] = {}
        self._new: dict[str, str] = {}  # key of a new name -> its id
        self._like: dict[str, str] = {}  # text -> the name of the same body of another kind of unit
        self._above: dict[tuple[str, str], str] = {}
        self._met: dict[str, tuple[str, bool, list[tuple[str, dict[str, str], Spot]]]] = {}

    def of(self, table: str, child: str, row: dict[str, str], printed: PrintedRow) -> None:
        """Fill lead_text and support_text of a row and add its rows of bodies."""
        owner = child.removesuffix("_agencies") + "_id"
        for role in ROLES:
            spot = printed.one(role)
            if spot is None or is_nothing(spot.text):
                continue
            self._drafter.words(table, row, f"{role}_text", spot, dash="drop")
            if is_as_above(spot.text):
                row[f"{role}_text"] = spot.text
                self._as_above(table, child, row, f"{role}_text", spot)
                continue
            lines = tuple(without_bullet(line) for line in spot.lines)
            split = split_bodies(row[f"{role}_text"], self.names, lines, dashed=is_bulleted(spot.text))
            for seq, body in enumerate(split.bodies, start=1):
                cells = {owner: row[owner], "role": role, "seq": str(seq), "agency_text": body.text}
                added = self._drafter.add(child, **cells, agency_id=self._id(body))
                if not body.known:
                    self._met[body.text][2].append((child, added, spot))
            if split.second:
                asked = (" | ".join(body.text for body in split.bodies), " | ".join(split.second))
                self._asked.setdefault(asked, []).append((table, row, f"{role}_text", spot))
            self._above[table, role] = row[f"{role}_text"]

    def _as_above(self, table: str, child: str, row: dict[str, str], field: str, spot: Spot) -> None:
        above = self._above.get((table, field.removesuffix("_text")), "")
        question = f"Ô “{spot.text}” nghĩa là như dòng trên? Đúng thì chép tên cơ quan của dòng trên vào {field}, và thêm từng cơ quan vào {child}.csv."
        self._drafter.mark(table, row, field, question, spot.text, above, spot.place)

    def _id(self, body: Body) -> str:
        if body.known:
            return body.agency_id
        if body.text not in self._met:
            same = self._new.get(key(body.text), "")
            agency_id = body.agency_id or same or new_id(body.text, self._taken)
            new = not body.agency_id and not same
            self._taken[agency_id] = ""
            if new:
                self._new[key(body.text)] = agency_id
            self._met[body.text] = (agency_id, new, [])
            self._like[body.text] = self._drafter.reference.keyed["agencies"].get(body.like, {}).get("name", "")
        return self._met[body.text][0]

    def _names_before(self, text: str) -> str:
        """The known name with which a new one begins: words of the next cell may have run into it."""
        words = text.split(" ")[:WORDS]
        return next((before for end in range(len(words) - 1, 0, -1) if self.names.find(before := " ".join(words[:end]).rstrip(",;."))), "")

    def finish(self) -> None:
        """One mark for each text that the alias table lacks, with the rows to add."""
        for (reading, second), cells in self._asked.items():
            table, row, field, spot = cells[0]
            met = list(dict.fromkeys(row_id(of, other) for of, other, _, _ in cells))
            question = f"Ô này nêu những cơ quan nào? Có tên chưa biết, có thể tách theo hai cách{_also(met)}."
            self._drafter.mark(table, row, field, question, reading, second, spot.place, met)
        additions = self._drafter.draft.additions
        for text, (agency_id, new, where) in self._met.items():
            used = tuple(row_id(child, row) for child, row, _ in where)
            child, row, spot = where[0]
            rows = NewBody(text, agency_id, used).rows() if new else {"agency_aliases": [{"alias": text, "agency_id": agency_id}]}
            for table, added in rows.items():
                # A body met as "kho bạc" already has the alias "Kho bạc": its name.
                added[:] = [one for one in added if one not in additions.get(table, [])]
                additions.setdefault(table, []).extend(added)
            told = "; ".join(f"{table}.csv: {_lines(added)}" for table, added in rows.items() if added)
            if not told:
                continue
            what = "chưa có trong agency_aliases.csv" if new else f"là cách viết mới của {agency_id}"
            what += "" if not new or begins_as_body(text) else ", không giống tên cơ quan (tên người thì không ghi)"
            self._drafter.mark(child, row, "agency_id", f"Cơ quan “{text}”{_also(used)} {what}: đúng thì thêm dòng {told}", agency_id, (self._like[text] or self._names_before(text)) if new else "", spot.place, used)


def _also(used: Sequence[str]) -> str:
    """The other rows of which a question holds, a few of them by name."""
    return f" (còn ở {', '.join(used[1:6])}{'…' if len(used) > 6 else ''})" if len(used) > 1 else ""


def _lines(rows: list[dict[str, str]]) -> str:
    return " và ".join(f"“{csv_lines([row.values()]).strip()}”" for row in rows)


def _commune_name(drafter: Drafter) -> str:
    """The full name of the plan's commune, "" when the id of the plan names none."""
    parts = drafter.draft.plan_id.split("/")
    commune = drafter.reference.keyed["communes"].get(parts[1].rpartition("-")[2]) if len(parts) == 3 else None
    return commune["full_name"] if commune else ""
