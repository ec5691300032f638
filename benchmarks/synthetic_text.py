"""The running text of a synthetic plan: what it cites, reports, complains of, sets to do, and whom it makes responsible. Pure."""

from __future__ import annotations

from scripts.deadlines import parse_deadline
from scripts.figures import parse_as_of, parse_figure
from scripts.values import parse_date

from .maker import YEAR, Maker, Row, iso
from .material import shuffled_units, varied_value

ROLES = ("legal_basis", "parent_plan", "guidance", "replaced", "mention")


class Text:
    """Adds the rows that stand in the body of the maker's plan, each table in the order of its lines."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.material, self.rng = maker, maker.material, maker.rng

    def add_citations(self, documents: int) -> None:
        """Documents that the commune could cite on its day, now and then one of later date; some in two forms."""
        until, drawn = self.maker.issued.isoformat(), []
        for forms in self.rng.sample(self.material.citations, len(self.material.citations)):
            known = [row for row in forms if row["issued_on"] <= until or self.rng.random() < 0.05]
            if known and documents:
                drawn += self.rng.sample(known, 2 if len(known) > 1 and self.rng.random() < 0.05 else 1)
                documents -= 1
        for row in sorted(drawn, key=lambda row: ROLES.index(row["role"])):
            self.maker.add("citations", {
                "citation_id": self.maker.next_id("citations", "CC"), "document_id": row["document_id"], "symbol": row["symbol"],
                "named_text": self.maker.here(row["named_text"]), "issued_on_text": row["issued_on_text"],
                "issued_on": iso(parse_date(row["issued_on_text"])), "issuer_text": self.maker.here(row["issuer_text"]),
                "name": self.maker.here(row["name"]), "role": row["role"], "mentions": row["mentions"], "reading": self.maker.reading(),
            }, self.rng.randint(1, 3))  # fmt: skip

    def add_results(self, rows: int) -> None:
        for at, unit in enumerate(shuffled_units(self.rng, self.material.results, rows)):
            ids: dict[str, str] = {}
            for row in unit:
                ids[row["result_id"]] = self._result(row, f"I.{at // 4 + 1}", ids.get(row["parent_id"], ""), alone=len(unit) == 1)

    def _result(self, drawn: Row, section: str, parent_id: str, alone: bool) -> str:
        """A figure of a whole and its parts stays, so that the parts add up as they did; a sum or area stays too."""
        maker, result_id = self.maker, self.maker.next_id("results", "KQ")
        plain = alone and "." not in drawn["value_text"] and not drawn["listed_in"]
        text = varied_value(self.rng, drawn["value_text"]) if plain else drawn["value_text"]
        as_of = YEAR.sub(str(maker.issued.year), drawn["as_of_text"])
        maker.add("results", {
            "result_id": result_id, "section": section, "parent_id": parent_id, "name": maker.here(drawn["name"]), **_figure(text),
            "as_of_text": as_of, "as_of": parse_as_of(as_of), "as_of_line": str(maker.cursor) if drawn["as_of_line"] else "",
            "indicator_id": drawn["indicator_id"], "listed_in": drawn["listed_in"], "reading": maker.reading(),
        }, self.rng.randint(1, 3))  # fmt: skip
        return result_id

    def add_proposals(self, count: int) -> None:
        """Difficulties first."""
        for row in sorted(self.rng.sample(self.material.proposals, count), key=lambda row: row["kind"]):
            self.maker.add("proposals", {
                "proposal_id": self.maker.next_id("proposals", "KN"), "section": "I.12" if row["kind"] == "difficulty" else "I.13",
                "kind": row["kind"], "summary": self.maker.here(row["summary"]), "reading": self.maker.reading(),
            }, self.rng.randint(1, 5))  # fmt: skip

    def add_tasks(self, count: int, after: int) -> None:
        """Tasks of the text, with ids that follow the last one of the appendix although they stand before it."""
        left = count
        for at, section in enumerate(shuffled_units(self.rng, self.material.body_tasks, count), start=1):
            for row in section[:left]:
                task_id = f"NV{after + count - left + 1:02}"
                cells = self.material.cells[row["plan_id"], row["task_id"]]
                self.maker.add("tasks", {
                    "task_id": task_id, "origin": "body", "kind": "task", "section_number": f"III.{at}",
                    "section_title": self.maker.here(row["section_title"]), "name": self.maker.here(row["name"]),
                    "product_text": row["product_text"], "lead_text": cells[0].text, "support_text": cells[1].text, "reading": self.maker.reading(),
                }, self.rng.randint(1, 9))  # fmt: skip
                self.maker.bodies("task_agencies", {"task_id": task_id}, cells)
                left -= 1

    def add_duties(self, count: int) -> None:
        """Sections of the chapter on implementation, the body mostly named in the heading."""
        left = count
        for at, section in enumerate(shuffled_units(self.rng, self.material.duties, count), start=1):
            self.maker.cursor += 2
            heading = str(self.maker.cursor)
            for row in section[:left]:
                self._duty(row, f"V.{at}", heading)
                left -= 1

    def _duty(self, drawn: Row, section: str, heading: str) -> None:
        text = YEAR.sub(str(self.maker.year), drawn["deadline_text"])
        read = parse_deadline(text)
        self.maker.add("duties", {
            "duty_id": self.maker.next_id("duties", "TN"), "section": section, "agency_text": drawn["agency_text"],
            "agency_line": heading if drawn["agency_line"] else "", "agency_id": drawn["agency_id"], "summary": self.maker.here(drawn["summary"]),
            "kind": drawn["kind"], "deadline_text": text, "recurrence": read.recurrence, "due_rule": read.due_rule, "due_on": iso(read.due_on),
            "reading": self.maker.reading(),
        }, self.rng.randint(1, 5))  # fmt: skip

    def finish(self) -> None:
        """What only the whole document tells: where else citations stand, and how many rows a counted list has."""
        tables, rng = self.maker.tables, self.rng
        for row in tables["citations"]:
            first = int(row["source_line_from"])
            lines = [first, *(rng.randint(first, self.maker.cursor) for _ in range(int(row["mentions"]) - 1))]
            row["mention_lines"] = "; ".join(map(str, sorted(lines)))
        for row in tables["results"]:
            listed = len(tables.get(row["listed_in"], []))
            if not listed:
                row["listed_in"] = ""
            elif rng.random() < 0.8:
                row |= _figure(f"{listed} {row['unit']}")


def _figure(text: str) -> Row:
    read = parse_figure(text)
    value, out_of = ("" if number is None else f"{number:f}" for number in (read.value, read.out_of))
    return {"value_text": text, "comparator": read.comparator, "value": value, "out_of": out_of, "unit": read.unit}
