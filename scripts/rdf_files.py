"""Catalogues of linked data as files: JSON-LD with its context inside, and Turtle. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rdflib import Graph

from .catalog import Files
from .datasets import Dataset
from .dcat import NAMESPACES, address, catalogue
from .described import About
from .edition import Edition


def catalogue_files(here: About, held: Sequence[tuple[About, Dataset | None]], of: Edition, files: Files, below: Sequence[Dataset] = ()) -> dict[str, str]:
    """A catalogue (see dcat.catalogue) in both notations: address from the root of the site -> text."""
    nodes = catalogue(here, held, of, files, below)
    return {address(here.dataset, "jsonld"): json_ld(nodes, NAMESPACES), address(here.dataset, "ttl"): turtle(nodes, NAMESPACES)}


def json_ld(nodes: list[dict[str, Any]], namespaces: dict[str, str]) -> str:
    """A document that can be read without fetching anything: the context stands in it."""
    return json.dumps({"@context": namespaces, "@graph": nodes}, ensure_ascii=False, separators=(",", ":")) + "\n"


def turtle(nodes: list[dict[str, Any]], namespaces: dict[str, str]) -> str:
    """The same statements as Turtle, sorted: the order of the nodes does not matter."""
    graph = Graph(bind_namespaces="none")
    graph.parse(data=json_ld(nodes, namespaces), format="json-ld")
    return graph.serialize(format="turtle")
