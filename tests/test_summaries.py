"""What lists say of a plan, and what the requests of many plans add up to."""

from __future__ import annotations

from literal_plans import plan, reference

from scripts.facts import plan_facts
from scripts.summaries import RequestTotal, Summary, archive_name, request_totals, summary

ASKED = {"budget_lines": [{"line_id": "NS01"}], "budget_amounts": [{"line_id": "NS01", "amount": "5000", "amount_text": "5.000"}]}
DISPUTE = {"table": "budget_amounts", "row_id": "NS01:2026:requested", "field": "amount"}


def of(**tables: list[dict[str, str]]) -> Summary:
    return summary(plan_facts(plan(**tables), reference()))


def test_a_request_is_known_with_its_year_and_whether_it_is_disputed() -> None:
    """A material notice about the very amount disputes it; one about something else does not."""
    found = of(**ASKED)
    assert (found.request_amount, found.request_year, found.disputed) == (5000, 2026, False)
    assert of(**ASKED, notices=[{"notice_id": "DC01", **DISPUTE}]).disputed
    assert not of(**ASKED, notices=[{"notice_id": "DC01", "severity": "minor", **DISPUTE}]).disputed
    assert not of(**ASKED, notices=[{"notice_id": "DC01", "table": "plans"}]).disputed
    assert (of().request_amount, of().request_year, of().disputed) == (None, None, False)


def test_notices_are_counted() -> None:
    """All of them, and those that matter."""
    found = of(notices=[{"notice_id": "DC01"}, {"notice_id": "DC02", "severity": "minor"}, {"notice_id": "DC03", "severity": "minor"}])
    assert (found.notices, found.notices_material) == (3, 1)


def test_requests_are_added_by_year_without_those_in_dispute() -> None:
    """A year in which all are disputed has nothing to add; plans that ask for nothing count nowhere."""
    plans = [of(**ASKED), of(**ASKED), of(**ASKED, notices=[{"notice_id": "DC01", **DISPUTE}]), of()]
    later = {**ASKED["budget_amounts"][0], "fiscal_year": "2027"}
    plans.append(of(budget_lines=ASKED["budget_lines"], budget_amounts=[later], notices=[{"notice_id": "DC01", **DISPUTE, "row_id": "NS01:2027:requested"}]))
    assert request_totals(plans[::-1]) == [RequestTotal(2026, 10000, 2, 1), RequestTotal(2027, 0, 0, 1)]
    assert request_totals([of()]) == request_totals([]) == []


def test_the_archive_tells_what_it_is() -> None:
    """Commune, code and plan; the province is in none of its names."""
    assert archive_name("son-la/song-ma-04168/khcn-2026") == "song-ma-04168-khcn-2026.zip"
