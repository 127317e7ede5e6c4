"""Stage `latents`: renders scenes and stories, codes them, and stores them in shards that training reads.

    WORK/scenes/000.npz    single chunks, S = 1              WORK/stories/000.npz    whole stories, S = budget.story_chunks
      z       f16  [n, S, 3, 48, 10, 18]   normalised latents
      actors  u8   [n, S, 3, 10, 18]       1 where a latent differs from the empty place's: there the loss weighs more
      prompt  i32  [n, S]                  row of text
      text    f16  [prompts, 32, 384]      token features
      mask    bool [prompts, 32]
    and beside each a .json with the truth of every chunk.

Latents are normalised per channel by the mean and deviation of the first scenes (WORK/latent.json), which the pack's
manifest carries.
"""
import itertools
import json

import numpy as np
import torch

from . import common, train_autoencoder
from .autoencoder import to_video
from .canvas import canvas
from .places import backdrop
from .text import MAX_TOKENS, Prompts, TextEncoder
from .world import CHUNK_FRAMES, DRAWINGS, HELD_OUT, PACE, SLOW, Scene, held, painted, played

CODED_AT_ONCE = 16
ACTOR_DISTANCE = .25               # root mean square over channels, in units of the latents' deviation
SCENE_SEEDS = 4_000_000            # scenes begin below this, classifier.py takes those from 4,500,000
STORY_SEEDS = 5_000_000            # stories use the seeds from here to world.HELD_OUT
RETURNING = .85                    # more of the stories ask for memory than of the films that are measured
BUSY = {"coming": .9, "going": .6}


def scene(seed):
    """A scene as a story of one chunk: yields (prompt, truth, set, drawings)."""
    s = Scene(seed)
    drawings = s.drawings()
    yield s.prompt, s.truth(), s.set, drawings


def story(seed, chunks):
    """A story for training, as `scene`. Those of odd seeds hold their shots for three or four seconds: what has stood still in the
    window for so long must be let go of at a cut all the same. In half of all, characters come and go most of the time."""
    pace = SLOW if seed % 2 else PACE
    return played(seed, chunks, 0, pace, **BUSY) if seed % 4 >= 2 else played(seed, chunks, RETURNING, pace)


def frames_of(where, drawings):
    """The display frames of a chunk: uint8 [12, H, W, 3]."""
    return held(painted(where, stamps) for stamps in drawings)


def first_scene(run):
    """The seed of scene 0; scene n has the n-th after it."""
    return run.seed * 1_000_003 % SCENE_SEEDS


def first_story(run):
    """The seed of story 0; story n has the n-th after it."""
    return STORY_SEEDS + run.seed * 1_000_003 % (HELD_OUT - STORY_SEEDS - run.budget.stories)


def story_file(run, kind, number):
    return run.path(kind) / f"{number:04d}.npz"


