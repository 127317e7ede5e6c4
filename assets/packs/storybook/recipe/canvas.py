"""Paints many drawings of the world at once, on any device, with the painter's pixels (world.painted): so that data can be made
as it is used.

Empty sets and stamps are painted once by the painter and kept on the device; a drawing is then a copy of its set with stamps
laid over it, blended in whole numbers as Pillow blends them.
"""
from functools import lru_cache

import numpy as np
import torch

from .places import HEIGHT, LAYOUTS, PLACES, TIMES, WIDTH, backdrop
from .world import stamped

SETS = {(place, layout, time): i for i, (place, layout, time) in
        enumerate((p, n, t) for p in PLACES for n in range(LAYOUTS) for t in TIMES)}


class Bank:
    """Pixels of stamps, one after another: [N, 4] RGBA on a device. Grows as stamps are met."""

    def __init__(self, device, scale):
        self.device, self.scale, self.known, self.waiting, self.size = device, scale, {}, [], 0
        self.pixels = torch.zeros(0, 4, dtype=torch.uint8, device=device)

    def find(self, kind, look):
        """Of a stamp's pictures, lowest first: (first pixel, width, height, left edge from the actor's x, top edge)."""
        key = (kind, look)
        if key not in self.known:
            found = []
            for picture, left, top in stamped(kind, look, self.scale):
                pixels = np.asarray(picture).reshape(-1, 4)
                found.append((self.size, picture.width, picture.height, left, top))
                self.waiting.append(torch.from_numpy(pixels.copy()))
                self.size += len(pixels)
            self.known[key] = tuple(found)
        return self.known[key]

    def all(self):
        """The pixels of everything that was found."""
        if self.waiting:
            self.pixels = torch.cat([self.pixels, torch.cat(self.waiting).to(self.device)])
            self.waiting = []
        return self.pixels


class Canvas:
    """`paint` paints drawings, each (set, stamps) as Stage.set and Stage.drawings have them."""

    def __init__(self, device="cpu", scale=1):
        self.device, self.scale, self.bank = torch.device(device), scale, Bank(device, scale)
        self.empty = torch.stack([torch.from_numpy(np.asarray(backdrop(*where, scale)).copy()) for where in SETS]).to(device)

    @torch.no_grad()
    def paint(self, drawings):
        """uint8 [D, HEIGHT, WIDTH, 3] times the scale, on the device."""
        pictures = self.empty[torch.tensor([SETS[where] for where, _ in drawings], device=self.device)]
        layers = [[(x * self.scale + left, top, first, w, h) for kind, look, x in stamps
                   for first, w, h, left, top in self.bank.find(kind, look)] for _, stamps in drawings]
        pixels = self.bank.all()
        for n in range(max(map(len, layers), default=0)):
            rows = [(d, *layer[n]) for d, layer in enumerate(layers) if len(layer) > n]
            self.lay(pictures, pixels, torch.tensor(rows, device=self.device).unbind(1))
        return pictures

    def lay(self, pictures, pixels, stamps):
        """Lays one stamp on each of some pictures, in place. stamps: numbers of pictures, left, top, first pixel, width, height, each [n]."""
        of, left, top, first, width, height = (t[:, None, None] for t in stamps)
        y = torch.arange(int(height.max()), device=self.device)[None, :, None]
        x = torch.arange(int(width.max()), device=self.device)[None, None, :]
        row, column = top + y, left + x
        rows, columns = HEIGHT * self.scale, WIDTH * self.scale
        seen = (y < height) & (x < width) & (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        source = (first + y * width + x)[seen]
        target = ((of * rows + row) * columns + column)[seen]
        flat = pictures.view(-1, 3)
        over = pixels[source].int()
        flat[target] = blended(flat[target].int(), over[:, :3], over[:, 3:]).to(torch.uint8)


def blended(below, above, alpha):
    """(below · (255 - alpha) + above · alpha) / 255 in whole numbers, rounded as Pillow's paste rounds."""
    sum_ = below * (255 - alpha) + above * alpha + 128
    return ((sum_ >> 8) + sum_) >> 8


@lru_cache(maxsize=None)
def canvas(device, scale=1):
    """The canvas of a device: its empty sets take a second or two to paint."""
    return Canvas(device, scale)
