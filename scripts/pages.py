"""Plans, communes and provinces -> pages as values: path, title, contents, HTML body. Pure but for reading templates.

Jinja escapes everything; templates only show what is computed here and in metrics.py. Links are relative,
so that a page works wherever the site stands.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import budget_tree, charts, formats, metrics
from .metrics import PlanFacts
from .paths import TEMPLATES
from .tables import plan_tables, schemas
from .text import sort_key, tone_key

ORIGINS = {"appendix": "trong phụ lục", "body": "trong phần lời văn"}
TIME_LABELS = {
    "dated": "có hạn cụ thể (ngày, tháng, quý)",
    "year": "chỉ ghi năm",
    "recurring": "lặp lại định kỳ",
    "ongoing": "thường xuyên",
    "marked": "chỉ đánh dấu giai đoạn",
    "conditional": "chờ điều kiện (sau khi có văn bản cấp trên)",
    "text": "ghi bằng lời, không thành ngày",
    "none": "không nêu thời gian",
}
UNAPPROVED = (*budget_tree.REQUEST_STAGES, "estimated_outturn")
SHOWN_EXAMPLES = 3
SHOWN_DUE = 6
SHOWN_LEADERS = 6


@dataclass(frozen=True)
class Page:
    """A page of the site. `path` is its address from the root, "" for the home page or ending in "/"."""

    path: str
    title: str
    description: str
    contents: list[tuple[str, str]]
    body: str


@dataclass(frozen=True)
class Summary:
    """What other pages say of a plan."""

    plan_id: str
    commune_code: str
    heading: str
    topic: str
    period: str
    dated: str
    number: str
    issued: str
    targets: int
    tasks: int
    request: str
    request_full: str
    request_disputed: bool
    leaders: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@cache
def environment() -> Environment:
    """The templates; an undefined name is an error, and every value is escaped."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.globals.update(
        dong=formats.dong, dong_short=formats.dong_short, number=formats.number, day=formats.day, label=_label,
        reads_differently=_reads_differently, target_value=_target_value, schedule_runs=metrics.schedule_runs,
        run_label=_run_label, schedule_note=_schedule_note, group_title=_group_title,
    )  # fmt: skip
    return env


def _label(table: str, column: str, value: str) -> str:
    return schemas()[table].label(column, value)


def _reads_differently(parsed: str, printed: str) -> bool:
    """Whether readers should see the printed text beside the parsed one: not for a moved tone mark or dash."""
    return not formats.same_text(tone_key(parsed), tone_key(printed))


def _group_title(title: str) -> str:
    """A printed section title in running text: without capitals throughout, without its remark in brackets."""
    words = title.partition(" (")[0]
    return words.capitalize() if words.isupper() else words


def _target_value(value: dict[str, Any]) -> str:
    return formats.target_value(value["comparator"], value["value_min"], value["value_max"], value["unit"])


def _run_label(rows: list[dict[str, Any]]) -> str:
    """The columns of a run: "Năm 2025" or "2025–2035" for neighbouring columns with the same words."""
    first, last = rows[0], rows[-1]
    if not first["period_from"]:
        return ""
    years = f"{first['period_from']}–{last['period_to']}"
    return f"Năm {first['period_from']}" if first["period_from"] == last["period_to"] else years


def _schedule_note(row: dict[str, Any]) -> str:
    """What was read out of the printed words: the due date, or the kind when there is none."""
    if row["kind"] == "marked":
        return "có đánh dấu, không ghi ngày"
    if row["due_on"] and row["kind"] in metrics.DATED:
        return f"hạn {formats.day(row['due_on'])}"
    if row["kind"] == "text":
        return "không đọc được thành ngày"
    if row["kind"] == "conditional":
        return "chờ điều kiện"
    return ""


def period(plan: dict[str, Any]) -> str:
    first, last = plan["period_from"], plan["period_to"]
    return str(first) if first == last else f"{first}–{last}"


