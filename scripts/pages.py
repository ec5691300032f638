"""Plans, communes and provinces -> pages as values: path, title, contents, HTML body. Pure but for reading templates.

Jinja escapes everything; templates only show what is computed here and in metrics.py. Links are relative,
so that a page works wherever the site stands.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from . import budget_tables, budget_tree, completeness, consistency, formats, metrics
from .edition import Edition
from .facts import PlanFacts
from .languages import N_, _
from .naming import full_name, name_inside
from .page import Page
from .sheet import sheet
from .summaries import RequestTotal, Summary, heading, issued_text, period, request_totals
from .templates import counted, label, render
from .text import sort_key

ORIGINS = {"appendix": N_("trong phụ lục"), "body": N_("trong phần lời văn")}
TIME_LABELS = {
    "dated": N_("có hạn cụ thể (ngày, tháng, quý)"),
    "year": N_("chỉ ghi năm"),
    "recurring": N_("lặp lại định kỳ"),
    "ongoing": N_("thường xuyên"),
    "marked": N_("chỉ đánh dấu giai đoạn"),
    "conditional": N_("chờ điều kiện (sau khi có văn bản cấp trên)"),
    "text": N_("ghi bằng lời, không thành ngày"),
    "none": N_("không nêu thời gian"),
}
STATES = {"all": N_("có"), "some": N_("một phần"), "none": N_("không nêu"), "absent": N_("không có gì để nêu")}
CONTENTS = [
    ("tra-loi-nhanh", N_("Trả lời nhanh")), ("doi-chieu", N_("Đối chiếu")), ("co-gi-thieu-gi", N_("Tìm được gì, thiếu gì")), ("chi-tieu", N_("Chỉ tiêu")),
    ("nhiem-vu", N_("Nhiệm vụ")), ("ngan-sach", N_("Ngân sách")), ("ket-qua", N_("Kết quả đã báo cáo")), ("trach-nhiem", N_("Trách nhiệm thực hiện")),
    ("kho-khan", N_("Khó khăn và kiến nghị")), ("van-ban", N_("Văn bản đã ban hành")), ("can-cu", N_("Văn bản viện dẫn")), ("nguon", N_("Nguồn")),
]  # fmt: skip
# Where the search page sends those who would rather look through a list.
BROWSE = [
    ("chi-tieu/", N_("Chỉ tiêu")), ("nhiem-vu/", N_("Nhiệm vụ")), ("ngan-sach/", N_("Ngân sách")), ("co-quan/", N_("Cơ quan")),
    ("van-ban/", N_("Văn bản")), ("doi-chieu/", N_("Đối chiếu")),
]  # fmt: skip
SHOWN_EXAMPLES = 3
SHOWN_DUE = 6
SHOWN_LEADERS = 6


def plan_page(facts: PlanFacts, edition: Edition = Edition()) -> Page:
    """The page of one plan: answers first, then the tables, each row with its place in the source."""
    views = [budget_tables.view_table(view, facts.disputed) for view in facts.views]
    path, notices = f"{facts.plan_id}/", consistency.notices(facts, "../../../")
    tasks = {origin: [group for group in facts.tasks if group.origin == origin] for origin in ORIGINS}
    shown_tasks = tasks["appendix"] or tasks["body"]
    calendar = metrics.calendar(facts)
    leaders = metrics.leaders(facts)
    request = facts.request
    title = heading(facts)
    body = render(
        "plan.html", path, facts=facts, edition=edition, title=title, period=period(facts.plan), issued=issued_text(facts.plan),
        target_tables=[_target_table(facts, origin) for origin in ORIGINS if any(g.origin == origin for g in facts.targets)],
        task_groups=tasks, shown_tasks=shown_tasks, body_count=sum(len(group.rows) for group in tasks["body"]), views=views,
        notices=notices, material=sum(notice["severity"] == "material" for notice in notices),
        completeness=completeness.items(facts), states={state: _(name) for state, name in STATES.items()}, disclosure=facts.disclosure, chart=budget_tables.chart(facts.views), only_asked=budget_tables.only_asked(facts.views),
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
        times=[(_(TIME_LABELS[time]), count) for time, count in calendar.counts.items()],
        sheet=sheet(facts, edition),
    )  # fmt: skip
    return Page(path, title, _description(facts), [(anchor, _(name)) for anchor, name in CONTENTS], body, "plan")


def _jumps(facts: PlanFacts) -> list[tuple[str, str, int]]:
    """(anchor, name, rows) of the sections below the answers: a phone has no room for contents at the side."""
    counts = {
        "doi-chieu": len(facts.notices), "chi-tieu": facts.target_count, "nhiem-vu": facts.task_count, "ngan-sach": facts.row_counts["budget_lines"],
        "ket-qua": len(facts.results), "trach-nhiem": len(facts.duties), "kho-khan": len(facts.proposals), "van-ban": len(facts.documents),
        "can-cu": len(facts.citations),
    }  # fmt: skip
    return [(anchor, _(name), counts.get(anchor, 0)) for anchor, name in CONTENTS[1:]]


def _description(facts: PlanFacts) -> str:
    counts = ((facts.target_count, N_("%(n)s chỉ tiêu")), (facts.task_count, N_("%(n)s nhiệm vụ")))
    parts = [counted(message, count) for count, message in counts if count]
    if facts.request:
        amount = facts.request[1]
        said = budget_tree.words_disagree(amount)
        figures = formats.dong(amount["amount"])
        sums = formats.dong_short(amount["amount"]) if said is None else _("%(figures)s hay %(words)s", figures=figures, words=formats.dong(said))
        parts.append(_("nhu cầu kinh phí %(sum)s", sum=sums))
    found = f": {', '.join(parts)}" if parts else ""
    return heading(facts) + found + _("; từng số liệu dẫn về chỗ ghi trong văn bản.")


def _target_table(facts: PlanFacts, origin: str) -> dict[str, Any]:
    groups = [group for group in facts.targets if group.origin == origin]
    columns = metrics.value_columns(groups)
    names = [_("Kết quả %(year)s", year=year) if measure == "baseline" else _("Chỉ tiêu %(year)s", year=year) for year, measure in columns]
    bodies = any(row["agencies"] for group in groups for row in group.rows)
    return {"origin": _(ORIGINS[origin]), "groups": groups, "columns": list(zip(columns, names)), "bodies": bodies}


def commune_path(commune: dict[str, str], province: dict[str, str]) -> str:
    return f"{province['slug']}/{commune['slug']}-{commune['code']}/"


def commune_page(commune: dict[str, str], province: dict[str, str], predecessors: list[dict[str, str]], plans: list[Summary]) -> Page:
    """The page of one commune: what it is, what it was formed from, its plans side by side."""
    title = f"{full_name(commune)}, {name_inside(province)}"
    path = commune_path(commune, province)
    body = render(
        "commune.html", path, title=title, commune=commune, province=province, predecessors=predecessors, plans=plans,
        area=formats.number(Decimal(commune["area_km2"])) if commune["area_km2"] else "",
    )  # fmt: skip
    description = title + counted(": %(n)s kế hoạch, chỉ tiêu, nhiệm vụ và kinh phí đặt cạnh nhau.", len(plans))
    contents = [("ke-hoach", _("Kế hoạch")), ("don-vi", _("Đơn vị hành chính"))]
    return Page(path, title, description, contents, body, "commune")


def province_page(province: dict[str, str], communes: list[dict[str, Any]]) -> Page:
    """The page of one province. Each commune has its row's columns, `formerly` (names) and `plans` (summaries)."""
    ordered = sorted(communes, key=lambda c: sort_key(c["name"]))
    with_plans = [commune for commune in ordered if commune["plans"]]
    path = f"{province['slug']}/"
    body = render(
        "province.html", path, province=province, communes=ordered, with_plans=with_plans,
        totals=request_totals([plan for commune in with_plans for plan in commune["plans"]]),
    )  # fmt: skip
    title = full_name(province)
    description = _(
        "%(province)s: kế hoạch của %(covered)s trong %(total)s xã, phường, đặc khu.",
        province=title, covered=len(with_plans), total=len(communes),
    )  # fmt: skip
    contents = [("co-ke-hoach", _("Xã có kế hoạch")), ("tat-ca", _("Tất cả xã, phường"))][not with_plans :]
    return Page(path, title, description, contents, body, "province")