class Coder:
    """Frames -> normalised latents and the mask of actors, CODED_AT_ONCE chunks at a time."""

    def __init__(self, run):
        self.run = run
        model = train_autoencoder.trained(run)
        self.network = common.compiled(run, model.encode)
        self.empty = {}
        self.mean = self.std = None

    @torch.no_grad()
    def encode(self, frames):
        """uint8 [4n, H, W, 3], an array or a tensor -> f32 [n, 48, 10, 18] on the run's device, not normalised. Padded to one size, for
        which it is compiled once."""
        video, size, out = to_video(frames), 3 * CODED_AT_ONCE, []
        for i in range(0, len(video), size):
            part = video[i:i + size]
            padded = torch.cat([part, part.new_zeros(size - len(part), *part.shape[1:])])
            with common.half(self.run):
                out.append(self.network(padded.to(self.run.device)).float()[:len(part)])
        return torch.cat(out)

    def statistics(self, chunks=256):
        """Mean and deviation of each channel [48, 1, 1], kept in WORK/latent.json."""
        path = self.run.path("latent.json")
        if not path.exists():
            z = torch.cat([self.encode(np.concatenate([self.first_frames(i + k) for k in range(CODED_AT_ONCE)]))
                           for i in range(0, chunks, CODED_AT_ONCE)])
            path.write_text(json.dumps({"mean": z.mean((0, 2, 3)).tolist(), "std": z.std((0, 2, 3)).tolist()}))
        self.mean, self.std = (t.to(self.run.device) for t in statistics(self.run))

    def first_frames(self, number):
        """Frames of the scenes from which statistics are taken."""
        _, _, where, drawings = next(scene(self.run.seed * 7919 + number))
        return frames_of(where, drawings)

    def empty_place(self, where):
        """The latent [48, 10, 18] of an empty (place, layout, time)."""
        if where not in self.empty:
            still = np.stack([np.asarray(backdrop(*where))] * 4)
            self.empty[where] = ((self.encode(still) - self.mean) / self.std)[0]
        return self.empty[where]

    def coded(self, frames, sets):
        """Frames [12n, H, W, 3] of n chunks and their sets -> z [n, 3, 48, 10, 18], actors bool [n, 3, 10, 18]."""
        z = ((self.encode(frames) - self.mean) / self.std).unflatten(0, (-1, 3))
        empty = torch.stack([self.empty_place(where) for where in sets])[:, None]
        return z, (z - empty).pow(2).mean(2).sqrt() > ACTOR_DISTANCE

    def __call__(self, chunks):
        """An iterable of (prompt, truth, set, drawings) -> yields (z [3, 48, 10, 18], actors [3, 10, 18], prompt, truth)."""
        for group in batched(chunks, CODED_AT_ONCE):
            prompts, truths, sets, drawings = zip(*group)
            z, actors = self.coded(np.concatenate([frames_of(*each) for each in zip(sets, drawings)]), sets)
            yield from zip(z.cpu(), actors.cpu(), prompts, truths)


def batched(iterable, size):
    """Lists of `size` items, the last perhaps shorter."""
    iterator = iter(iterable)
    while group := list(itertools.islice(iterator, size)):
        yield group


def statistics(run):
    d = json.loads(run.path("latent.json").read_text())
    return torch.tensor(d["mean"])[:, None, None], torch.tensor(d["std"])[:, None, None]


