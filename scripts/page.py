"""A page of the site as a value."""

from __future__ import annotations

from dataclasses import dataclass, field

from .languages import PREFIXES, current


@dataclass(frozen=True)
class Page:
    """`path` is its address from the root of its language, "" for the home page or ending in "/"; `contents` are (anchor, title).

    A page is in the language that was being written when it was made. `kind` says what the page is of ("plan", "commune", ...).
    """

    path: str
    title: str
    description: str
    contents: list[tuple[str, str]]
    body: str
    kind: str = "list"
    # What its head says of its data: (media type, title, address from the root of the site).
    alternates: tuple[tuple[str, str, str], ...] = ()
    language: str = field(default_factory=current)

    @property
    def address(self) -> str:
        """Its address from the root of the site."""
        return PREFIXES[self.language] + self.path
