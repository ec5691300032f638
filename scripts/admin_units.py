"""Rows of the provinces, the communes and their former units, made from the records of the source package.

Pure: no input or output. What the package gets wrong or what changed since comes in as rows of two tables
that people edit; each of their rows must match something, or it is reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .tables import schemas
from .text import clean, slug

CHANGES = "commune_changes"
CORRECTIONS = "commune_predecessor_corrections"
# The list of the package is in force since this day, the first of the two-tier system.
VALID_FROM = "2025-07-01"

Record = dict[str, Any]
Row = dict[str, str]
Link = tuple[str, str]  # code of a present commune, key of a former unit that went into it


@dataclass(frozen=True)
class Source:
    """What the package holds: records of its two tables and its conversion from former to present units."""

    units: list[Record]
    legacy: list[Record]
    converter: dict[str, Any]


def split_name(full_name: str, kinds: Iterable[str]) -> tuple[str, str]:
    """("xã", "Sông Mã") from "Xã Sông Mã". ValueError when the name begins with none of the kinds."""
    for kind in kinds:
        if full_name.lower().startswith(f"{kind} "):
            return kind, full_name[len(kind) + 1 :]
    raise ValueError(f"“{full_name}” không bắt đầu bằng loại đơn vị nào trong: {', '.join(kinds)}")


def area_text(km2: float | None) -> str:
    """The area as the package prints it; empty for none and for 0, which there means unknown."""
    return repr(float(km2)).removesuffix(".0") if km2 else ""


def province_rows(units: list[Record], kinds: list[str]) -> list[Row]:
    rows = {}
    for code, full in sorted({(unit["provinceCode"], clean(unit["province"])) for unit in units}):
        kind, name = split_name(full, kinds)
        rows[code] = {"code": code, "name": name, "full_name": full, "kind": kind, "slug": slug(name)}
    return list(rows.values())


def commune_rows(units: list[Record], kinds: list[str]) -> list[Row]:
    """The communes by code. The kind is read from the name: the package's own type column is wrong in places."""
    rows = []
    for unit in units:
        full = clean(unit["ward"])
        kind, name = split_name(full, kinds)
        row = {"code": unit["wardCode"], "name": name, "full_name": full, "kind": kind}
        row |= {"province_code": unit["provinceCode"], "slug": slug(name)}
        row |= {"area_km2": area_text(unit["wardAreaKm2"]), "valid_from": VALID_FROM}
        rows.append(row)
    return sorted(rows, key=lambda row: row["code"])


def apply_changes(communes: list[Row], changes: list[Row], kinds: list[str]) -> tuple[list[Row], list[str]]:
    """The communes as they are today, and the faults: changes that match nothing, names without their kind."""
    by_code = {row["code"]: dict(row) for row in communes}
    faults = []
    for change in sorted(changes, key=lambda change: change["valid_from"]):
        code, field, old = change["commune_code"], change["field"], change["old_value"]
        row = by_code.get(code)
        if row is None:
            faults.append(f"{CHANGES}: không có xã {code}")
        elif row.get(field) != old:
            faults.append(
                f"{CHANGES}: {code}, {field} là “{row.get(field)}”, không phải “{old}”; nguồn đã sửa chưa?"
            )
        else:
            row[field] = change["new_value"]
            row["valid_from"] = max(row["valid_from"], change["valid_from"])
    for code, row in by_code.items():
        if split_name(row["full_name"], kinds) != (row["kind"], row["name"]):
            faults.append(
                f"{code}: tên đầy đủ “{row['full_name']}” không khớp loại “{row['kind']}” và tên “{row['name']}”"
            )
    return list(by_code.values()), faults


def legacy_key(unit: Record) -> str:
    """The key by which the converter names a former unit. Five island districts had no communes: empty last part."""
    return f"{unit['provinceKey']}_{unit['districtKey']}_{unit['wardKey'] or ''}"


def links(units: list[Record], converter: dict[str, Any]) -> list[Link]:
    """Every (commune, former unit) of the converter; KeyError for a commune that the package does not list.

    NO_DIVIDED is listed by commune (a unit that went over unchanged stands there as its own former unit),
    DIVIDED by former unit. Keys without accents are unique only within their present province.
    """
    code = {(unit["provinceKey"], unit["wardKey"]): unit["wardCode"] for unit in units}
    found = []
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        found += [(code[province, commune], old) for commune, olds in communes.items() for old in olds]
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        found += [(code[province, new["newWardKey"]], old) for old, news in divided.items() for new in news]
    return found