def heading(facts: PlanFacts) -> str:
    return f"Kế hoạch {_lower_first(facts.topic['name'])} {period(facts.plan)}, {_lower_first(facts.commune['full_name'])}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def commune_path(commune: dict[str, str], province: dict[str, str]) -> str:
    return f"{province['slug']}/{commune['slug']}-{commune['code']}/"


def archive_name(plan_id: str) -> str:
    """The file name of a plan's package, telling what it is once downloaded."""
    return f"{plan_id.split('/', 1)[1].replace('/', '-')}.zip"


def issued_text(plan: dict[str, Any]) -> str:
    """The date of the document, or what is known in its place; empty when nothing is."""
    if plan["issued_on"]:
        return formats.day(plan["issued_on"])
    if plan["signed_at"]:
        return f"không nêu; ký số lần đầu {formats.day(plan['signed_at'])}"
    return ""


def _dated(plan: dict[str, Any]) -> str:
    """The date to sort by, as precise as the document is: its own, its signature's, else the first year of its period."""
    known = plan["issued_on"] or (plan["signed_at"] and plan["signed_at"].date())
    return known.isoformat() if known else str(plan["period_from"])


def summary(facts: PlanFacts) -> Summary:
    """The plan in a few figures, for lists and comparisons."""
    request = facts.request
    amount = request[1] if request else None
    return Summary(
        plan_id=facts.plan_id,
        commune_code=facts.commune["code"],
        heading=heading(facts),
        topic=facts.topic["name"],
        period=period(facts.plan),
        dated=_dated(facts.plan),
        number=facts.plan["document_number"],
        issued=issued_text(facts.plan),
        targets=facts.target_count,
        tasks=facts.task_count,
        request=formats.dong_short(amount["amount"]) if amount else "",
        request_full=formats.dong(amount["amount"]) if amount else "",
        request_disputed=bool(amount and budget_tree.words_disagree(amount) is not None),
        leaders=[name for _, name, _, _ in metrics.leaders(facts)[:3]],
    )


def plan_page(facts: PlanFacts) -> Page:
    """The page of one plan: answers first, then the tables, each row with its place in the source."""
    views = [_view(view) for view in facts.views]
    calendar = metrics.calendar(facts)
    leaders = metrics.leaders(facts)
    contents = [("tra-loi-nhanh", "Trả lời nhanh"), ("chi-tieu", "Chỉ tiêu"), ("nhiem-vu", "Nhiệm vụ"), ("ngan-sach", "Ngân sách"),
                ("van-ban", "Văn bản đã ban hành"), ("nguon", "Nguồn và tải về")]  # fmt: skip
    request = facts.request
    title = heading(facts)
    body = environment().get_template("plan.html").render(
        facts=facts, root="../../../", title=title, period=period(facts.plan), issued=issued_text(facts.plan),
        target_tables=[_target_table(facts, origin) for origin in ORIGINS if any(g.origin == origin for g in facts.targets)],
        task_groups=facts.tasks, views=views, chart=_chart(facts.views), only_asked=_only_asked(facts.views),
        request=request[1] if request else None, request_year=request[0][0] if request else None,
        request_stage=_label("budget_amounts", "stage", request[0][1]) if request else "",
        request_words=budget_tree.words_disagree(request[1]) if request else None,
        request_parts=_request_parts(facts.views, request), leaders=leaders[:SHOWN_LEADERS], more_leaders=max(0, len(leaders) - SHOWN_LEADERS),
        examples=metrics.examples(facts, SHOWN_EXAMPLES), task_counts=[sum(row["kind"] == "task" for row in group.rows) for group in facts.tasks],
        without_lead=metrics.without_lead(facts), due=calendar.dated[:SHOWN_DUE], more_due=max(0, len(calendar.dated) - SHOWN_DUE),
        times=[(TIME_LABELS[time], count) for time, count in calendar.counts.items()],
        downloads=[(table, schemas()[table].title, facts.row_counts[table]) for table in plan_tables()],
        archive=archive_name(facts.plan_id),
    )  # fmt: skip
    return Page(f"{facts.plan_id}/", title, _description(facts), contents, body)


