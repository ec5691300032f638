"""The binary form of the search index: lists of page numbers, and terms packed into files of a few kilobytes. Pure.

A file of terms is a sequence of entries in the order of their keys. All numbers are varints (seven bits a byte, lowest
first, the eighth bit says that more follow).

    entry    length of key, key (UTF-8), number of variants, variants
    variant  length, text (UTF-8; empty when it is the key itself), one list for each field
    list     0 when empty; else count * 2 + form, then the pages:
             form 0: the first page, then the difference to each next one
             form 1: the first page divided by 8, number of bytes, a bitmap from there, lowest bit first
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Lists = Sequence[Sequence[int]]  # for each field the pages, ascending


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """(number, where the next byte lies)."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7


def pack_pages(pages: Sequence[int]) -> bytes:
    """Ascending page numbers in the shorter of the two forms."""
    if not pages:
        return b"\0"
    deltas = bytearray(varint(pages[0]))
    for before, page in zip(pages, pages[1:]):
        step = page - before
        if step < 0x80:
            deltas.append(step)
        else:
            deltas += varint(step)
    start = pages[0] >> 3
    length = (pages[-1] >> 3) - start + 1
    if length >= len(deltas):
        return varint(len(pages) << 1) + bytes(deltas)
    bits = bytearray(length)
    for page in pages:
        bits[(page >> 3) - start] |= 1 << (page & 7)
    bitmap = varint(start) + varint(length) + bytes(bits)
    return varint(len(pages) << 1) + bytes(deltas) if len(deltas) <= len(bitmap) else varint(len(pages) << 1 | 1) + bitmap


def read_pages(data: bytes, at: int) -> tuple[list[int], int]:
    """(pages, where the next byte lies): what pack_pages wrote."""
    head, at = read_varint(data, at)
    count, is_bitmap = head >> 1, head & 1
    pages: list[int] = []
    if is_bitmap:
        start, at = read_varint(data, at)
        length, at = read_varint(data, at)
        for byte in range(length):
            pages += [(start + byte) * 8 + bit for bit in range(8) if data[at + byte] >> bit & 1]
        return pages, at + length
    page = 0
    for _ in range(count):
        step, at = read_varint(data, at)
        page += step
        pages.append(page)
    return pages, at


def _pack_text(text: str) -> bytes:
    encoded = text.encode()
    return varint(len(encoded)) + encoded


def pack_entry(key: str, variants: Iterable[tuple[str, Lists]]) -> bytes:
    found = [_pack_text("" if text == key else text) + b"".join(map(pack_pages, lists)) for text, lists in variants]
    return _pack_text(key) + varint(len(found)) + b"".join(found)


class Shard(NamedTuple):
    """A file of entries and the key of the first of them."""

    first: str
    data: bytes


def shards(entries: Iterable[tuple[str, bytes]], size: int) -> Iterator[Shard]:
    """Entries in the order of their keys, packed into files of about `size` bytes: only a single entry may exceed it."""
    first, data = "", bytearray()
    for key, entry in entries:
        if data and len(data) + len(entry) > size:
            yield Shard(first, bytes(data))
            data.clear()
        if not data:
            first = key
        data += entry
    if data:
        yield Shard(first, bytes(data))
