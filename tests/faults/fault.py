"""What a planted fault is, and short ways to say one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from collection_support import SONG_MA, THUAN_CHAU, Cells, Collection

Damage = Callable[[Collection], object]
# The tables as they are committed, of which the tests get a copy: to name a row by what stands in it.
COMMITTED = Collection()


@dataclass(frozen=True)
class Fault:
    """Damage to a valid collection, and where its rule must report it.

    `file` is called as Collection calls it. `follows` names the rules that may report the same damage
    elsewhere: every one of them must fire, and no rule that is not named.
    """

    rule: str
    says: str
    damage: Damage
    file: str
    row: int
    field: str = ""
    follows: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """The file as a problem calls it."""
        return f"data/reference/{self.file}" if self.file and "/" not in self.file else f"data/plans/{self.file}".rstrip("/")

    @property
    def plans(self) -> list[str]:
        """The plan to validate; none, which means the whole collection, for a fault outside the plan folders."""
        return [plan_id for plan_id in (SONG_MA, THUAN_CHAU) if self.file.startswith(f"{plan_id}/")]


def fault(rule: str, says: str, file: str, row: int, field: str, damage: Damage, follows: str = "") -> Fault:
    return Fault(rule, says, damage, file, row, field, frozenset(follows.split()))


def typed(rule: str, says: str, file: str, row: int, field: str, text: str, follows: str = "", **more: str) -> Fault:
    """The cell that is reported was given another text (`more`: other cells of its row as well)."""
    values = {field: text} | more
    return fault(rule, says, file, row, field, lambda c: c.edit(file, row, **values), follows)


def in_bytes(file: str, change: Callable[[bytes], bytes]) -> Damage:
    return lambda c: c.edit_bytes(file, change)


def in_cells(file: str, change: Callable[[Cells], Cells]) -> Damage:
    return lambda c: c.edit_cells(file, change)


def edited(file: str, row: int, **values: str) -> Damage:
    return lambda c: c.edit(file, row, **values)


def without_row(file: str, row: int) -> Damage:
    return in_cells(file, lambda cells: cells[: row - 1] + cells[row:])


def steps(*damages: Damage) -> Damage:
    """One damage after the other."""

    def damage(collection: Collection) -> None:
        for step in damages:
            step(collection)

    return damage
