"""Rules about one measure stated twice: inside a plan, and between the plans of a commune."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..csv_files import Row
from ..places import row_id
from ..plans import Plan, Reference
from .base import AuditRule, Finding
from .counts import value

Stated = tuple[str, Row, str]  # table, row, printed value
Measure = tuple[str, str, str]  # indicator, year, baseline or target


def stated(plan: Plan) -> dict[Measure, list[Stated]]:
    """Every value of an indicator that the plan states: of targets, and reported results as baselines of their year."""
    found: dict[Measure, list[Stated]] = {}
    for row in plan.rows("target_values"):
        target = plan.by_id["targets"].get(row["target_id"])
        if target and target["indicator_id"]:
            found.setdefault((target["indicator_id"], row["year"], row["measure"]), []).append(("target_values", row, row["value_text"]))
    for row in plan.rows("results"):
        # A figure of August is no figure of the year.
        if row["indicator_id"] and row["as_of"]:
            found.setdefault((row["indicator_id"], row["as_of"], "baseline"), []).append(("results", row, row["value_text"]))
    return found


def bounds(table: str, row: Row) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest value that the printed one allows; None where it has no end."""
    if table == "target_values":
        return value(row, "value_min"), value(row, "value_max")
    figure = value(row)
    return None if row["comparator"] in ("le", "lt") else figure, None if row["comparator"] in ("ge", "gt") else figure


def contradict(one: Stated, other: Stated) -> bool:
    """Whether no value fits both: "ít nhất 50%" and 60% do not contradict each other, nor does a text, nor "about"."""
    (table, row, _), (other_table, other_row, _) = one, other
    if {row["comparator"], other_row["comparator"]} & {"text", "approx"}:
        return False
    units = {row["unit"].casefold(), other_row["unit"].casefold()} - {""}
    if len(units) > 1:
        return True
    (low, high), (other_low, other_high) = bounds(table, row), bounds(other_table, other_row)
    strict = "gt" in (row["comparator"], other_row["comparator"]) or "lt" in (row["comparator"], other_row["comparator"])
    for least, most in ((low, other_high), (other_low, high)):
        if least is not None and most is not None and (least > most or strict and least == most):
            return True
    return False


class MeasureTwice(AuditRule):
    """Everything that a plan states of one measure and year fits together."""

    title = "Cùng một chỉ số, hai giá trị trong một kế hoạch"
    title_en = "One measure, two values in a plan"
    description = "Cùng chỉ số, cùng năm thì mọi chỗ trong kế hoạch phải khớp nhau: có ít nhất một giá trị đúng với mọi chỗ, cùng đơn vị."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        for (indicator, year, _), places in stated(plan).items():
            clashes = ((place, [before for before in places[:at] if contradict(before, place)]) for at, place in enumerate(places))
            (table, row, printed), others = next(((place, others) for place, others in clashes if others), (places[0], []))
            if others:
                first_table, first, said = others[0]
                at = row_id(first_table, first).split(":")[0]
                yield self.finding(
                    table, row, "value_text", printed, said,
                    f"“{_name(reference, indicator)}” năm {year}: chỗ này ghi “{printed}”, {at} ghi “{said}”.",
                    f"“{_name(reference, indicator, 'name_en')}” for {year}: “{printed}” here, “{said}” at {at}.",
                    tuple(row_id(t, r) for t, r, _ in others),
                )  # fmt: skip


class MeasureBetweenPlans(AuditRule):
    """What two plans of a commune state of one measure and year fits together."""

    title = "Cùng một chỉ số, hai kế hoạch của xã ghi khác nhau"
    title_en = "One measure, two values in two plans of a commune"
    description = "Cùng chỉ số, cùng năm thì các kế hoạch của một xã phải khớp nhau: có ít nhất một giá trị đúng với cả hai, cùng đơn vị."

    def find(self, plan: Plan, reference: Reference) -> Iterator[Finding]:
        mine = stated(plan)
        for other in plan.siblings:
            if other.lost:
                continue
            for measure, places in stated(other).items():
                if measure not in mine:
                    continue
                clashes = ((place, [theirs for theirs in places if contradict(theirs, place)]) for place in mine[measure])
                (table, row, printed), theirs = next(((place, found) for place, found in clashes if found), (mine[measure][0], []))
                if theirs:
                    said, plan_name = theirs[0][2], other.plan_id.rpartition("/")[2]
                    yield self.finding(
                        table, row, "value_text", printed, said,
                        f"“{_name(reference, measure[0])}” năm {measure[1]}: kế hoạch này ghi “{printed}”, kế hoạch {plan_name} của cùng xã ghi “{said}”.",
                        f"“{_name(reference, measure[0], 'name_en')}” for {measure[1]}: “{printed}” in this plan, “{said}” in the commune's plan {plan_name}.",
                        tuple(f"{other.plan_id}#{row_id(t, r)}" for t, r, _ in theirs),
                    )  # fmt: skip


def _name(reference: Reference, indicator: str, field: str = "name") -> str:
    row = reference.keyed["indicators"].get(indicator)
    return row[field] if row else indicator
