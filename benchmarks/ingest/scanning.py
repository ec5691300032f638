"""A drawn PDF as a scanner would give it: pictures of its pages, slanted, blurred, noisy, compressed, stamped. The same seed gives the same scan."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

DPI = 200
# The round stamp of an office: 36 mm across, in red ink.
_ACROSS, _RED, _ROUND = 36 / 25.4, (205, 32, 44), "ỦY BAN NHÂN DÂN XÃ * TỈNH * "


def write_scan(pdf: Path, seed: int, path: Path) -> str:
    """The scan of a PDF, and in a few words how good it is. Every other one is in colour, with a stamp on each page."""
    random = Random(seed)
    slant, blur, noise, quality = random.uniform(-1.2, 1.2), random.choice((0, 0.4, 0.7)), random.choice((0.02, 0.05, 0.09)), random.choice((55, 70, 85))
    stamping = Random(f"stamp {seed}")
    stamped = stamping.random() < 0.5
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        shown = [document[number].render(scale=DPI / 72, grayscale=not stamped).to_pil().convert("RGB" if stamped else "L") for number in range(len(document))]
    finally:
        document.close()
    pages = [_page(_stamped(page, stamping) if stamped else page, random, slant, blur, noise) for page in shown]
    # A date of making would make every scan another one.
    pages[0].save(path, "PDF", title="", creationDate=None, modDate=None, resolution=DPI, save_all=True, append_images=pages[1:], quality=quality)
    return f"slant {slant:.1f}, blur {blur}, noise {noise}, JPEG {quality}{', stamped' if stamped else ''}"


def _page(page: Image.Image, random: Random, slant: float, blur: float, noise: float) -> Image.Image:
    white = (255,) * len(page.getbands())
    page = page.rotate(slant, Image.Resampling.BICUBIC, fillcolor=white).filter(ImageFilter.GaussianBlur(blur))
    grain = Image.frombytes("L", page.size, random.randbytes(page.width * page.height)).convert(page.mode)
    return Image.blend(page.point(lambda value: 18 + value * 9 // 10), grain, noise)


def _stamped(page: Image.Image, random: Random) -> Image.Image:
    """The page with a round stamp somewhere on it; ink lies over ink, it hides nothing black."""
    size = round(_ACROSS * DPI)
    layer = Image.new("RGB", (size, size), "white")
    pen = ImageDraw.Draw(layer)
    for inset, width in ((0, 7), (14, 3), (size // 3, 3)):
        pen.ellipse((inset, inset, size - 1 - inset, size - 1 - inset), outline=_RED, width=width)
    font = ImageFont.load_default(26)
    for number, letter in enumerate(_ROUND):
        angle = 2 * math.pi * number / len(_ROUND)
        at = size / 2 + math.cos(angle) * size * 0.4, size / 2 + math.sin(angle) * size * 0.4
        pen.text(at, letter, fill=_RED, font=font, anchor="mm")
    layer = layer.rotate(random.uniform(-25, 25), Image.Resampling.BICUBIC, fillcolor="white")
    whole = Image.new("RGB", page.size, "white")
    whole.paste(layer, (random.randrange(page.width - size), random.randrange(page.height - size)))
    return ImageChops.multiply(page, whole)
