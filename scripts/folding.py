"""Messages are put into a template when it is compiled for a language, not anew for every cell that shows them."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from . import languages

MESSAGES = ("_", "gettext")


class Folding(NodeTransformer):
    """Replaces calls of the language that is being written by what they would return.

    `_("Chỉ tiêu")` becomes its text, `_("dòng %(line)s", line=…)` that text with a place to fill, `vi()` the attribute
    or nothing; in Vietnamese `quote(text)` is the text. Text of messages may hold HTML, values are escaped.
    """

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        node = self.generic_visit(node, *args, **kwargs)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name in MESSAGES and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            text = languages.gettext(node.args[0].value)
            if not node.kwargs:
                return _constant(text % {}, node.lineno)
            values = [nodes.Pair(nodes.Const(keyword.key), keyword.value) for keyword in node.kwargs]
            return nodes.Mod(_constant(text, node.lineno), nodes.Dict(values), lineno=node.lineno)
        if name == "vi" and not node.args:
            return _constant(languages.mark(), node.lineno)
        if name == "quote" and languages.current() == languages.VIETNAMESE:
            return node.args[0]
        return node


def _constant(text: str, line: int) -> nodes.Node:
    return nodes.MarkSafe(nodes.Const(Markup(text)), lineno=line)