def write_shard(path, coder, encoder, films):
    """films: a list of iterables as scene and story yield them, all of the same length."""
    z, actors, rows, truths, prompts = [], [], [], [], {}
    everything = list(coder(itertools.chain.from_iterable(films)))
    for coded in batched(everything, len(everything) // len(films)):
        z.append(torch.stack([c[0] for c in coded]).half().numpy())
        actors.append(torch.stack([c[1] for c in coded]).to(torch.uint8).numpy())
        rows.append([prompts.setdefault(c[2], len(prompts)) for c in coded])
        truths.append([{"prompt": c[2], **c[3]} for c in coded])
    text, mask = encoder(list(prompts))
    part = path.with_suffix(".part")
    with open(part, "wb") as f:
        np.savez(f, z=np.stack(z), actors=np.stack(actors), prompt=np.array(rows, np.int32),
                 text=text.half().numpy(), mask=mask.numpy())
    path.with_suffix(".json").write_text(json.dumps(truths))
    part.rename(path)


def make(run):
    """Writes the shards that are missing; of a live run only the statistics."""
    if run.live:
        Coder(run).statistics(min(256, run.budget.scenes))
        return
    torch.set_grad_enabled(False)
    budget, coder, encoder = run.budget, Coder(run), Prompts(TextEncoder(), MAX_TOKENS)
    coder.statistics(min(256, budget.scenes))
    plans = (("scenes", budget.scenes, budget.shard, scene, first_scene(run)),
             ("stories", budget.stories, max(1, budget.shard // budget.story_chunks),
              lambda seed: story(seed, budget.story_chunks), first_story(run)))
    for kind, count, size, film, first in plans:
        run.path(kind).mkdir(exist_ok=True)
        log = common.Log(run, f"latents of {kind}", count, every=1)
        for number in range((count + size - 1) // size):
            path = story_file(run, kind, number)
            if not path.exists():
                write_shard(path, coder, encoder, [film(first + number * size + i) for i in range(min(size, count - number * size))])
                log.add(min(count, (number + 1) * size))
    torch.set_grad_enabled(True)


class Shards:
    """All shards of a kind, in memory; draws batches."""

    def __init__(self, run, kind, tokens=28):
        self.run, self.kind, self.tokens = run, kind, tokens
        self.shards, self.truths = {}, {}
        self.rescan()

    def rescan(self):
        """Takes in shards that were written since."""
        for path in sorted(self.run.path(self.kind).glob("*.npz")):
            if path not in self.shards:
                with np.load(path) as d:
                    self.shards[path] = {k: d[k] for k in d.files}
                self.truths[path] = json.loads(path.with_suffix(".json").read_text())
        self.order = sorted(self.shards)

    def row(self, path, number):
        """One film of a shard: arrays z, actors, text and mask, its truths."""
        d = self.shards[path]
        rows = d["prompt"][number]
        return {"z": d["z"][number], "actors": d["actors"][number], "text": d["text"][rows][:, :self.tokens],
                "mask": d["mask"][rows][:, :self.tokens], "truth": self.truths[path][number]}

    def tensor(self, rows):
        return torch.from_numpy(np.stack(rows)).to(self.run.device)

    def draw(self, r, count):
        """z f32 [B, S, 3, 48, 10, 18], actors f32 [B, S, 3, 10, 18], text f32 [B, S, T, 384], mask [B, S, T], truths."""
        rows = []
        for _ in range(count):
            path = r.choice(self.order)
            rows.append(self.row(path, r.randrange(len(self.shards[path]["z"]))))
        z, actors, text, mask = (self.tensor([row[k] for row in rows]) for k in ("z", "actors", "text", "mask"))
        return z.float(), actors.float(), text.float(), mask, [row["truth"] for row in rows]


class Live:
    """Draws like Shards, but makes what it draws on the device (canvas.py), so that nothing has to be stored. For GPUs: two
    CPU cores would spend a third of every step on it."""

    def __init__(self, run, kind, tokens=28):
        self.run, self.kind = run, kind
        self.coder, self.canvas = Coder(run), canvas(run.device)
        self.coder.statistics()
        self.prompts = Prompts(TextEncoder(device=run.device), tokens)

    def play(self, r):
        """One film of the kind, from a seed that training may use."""
        if self.kind == "scenes":
            return list(scene(r.randrange(SCENE_SEEDS)))
        return list(story(r.randrange(STORY_SEEDS, HELD_OUT), self.run.budget.story_chunks))

    def draw(self, r, count):
        """As Shards.draw; `played` then holds what was drawn, chunk after chunk."""
        films = [self.play(r) for _ in range(count)]
        self.played = [chunk for film in films for chunk in film]
        prompts, truths, sets, drawings = zip(*self.played)
        pictures = self.canvas.paint([(where, stamps) for where, chunk in zip(sets, drawings) for stamps in chunk])
        with torch.no_grad():
            z, actors = self.coder.coded(pictures.repeat_interleave(CHUNK_FRAMES // DRAWINGS, 0), sets)
            text, mask = self.prompts(prompts)
        z, actors, text, mask = (t.unflatten(0, (count, -1)) for t in (z, actors.float(), text, mask))
        told = iter(truths)
        return z, actors, text, mask, [[{"prompt": c[0], **next(told)} for c in film] for film in films]


def source(run, kind):
    """What a run draws its batches from."""
    return Live(run, kind) if run.live else Shards(run, kind)
