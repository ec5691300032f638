"""Plans, communes and provinces -> pages as values: path, title, contents, HTML body. Pure but for reading templates.

Jinja escapes everything; templates only show what is computed here and in metrics.py. Links are relative,
so that a page works wherever the site stands.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from . import budget_tables, budget_tree, completeness, consistency, formats, metrics
from .facts import PlanFacts
from .page import Page
from .summaries import RequestTotal, Summary, archive_name, heading, issued_text, lower_first, period, request_totals
from .tables import plan_tables, schemas
from .templates import environment, label
from .text import sort_key

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
STATES = {"all": "có", "some": "một phần", "none": "không nêu", "absent": "không có gì để nêu"}
CONTENTS = [
    ("tra-loi-nhanh", "Trả lời nhanh"), ("doi-chieu", "Đối chiếu"), ("co-gi-thieu-gi", "Tìm được gì, thiếu gì"), ("chi-tieu", "Chỉ tiêu"),
    ("nhiem-vu", "Nhiệm vụ"), ("ngan-sach", "Ngân sách"), ("ket-qua", "Kết quả đã báo cáo"), ("trach-nhiem", "Trách nhiệm thực hiện"),
    ("kho-khan", "Khó khăn và kiến nghị"), ("van-ban", "Văn bản đã ban hành"), ("can-cu", "Văn bản viện dẫn"), ("nguon", "Nguồn và tải về"),
]  # fmt: skip
# Where the search page sends those who would rather look through a list.
BROWSE = [("doi-chieu/", "Đối chiếu")]
SHOWN_EXAMPLES = 3
SHOWN_DUE = 6
SHOWN_LEADERS = 6


def plan_page(facts: PlanFacts) -> Page:
    """The page of one plan: answers first, then the tables, each row with its place in the source."""
    views = [budget_tables.view_table(view, facts.disputed) for view in facts.views]
    notices = consistency.notices(facts, "../../../")
    tasks = {origin: [group for group in facts.tasks if group.origin == origin] for origin in ORIGINS}
    shown_tasks = tasks["appendix"] or tasks["body"]
    calendar = metrics.calendar(facts)
    leaders = metrics.leaders(facts)
    request = facts.request
    title = heading(facts)
    body = environment().get_template("plan.html").render(
        facts=facts, root="../../../", title=title, period=period(facts.plan), issued=issued_text(facts.plan),
        target_tables=[_target_table(facts, origin) for origin in ORIGINS if any(g.origin == origin for g in facts.targets)],
        task_groups=tasks, shown_tasks=shown_tasks, body_count=sum(len(group.rows) for group in tasks["body"]), views=views,
        notices=notices, material=sum(notice["severity"] == "material" for notice in notices),
        completeness=completeness.items(facts), states=STATES, disclosure=facts.disclosure, chart=budget_tables.chart(facts.views), only_asked=budget_tables.only_asked(facts.views),
        amounts_stated=any(view.columns for view in facts.views), request_doubtful=budget_tables.is_doubtful(facts.views, request),
        request=request[1] if request else None, request_year=request[0][0] if request else None,
        request_stage=label("budget_amounts", "stage", request[0][1]) if request else "",
        request_words=budget_tree.words_disagree(request[1]) if request else None,
        request_parts=budget_tables.request_parts(facts.views, request), leaders=leaders[:SHOWN_LEADERS], more_leaders=max(0, len(leaders) - SHOWN_LEADERS),
        examples=metrics.examples(facts, SHOWN_EXAMPLES), task_counts=[sum(row["kind"] == "task" for row in group.rows) for group in shown_tasks],
        without_lead=metrics.without_lead(facts), due=calendar.dated[:SHOWN_DUE], more_due=max(0, len(calendar.dated) - SHOWN_DUE),
        signer_flags=[flag for field in ("signer_name", "signer_position") for flag in facts.flags.get(f"plans.{field}", [])],
        cited_documents=len({row["document_id"] for row in facts.citations}),
        duty_bodies=metrics.duty_bodies(facts)[:SHOWN_LEADERS], duties_due=metrics.dated_duties(facts)[:SHOWN_DUE], jumps=_jumps(facts),
        times=[(TIME_LABELS[time], count) for time, count in calendar.counts.items()],
        downloads=[(table, schemas()[table].title, facts.row_counts[table]) for table in plan_tables()],
        archive=archive_name(facts.plan_id),
    )  # fmt: skip
    return Page(f"{facts.plan_id}/", title, _description(facts), CONTENTS, body)


def _jumps(facts: PlanFacts) -> list[tuple[str, str, int]]:
    """(anchor, name, rows) of the sections below the answers: a phone has no room for contents at the side."""
    counts = {
        "doi-chieu": len(facts.notices), "chi-tieu": facts.target_count, "nhiem-vu": facts.task_count, "ngan-sach": facts.row_counts["budget_lines"],
        "ket-qua": len(facts.results), "trach-nhiem": len(facts.duties), "kho-khan": len(facts.proposals), "van-ban": len(facts.documents),
        "can-cu": len(facts.citations),
    }  # fmt: skip
    return [(anchor, name, counts.get(anchor, 0)) for anchor, name in CONTENTS[1:]]


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


def commune_path(commune: dict[str, str], province: dict[str, str]) -> str:
    return f"{province['slug']}/{commune['slug']}-{commune['code']}/"


def commune_page(commune: dict[str, str], province: dict[str, str], predecessors: list[dict[str, str]], plans: list[Summary]) -> Page:
    """The page of one commune: what it is, what it was formed from, its plans side by side."""
    name = commune["full_name"]
    title = f"{name}, {lower_first(province['full_name'])}"
    body = environment().get_template("commune.html").render(
        root="../../", title=title, commune=commune, province=province, predecessors=predecessors, plans=plans,
        area=formats.number(Decimal(commune["area_km2"])) if commune["area_km2"] else "",
    )  # fmt: skip
    description = f"{title}: {len(plans)} kế hoạch, chỉ tiêu, nhiệm vụ và kinh phí đặt cạnh nhau."
    contents = [("ke-hoach", "Kế hoạch"), ("don-vi", "Đơn vị hành chính")]
    return Page(commune_path(commune, province), title, description, contents, body)


def province_page(province: dict[str, str], communes: list[dict[str, Any]]) -> Page:
    """The page of one province. Each commune has its row's columns, `formerly` (names) and `plans` (summaries)."""
    ordered = sorted(communes, key=lambda c: sort_key(c["name"]))
    with_plans = [commune for commune in ordered if commune["plans"]]
    body = environment().get_template("province.html").render(
        root="../", province=province, communes=ordered, with_plans=with_plans,
        totals=request_totals([plan for commune in with_plans for plan in commune["plans"]]),
    )  # fmt: skip
    description = f"{province['full_name']}: kế hoạch của {len(with_plans)} trong {len(communes)} xã, phường, đặc khu."
    contents = [("co-ke-hoach", "Xã có kế hoạch"), ("tat-ca", "Tất cả xã, phường")][not with_plans :]
    return Page(f"{province['slug']}/", province["full_name"], description, contents, body)


