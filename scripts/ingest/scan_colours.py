"""Red ink on a page that is a picture. Stamps lie over rules and letters; red ink lets red light through, and what is black below it stays black."""

from __future__ import annotations

import numpy
from PIL import Image, ImageChops

# How much brighter red light is than the others where the ink is red, of 255; grain and the colour of paper stay below it.
_RED = 24
# Less red than this share of a page is specks.
_SPECKS = 1e-4


def without_red(picture: Image.Image) -> Image.Image | None:
    """The picture in greys, its red ink in the shade of paper; None when it has none worth speaking of."""
    if picture.mode != "RGB":
        return None
    red, green, blue = picture.split()
    redness = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    inked = redness.point([255 if value >= _RED else 0 for value in range(256)])
    if numpy.count_nonzero(numpy.asarray(inked)) < _SPECKS * picture.width * picture.height:
        return None
    grey = picture.convert("L")
    return Image.composite(ImageChops.lighter(grey, ImageChops.add(red, redness)), grey, inked)
