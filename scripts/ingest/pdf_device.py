"""What pdfminer finds painted -> ink, with limits on how much there may be."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import replace
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, mult_matrix

from .grid import Refused
from .pdf_fonts import UNREAD, letter
from .pdf_ink import Bar, Char, Ink
from .pdf_paint import frame_sides, is_rectangle, is_rounded, is_vivid, is_white, turn_of

CHARS = 60_000
PATHS = 40_000
FIGURES = 5_000
# Thicker than this a painted area is a background, not a rule.
THIN = 3.0
# A picture over a larger part of the page is the page itself.
_PART = 0.4
_SIZE = 14_400.0
_INVISIBLE = (3, 7)
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Fonts of the Vietnamese encodings before Unicode: what they hold is not what they show.
_LEGACY = (".vn", "vni-", "vni ")


class Device(PDFTextDevice):
    """Collects ink. Coordinates come as those of the page turned by /Rotate, from the lower left corner of its media box."""

    ink: Ink

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._render = 0
        self._vivid = self._pale = False
        self._paths = self._figures = self._string = 0
        self._left = self._upper = 0.0
        self.clip: Bar | None = None
        self.clips: list[tuple[Bar | None, bool]] = []
        # The box of the figure being painted, and what was so before each open figure.
        self._figure: Bar | None = None
        self._outside: list[tuple[Any, Bar | None, Bar | None, int]] = []
        # How a place on the page becomes one of its media box, turned by /Rotate.
        self.page_ctm: Any = None
        # Whether what is painted lets through what lies under it.
        self.sheer = False
        # Above 0 while a layer that is switched off is being painted on.
        self.unseen = 0
        # Bytes of operators that were followed.
        self.operators = 0

    def clip_to(self, path: Any) -> None:
        """Nothing outside the box of this path is shown from here on."""
        points = [apply_matrix_pt(self.ctm, segment[-2:]) for segment in path if len(segment) > 2]
        if points and all(math.isfinite(value) for point in points for value in point):
            self.clip = self._clipped(self._box((min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))))

    def _clipped(self, bar: Bar) -> Bar:
        """What the clipping area leaves of a bar; a bar without extent when it leaves nothing."""
        clip = self.clip
        if clip is None:
            return bar
        x0, top = min(max(bar.x0, clip.x0), clip.x1), min(max(bar.top, clip.top), clip.bottom)
        return Bar(x0, top, max(x0, min(bar.x1, clip.x1)), max(top, min(bar.bottom, clip.bottom)), bar.white, bar.vivid)

    def _hides(self, bar: Bar) -> bool:
        clip = self.clip
        return clip is not None and (bar.x1 < clip.x0 - 0.5 or bar.x0 > clip.x1 + 0.5 or bar.bottom < clip.top - 0.5 or bar.top > clip.bottom + 0.5)

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self.page_ctm = ctm
        media = apply_matrix_rect(ctm, page.mediabox)
        crop = apply_matrix_rect(ctm, page.cropbox)
        x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
        x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
        if not (0 < x1 - x0 <= _SIZE and 0 < y1 - y0 <= _SIZE):
            raise Refused(f"khổ trang không đọc được ({x1 - x0:g} × {y1 - y0:g} điểm); cần trang từ 1 đến {_SIZE:g} điểm; hãy in lại ra PDF khổ A4")
        self._left, self._upper = x0, y1
        self.ink = Ink(x1 - x0, y1 - y0)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._outside.append((self.ctm, self.clip, self._figure, len(self.clips)))
        self._figures += 1
        if self._figures > FIGURES:
            raise Refused(f"một trang có hơn {FIGURES} hình lồng nhau; tệp có thể hỏng; hãy in lại ra PDF")
        shown = apply_matrix_rect(mult_matrix(matrix, self.ctm), bbox)
        if all(map(math.isfinite, shown)):
            self._figure = self.clip = self._clipped(self._box(shown))

    def end_figure(self, name: str) -> None:
        # pdfminer leaves the figure's own state behind.
        self.ctm, self.clip, self._figure, depth = self._outside.pop()
        del self.clips[depth:]

    def render_image(self, name: str, stream: Any) -> None:
        if self.unseen:
            return
        bar = self._box(apply_matrix_rect(self.ctm, (0, 0, 1, 1)))
        thin = min(bar.x1 - bar.x0, bar.bottom - bar.top) <= THIN
        # A picture that is no page and lets nothing through covers what lies under it.
        part = (bar.x1 - bar.x0) * (bar.bottom - bar.top) < _PART * self.ink.width * self.ink.height
        if part and not thin and not self.sheer and not any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM")):
            bar = replace(bar, covers=len(self.ink.chars))
        (self.ink.bars if thin else self.ink.images).append(bar)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._render, self._vivid, self._pale = textstate.render, is_vivid(graphicstate.ncolor), is_white(graphicstate.ncolor, ncs)
        self._string += 1
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        text = letter(font, cid)
        if len(self.ink.chars) + self.ink.hidden >= CHARS:
            raise Refused(f"một trang có hơn {CHARS} chữ; đây không phải trang văn bản; hãy tách hoặc in lại ra PDF")
        self._add(matrix, font, fontsize, rise, advance, _LIGATURES.get(text, text))
        return advance

    def _add(self, matrix: Any, font: Any, fontsize: float, rise: float, advance: float, text: str) -> None:
        a, b, c, d, _e, _f = matrix
        name = str(font.fontname)
        if self._render in _INVISIBLE or self.unseen:
            self.ink.hidden += 1
            return
        text = "".join(character for character in text if character == "\u00ad" or unicodedata.category(character) not in ("Cc", "Cf") or character.isspace())
        size = abs(fontsize) * math.hypot(c, d)
        if not text or not (0 < size <= _SIZE):
            return
        drop = max(0.0, -font.get_descent()) * abs(fontsize)
        box = self._box(apply_matrix_rect(matrix, (0, rise - drop, advance, rise - drop + abs(fontsize))))
        turn = turn_of(a, b) if advance >= 0 else turn_of(-a, -b)
        if turn is None:
            self.ink.slanting += text
            return
        if UNREAD in text:
            self.ink.unreadable += 1
        plain = name.split("+")[-1].lower()
        legacy = plain.startswith(_LEGACY)
        if legacy:
            self.ink.legacy_fonts.add(name.split("+")[-1])
        if turn == 0:
            # A slanted (synthetic italic) letter keeps the width of its advance.
            x0 = box.x0 if abs(c) < 1e-6 else apply_matrix_pt(matrix, (0, rise))[0] - self._left
            box = Bar(x0, box.top, x0 + abs(advance * a), box.bottom)
        bold = "bold" in plain or "black" in plain or self._render == 2
        area = (self.clip.x0, self.clip.top, self.clip.x1, self.clip.bottom) if self.clip else None
        char = Char(text, box.x0, box.top, box.x1, box.bottom, size, drop * math.hypot(c, d), turn, bold, len(self.ink.chars), area=area, vivid=self._vivid, white=self._pale, legacy=legacy, string=self._string)
        x, y = char.middle if turn == 0 else ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        if self._figure and not (self._figure.x0 <= x <= self._figure.x1 and self._figure.top <= y <= self._figure.bottom):
            self.ink.hidden += not char.blank
            return
        if self._hides(Bar(x, y, x, y)):
            char = replace(char, clip=area)
        elif not (0 <= x <= self.ink.width and 0 <= y <= self.ink.height):
            char = replace(char, clip=(0.0, 0.0, self.ink.width, self.ink.height))
        self.ink.chars.append(char)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        if self.unseen:
            return
        self._paths += 1
        if self._paths > PATHS:
            raise Refused(f"một trang có hơn {PATHS} nét vẽ; đây có thể là bản vẽ hoặc chữ đã thành hình; hãy in lại ra PDF có chữ")
        boxes: list[Bar] = []
        subpath: list[Any] = []
        # What several boxes paint together may have holes.
        solid = not self.sheer and sum(segment[0] == "m" for segment in path) == 1
        for segment in [*path, ("m",)]:
            if segment[0] == "m" and subpath:
                self._subpath(graphicstate, stroke, fill, subpath, boxes, solid)
                subpath = []
            subpath.append(segment)
        if fill:
            self._frames(boxes)

    def _subpath(self, state: Any, stroke: bool, fill: bool, subpath: list[Any], boxes: list[Bar], solid: bool) -> None:
        points = [apply_matrix_pt(self.ctm, segment[-2:]) for segment in subpath if len(segment) > 2]
        if not points or not all(math.isfinite(value) for point in points for value in point):
            return
        self._paths += len(points) // 8
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if self._hides(self._box((min(xs), min(ys), max(xs), max(ys)))):
            return
        box = self._box((min(xs), min(ys), max(xs), max(ys)))
        if fill:
            white = is_white(state.ncolor, state.ncs)
            bar = self._clipped(Bar(box.x0, box.top, box.x1, box.bottom, white, is_vivid(state.ncolor)))
            if solid and is_rectangle(points) and min(bar.x1 - bar.x0, bar.bottom - bar.top) > THIN:
                bar = replace(bar, covers=len(self.ink.chars))
            boxes.append(bar)
            (self.ink.bars if min(box.x1 - box.x0, box.bottom - box.top) <= THIN else self.ink.fills).append(bar)
        if stroke:
            self._strokes(state, subpath, points, box)

    def _strokes(self, state: Any, subpath: list[Any], points: list[Any], box: Bar) -> None:
        a, b, c, d, _e, _f = self.ctm
        half = max(0.1, state.linewidth * math.sqrt(abs(a * d - b * c)) / 2)
        white, vivid = is_white(state.scolor, state.scs), is_vivid(state.scolor)
        if max(box.x1 - box.x0, box.bottom - box.top) <= THIN:
            self.ink.bars.append(Bar(box.x0, box.top, box.x1, box.bottom, white, vivid))
            return
        closed = subpath[-1][0] == "h"
        if closed and is_rounded([segment[0] for segment in subpath], points):
            corners = [(box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom)]
            for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]]):
                side = Bar(min(x0, x1) - half, min(y0, y1) - half, max(x0, x1) + half, max(y0, y1) + half, white, vivid)
                (self.ink.bars if 2 * half <= 2 * THIN else self.ink.fills).append(self._clipped(side))
            return
        kinds = [segment[0] for segment in subpath if len(segment) > 2][1:] + (["l"] if closed else [])
        ends = points[1:] + ([points[0]] if closed else [])
        for kind, start, end in zip(kinds, points, ends):
            across, along = sorted((abs(start[0] - end[0]), abs(start[1] - end[1])))
            if kind != "l" or across > max(0.5, 0.01 * along):
                continue
            level = abs(start[1] - end[1]) <= abs(start[0] - end[0])
            dx, dy = (0.0, half) if level else (half, 0.0)
            bar = self._box((min(start[0], end[0]) - dx, min(start[1], end[1]) - dy, max(start[0], end[0]) + dx, max(start[1], end[1]) + dy))
            (self.ink.bars if 2 * half <= 2 * THIN else self.ink.fills).append(self._clipped(Bar(bar.x0, bar.top, bar.x1, bar.bottom, white, vivid)))

    def _frames(self, boxes: list[Bar]) -> None:
        sides = frame_sides(boxes)
        if sides:
            self.ink.fills = [bar for bar in self.ink.fills if not any(bar is box for box in boxes)]
            self.ink.bars += sides

    def _box(self, rectangle: Any) -> Bar:
        x0, y0, x1, y1 = rectangle
        return Bar(min(x0, x1) - self._left, self._upper - max(y0, y1), max(x0, x1) - self._left, self._upper - min(y0, y1))
