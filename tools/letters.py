"""Makes app/exchange/letters/inter-500.json: outlines of Inter's letters, with which slates are typeset where there is no
browser. Run it again only for another version of the typeface: pip install fonttools brotli, then this file.
"""

import json
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

root = Path(__file__).parent.parent
files = root / "node_modules/@fontsource-variable/inter/files"
target = root / "app/exchange/letters/inter-500.json"
em = 1000
scripts = ["latin", "latin-ext", "greek", "cyrillic"]
wanted = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), 0x1E9E,  # Latin
    *range(0x384, 0x3CF), *range(0x400, 0x460), 0x490, 0x491,  # Greek, Cyrillic
    *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A,
    0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x25A1,
]


class Path1000(BasePen):
    """SVG path with whole numbers, relative to the last point, y downward."""

    def __init__(self, glyphs, scale):
        super().__init__(glyphs)
        self.scale, self.at, self.text = scale, (0, 0), ""

    def add(self, command, *points):
        whole = [(round(x * self.scale), round(-y * self.scale)) for x, y in points]
        numbers = " ".join(f"{x - self.at[0]} {y - self.at[1]}" for x, y in whole)
        self.text += command + numbers.replace(" -", "-")
        self.at = whole[-1]

    def _moveTo(self, point):
        self.add("m", point)
        self.start = self.at

    def _lineTo(self, point):
        self.add("l", point)

    def _qCurveToOne(self, off, on):
        self.add("q", off, on)

    def _curveToOne(self, one, two, on):
        self.add("c", one, two, on)

    def _closePath(self):
        self.text += "z"
        self.at = self.start


letters = {}
for script in scripts:
    font = instantiateVariableFont(TTFont(files / f"inter-{script}-wght-normal.woff2"), {"wght": 500})
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = em / font["head"].unitsPerEm
    for code in wanted:
        if code in names and chr(code) not in letters:
            pen = Path1000(glyphs, scale)
            glyphs[names[code]].draw(pen)
            letters[chr(code)] = [round(glyphs[names[code]].width * scale), pen.text]

lines = ",\n".join(f"  {json.dumps(sign, ensure_ascii=False)}: {json.dumps(letters[sign])}" for sign in sorted(letters))
target.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
