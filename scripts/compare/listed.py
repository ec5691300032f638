"""Everything that one plan gives to the lists over plans, in no language. Pure."""

from __future__ import annotations

from ..facts import PlanFacts
from . import bodies, budgets, documents, indicators, tasks
from .heads import PLANS, Named, head


def listed(facts: PlanFacts) -> Named:
    """(list, row) for the pages of indicators, budgets, tasks, bodies and documents; rows are what JSON holds."""
    own = [(PLANS, head(facts))]
    return own + [named for part in (indicators, budgets, tasks, bodies, documents) for named in part.listed(facts)]
