"""Rasterise the sprites once: icons.json -> atlas.png + atlas.json and the same twice as large, atlas-2 (all committed, so nobody has to run this).

    python make_atlas.py PATH/TO/icons.json        # of npm's @iconify-json/fluent-emoji-flat; needs cairosvg

The pictures are Microsoft's Fluent Emoji (flat style), MIT licence.
Every sprite is drawn at 160 px (at 320 px for the larger atlas), cut to its visible part and brought to the height that
the world uses, so that the world itself needs no SVG renderer.
"""
import io
import json
import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent

# name in the stories -> (icon, height in pixels)
SPRITES = {
    "cat": ("cat", 62), "dog": ("dog", 62), "rabbit": ("rabbit", 58), "horse": ("horse", 74),
    "elephant": ("elephant", 74), "penguin": ("penguin", 62), "duck": ("duck", 58), "pig": ("pig", 58),
    "dinosaur": ("sauropod", 82), "owl": ("owl", 60), "monkey": ("monkey", 62), "car": ("automobile", 56),
}


def rasterise(icons, name, size=160):
    """One icon as an RGBA picture of size x size."""
    import cairosvg

    icon = icons["icons"][name]
    box = f'0 0 {icon.get("width", 32)} {icon.get("height", 32)}'
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
           f'viewBox="{box}">{icon["body"]}</svg>')
    png = cairosvg.svg2png(bytestring=svg.encode(), output_width=size, output_height=size)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def write_atlas(icons, scale, file):
    pictures = {}
    for name, (icon, height) in SPRITES.items():
        picture = rasterise(icons, icon, 160 * scale)
        picture = picture.crop(picture.getbbox())
        width = max(1, round(picture.width * height / picture.height))
        pictures[name] = picture.resize((width * scale, height * scale), Image.LANCZOS)
    atlas = Image.new("RGBA", (sum(p.width for p in pictures.values()), max(p.height for p in pictures.values())))
    boxes, x = {}, 0
    for name, picture in pictures.items():
        atlas.paste(picture, (x, 0))
        boxes[name] = [x, 0, picture.width, picture.height]
        x += picture.width
    atlas.save(HERE / f"{file}.png", optimize=True)
    about = {"source": "Fluent Emoji (flat), Microsoft, MIT licence", "boxes": boxes}
    (HERE / f"{file}.json").write_text(json.dumps(about, indent=1) + "\n")


def main(icons_path):
    icons = json.loads(Path(icons_path).read_text())
    write_atlas(icons, 1, "atlas")
    write_atlas(icons, 2, "atlas-2")


if __name__ == "__main__":
    main(sys.argv[1])
