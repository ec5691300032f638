"""One synthetic plan: rows of every plan table, drawn from the committed plans and as valid as they are. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from random import Random

from scripts.schedules import parse_period, parse_schedule
from scripts.values import parse_date, parse_document_number, parse_target_value

from .maker import YEAR, Maker, Row, iso
from .material import Cell, Material, Unit, shuffled_units, varied_value
from .synthetic_budget import Budget
from .synthetic_text import Text

NOTE = "Dữ liệu giả lập để đo tốc độ dựng trang, không phải kế hoạch có thật."
TITLES = {
    "khcn": "KẾ HOẠCH Khoa học, Công nghệ, Đổi mới sáng tạo, Chuyển đổi số và dự toán ngân sách năm {year} trên địa bàn {place}",
    "cds": "KẾ HOẠCH Chuyển đổi số {place} năm {year}",
    "nq57": "KẾ HOẠCH Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị trên địa bàn {place}",
}
PERIODS = (2025, 2030, 2035, 2040, 2045)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Lò", "Quàng", "Đinh", "Vàng", "Bùi")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc")
GIVEN = ("An", "Bình", "Chiến", "Dũng", "Hà", "Hải", "Lan", "Long", "Ngọc", "Sơn", "Tâm", "Thảo")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NO_BODIES = (Cell("", ()), Cell("", ()))
MONTH_OF_YEAR = re.compile(r"(Tháng )[0-9]{1,2}(?=/20)")
QUARTER_OF_YEAR = re.compile(r"(Quý )[IV]+(?=/20)")

Dealt = list[tuple[tuple[str, str], list[Unit]]]  # (number, title) of a section and what was dealt to it


class PlanMaker(Maker):
    """Puts one plan together."""

    def __init__(self, material: Material, commune: Row, province: Row, plan_id: str, topic: str, year: int, rng: Random) -> None:
        super().__init__(material, commune, province, plan_id, topic, year, rng)
        self.years = PERIODS if topic == "nq57" else (year,)
        self.text, self.task_numbers = Text(self), count(1)
        self.said: dict[tuple[str, int, str], str] = {}

    def target(self, drawn: Row, origin: str, section: tuple[str, str], number: str, parent_id: str) -> str:
        rng, target_id = self.rng, self.next_id("targets", "CT")
        cells = rng.choice(self.material.bodies) if origin == "appendix" else NO_BODIES
        self.add("targets", {
            "target_id": target_id, "origin": origin, "section_number": section[0], "section_title": section[1], "number": number,
            "parent_id": parent_id, "name": self.here(drawn["name"]), "indicator_id": drawn["indicator_id"],
            "lead_text": cells[0].text, "support_text": cells[1].text, "reading": self.reading(),
        }, rng.randint(1, 9))  # fmt: skip
        printed = self.material.values.get(drawn["name"])
        if printed and len(self.years) == 1 and rng.random() < 0.3:
            self.value(target_id, drawn["indicator_id"], self.year - 1, "baseline", varied_value(rng, rng.choice(printed)))
        years = sorted(rng.sample(self.years, rng.randint(1, len(self.years)))) if printed else []
        texts = [varied_value(rng, rng.choice(printed)) for _ in years]
        if rng.random() < 0.9:  # aims rise over the years, as a rule
            texts.sort(key=lambda text: parse_target_value(text).value_min or 0)
        for year, text in zip(years, texts):
            self.value(target_id, drawn["indicator_id"], year, "target", text)
        self.bodies("target_agencies", {"target_id": target_id}, cells)
        return target_id

    def value(self, target_id: str, indicator_id: str, year: int, measure: str, text: str) -> None:
        """What was said before of the same measure is, as a rule, said again."""
        if indicator_id and self.rng.random() < 0.9:
            text = self.said.setdefault((indicator_id, year, measure), text)
        read = parse_target_value(text)
        low, high = ("" if bound is None else f"{bound:f}" for bound in (read.value_min, read.value_max))
        self.add("target_values", {
            "target_id": target_id, "year": str(year), "measure": measure, "value_text": text, "comparator": read.comparator,
            "value_min": low, "value_max": high, "unit": read.unit, "reading": self.reading(),
        })  # fmt: skip

    def task(self, drawn: Row, section: tuple[str, str], number: str, parent_id: str) -> str:
        rng, task_id = self.rng, f"NV{next(self.task_numbers):02}"
        row = {
            "task_id": task_id, "origin": "appendix", "kind": drawn["kind"], "section_number": section[0], "section_title": section[1],
            "number": number, "parent_id": parent_id, "title": drawn["title"], "name": self.here(drawn["name"]), "reading": self.reading(),
        }  # fmt: skip
        if drawn["kind"] == "group":
            self.add("tasks", row, rng.randint(1, 4))
            return task_id
        cells = rng.choice(self.material.bodies)
        row |= {"product_text": self.here(rng.choice(self.material.products)), "lead_text": cells[0].text, "support_text": cells[1].text}
        self.add("tasks", row, rng.randint(3, 30))
        self.schedules(task_id)
        self.bodies("task_agencies", {"task_id": task_id}, cells)
        return task_id

    def schedules(self, task_id: str) -> None:
        rng = self.rng
        for seq, drawn in enumerate(rng.choice(self.material.phased if self.topic == "nq57" else self.material.schedules), start=1):
            text = drawn["schedule_text"]
            if self.topic != "nq57":
                text = YEAR.sub(str(self.year), text)
            text = MONTH_OF_YEAR.sub(lambda found: f"{found[1]}{rng.randint(1, 12):02}", text)
            text = QUARTER_OF_YEAR.sub(lambda found: found[1] + rng.choice(ROMAN[:4]), text)
            read, period = parse_schedule(text), parse_period(drawn["column_text"]) or ("", "")
            self.add("task_schedules", {
                "task_id": task_id, "seq": str(seq), "column_text": drawn["column_text"], "period_from": str(period[0]),
                "period_to": str(period[1]), "schedule_text": text, "kind": read.kind, "starts_on": iso(read.starts_on),
                "due_on": iso(read.due_on), "recurrence": read.recurrence, "reading": self.reading(),
            })  # fmt: skip

    def sections(self, units: list[Unit], rows: int, titles: list[str], most: int) -> Dealt:
        """Drawn units dealt out to numbered sections."""
        drawn = list(shuffled_units(self.rng, units, rows))
        names = self.rng.sample(titles, min(self.rng.randint(4, most), len(titles), len(drawn)))
        size = -(-len(drawn) // len(names))
        return [((ROMAN[at], self.here(name)), drawn[at * size : (at + 1) * size]) for at, name in enumerate(names)]

    def add_targets(self, rows: int) -> None:
        for section, units in self.sections(self.material.targets, rows, self.material.target_sections, 7):
            for number, (top, *below) in enumerate(units, start=1):
                top_id = self.target(top, "appendix", section, str(number), "")
                for at, row in enumerate(below, start=1):
                    self.target(row, "appendix", section, f"{number}.{at}", top_id)

    def add_tasks(self, dealt: Dealt) -> None:
        for section, units in dealt:
            for number, (top, *below) in enumerate(units, start=1):
                top_id = self.task(top, section, str(number), "")
                for at, row in enumerate(below, start=1):
                    self.task(row, section, f"{number}.{at}", top_id)

    def add_documents(self, rows: int) -> None:
        day = date(self.year - 1, 1, 1) + timedelta(days=self.rng.randint(0, 60))
        for number in range(1, rows + 1):
            drawn, day = self.rng.choice(self.material.documents), day + timedelta(days=self.rng.randint(0, 7))
            symbol = re.sub(r"^[0-9]+", lambda _: str(self.rng.randint(1, 900)), drawn["symbol"])
            self.add("issued_documents", {
                "issued_document_id": f"VB{number:02}", "number": str(number), "symbol": symbol, "name": self.here(drawn["name"]),
                "issued_on_text": f"{day.day:02}/{day.month}/{day.year}", "issued_on": "", "reading": self.reading(),
            }, self.rng.randint(1, 9))  # fmt: skip
            row = self.tables["issued_documents"][-1]
            row["issued_on"] = iso(parse_date(row["issued_on_text"]))

    def part(self, kind: str, name: str) -> None:
        """Close the part of the source that ends here."""
        rows = self.tables.setdefault("source_parts", [])
        first = int(rows[-1]["line_to"]) + 1 if rows else 1
        self.cursor += 2
        self.add("source_parts", {
            "source_id": "S1", "seq": str(len(rows) + 1), "kind": kind, "name": name, "line_from": str(first), "line_to": str(self.cursor),
        })  # fmt: skip

    def add_head(self) -> None:
        """Issuer, number and date stand above the title; the signer, at the end of the text, is added by `sign`."""
        rng, own, day = self.rng, self.commune["full_name"], self.issued
        symbol = f"Số: {rng.randint(1, 400)}/KH-UBND" if rng.random() < 0.5 else "Số: /KH-UBND"
        dated = f"ngày {day.day} tháng {day.month} năm {day.year}" if rng.random() < 0.7 else f"ngày tháng năm {day.year}"
        issued = f"{self.commune['name']}, {dated}"
        lines = {"issuer_line": str(self.cursor - 6), "document_number_line": str(self.cursor - 2), "issued_on_line": str(self.cursor)}
        self.add("plans", lines | {
            "commune_code": self.commune["code"], "topic_id": self.topic, "title": TITLES[self.topic].format(year=self.year, place=own[0].lower() + own[1:]),
            "document_number_text": symbol, "document_number": parse_document_number(symbol) or "", "issued_on_text": issued,
            "issued_on": iso(parse_date(issued)), "issuer_text": f"ỦY BAN NHÂN DÂN {own.upper()}", "period_from": str(self.years[0]),
            "period_to": str(self.years[-1]), "stage": "issued", "notes": NOTE,
        }, 5)  # fmt: skip

    def sign(self) -> None:
        name = " ".join(self.rng.choice(names) for names in (FAMILY, MIDDLE, GIVEN))
        self.tables["plans"][0] |= {
            "signer_name": name, "signer_position": "CHỦ TỊCH", "signing_authority": "TM",
            "signer_position_line": str(self.cursor + 4), "signer_line": str(self.cursor + 12),
        }  # fmt: skip
        self.cursor += 12

    def add_text(self, budget: Budget | None, tasks: int) -> None:
        """The body of the document; its tasks take the numbers after so many of the appendix."""
        rng, text = self.rng, self.text
        text.add_citations(rng.randint(30, 55))
        text.add_results(rng.randint(20, 40))
        text.add_proposals(rng.randint(5, 15))
        for top, *_ in shuffled_units(rng, self.material.targets, rng.randint(0, 10)):
            self.target(top, "body", ("II.1", "Chỉ tiêu cụ thể"), "", "")
        text.add_tasks(rng.randint(20, 50), tasks)
        if budget:
            budget.add_body()
            self._placed(budget, 0)
        text.add_duties(rng.randint(15, 60))
        self.sign()

    def make(self) -> dict[str, list[Row]]:
        """Rows by table, without the columns that stay empty."""
        rng = self.rng
        self.cursor = 10
        self.add_head()
        budget = Budget(rng, self.year) if rng.random() < 0.9 else None
        tasks = self.sections(self.material.tasks, rng.randint(38, 62), self.material.task_sections, 10)
        self.add_text(budget, sum(len(unit) for _, units in tasks for unit in units))
        parts: list[Callable[[], None]] = [lambda: self.add_targets(rng.randint(24, 46)), lambda: self.add_tasks(tasks)]
        if budget:
            parts.append(lambda: self._table(budget))
        if rng.random() < 0.95:
            parts.append(lambda: self.add_documents(rng.randint(28, 62)))
        self.part("body", "Phần lời văn")
        for number, add in zip(ROMAN, parts):
            add()
            self.part("appendix", f"Phụ lục {number}")
        announced = len(parts) - (rng.random() < 0.1)
        self.tables["plans"][0] |= {"appendices_announced": str(announced), "appendices_present": str(len(parts))}
        self.text.finish()
        self.add("sources", {
            "source_id": "S1", "kind": "text", "name": f"{self.plan_id.replace('/', '-')}.txt",
            "sha256": hashlib.sha256(self.plan_id.encode()).hexdigest(), "lines": str(self.cursor),
        })  # fmt: skip
        return self.tables

    def _table(self, budget: Budget) -> None:
        done = len(budget.lines)
        budget.add_table()
        self._placed(budget, done)
        for row in budget.amounts:
            self.add("budget_amounts", row)

    def _placed(self, budget: Budget, done: int) -> None:
        """Most details of investment belong to a task."""
        parents = {row.get("parent_id", "") for row in budget.lines}
        for row in budget.lines[done:]:
            if row["view"] == "spending_type" and row["expenditure"] == "investment" and row["line_id"] not in parents and self.rng.random() < 0.7:
                row["task_id"] = self.rng.choice([task["task_id"] for task in self.tables["tasks"] if task["kind"] == "task"])
            self.add("budget_lines", row, self.rng.randint(1, 5))
