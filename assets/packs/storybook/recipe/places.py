"""Backdrops of the storybook world: eight places, three layouts each, by day, at sunset and at night.

`backdrop(place, layout, time, scale)` is the one entry; everything else draws pieces of it. A backdrop is drawn at twice its
size and 1.5 screens wide (the generator of random numbers is used for the whole width), reduced, and cut to the screen.
The order of random draws is part of the definition: it decides where trees and houses stand. All coordinates are those of
the world, 288 pixels wide; `scale` 2 paints the same place with twice as many pixels a side.
"""
import math
import random
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 288, 160
GROUND = 124                       # y of the horizon of the ground on which the cast stands
PLACES = ["meadow", "forest", "beach", "desert", "snow", "city", "moon", "farm"]
TIMES = ["day", "sunset", "night"]
LAYOUTS = 3

SUPERSAMPLING = 2                  # a backdrop is drawn this much larger than it will be
STAR_GRID = 2                      # stars stand on half pixels of the world
LAYER_WIDTH = int(WIDTH * 1.5)
SKY = {"day": ((120, 190, 245), (205, 235, 250)),
       "sunset": ((250, 150, 110), (255, 215, 150)),
       "night": ((18, 24, 60), (50, 60, 110))}
LIGHT = {"day": (1, 1, 1), "sunset": (1.0, .82, .74), "night": (.42, .46, .66)}


