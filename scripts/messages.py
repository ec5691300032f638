"""The messages of the code and the templates, gathered into docs/_languages/en.po: `python -m scripts.messages [--check]`.

Writes the file anew: new messages come in without English, those that nothing shows any more go out. The order is that
of the messages, and no line numbers are kept, so that equal code gives equal bytes.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from .languages import ENGLISH
from .paths import LANGUAGES, ROOT

# Where messages stand; anything else below the root is not looked at.
FOLDERS = ("scripts", "docs")
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None, "counted": (1, 1)}
WIDTH = 140
HEADER = """\
# The English of the site. The Vietnamese stands in scripts/ and docs/_templates/, docs/_theme/; `make messages` brings this file up to date.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def python_calls(file: BinaryIO, keywords: dict[str, Any], comment_tags: Any, options: Any) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """The messages of one module, for babel.cfg: calls as Python reads them, those inside f-strings too, and no other strings."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, node.func.id, [first.value, None], []


def gathered(root: Path = ROOT) -> Catalog:
    """Every message of the code and the templates below `root`, without translations."""
    with open(LANGUAGES / "babel.cfg", encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)

    def wanted(folder: str) -> bool:
        return Path(folder).relative_to(root).parts[0] in FOLDERS and Path(folder).name != "__pycache__"

    found = Catalog(locale=ENGLISH)
    for _file, _line, message, _comments, context in extract_from_dir(
        str(root), methods, options, KEYWORDS, strip_comment_tags=True, directory_filter=wanted
    ):
        found.add(message, context=context)
    return found


def read(path: Path) -> Catalog:
    with open(path, "rb") as file:
        return read_po(file, locale=ENGLISH, abort_invalid=True)


def brought_up_to_date(old: Catalog, found: Catalog) -> Catalog:
    """The messages of `found` with the English that `old` has for them."""
    fresh = Catalog(locale=ENGLISH)
    for message in found:
        if message.id:
            known = old.get(key(message.id))
            kept = known.string if known is not None else ""
            if isinstance(message.id, tuple):
                # A message that is now counted keeps its English for both numbers, until somebody tells them apart.
                kept = kept if isinstance(kept, tuple) else (kept, kept)
            else:
                kept = kept[-1] if isinstance(kept, tuple) else kept
            fresh.add(message.id, kept, flags=message.flags & {"python-format"})
    return fresh


def key(identifier: str | tuple[str, ...] | list[str]) -> str:
    """The Vietnamese of a message; one that is counted has it twice."""
    return identifier if isinstance(identifier, str) else identifier[0]


def untranslated(catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield key(message.id)


def text(catalogue: Catalog) -> str:
    """The catalogue as it stands in the file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return HEADER + out.getvalue().decode("utf-8").rstrip("\n") + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.messages", description="Cập nhật bản dịch tiếng Anh theo câu chữ trong mã và khuôn trang.")
    parser.add_argument("--check", action="store_true", help="không ghi; báo lỗi khi tệp chưa cập nhật hoặc còn câu chưa dịch")
    options = parser.parse_args(arguments)
    path = LANGUAGES / f"{ENGLISH}.po"
    old, found = read(path), gathered()
    fresh = brought_up_to_date(old, found)
    shown = {key(message.id) for message in found if message.id}
    unused = sorted(key(message.id) for message in old if message.id and key(message.id) not in shown)
    missing = sorted(untranslated(fresh))
    current = path.read_text("utf-8") == text(fresh)
    if not options.check:
        path.write_text(text(fresh), "utf-8")
    for message in unused:
        print(f"{'thừa' if options.check else 'đã bỏ, không còn dùng'}: {message}")
    for message in missing:
        print(f"chưa dịch: {message}")
    print(f"{len(shown)} câu, {len(missing)} câu chưa dịch, {len(unused)} câu không còn dùng.")
    if options.check:
        if not current:
            print("docs/_languages/en.po chưa cập nhật: chạy “make messages”.")
        return int(not current or bool(missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