def _only_asked(views: list[budget_tree.View]) -> bool:
    """Whether no amount of the plan is approved money or money spent."""
    return all(stage in UNAPPROVED for view in views for _, stage in view.columns)


def _description(facts: PlanFacts) -> str:
    parts = [f"{count} {name}" for count, name in ((facts.target_count, "chỉ tiêu"), (facts.task_count, "nhiệm vụ")) if count]
    if facts.request:
        amount = facts.request[1]
        said = budget_tree.words_disagree(amount)
        sums = formats.dong_short(amount["amount"]) if said is None else f"{formats.dong(amount['amount'])} hay {formats.dong(said)}"
        parts.append(f"nhu cầu kinh phí {sums}")
    found = f": {', '.join(parts)}" if parts else ""
    return f"{heading(facts)}{found}; từng số liệu dẫn về chỗ ghi trong văn bản."


def _target_table(facts: PlanFacts, origin: str) -> dict[str, Any]:
    groups = [group for group in facts.targets if group.origin == origin]
    columns = metrics.value_columns(groups)
    names = [f"Kết quả {year}" if measure == "baseline" else f"Chỉ tiêu {year}" for year, measure in columns]
    bodies = any(row["agencies"] for group in groups for row in group.rows)
    return {"origin": ORIGINS[origin], "groups": groups, "columns": list(zip(columns, names)), "bodies": bodies}


def _column_name(column: budget_tree.Column) -> str:
    stage = _label("budget_amounts", "stage", column[1])
    return f"{stage[:1].upper()}{stage[1:]} {column[0]}"


def _view(view: budget_tree.View) -> dict[str, Any]:
    """A budget view as the template shows it: for each line its cells, share and change."""
    lines = []
    last = view.columns[-1] if view.columns else None
    for line in view.lines():
        root = line.root_amounts.get(last, 0) if last else 0
        amount = line.amount(last) if last else None
        pair = budget_tree.change(line, view.columns)
        lines.append({
            "row": line.row,
            "depth": line.depth,
            "cells": [(_column_name(column), *_cell(line.amounts.get(column))) for column in view.columns],
            "share": formats.percent(amount, root) if amount is not None and root else "",
            "change": _change(pair),
        })  # fmt: skip
    return {
        "name": view.name,
        "label": _label("budget_lines", "view", view.name),
        "columns": [_column_name(column) for column in view.columns],
        "years": f"{view.columns[0][0]}–{last[0]}" if last and last[0] != view.columns[0][0] else "",
        "lines": lines,
    }


def _cell(amount: dict[str, Any] | None) -> tuple[dict[str, Any] | None, int | None]:
    """A budget_amounts row, and the sum that its words say when it is another."""
    return amount, budget_tree.words_disagree(amount) if amount else None


def _change(pair: tuple[int, int] | None) -> str:
    if pair is None:
        return ""
    first, last = pair
    if first == last:
        return "không đổi"
    word = "tăng" if last > first else "giảm"
    by = f"{word} {formats.dong(abs(last - first))}"
    return f"{by} ({formats.percent(abs(last - first), first)})" if first else by


def _request_parts(views: list[budget_tree.View], request: tuple[budget_tree.Column, dict[str, Any]] | None) -> list[tuple[str, int]]:
    """The first division of the requested sum, as the document prints it."""
    if request is None:
        return []
    column = request[0]
    for view in views:
        for root in view.roots:
            parts = [(c.row["name"], c.amount(column)) for c in root.children if c.amount(column) is not None]
            if parts:
                return parts
    return [(root.row["name"], root.amount(column)) for view in views if view.name == "task_group"
            for root in view.roots if root.amount(column) is not None]  # fmt: skip


