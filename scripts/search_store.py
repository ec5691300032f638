"""Writes the search index: the rows of a page as soon as it is made, by whichever process makes it; the rest at the end."""

from __future__ import annotations

from pathlib import Path

from .search_index import Indexed, SearchDocument, SearchIndex, indexed, pack_rows, rows_name


class SearchStore:
    """The search index below one folder.

    A page maker calls `add` with what can be found of its page. A worker process calls `prepare` instead and sends the
    result to the process that collects all, which calls `take`. That process calls `finish` once, when nothing is to come.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = SearchIndex()

    def prepare(self, document: SearchDocument) -> Indexed:
        """Write the rows of the page; returns what the index needs to know."""
        packed = pack_rows(document)
        if packed:
            self._write(rows_name(document.path), packed)
        return indexed(document, packed)

    def take(self, prepared: Indexed) -> None:
        self._index.add(prepared)

    def add(self, document: SearchDocument) -> None:
        self.take(self.prepare(document))

    def finish(self) -> None:
        """Write the words, the pairs, the records and the table of contents."""
        for name, data in self._index.files():
            self._write(name, data)

    def _write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