class Brush:
    """Draws in world pixels on a transparent layer, in the light of the time of day."""

    def __init__(self, time, scale=1):
        self.time, self.size, self.fine = time, (LAYER_WIDTH * scale, HEIGHT * scale), SUPERSAMPLING * scale
        self.picture = Image.new("RGBA", (LAYER_WIDTH * self.fine, HEIGHT * self.fine), (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.picture)

    def lit(self, colour):
        return tuple(int(min(255, c * k)) for c, k in zip(colour, LIGHT[self.time])) + (255,)

    def fined(self, *coordinates):
        """World pixels as pixels of the layer."""
        return tuple(c * self.fine for c in coordinates)

    def rectangle(self, x0, y0, x1, y1, colour):
        self.draw.rectangle(self.fined(x0, y0, x1, y1), fill=self.lit(colour))

    def rounded(self, x0, y0, x1, y1, radius, colour):
        self.draw.rounded_rectangle(self.fined(x0, y0, x1, y1), radius * self.fine, fill=self.lit(colour))

    def ellipse(self, x0, y0, x1, y1, colour):
        self.draw.ellipse(self.fined(x0, y0, x1, y1), fill=self.lit(colour))

    def polygon(self, points, colour):
        self.draw.polygon([self.fined(x, y) for x, y in points], fill=self.lit(colour))

    def hills(self, rnd, base, height, colour, waves):
        """Everything below a sum of two sines, filled."""
        phase = [rnd.random() * 6.28 for _ in range(3)]
        wide = LAYER_WIDTH * self.fine

        def top(x):
            a = math.sin(2 * math.pi * waves * x / wide + phase[0])
            b = math.sin(2 * math.pi * (waves + 1) * x / wide + phase[1])
            return base * self.fine - height * self.fine * (0.6 * a + 0.4 * b)

        outline = [(int(x), top(x)) for x in np.arange(0, wide + 1, 2 * self.fine)]
        self.draw.polygon([(0, HEIGHT * self.fine)] + outline + [(wide, HEIGHT * self.fine)], fill=self.lit(colour))

    def premultiplied(self):
        """[HEIGHT, LAYER_WIDTH, 4] times the scale, float, colours multiplied by alpha."""
        a = np.asarray(self.picture.resize(self.size, Image.BOX)).astype(np.float32)
        a[..., :3] *= a[..., 3:] / 255
        return a


def draw_sky(rnd, place, time, scale=1):
    """[HEIGHT, WIDTH, 3] times the scale, float: a gradient with sun, moon or earth, stars and clouds."""
    fine = SUPERSAMPLING * scale
    top, bottom = ((8, 8, 24), (24, 24, 52)) if place == "moon" else SKY[time]
    y = np.linspace(0, 1, HEIGHT)[:, None, None]
    gradient = np.broadcast_to(np.array(top) * (1 - y) + np.array(bottom) * y, (HEIGHT, WIDTH, 3))
    picture = Image.fromarray(gradient.astype(np.float32).astype(np.uint8)).resize((WIDTH * fine, HEIGHT * fine))
    draw = ImageDraw.Draw(picture)

    def disc(x, y, rx, ry, colour):
        draw.ellipse(((x - rx) * fine, (y - ry) * fine, (x + rx) * fine, (y + ry) * fine), fill=colour)

    def stars(n, depth):
        for _ in range(n):
            x, y = rnd.randint(0, WIDTH * STAR_GRID), rnd.randint(0, depth * STAR_GRID)
            draw.ellipse((x * scale, y * scale, (x + 2) * scale, (y + 2) * scale), fill=(230, 230, 255))

    x, y = rnd.randint(40, WIDTH - 40), rnd.randint(18, 40)
    if place == "moon":
        stars(50, 100)
        disc(x, y, 16, 16, (70, 130, 210))
        disc(x, y, 8, 6, (90, 180, 110))
    elif time == "night":
        stars(30, 80)
        disc(x, y, 11, 11, (245, 240, 205))
    else:
        disc(x, y if time == "day" else y + 45, 14, 14, (255, 235, 120) if time == "day" else (255, 120, 70))
    if place != "moon" and time != "night":
        for _ in range(2):
            x, y = rnd.randint(20, WIDTH - 20), rnd.randint(14, 50)
            colour = (255, 255, 255) if time == "day" else (255, 225, 205)
            for k in range(3):
                draw.ellipse(((x - 16 + k * 11) * fine, (y - 5 - (k == 1) * 4) * fine,
                              (x + 2 + k * 11) * fine, (y + 6) * fine), fill=colour)
    return np.asarray(picture.resize((WIDTH * scale, HEIGHT * scale), Image.BOX)).astype(np.float32)


def draw_meadow(rnd, far, mid, ground, slots, farm=False):
    far.hills(rnd, 96, 14, (150, 200, 140), 2)
    ground.hills(rnd, GROUND, 2, (110, 185, 80), 1)
    for x in slots[:2 if farm else 4]:                                          # round trees
        h = rnd.randint(26, 38)
        mid.rectangle(x - 3, GROUND - h, x + 3, GROUND + 4, (120, 80, 50))
        mid.ellipse(x - 17, GROUND - h - 22, x + 17, GROUND - h + 10, (70, 150, 70))
    if farm:                                                                    # a red barn and a fence
        x = slots[3]
        mid.rectangle(x - 26, GROUND - 40, x + 26, GROUND + 4, (190, 60, 50))
        mid.polygon([(x - 30, GROUND - 40), (x, GROUND - 62), (x + 30, GROUND - 40)], (120, 60, 50))
        mid.rectangle(x - 9, GROUND - 22, x + 9, GROUND + 4, (240, 225, 200))
        for k in range(0, LAYER_WIDTH, 14):
            mid.rectangle(k, GROUND - 9, k + 3, GROUND + 3, (235, 225, 205))
        mid.rectangle(0, GROUND - 6, LAYER_WIDTH, GROUND - 4, (235, 225, 205))
    for _ in range(26):                                                         # flowers
        x, y = rnd.randint(0, LAYER_WIDTH), rnd.randint(GROUND + 8, HEIGHT - 4)
        colour = rnd.choice([(240, 90, 110), (250, 220, 90), (250, 250, 250)])
        ground.ellipse(x - 2, y - 2, x + 2, y + 2, colour)


def draw_forest(rnd, far, mid, ground, slots):
    far.hills(rnd, 92, 8, (70, 120, 95), 3)
    ground.hills(rnd, GROUND, 2, (85, 125, 60), 1)
    for i in range(9):                                                          # firs
        x = int((i + .3 * rnd.random()) * LAYER_WIDTH / 9)
        h = rnd.randint(56, 84)
        mid.rectangle(x - 3, GROUND - 14, x + 3, GROUND + 4, (95, 65, 45))
        for k in range(3):
            half, foot = 19 - k * 4, GROUND - 10 - k * h // 4
            mid.polygon([(x - half, foot), (x, foot - h // 2.2), (x + half, foot)], (35 + 10 * k, 105 + 10 * k, 65))


def draw_beach(rnd, far, mid, ground, slots):
    far.rectangle(0, 84, LAYER_WIDTH, HEIGHT, (60, 150, 200))
    for k in range(5):                                                          # waves
        x, y = rnd.randint(0, LAYER_WIDTH - 40), 90 + 6 * k
        far.rectangle(x, y, x + 36, y + 2, (150, 205, 230))
    ground.hills(rnd, GROUND - 4, 3, (240, 215, 150), 1)
    for x in slots[:2]:                                                         # palms
        for k in range(12):
            mid.ellipse(x + k * 1.2 - 3, GROUND - 4 - k * 4, x + k * 1.2 + 3, GROUND + 4 - k * 4, (150, 110, 70))
        top_x, top_y = x + 14, GROUND - 50
        for degrees in range(0, 360, 60):
            a = math.radians(degrees + 20)
            mid.polygon([(top_x, top_y), (top_x + 22 * math.cos(a) - 4, top_y + 11 * math.sin(a) + 2),
                         (top_x + 22 * math.cos(a) + 4, top_y + 11 * math.sin(a) + 8)], (60, 150, 80))


def draw_desert(rnd, far, mid, ground, slots):
    far.hills(rnd, 100, 16, (235, 190, 120), 2)
    ground.hills(rnd, GROUND, 3, (225, 170, 95), 1)
    for x in slots[:3]:                                                         # cactuses
        h = rnd.randint(28, 42)
        mid.rounded(x - 5, GROUND - h, x + 5, GROUND + 4, 5, (70, 140, 80))
        mid.rounded(x - 15, GROUND - h + 8, x - 9, GROUND - h + 22, 3, (70, 140, 80))
        mid.rectangle(x - 12, GROUND - h + 18, x, GROUND - h + 22, (70, 140, 80))


def draw_snow(rnd, far, mid, ground, slots):
    foot = 122
    for x in slots[:4]:                                                         # mountains
        h = rnd.randint(44, 66)
        far.polygon([(x - 46, foot), (x, foot - h), (x + 46, foot)], (130, 150, 180))
        far.polygon([(x - 14, foot - h * .7), (x, foot - h), (x + 14, foot - h * .7)], (250, 252, 255))
    ground.hills(rnd, GROUND, 3, (238, 245, 252), 1)
    for x in slots[4:]:                                                         # small firs
        for k in range(3):
            half, low = 15 - k * 3, GROUND - k * 11
            mid.polygon([(x - half, low), (x, low - 20), (x + half, low)], (60, 110, 100))


def draw_city(rnd, far, mid, ground, slots):
    x = 0
    while x < LAYER_WIDTH:                                                      # houses with windows
        w, h = rnd.randint(24, 40), rnd.randint(40, 88)
        right = min(x + w, LAYER_WIDTH)
        colour = rnd.choice([(150, 160, 180), (175, 150, 145), (130, 140, 165), (190, 175, 150)])
        far.rectangle(x, GROUND - h, right, HEIGHT, colour)
        for wx in range(x + 4, right - 5, 8):
            for wy in range(GROUND - h + 5, GROUND - 6, 10):
                if far.time == "night" and rnd.random() < .6:                   # a lit window keeps its colour
                    far.draw.rectangle(far.fined(wx, wy, wx + 4, wy + 5), fill=(255, 230, 140, 255))
                else:
                    far.rectangle(wx, wy, wx + 4, wy + 5, (215, 230, 240))
        x += w
    ground.rectangle(0, GROUND - 2, LAYER_WIDTH, HEIGHT, (95, 98, 105))
    ground.rectangle(0, GROUND - 2, LAYER_WIDTH, GROUND + 5, (180, 180, 180))
    for k in range(0, LAYER_WIDTH, 36):
        ground.rectangle(k, GROUND + 20, k + 18, GROUND + 23, (240, 240, 220))


def draw_moon(rnd, far, mid, ground, slots):
    far.hills(rnd, 108, 8, (120, 120, 135), 3)
    ground.hills(rnd, GROUND, 3, (165, 165, 175), 1)
    for _ in range(9):                                                          # craters, in their own light
        x, y, r = rnd.randint(0, LAYER_WIDTH), rnd.randint(GROUND + 8, HEIGHT - 6), rnd.randint(4, 9)
        ground.draw.ellipse(ground.fined(x - r, y - r / 2.5, x + r, y + r / 2.5), fill=(135, 135, 148, 255))


PAINTERS = {"meadow": draw_meadow, "forest": draw_forest, "beach": draw_beach, "desert": draw_desert, "snow": draw_snow,
            "city": draw_city, "moon": draw_moon, "farm": lambda *a: draw_meadow(*a, farm=True)}


@lru_cache(maxsize=None)
def backdrop(place, layout, time, scale=1):
    """The empty place as an RGB picture of WIDTH x HEIGHT times the scale. Do not paint on it: it is shared."""
    rnd = random.Random(PLACES.index(place) * 1000 + layout * 17 + 5)
    picture = draw_sky(rnd, place, time, scale)
    far, mid, ground = (Brush(time, scale) for _ in range(3))
    slots = [int((i + .2 + .6 * rnd.random()) * LAYER_WIDTH / 6) for i in range(6)]
    PAINTERS[place](rnd, far, mid, ground, slots)
    for layer in (far, mid, ground):
        s = layer.premultiplied()[:, :WIDTH * scale]
        picture = picture * (1 - s[..., 3:] / 255) + s[..., :3]
    return Image.fromarray(picture.astype(np.uint8))
