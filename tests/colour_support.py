"""Colours as eyes see them: WCAG contrast, colour blindness simulated, distance between colours."""

from __future__ import annotations

# Full dichromacy, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0).
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    """"#0b5563" as linear light, each part 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, blindness: str) -> Triple:
    """The colour as linear light for eyes with this blindness; "" for none."""
    light = linear(colour)
    if not blindness:
        return light
    red, green, blue = (min(1, max(0, sum(weight * part for weight, part in zip(row, light)))) for row in BLINDNESS[blindness])
    return red, green, blue


def lab(light: Triple) -> Triple:
    """CIE Lab (D65) of linear light."""
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, blindness: str = "") -> float:
    """CIE76: about 2 can just be told apart side by side, 10 at a glance."""
    a, b = lab(seen(one, blindness)), lab(seen(other, blindness))
    return sum((p - q) ** 2 for p, q in zip(a, b)) ** 0.5
