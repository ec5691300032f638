"""Layers of a PDF (optional content): which are switched off when the file is opened, so that what stands on them is not shown. Pure."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

_MANY = 2_000


def layers_off(catalog: dict[str, Any]) -> frozenset[int]:
    """The object numbers of the layers that are off, by the configuration that a reader of the file begins with."""
    properties = resolve1(catalog.get("OCProperties"))
    usual = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    if not isinstance(usual, dict):
        return frozenset()
    off = _numbers(properties.get("OCGs")) - _numbers(usual.get("ON")) if _name(usual.get("BaseState")) == "OFF" else frozenset()
    return off | _numbers(usual.get("OFF"))


def is_off(layer: Any, off: frozenset[int]) -> bool:
    """Whether what stands on this layer (a reference to one, or a membership of several) is not shown."""
    if isinstance(layer, PDFObjRef) and layer.objid in off:
        return True
    group = resolve1(layer)
    if not off or not isinstance(group, dict) or _name(group.get("Type")) != "OCMD":
        return False
    members = group.get("OCGs")
    numbers = _numbers(members if isinstance(resolve1(members), list) else [members])
    policy = _name(group.get("P")) or "AnyOn"
    if not numbers:
        return False
    if policy in ("AnyOff", "AllOff"):
        return not (numbers & off if policy == "AnyOff" else numbers <= off)
    return bool(numbers & off) if policy == "AllOn" else numbers <= off


def _numbers(references: Any) -> frozenset[int]:
    found = resolve1(references)
    return frozenset(one.objid for one in found[:_MANY] if isinstance(one, PDFObjRef)) if isinstance(found, list) else frozenset()


def _name(value: Any) -> str:
    return getattr(resolve1(value), "name", "")
