"""Small PDFs written by hand: words and lines at places counted from the upper left corner of an A4 page."""

from __future__ import annotations

from scripts.ingest.pdf import read_pdf

A4 = (595, 842)


def stream(data: bytes, extra: str = "") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (extra.encode(), len(data), data)


def pdf(*contents: str, page: str = "", size=A4, catalog: str = "", more: tuple[bytes, ...] = (), raw: bytes | None = None) -> bytes:
    """A PDF with these page contents. Its font F1 has a letter for every code of Unicode, each half its size wide."""
    letters = [*range(32, 127), *range(0xC0, 0x1EFF), *map(ord, "≥“”")]
    pairs = [f"<{code:04X}> <{code:04X}>" for code in letters]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    unicode = "begincmap\n" + "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks) + "\nendcmap"
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(contents)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        (b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]>>>>"),
        stream(unicode.encode()),
    ]
    for number, content in enumerate(contents):
        box = f"/MediaBox[0 0 {size[0]} {size[1]}]"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Resources<</Font<</F1 3 0 R>>>>/Contents {7 + 2 * number} 0 R{page}>>".encode())
        objects.append(stream(content.encode("latin-1")) if raw is None else raw)
    objects += more
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(file)


def text(x: float, top: float, words: str, size: float = 10, before: str = "") -> str:
    """Words whose baseline is `top` points below the upper edge of an A4 page."""
    return f"BT {before} /F1 {size} Tf {x} {A4[1] - top} Td <{''.join(f'{ord(letter):04X}' for letter in words)}> Tj ET "


def line(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"{x0} {A4[1] - top} m {x1} {A4[1] - bottom} l S "


def bar(x0: float, top: float, width: float, height: float) -> str:
    return f"{x0} {A4[1] - top - height} {width} {height} re f "


def table(xs: list[float], ys: list[float]) -> str:
    return "".join(line(xs[0], y, xs[-1], y) for y in ys) + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def read(data: bytes):
    return read_pdf("mau.pdf", data, "0" * 64)


XS, YS = [50, 100, 300, 400], [100, 130, 160]
WORDS = text(55, 115, "STT") + text(105, 115, "Chỉ tiêu") + text(305, 115, "Năm 2026") + text(55, 145, "1") + text(105, 145, "Tỷ lệ hồ sơ") + text(305, 145, "≥ 0,23%")
TEXTS = [["STT", "Chỉ tiêu", "Năm 2026"], ["1", "Tỷ lệ hồ sơ", "≥ 0,23%"]]
