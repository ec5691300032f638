"""A page of a PDF -> its ink: the one place that follows the drawing operators, by pdfminer."""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, resolve1, stream_value
from pdfminer.utils import mult_matrix

from .grid import Refused
from .pdf_device import Device
from .pdf_fields import Field, filled_fields
from .pdf_fonts import Fonts
from .pdf_ink import Ink
from .pdf_layers import is_off, layers_off
from .pdf_unfolding import unfolding

# Bytes of drawing operators of a page, those of its forms counted each time they are used.
OPERATORS = 6_000_000
_OPAQUE = 0.95


def page_ink(page: PDFPage) -> Ink:
    """What the page shows, filled fields of forms too. Refused when it holds more than a page of a plan can; pdfminer's own errors pass through."""
    fonts = Fonts()
    device = Device(fonts)
    interpreter = _Interpreter(fonts, device)
    interpreter.process_page(page)
    fields, device.ink.undrawn = filled_fields(page)
    for field in fields:
        interpreter.paint(field, device.page_ctm)
    if device.ink.damaged and not device.ink.chars:
        raise Refused("dữ liệu nén của trang bị hỏng, không đọc được chữ nào; hãy tải lại tệp, hoặc mở rồi in lại ra PDF")
    return device.ink


class _Interpreter(PDFPageInterpreter):
    """pdfminer's, which does not know of clipping (text outside the clipping area is not shown) and of layers that are switched off."""

    device: Device

    def __init__(self, resources: PDFResourceManager, device: Device) -> None:
        super().__init__(resources, device)
        self._off: frozenset[int] = frozenset()
        self._marked: list[bool] = []

    def dup(self) -> _Interpreter:
        other = type(self)(self.rsrcmgr, self.device)
        other._off = self._off
        return other

    def process_page(self, page: PDFPage) -> None:
        self._off = layers_off(page.doc.catalog)
        super().process_page(page)

    def paint(self, field: Field, page_ctm: Any) -> None:
        """What no operator of the page names."""
        placed = mult_matrix(field.put, page_ctm)
        self.device.set_ctm(placed)
        self.device.begin_figure("", field.bbox, field.matrix)
        self.subinterp().render_contents(dict_value(field.stream.get("Resources", {})), [field.stream], mult_matrix(field.matrix, placed))
        self.device.end_figure("")

    def execute(self, streams: Any) -> None:
        damaged = unfolding.damaged
        for stream in streams:
            self.device.operators += len(stream_value(stream).get_data())
            if self.device.operators > OPERATORS:
                raise Refused("trang có quá nhiều lệnh vẽ; đây có thể là bản vẽ; hãy in lại ra PDF có chữ")
        self.device.ink.damaged |= unfolding.damaged > damaged
        unseen = self.device.unseen
        super().execute(streams)
        self.device.unseen = unseen

    def do_BMC(self, tag: Any) -> None:
        self._marked.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:
        layer = dict_value(self.resources.get("Properties", {})).get(getattr(props, "name", "")) if getattr(tag, "name", "") == "OC" else None
        self._marked.append(is_off(layer, self._off))
        self.device.unseen += self._marked[-1]

    def do_EMC(self) -> None:
        self.device.unseen -= self._marked.pop() if self._marked else 0

    def do_Do(self, xobjid_arg: Any) -> None:
        figure = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", "")))
        unseen = isinstance(figure, PDFStream) and is_off(figure.get("OC"), self._off)
        self.device.unseen += unseen
        super().do_Do(xobjid_arg)
        self.device.unseen -= unseen

    def do_q(self) -> None:
        super().do_q()
        self.device.clips.append((self.device.clip, self.device.sheer))

    def do_Q(self) -> None:
        if self.gstack and self.device.clips:
            self.device.clip, self.device.sheer = self.device.clips.pop()
        super().do_Q()

    def do_gs(self, name: Any) -> None:
        state = resolve1(dict_value(self.resources.get("ExtGState", {})).get(getattr(name, "name", "")))
        if isinstance(state, dict):
            alpha, mode = resolve1(state.get("ca")), resolve1(state.get("BM"))
            if isinstance(alpha, (int, float)) or mode is not None:
                self.device.sheer = (isinstance(alpha, (int, float)) and alpha < _OPAQUE) or getattr(mode, "name", "Normal") not in ("Normal", "Compatible")

    def do_W(self) -> None:
        self.device.clip_to(self.curpath)

    def do_W_a(self) -> None:
        self.device.clip_to(self.curpath)

    def do_F(self) -> None:
        self.do_f()
