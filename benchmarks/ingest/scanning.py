"""A drawn PDF as a scanner would give it: pictures of its pages, slanted, blurred, noisy, compressed. The same seed gives the same scan."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageFilter

DPI = 200


def write_scan(pdf: Path, seed: int, path: Path) -> str:
    """The scan of a PDF, and in a few words how good it is."""
    random = Random(seed)
    slant, blur, noise, quality = random.uniform(-1.2, 1.2), random.choice((0, 0.4, 0.7)), random.choice((0.02, 0.05, 0.09)), random.choice((55, 70, 85))
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        pages = [_page(document[number].render(scale=DPI / 72, grayscale=True).to_pil().convert("L"), random, slant, blur, noise) for number in range(len(document))]
    finally:
        document.close()
    # A date of making would make every scan another one.
    pages[0].save(path, "PDF", title="", creationDate=None, modDate=None, resolution=DPI, save_all=True, append_images=pages[1:], quality=quality)
    return f"slant {slant:.1f}, blur {blur}, noise {noise}, JPEG {quality}"


def _page(page: Image.Image, random: Random, slant: float, blur: float, noise: float) -> Image.Image:
    page = page.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    grain = Image.frombytes("L", page.size, random.randbytes(page.width * page.height))
    return Image.blend(page.point(lambda value: 18 + value * 9 // 10), grain, noise)