def home_page(provinces: list[dict[str, Any]], coverage: dict[str, int], latest: list[Summary], totals: list[RequestTotal]) -> Page:
    """The home page: what this is, for whom, coverage, a search form, the latest plans. `coverage` counts plans, communes, notices."""
    body = environment().get_template("home.html").render(
        others=sorted((p for p in provinces if not p["communes_covered"]), key=lambda p: sort_key(p["name"])),
        covered=sorted((p for p in provinces if p["communes_covered"]), key=lambda p: sort_key(p["name"])),
        coverage=coverage, latest=latest, totals=totals,
    )  # fmt: skip
    description = "Kế hoạch khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số của xã: hứa gì, tốn bao nhiêu, ai làm, khi nào, ghi ở đâu."
    contents = [("tim-xa", "Tìm xã, phường"), ("moi-nhat", "Kế hoạch mới nhất"), ("pham-vi", "Đã có bao nhiêu?"), ("cho-ai", "Dành cho ai?")]
    return Page("", "Minh bạch kế hoạch xã", description, contents, body)


def search_page(root: str = "../", prefix: str = "") -> Page:
    """The page on which people search; docs/assets/search.js fills it. `prefix` is the folder of the language below the root."""
    body = environment().get_template("search.html").render(root=root, prefix=prefix, lists=BROWSE)
    description = "Tìm xã, kế hoạch, chỉ tiêu, nhiệm vụ, khoản ngân sách và văn bản, gõ có dấu hay không dấu."
    return Page("tim-kiem/", "Tìm kiếm", description, [], body)
