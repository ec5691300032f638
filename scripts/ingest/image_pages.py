"""An image file as pages, judged before it is unpacked: PNG, JPEG, TIFF (each frame a page), BMP, GIF, WebP."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

from . import limits
from .refusals import refused

# The longer side of a page in points: a photo does not say how large the paper was, and plans are printed on A4.
LONGER = 842.0
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_NEEDED = "ảnh PNG, JPEG hoặc TIFF của trang văn bản"


def frames(name: str, data: bytes) -> Iterator[Image.Image]:
    """The pages of an image file as pictures in greys or colours (L or RGB), upright as its camera says, one at a time. Raises Refused: damaged, too many pixels or pages."""
    try:
        with warnings.catch_warnings():
            # Our own bound is lower than the one that Pillow warns of.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                # A multi-page TIFF is a scan; an animated GIF is not.
                count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
                limits.at_most(name, "trang quét", count, limits.SCANNED_PAGES)
                for number in range(count):
                    picture.seek(number)
                    limits.at_most(name, "điểm ảnh trên một trang", picture.width * picture.height, limits.PIXELS)
                    yield _upright(picture)
    except Image.DecompressionBombError as error:
        raise refused(name, "ảnh quá lớn", f"ảnh không quá {limits.shown(limits.PIXELS)} điểm", "quét lại ở 300 dpi") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise refused(name, f"ảnh hỏng ({type(error).__name__})", _NEEDED, "quét hoặc chép lại ảnh") from error


def frame(name: str, data: bytes, page: int) -> Image.Image:
    """One page of it, counted from 1. Raises Refused when there is none."""
    for number, picture in enumerate(frames(name, data), 1):
        if number == page:
            return picture
    raise refused(name, f"ảnh không có trang {page}", _NEEDED, "kiểm tra lại tệp")


def points_per_pixel(picture: Image.Image) -> float:
    return LONGER / max(picture.size)


def _upright(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        upright = Image.alpha_composite(paper, layer)
    if upright.mode.startswith("I"):
        # Sixteen bits a pixel; converting would cut instead of scale.
        upright = upright.point(lambda value: value / 256).convert("L")
    return upright if upright.mode == "L" else upright.convert("L" if upright.mode == "1" else "RGB")