def home_page(provinces: list[dict[str, Any]], coverage: dict[str, int], latest: list[Summary], totals: list[RequestTotal]) -> Page:
    """The home page: what this is, for whom, coverage, a search form, the latest plans. `coverage` counts plans, communes, notices."""
    body = render(
        "home.html", "", others=sorted((p for p in provinces if not p["communes_covered"]), key=lambda p: sort_key(p["name"])),
        covered=sorted((p for p in provinces if p["communes_covered"]), key=lambda p: sort_key(p["name"])),
        coverage=coverage, latest=latest, totals=totals,
    )  # fmt: skip
    description = _("Kế hoạch khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số của xã: hứa gì, tốn bao nhiêu, ai làm, khi nào, ghi ở đâu.")
    contents = [("tim-xa", _("Tìm xã, phường")), ("moi-nhat", _("Kế hoạch mới nhất")), ("pham-vi", _("Đã có bao nhiêu?")), ("cho-ai", _("Dành cho ai?"))]
    return Page("", _("Minh bạch kế hoạch xã"), description, contents, body, "home")


def search_page() -> Page:
    """The page on which people search; docs/assets/search.js fills it."""
    body = render("search.html", "tim-kiem/", lists=[(path, _(name)) for path, name in BROWSE])
    description = _("Tìm xã, kế hoạch, chỉ tiêu, nhiệm vụ, khoản ngân sách và văn bản, gõ có dấu hay không dấu.")
    return Page("tim-kiem/", _("Tìm kiếm"), description, [], body, "search")
