"""A page of the site as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`path` is its address from the root, "" for the home page or ending in "/"; `contents` are (anchor, title)."""

    path: str
    title: str
    description: str
    contents: list[tuple[str, str]]
    body: str
