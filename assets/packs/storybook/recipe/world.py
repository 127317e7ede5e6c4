"""The storybook world: actors with a colour and a gait, and stories about them, one chunk (a second) at a time.

A story is a row of segments; a segment is a prompt and some chunks of 12 frames. What the prompts do not repeat (the
colour of a character, the layout of a place) stays the same for the whole story: only a model that remembers can keep it.

`Story` is the grammar of the films: stage 2 learns from it and the benchmark asks for it.
`Scene` is a single chunk with everything drawn at random and said more often: stage 1 learns words from it.

Seeds below HELD_OUT are for training; seeds from HELD_OUT on are never trained on and serve tests and benchmarks.
"""
import json
import math
import random
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from .places import GROUND, HEIGHT, LAYOUTS, PLACES, TIMES, WIDTH, backdrop
from . import words

FPS = CHUNK_FRAMES = 12
DRAWINGS = 6                       # a second: every picture is held for two frames
HELD_OUT = 10_000_000

# name -> (the side it looks to in the atlas: Left or Front, how it moves)
CAST = {"cat": ("L", "walk"), "dog": ("L", "walk"), "rabbit": ("L", "hop"), "horse": ("L", "walk"),
        "elephant": ("L", "walk"), "penguin": ("F", "walk"), "duck": ("L", "walk"), "pig": ("L", "walk"),
        "dinosaur": ("L", "walk"), "owl": ("F", "hop"), "monkey": ("F", "hop"), "car": ("L", "roll")}
COLOURS = {"red": 0.0, "orange": 0.08, "yellow": 0.15, "green": 0.36, "blue": 0.6, "purple": 0.76, "pink": 0.9}   # hues
ACTIONS = list(words.ACTIONS)


# ------------------------------------------------------------------------------------------------ sprites
@lru_cache(maxsize=None)
def atlas(scale=1):
    """name -> RGBA picture, from the committed atlas of that scale, 1 or 2 (Fluent Emoji, MIT)."""
    here, file = Path(__file__).parent, "atlas" if scale == 1 else f"atlas-{scale}"
    sheet = Image.open(here / f"{file}.png").convert("RGBA")
    boxes = json.loads((here / f"{file}.json").read_text())["boxes"]
    return {name: sheet.crop((x, y, x + w, y + h)) for name, (x, y, w, h) in boxes.items()}


def tint(picture, hue):
    """The picture in shades of one hue (0 to 1); eyes and outlines stay dark, whites get a light wash."""
    a = np.asarray(picture).astype(np.float32) / 255
    rgb, alpha = a[..., :3], a[..., 3:]
    value, low = rgb.max(-1), rgb.min(-1)
    saturation = np.where(value > 0, (value - low) / np.maximum(value, 1e-6), 0)
    dark = value < 0.28
    s = np.clip(0.35 + 0.5 * saturation + 0.1, 0, 0.9)
    s = np.where((value > 0.93) & (saturation < 0.08), 0.18, s)
    v = np.clip(0.35 + 0.65 * value, 0, 1)
    sector = int(hue * 6) % 6
    f = hue * 6 - int(hue * 6)
    p, q, t = v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))
    r, g, b = [(v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q)][sector]
    out = np.where(dark[..., None], rgb, np.stack([r, g, b], -1))
    return Image.fromarray((np.concatenate([out, alpha], -1) * 255).astype(np.uint8), "RGBA")


@lru_cache(maxsize=None)
def sprite(name, colour, flipped, scale=1):
    """A character's RGBA picture; colour None is its own."""
    picture = atlas(scale)[name]
    if colour:
        picture = tint(picture, COLOURS[colour])
    return picture.transpose(Image.FLIP_LEFT_RIGHT) if flipped else picture


# ------------------------------------------------------------------------------------------------ actors
FEET = GROUND + 14                 # y of everybody's feet
MARKS = {1: (144,), 2: (88, 200)}  # where actors stand when a shot begins: who is named first is on the left
OFF_LEFT, OFF_RIGHT = -40, WIDTH + 40
SPEEDS = {"walk": 24, "run": 48, "enter": 72, "exit": 72}      # pixels a second: whole steps of 4 pixels a drawing


