"""Pictures -> words with places and how sure they are, by the program tesseract. The only edge to it."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from ..text import nfc
from . import limits
from .grid import Refused
from .refusals import refused

PROGRAM, LANGUAGE, FIGURES = "tesseract", "vie", "eng"
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-vie"
# How pictures are laid out, in the numbers of tesseract.
PAGE, BLOCK, LINE = 3, 6, 7
PROCESSES = 2
# Pictures given to one process: starting it costs as much as reading several cells.
_BATCH = 24
_ASKED = 30
# Signs that no plan prints; tesseract reads them for C and Đ. The last two are letters of Iceland that look like Đ and đ, so that nobody would see the mistake.
_NEVER = "©®€£¥¢§|\\{}~\u00d0\u00f0"
_SURE_TURN = 3.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read, its place in pixels of its picture, its line; `sure`: 0 to 100."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    line: tuple[int, int, int]
    sure: int


def program(name: str) -> str:
    """The path of tesseract. Raises Refused, with what to install, when it or its Vietnamese data is missing."""
    found = shutil.which(PROGRAM)
    needed, fix = "chương trình tesseract có dữ liệu tiếng Việt", f"chạy “{INSTALL}” (máy Debian, Ubuntu) và “make scan”, rồi đọc lại"
    if not found:
        raise refused(name, "bản quét (trang là ảnh, không có chữ), mà máy này chưa có tesseract", needed, fix)
    if LANGUAGE not in languages(name, found):
        raise refused(name, "bản quét mà tesseract trên máy này chưa có dữ liệu tiếng Việt (vie)", needed, fix)
    return found


def languages(name: str, path: str) -> tuple[str, ...]:
    """The languages that this tesseract has data for."""
    return tuple(_run(name, [path, "--list-langs"], _ASKED).split())


def upright_turn(name: str, picture: Image.Image) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) the page has to be turned to stand upright; 0 when tesseract cannot say for sure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0.png"
        picture.reduce(2).save(path)
        try:
            told = _run(name, [program(name), str(path), "stdout", "--psm", "0"], _ASKED)
        except Refused:
            # Too few letters, or the data for it is not installed: a page is upright unless something says otherwise.
            return 0
    values = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    try:
        turn, sure = int(values["Rotate"]), float(values["Orientation confidence"])
    except (KeyError, ValueError):
        return 0
    return turn if turn in (90, 180, 270) and sure >= _SURE_TURN else 0


def read_words(name: str, pictures: Sequence[Image.Image], layout: int, language: str = LANGUAGE) -> list[list[Word]]:
    """The words of each picture. `language`: FIGURES knows no Vietnamese and tells figures apart better. Raises Refused when tesseract fails or takes too long."""
    if not pictures:
        return []
    path = program(name)
    size = max(1, min(_BATCH, -(-len(pictures) // PROCESSES)))
    batches = [pictures[at : at + size] for at in range(0, len(pictures), size)]
    pool = ThreadPoolExecutor(PROCESSES)
    try:
        return [words for batch in pool.map(lambda batch: _batch(name, path, batch, layout, language), batches) for words in batch]
    finally:
        # When time is up, what has not begun does not begin.
        pool.shutdown(cancel_futures=True)


def _batch(name: str, path: str, pictures: Sequence[Image.Image], layout: int, language: str) -> list[list[Word]]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.png" for number in range(len(pictures))]
        for picture, file in zip(pictures, files):
            picture.save(file, compress_level=1, dpi=(300, 300))
        listed = Path(folder) / "list.txt"
        listed.write_text("".join(f"{file}\n" for file in files), encoding="utf-8")
        told = _run(name, [path, str(listed), "stdout", "-l", language, "--psm", str(layout), "-c", f"tessedit_char_blacklist={_NEVER}", "tsv"], limits.SCAN_CALL_SECONDS)
    return _words(told, len(pictures))


def _run(name: str, arguments: list[str], seconds: float) -> str:
    # One thread a process: two processes are faster than two threads each.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=seconds, env=environment, stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired as error:
        raise refused(name, f"tesseract đọc quá {seconds:g} giây chưa xong một lượt", "ảnh quét rõ, không nhiễu", "quét lại ở 300 dpi, đen trắng") from error
    except OSError as error:
        raise refused(name, f"tesseract không chạy được ({error.strerror})", "tesseract chạy được", f"cài lại: {INSTALL}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise refused(name, f"tesseract báo lỗi ({said[-1] if said else done.returncode})", "tesseract chạy được", f"cài lại: {INSTALL}")
    return done.stdout.decode("utf-8", "replace")


def _words(told: str, count: int) -> list[list[Word]]:
    """The words of a TSV by picture; its columns are level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    found: list[list[Word]] = [[] for _ in range(count)]
    for row in csv.reader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != "5" or not row[11].strip():
            continue
        page, block, paragraph, line, _, left, top, width, height = map(int, row[1:10])
        if 1 <= page <= count:
            place = (left, top, left + width, top + height)
            found[page - 1].append(Word(nfc(row[11].strip()), *place, (block, paragraph, line), max(0, min(100, int(float(row[10]))))))
    return found
