"""A contact sheet: one row a film, one picture a second.

    python -m recipe.sheet --work WORK --out sheet.png [--films story-0 identity-1 ...] [--steps 4] [--policy nam] [--seconds 12]
"""
import argparse
import json
import textwrap
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from .config import Run
from .sample import STEPS, Studio


def held_out():
    films = json.loads((Path(__file__).parent / "heldout.json").read_text())["films"]
    return {f["id"]: f for f in films}


def prompts_of(film):
    """One prompt a second."""
    return [c["prompt"] for c in film["cards"] for _ in range(c["seconds"])]


LINES = 3                         # of label below a row


def row(frames, labels, width=144):
    """Pictures beside each other; below, each label once, wrapped within the pictures for which it holds."""
    height, line = width * 160 // 288, 11
    strip = Image.new("RGB", (width * len(frames), height + LINES * line), "white")
    draw = ImageDraw.Draw(strip)
    for i, frame in enumerate(frames):
        strip.paste(Image.fromarray(frame).resize((width, height), Image.LANCZOS), (i * width, 0))
    i = 0
    while i < len(labels):
        until = next((j for j in range(i, len(labels)) if labels[j] != labels[i]), len(labels))
        lines = textwrap.wrap(labels[i], (until - i) * width // 6)
        for n, words in enumerate(lines[:LINES]):
            draw.text((i * width + 1, height + n * line - 1), words, fill="black")
        i = until
    return np.asarray(strip)


def sheet(studio, films, steps=4, policy="nam", seconds=12, width=144, seed=0):
    rows = []
    for film in films:
        prompts = prompts_of(film)[:seconds]
        torch.manual_seed(seed)
        shown = [chunk[6] for chunk in studio.film(prompts, policy, STEPS[steps], seed)]
        shown += [np.full_like(shown[0], 255)] * (seconds - len(shown))
        rows.append(row(shown, prompts + [""] * (seconds - len(prompts)), width))
    return Image.fromarray(np.concatenate(rows))


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--stage")
    p.add_argument("--films", nargs="*", default=[f"story-{i}" for i in range(6)] + [f"identity-{i}" for i in (0, 1, 4, 5)] + ["place-0", "place-2"])
    p.add_argument("--steps", type=int, default=4, choices=list(STEPS))
    p.add_argument("--policy", default="nam")
    p.add_argument("--seconds", type=int, default=12)
    a = p.parse_args()
    known = held_out()
    sheet(Studio(Run(a.work), a.stage), [known[f] for f in a.films], a.steps, a.policy, a.seconds).save(a.out)


if __name__ == "__main__":
    main()
