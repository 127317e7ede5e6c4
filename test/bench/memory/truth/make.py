"""What true pictures of the storybook world look like, for a bench that never runs Python: makes the files beside it.

    PYTHONPATH=assets/packs/storybook python test/bench/memory/truth/make.py && npx prettier --write test/bench/memory/truth

Needs the recipe's requirements. Seeds are held out (world.HELD_OUT and above), so no model was trained on these pictures.

    backdrops.png  every empty set, 72 x 40 pixels each: a row per place; columns are layout 0 day, sunset, night, layout 1 ...
    frames.png     true frames with one coloured character each, 72 x 40 pixels, 16 in a row; described in truth.json
    full.png       one true frame of every place, 288 x 160 pixels, 4 in a row; full-2.png the same, 576 x 320
    truth.json     {places, times, layouts, frames: [{place, layout, time, actor, colour}],
                    sets: {"place time": {sharpness, chroma}},    means over true frames, formulas below; sharpness by
                                                                  the pictures' width, {"288", "576"}
                    motion: {inside, seam}}                       mean change from frame to frame, formula below
"""
import json
from pathlib import Path

import numpy as np
from PIL import Image

from recipe.heldout import Film
from recipe.places import LAYOUTS, PLACES, TIMES, backdrop
from recipe.world import CAST, COLOURS, HELD_OUT, Story

HERE = Path(__file__).parent
SIZE = (72, 40)
PER_ROW = 16
SCALES = (1, 2)
CALM = ["stand", "walk_l", "walk_r", "jump"]


def small(frame):
    """A frame at a quarter of its size: the means of 4 x 4 pixels."""
    return Image.fromarray(np.asarray(frame)).resize(SIZE, Image.BOX)


def luma(frames):
    return frames.astype(np.float64) @ np.array([.299, .587, .114])


def sharpness(frames):
    """Gradient energy: mean squared step of brightness (0..255) to the right plus mean squared step down."""
    y = luma(frames)
    return float((np.diff(y, axis=-1) ** 2).mean() + (np.diff(y, axis=-2) ** 2).mean())


def chroma(frames):
    """Mean of max(r, g, b) - min(r, g, b)."""
    return float((frames.max(-1).astype(np.int16) - frames.min(-1)).mean())


def changes(frames):
    """Mean absolute change of brightness between frames that follow each other."""
    return np.abs(np.diff(luma(frames), axis=0)).mean((1, 2))


def sheet(pictures, per_row):
    w, h = pictures[0].size
    out = Image.new("RGB", (per_row * w, -(-len(pictures) // per_row) * h))
    for i, p in enumerate(pictures):
        out.paste(p, (i % per_row * w, i // per_row * h))
    return out


def lone_actor(number, where=None, scale=1):
    """A second of one coloured character alone: what is to be seen, and its frames."""
    film = Film(HELD_OUT + 300_000 + number)
    r = film.random
    place, layout, time = where or (r.choice(PLACES), r.randrange(LAYOUTS), r.choice(TIMES))
    actor = film.actor(r.choice(list(CAST)), r.choice(list(COLOURS)))
    film.set, film.actions = (place, layout, time), {actor.name: r.choice(CALM)}
    actor.visible = True
    seen = {"place": place, "layout": layout, "time": time, "actor": actor.name, "colour": actor.colour}
    return seen, film.render_chunk(scale)


def motion(stories=24, segments=4):
    """Mean change inside chunks and from chunk to chunk, within one set."""
    inside, seam = [], []
    for n in range(stories):
        story, last = Story(HELD_OUT + 400_000 + n), None
        for _ in range(segments):
            before = story.set
            story.next_segment()
            for second in range(2):
                frames = story.render_chunk()
                inside.extend(changes(frames))
                if last is not None and (second or story.set == before):
                    seam.append(changes(np.stack([last, frames[0]]))[0])
                last = frames[-1]
    return {"inside": round(float(np.mean(inside)), 4), "seam": round(float(np.mean(seam)), 4)}


def main():
    sets = [(p, layout, t) for p in PLACES for layout in range(LAYOUTS) for t in TIMES]
    sheet([small(backdrop(*s)) for s in sets], LAYOUTS * len(TIMES)).save(HERE / "backdrops.png", optimize=True)
    seen, pictures, by_set = [], [], {}
    for n in range(128):
        what, frames = lone_actor(n)
        seen.append(what)
        pictures.append(small(frames[6]))
    for n, where in enumerate(sets):
        (_, frames), (_, large) = (lone_actor(1000 + n, where, scale) for scale in SCALES)
        by_set.setdefault(f"{where[0]} {where[2]}", []).append((sharpness(frames), sharpness(large), chroma(frames)))
    sheet(pictures, PER_ROW).save(HERE / "frames.png", optimize=True)
    for scale, name in zip(SCALES, ("full", "full-2")):
        full = [lone_actor(2000 + n, (p, 1, TIMES[n % len(TIMES)]), scale)[1][6] for n, p in enumerate(PLACES)]
        sheet([Image.fromarray(f) for f in full], 4).save(HERE / f"{name}.png", optimize=True)
    means = {}
    for name, values in by_set.items():
        small_one, large, colours = (round(float(v), 2) for v in np.mean(values, 0))
        means[name] = {"sharpness": {"288": small_one, "576": large}, "chroma": colours}
    rows = ",\n".join("  " + json.dumps(s) for s in seen)
    body = json.dumps({"places": PLACES, "times": TIMES, "layouts": LAYOUTS, "motion": motion(), "sets": means, "frames": []}, indent=1)
    (HERE / "truth.json").write_text(body.replace('"frames": []', f'"frames": [\n{rows}\n ]') + "\n")


if __name__ == "__main__":
    main()