class Actor:
    """A character of a story: name and colour for ever; place x and direction (1 = to the right) as it goes."""

    def __init__(self, name, colour):
        self.name, self.colour = name, colour
        self.x, self.direction, self.visible = MARKS[1][0], 1, False

    def step(self, action):
        """Moves by one drawing. Returns (did it move, its speed in pixels a second)."""
        speed = SPEEDS.get(action.split("_")[0], 0)
        entering = action.startswith("enter")
        if action[-2:] in ("_l", "_r"):                        # who enters from the left goes to the right
            self.direction = -1 if (action[-2:] == "_l") != entering else 1
        if entering and (self.x >= MARKS[2][0] if self.direction > 0 else self.x <= MARKS[2][1]):
            speed = 0                                          # far enough in: stands
        x = self.x + self.direction * speed // DRAWINGS
        if not action.startswith(("exit", "enter")):
            x = min(max(x, 40), WIDTH - 40)                    # stops at the edge of the picture
        moved = x != self.x
        self.x = x
        return moved, speed

    def pose(self, action, moved, speed, time):
        """(height above the ground in pixels, rotation in degrees, stretch in x, stretch in y) at a time in seconds.
        Every gait is a cycle of a whole number of turns a second: where a chunk begins, the gait begins."""
        gait, turn_of = CAST[self.name][1], 2 * math.pi * time
        lift, turn, sx, sy = 0, 0, 1, 1
        if moved and gait == "walk":
            pace = 1 if speed < 40 else 2
            lift, turn = abs(math.sin(turn_of * pace)) * 4, math.sin(turn_of * pace) * 6
        if moved and gait == "hop":
            lift = abs(math.sin(turn_of * (1 if speed < 40 else 1.5))) * 12
        if action == "jump":
            q = abs(math.sin(turn_of / 2))
            lift, sx, sy = q * 30, 1.06 - .08 * q, .9 + .14 * q
        if action == "dance":
            lift, turn = abs(math.sin(turn_of)) * 4, math.sin(turn_of) * 16
        if action == "sleep":
            sx, sy = 1.1, .66 + .03 * math.sin(turn_of)
        return lift, turn, sx, sy

    def stamps(self, action, time, dimmed):
        """Moves by one drawing and tells what is to be stamped there: shadow, sprite, and what a sleeper breathes."""
        pose = tuple(round(n, 3) for n in self.pose(action, *self.step(action), time))
        yield Stamp("sprite", (self.name, self.colour, CAST[self.name][0] == "L" and self.direction > 0, pose, dimmed), self.x)
        if action == "sleep":
            yield Stamp("snore", (self.name, pose, int(time * 2) % 2, dimmed), self.x)

    def in_view(self):
        return -35 <= self.x <= WIDTH + 35


class Stamp(NamedTuple):
    """One thing on a drawing, as its kind and what its picture depends on, and the x where it stands in world pixels.
    `stamped` has its pixels."""
    kind: str
    look: tuple
    x: int


@lru_cache(maxsize=20_000)
def stamped(kind, look, scale=1):
    """The pictures of a stamp, lowest first, each (RGBA picture, left edge from its actor's x, top edge), in pixels of that scale."""
    return STAMPS[kind](*look, scale)