def _chart(views: list[budget_tree.View]) -> str:
    """The two upper levels below the total of the division by type, every year side by side; empty without such a division."""
    view = next((v for v in views if v.name == "spending_type" and v.columns), None)
    if view is None:
        return ""
    groups = []
    # Without a row for the total the division itself begins at the roots.
    upper = 1 if len(view.roots) == 1 else 0
    for line in view.lines():
        if line.depth in (upper, upper + 1):
            prefix = ("" if line.depth == upper else "– ") + (f"{line.row['number']}. " if line.row["number"] else "")
            bars = [
                charts.Bar(index, amount, formats.dong_short(amount) if amount is not None else f"{column[0]}: không nêu")
                for index, column in enumerate(view.columns) for amount in [line.amount(column)]
            ]  # fmt: skip
            groups.append(charts.BarGroup(prefix + line.row["name"], bars))
    said = "; ".join(f"{g.label}: {', '.join(b.text for b in g.bars)}" for g in groups)
    names = [_column_name(column) for column in view.columns]
    return charts.bar_chart("bieu-do-ngan-sach", "Ngân sách theo loại chi", f"{' và '.join(names)}. {said}.", names, groups)


def commune_page(commune: dict[str, str], province: dict[str, str], predecessors: list[dict[str, str]], plans: list[Summary]) -> Page:
    """The page of one commune: what it is, what it was formed from, its plans side by side."""
    name = commune["full_name"]
    title = f"{name}, {_lower_first(province['full_name'])}"
    body = environment().get_template("commune.html").render(
        root="../../", title=title, commune=commune, province=province, predecessors=predecessors, plans=plans,
        area=formats.number(Decimal(commune["area_km2"])) if commune["area_km2"] else "",
    )  # fmt: skip
    description = f"{name}, {province['full_name']}: {len(plans)} kế hoạch, chỉ tiêu, nhiệm vụ và kinh phí đặt cạnh nhau."
    contents = [("ke-hoach", "Kế hoạch"), ("don-vi", "Đơn vị hành chính")]
    return Page(commune_path(commune, province), title, description, contents, body)


def province_page(province: dict[str, str], communes: list[dict[str, Any]]) -> Page:
    """The page of one province. Each commune has its row's columns, `formerly` (names) and `plans` (summaries)."""
    ordered = sorted(communes, key=lambda c: sort_key(c["name"]))
    with_plans = [commune for commune in ordered if commune["plans"]]
    body = environment().get_template("province.html").render(
        root="../", province=province, communes=ordered, with_plans=with_plans
    )
    description = f"{province['full_name']}: kế hoạch của {len(with_plans)} trong {len(communes)} xã, phường, đặc khu."
    contents = [("co-ke-hoach", "Xã có kế hoạch"), ("tat-ca", "Tất cả xã, phường")]
    return Page(f"{province['slug']}/", province["full_name"], description, contents, body)


def home_page(provinces: list[dict[str, Any]], communes_total: int, communes_covered: int, latest: list[Summary], plans_total: int) -> Page:
    """The home page: what this is, for whom, coverage, a finder, the latest plans."""
    body = environment().get_template("home.html").render(
        provinces=sorted(provinces, key=lambda p: sort_key(p["name"])),
        covered=sorted((p for p in provinces if p["communes_covered"]), key=lambda p: sort_key(p["name"])),
        communes_total=communes_total, communes_covered=communes_covered, latest=latest, plans_total=plans_total,
    )  # fmt: skip
    description = "Kế hoạch khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số của xã: hứa gì, tốn bao nhiêu, ai làm, khi nào, ghi ở đâu."
    contents = [("tim-xa", "Tìm xã, phường"), ("moi-nhat", "Kế hoạch mới nhất"), ("pham-vi", "Đã có bao nhiêu?"), ("cho-ai", "Dành cho ai?")]
    return Page("", "Minh bạch kế hoạch xã", description, contents, body)
