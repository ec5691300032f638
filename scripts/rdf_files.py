"""Nodes of linked data as text: JSON-LD with its context inside, and Turtle. Pure."""

from __future__ import annotations

import json
from typing import Any

from rdflib import Graph


def json_ld(nodes: list[dict[str, Any]], namespaces: dict[str, str]) -> str:
    """A document that can be read without fetching anything: the context stands in it."""
    return json.dumps({"@context": namespaces, "@graph": nodes}, ensure_ascii=False, separators=(",", ":")) + "\n"


def turtle(nodes: list[dict[str, Any]], namespaces: dict[str, str]) -> str:
    """The same statements as Turtle, sorted: the order of the nodes does not matter."""
    graph = Graph(bind_namespaces="none")
    graph.parse(data=json_ld(nodes, namespaces), format="json-ld")
    return graph.serialize(format="turtle")
