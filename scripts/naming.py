"""What places are called in the language being written. Pure."""

from __future__ import annotations

from .languages import N_, VIETNAMESE, _, current

# Kind of unit, as the reference tables have it -> the whole name around the bare one, as English readers know it.
KINDS = {
    "xã": N_("xã %(name)s"), "phường": N_("phường %(name)s"), "đặc khu": N_("đặc khu %(name)s"),
    "tỉnh": N_("tỉnh %(name)s"), "thành phố": N_("thành phố %(name)s"),
}  # fmt: skip


def full_name(row: dict[str, str]) -> str:
    """"Xã Sông Mã", "Tỉnh Sơn La"; in English "Sông Mã commune", "Sơn La province". `row` is of communes or provinces."""
    if current() == VIETNAMESE:
        return row["full_name"]
    form = KINDS[row["kind"]]
    return _(form, name=row["name"])


def name_inside(row: dict[str, str]) -> str:
    """The same inside a sentence: "xã Sông Mã"."""
    return lower_first(row["full_name"]) if current() == VIETNAMESE else full_name(row)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