def former_name(unit: Record) -> str:
    return clean(unit["ward"] or unit["district"])


def apply_corrections(
    found: list[Link], legacy: dict[str, Record], corrections: list[Row]
) -> tuple[list[Link], list[str]]:
    """The links without those that the corrections strike out, and the corrections that match nothing."""
    keys = {unit["wardCode"]: key for key, unit in legacy.items()}
    kept, faults = set(found), []
    for row in corrections:
        commune, name = row["commune_code"], row["name"]
        wrong, right = ((commune, keys.get(row[field], "")) for field in ("wrong_code", "right_code"))
        pair = {wrong, right}
        if len(pair) < 2 or not pair <= kept or {former_name(legacy[key]) for _, key in pair} != {name}:
            faults.append(
                f"{CORRECTIONS}: xã {commune} không còn hai đơn vị cũ cùng tên “{name}” mang mã "
                f"{row['wrong_code']} và {row['right_code']}; nguồn đã sửa chưa?"
            )
        else:
            kept.remove(wrong)
    return sorted(kept), faults


def link_faults(found: list[Link], legacy: dict[str, Record], communes: list[Row]) -> list[str]:
    """What is missing or doubtful: units without a counterpart, former units of one name in one commune.

    The package matched names within the whole present province, so two of one name mean one too many.
    """
    faults = [
        f"đơn vị cũ {key} không có trong danh mục cũ" for key in sorted({k for _, k in found} - legacy.keys())
    ]
    went, came = {key for _, key in found}, {code for code, _ in found}
    faults += [f"đơn vị cũ {key} không nhập vào xã nào" for key in sorted(legacy.keys() - went)]
    faults += [f"xã {row['code']} không có đơn vị cũ nào" for row in communes if row["code"] not in came]
    names = Counter((code, former_name(legacy[key])) for code, key in set(found) if key in legacy)
    for (code, name), count in sorted(names.items()):
        if count > 1:
            faults.append(
                f"xã {code} có {count} đơn vị cũ cùng tên “{name}”; ghi đơn vị nhầm vào {CORRECTIONS}"
            )
    return faults


def predecessor_rows(found: list[Link], legacy: dict[str, Record]) -> list[Row]:
    """The former units of each commune by their codes; `whole` when the unit went into this commune only."""
    times = Counter(key for _, key in found)
    by_commune = defaultdict(list)
    for commune, key in found:
        unit = legacy[key]
        row = {"name": former_name(unit), "district": clean(unit["district"]) if unit["ward"] else ""}
        row |= {"province": clean(unit["province"]), "code": unit["wardCode"] or ""}
        by_commune[commune].append(row | {"part": "whole" if times[key] == 1 else "part"})
    return [
        {"commune_code": commune, "seq": str(seq)} | row
        for commune in sorted(by_commune)
        for seq, row in enumerate(
            sorted(by_commune[commune], key=lambda row: (row["code"], row["name"])), start=1
        )
    ]


def reference_tables(
    source: Source, changes: list[Row], corrections: list[Row]
) -> tuple[dict[str, list[Row]], list[str]]:
    """Table name -> rows, and every fault found on the way."""
    kinds = {t: schemas()[t].fields["kind"]["constraints"]["enum"] for t in ("provinces", "communes")}
    legacy = {legacy_key(unit): unit for unit in source.legacy}
    communes = commune_rows(source.units, kinds["communes"])
    communes, faults = apply_changes(communes, changes, kinds["communes"])
    if len(legacy) < len(source.legacy):
        faults.append("hai đơn vị cũ có cùng một khóa trong nguồn")
    found, unmatched = apply_corrections(links(source.units, source.converter), legacy, corrections)
    faults += unmatched + link_faults(found, legacy, communes)
    if faults:
        return {}, faults
    return {
        "provinces": province_rows(source.units, kinds["provinces"]),
        "communes": communes,
        "commune_predecessors": predecessor_rows(found, legacy),
    }, []