def sprite_stamp(name, colour, flipped, pose, dimmed, scale):
    """A shadow and a sprite in a pose."""
    lift, turn, sx, sy = pose
    look = sprite(name, colour, flipped, scale)
    w, h = round(look.width * sx), round(look.height * sy)
    look = look.resize((w, h), Image.BILINEAR)
    turned = abs(turn) > .3
    if turned:
        look = look.rotate(turn, Image.BILINEAR, expand=True)
    drop = round(look.height + lift * scale - ((look.height - h) / 2 if turned else 0))
    mask = Image.new("L", (w, 8 * scale), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, w - 1, 8 * scale - 1), fill=int(70 * (1 - lift / 60)))
    shadow = Image.new("RGBA", mask.size, (20, 20, 30, 0))
    shadow.putalpha(mask)
    if dimmed != 1:
        a = np.asarray(look).copy()
        a[..., :3] = (a[..., :3] * dimmed).astype(np.uint8)
        look = Image.fromarray(a)
    return (shadow, -(w // 2), (FEET - 5) * scale), (look, -(look.width // 2), FEET * scale - drop)


def snore_stamp(name, pose, breath, dimmed, scale):
    """Two letters Z that breathe with the sleeper."""
    _, (sleeper, _, top) = stamped("sprite", (name, None, False, pose, dimmed), scale)
    white, out = tuple([int(255 * dimmed)] * 3), []
    for k, size in enumerate((7, 10)):
        side, edge = size * scale, 2 * scale                   # room for the line's width
        letter = Image.new("RGBA", (side + 2 * edge + 1, side + 2 * edge + 1), (*white, 0))
        near, far = edge, edge + side
        ImageDraw.Draw(letter).line((near, near, far, near, near, far, far, far), fill=(*white, 255), width=3 * scale)
        left = sleeper.width // 2 - 4 * scale + 9 * k * scale
        out.append((letter, left - edge, top - 6 * scale - (13 * k + (4 if breath == k else 0)) * scale - edge))
    return tuple(out)


STAMPS = {"sprite": sprite_stamp, "snore": snore_stamp}


def actions_of(name):
    """What a character can do on its own; cars neither sleep nor dance."""
    if CAST[name][1] == "roll":
        return ["stand", "walk_l", "walk_r", "run_l", "run_r", "jump"]
    return ["stand", "jump", "dance", "sleep", "walk_l", "walk_r", "run_l", "run_r"]


def painted(where, stamps, scale=1):
    """A drawing: uint8 [HEIGHT, WIDTH, 3] times the scale. canvas.py paints the same pixels, many drawings at once."""
    picture = backdrop(*where, scale).copy()
    for stamp in stamps:
        for look, left, top in stamped(stamp.kind, stamp.look, scale):
            picture.paste(look, (stamp.x * scale + left, top), look)
    return np.asarray(picture)


def held(drawings):
    """The display frames [12, ...] of a second's drawings."""
    return np.repeat(np.stack(list(drawings)), CHUNK_FRAMES // DRAWINGS, 0)


class Stage:
    """What Story and Scene share: a set (place, layout, time), actors with their actions, a clock, and rendering.
    Drawn on twos, as cartoons are: DRAWINGS pictures a second, each held for two frames."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.cast, self.actions, self.set, self.time, self.prompt = [], {}, None, 0, ""

    def place_on_marks(self, actors):
        """Where a shot begins: the first on the left, two face each other."""
        for a in self.cast:
            a.visible = a in actors
        for i, (a, x) in enumerate(zip(actors, MARKS[len(actors)])):
            a.x, a.direction = x, 1 if i == 0 else -1

    def from_left_to_right(self):
        """The visible actors in the order in which prompts name them."""
        return sorted([a for a in self.cast if a.visible], key=lambda a: a.x)

    def drawings(self):
        """The next second as plain data: for each of its DRAWINGS pictures the stamps on the empty set, lowest first.
        Everybody moves on."""
        out = [self.next_drawing(i / DRAWINGS) for i in range(DRAWINGS)]
        for a in self.cast:
            if self.actions.get(a.name, "").startswith("exit") and not a.in_view():
                a.visible = False
        return out

    def next_drawing(self, time):
        """The stamps of one picture, `time` seconds into the chunk."""
        place, _, time_of_day = self.set
        dimmed = .72 if time_of_day == "night" else .9 if place == "moon" else 1
        return [stamp for a in self.cast if a.visible for stamp in a.stamps(self.actions.get(a.name, "stand"), time, dimmed)]

    def render_chunk(self, scale=1):
        """The next second: uint8 [12, HEIGHT, WIDTH, 3], of rows and columns times the scale."""
        return held(painted(self.set, stamps, scale) for stamps in self.drawings())

    def truth(self):
        """What can be seen now, as plain data (the names are those of this module)."""
        place, layout, time = self.set
        actors = [{"name": a.name, "colour": a.colour, "action": self.actions.get(a.name, "stand"), "x": round(a.x)}
                  for a in self.cast if a.visible]
        return {"place": place, "layout": layout, "time": time, "actors": actors}


# ------------------------------------------------------------------------------------------------ stories
OWN_COLOUR = .35                   # how often a character has its own colour; else one of COLOURS
PACE = (1, 1, 2, 2, 3, 4)          # how many chunks a prompt lasts
SLOW = (3, 3, 4)                   # the same in stories that hold their shots
COLOUR_SAID = .85                  # how often a colour is told when its character first comes, if at all


def any_colour(r):
    return None if r.random() < OWN_COLOUR else r.choice(list(COLOURS))


class Story(Stage):
    """One to three characters in one or two sets; they enter, leave and come back. next_segment(), then render_chunk()s."""

    def __init__(self, seed, returning=.5, coming=.6, going=.4):
        """`returning`: of the stories with two characters and two sets, how many are leave_and_return's; `coming` and `going`: how
        often somebody enters a set that has room, and leaves a set of two."""
        super().__init__(seed)
        r, self.coming, self.going = self.random, coming, going
        self.cast = [Actor(name, any_colour(r)) for name in r.sample(list(CAST), r.choice([1, 2, 2, 3]))]
        self.sets = [(p, r.randrange(LAYOUTS), r.choice(TIMES)) for p in r.sample(PLACES, r.choice([1, 2, 2]))]
        self.named = set()
        self.plan = self.leave_and_return() if len(self.cast) > 1 and len(self.sets) > 1 and r.random() < returning else []

    def leave_and_return(self):
        """The question that memory is for, as (set, actor) of each segment: somebody, then somebody else elsewhere, then
        the first again; now and then the other one opens the story."""
        r, (home, other), (hero, guest) = self.random, self.sets, self.cast[:2]
        before, away = [(other, guest)] * r.choice([0, 1]), [(other, guest)] * r.choice([1, 2])
        return [*before, (home, hero), *away, (home, hero), (home, hero)]

    def cut(self):
        """Begins the next segment in another set, or not. True when it does."""
        r = self.random
        if self.plan:
            place, actor = self.plan.pop(0)
            if place is self.set:
                return False
            self.set = place
            self.place_on_marks([actor])
            return True
        if self.set is not None and (len(self.sets) == 1 or r.random() >= .3):
            return False
        self.set = r.choice([s for s in self.sets if s is not self.set])
        self.place_on_marks(r.sample(self.cast, min(len(self.cast), r.choice([1, 1, 2]))))
        return True

    def next_segment(self):
        """Decides what happens next and returns the prompt that tells it."""
        r, planned = self.random, bool(self.plan)
        new_set = self.cut()
        visible = [a for a in self.cast if a.visible]
        away = [a for a in self.cast if not a.visible]
        self.actions, entering = {}, None
        if not planned and not new_set and away and len(visible) < 2 and r.random() < self.coming:
            entering = r.choice(away)
            side = r.choice("lr")
            self.actions[entering.name] = "enter_" + side
            entering.visible = True
            entering.x, entering.direction = (OFF_LEFT, 1) if side == "l" else (OFF_RIGHT, -1)
        if not new_set and not entering and len(visible) > 1 and r.random() < self.going:
            leaving = r.choice(visible)
            self.actions[leaving.name] = "exit_" + r.choice("lr")
        for a in visible:
            if a.name not in self.actions:
                self.actions[a.name] = r.choice(actions_of(a.name))
        parts = [f"{self.name_of(a)} {r.choice(words.ACTIONS[self.actions[a.name]])}" for a in self.from_left_to_right()]
        if not new_set and r.random() < .4:                    # memory knows by now who stands where
            r.shuffle(parts)
        place, _, time = self.set
        self.prompt = words.sentence(parts, r.choice(words.PLACES[place]), r.choice(words.TIMES[time]))
        return self.prompt

    def name_of(self, actor):
        """'a red cat' or 'a cat' the first time, 'the cat' ever after: the colour is said at most once."""
        if actor.name in self.named:
            return f"the {actor.name}"
        self.named.add(actor.name)
        return words.with_article(f"{actor.colour} {actor.name}" if actor.colour and self.random.random() < COLOUR_SAID else actor.name)


def played(seed, chunks, returning=.5, paces=PACE, **traffic):
    """A whole story, not painted: yields (prompt, truth, set, drawings) for each chunk; prompts last as many chunks as one of `paces`;
    `traffic` is Story's `coming` and `going`."""
    story, pace, left = Story(seed, returning, **traffic), random.Random(seed * 31 + 7), 0
    for _ in range(chunks):
        if left == 0:
            story.next_segment()
            left = pace.choice(paces)
        drawings = story.drawings()
        left -= 1
        yield story.prompt, story.truth(), story.set, drawings


def told(seed, chunks, returning=.5, paces=PACE):
    """A whole story, painted: yields (prompt, truth, frames) for each chunk."""
    for prompt, truth, where, drawings in played(seed, chunks, returning, paces):
        yield prompt, truth, held(painted(where, stamps) for stamps in drawings)


class Scene(Stage):
    """The first chunk of a shot, without a past: one or two characters, all choices even, colours said 85 % of the time,
    a quarter of the prompts in richer words than the stories use (kitten, seaside, at midnight)."""

    def __init__(self, seed):
        super().__init__(seed)
        r = self.random
        count = 1 if r.random() < .65 else 2
        self.cast = [Actor(name, any_colour(r)) for name in r.sample(list(CAST), count)]
        self.place_on_marks(self.cast)
        self.set = (r.choice(PLACES), r.randrange(LAYOUTS), r.choice(TIMES))
        rich = r.random() < .25

        def say(plain, richer):
            return r.choice(plain + richer if rich else plain)

        for i, a in enumerate(self.cast):
            action = r.choice(actions_of(a.name))
            if i == count - 1 and r.random() < .1:
                side = "l" if i == 0 and r.random() < .5 else "r"
                action = r.choice(["enter_", "exit_"]) + side
            if action.startswith("enter"):
                a.x = OFF_LEFT if action == "enter_l" else OFF_RIGHT
            self.actions[a.name] = action
        parts = []
        for a in self.from_left_to_right():
            name = r.choice([a.name] + words.CAST_RICH[a.name]) if rich else a.name
            name = f"{a.colour} {name}" if a.colour and r.random() < COLOUR_SAID else name
            name = f"the {name}" if r.random() < .25 else words.with_article(name)
            parts.append(f"{name} {say(words.ACTIONS[self.actions[a.name]], words.ACTIONS_RICH[self.actions[a.name]])}")
        place, _, time = self.set
        self.prompt = words.sentence(parts, say(words.PLACES[place], words.PLACES_RICH[place]),
                                     say(words.TIMES[time], words.TIMES_RICH[time]))
