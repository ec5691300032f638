"""A piece of a page of a PDF or of an image file as a small PNG, for the review page. The same bytes for the same input."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image

from .grid import Box, Refused
from .image_pages import frame, points_per_pixel

# A hostile page must not become a picture of gigabytes.
_PIXELS = 4_000_000
_GREYS = 16


def crop_png(data: bytes, box: Box, margin: float = 6, scale: float = 2) -> bytes:
    """PNG bytes of the box (points of the page as shown) with a margin around it, `scale` pixels a point, less when that were too large.

    Refused when the file has no such page or the box lies outside it.
    """
    if b"%PDF-" not in data[:1024]:
        return _crop_image(data, box, margin, scale)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"không vẽ được trang {box.page}: tệp PDF không mở được ({error})") from error
    try:
        if not 1 <= box.page <= len(document):
            raise Refused(f"không vẽ được trang {box.page}: tệp có {len(document)} trang")
        return _crop(document[box.page - 1], box, margin, scale)
    finally:
        document.close()


def _crop(page: pypdfium2.PdfPage, box: Box, margin: float, scale: float) -> bytes:
    width, height = page.get_size()
    left, top = max(0.0, box.x0 - margin), max(0.0, box.top - margin)
    right, bottom = min(width, box.x1 + margin), min(height, box.bottom + margin)
    if right - left < 1 or bottom - top < 1:
        raise Refused(f"không vẽ được trang {box.page}: vùng cần cắt nằm ngoài trang {width:g} × {height:g} điểm")
    scale = min(scale, (_PIXELS / ((right - left) * (bottom - top))) ** 0.5)
    return _png(page.render(scale=scale, crop=(left, height - bottom, width - right, top), grayscale=True).to_pil())


def _crop_image(data: bytes, box: Box, margin: float, scale: float) -> bytes:
    picture = frame(f"trang {box.page}", data, box.page)
    points = points_per_pixel(picture)
    left, top = max(0, round((box.x0 - margin) / points)), max(0, round((box.top - margin) / points))
    right, bottom = min(picture.width, round((box.x1 + margin) / points)), min(picture.height, round((box.bottom + margin) / points))
    if right <= left or bottom <= top:
        raise Refused(f"không vẽ được trang {box.page}: vùng cần cắt nằm ngoài ảnh {picture.width} × {picture.height} điểm")
    wanted = min(scale, (_PIXELS / ((right - left) * (bottom - top) * points * points)) ** 0.5)
    size = max(1, round((right - left) * points * wanted)), max(1, round((bottom - top) * points * wanted))
    return _png(picture.crop((left, top, right, bottom)).resize(size, Image.Resampling.LANCZOS))


def _png(picture: Image.Image) -> bytes:
    shades = picture.convert("L").point(lambda value: value * (_GREYS - 1) // 255)
    shades.putpalette([level * 255 // (_GREYS - 1) for level in range(_GREYS) for _ in range(3)], "RGB")
    file = BytesIO()
    shades.save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    with Image.open(BytesIO(png)) as picture:
        return picture.size
