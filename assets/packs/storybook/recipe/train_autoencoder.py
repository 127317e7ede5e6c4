"""Stage `autoencoder`: learns to code pictures, mostly crops around actors, whose pixels weigh three times.

Still scenes become sharp within minutes; what stays soft is what moves, because one latent frame holds four pictures.
Loss: absolute error, error of the gradients (edges), squared error, and a fence that keeps latents near unit size.
"""
import math
import multiprocessing
import random

import numpy as np
import torch
import torch.nn.functional as F

from . import common
from .autoencoder import HOLD, LARGER, LATENT, Autoencoder
from .places import HEIGHT, WIDTH, backdrop
from .world import HELD_OUT, Story, held, painted

CROP_H, CROP_W = 80, 144
CELL = 16                           # coded pixels of a latent's cell: crops lie on the grid of the whole picture
POOL = 768                          # crops kept; a step draws from them while a producer replaces them


def crops_of(seed):
    """Yields uint8 crops for the coder [4, 80, 144, 4], rgb and the mask of the actors (255 inside), and what is to be drawn of
    them [2, 160, 288, 3]."""
    rnd, story = random.Random(seed), Story(seed)
    for _ in range(4):
        story.next_segment()
        if seed % 2:
            story.drawings()
        drawings = story.drawings()
        chunk, large = (held(painted(story.set, d, scale) for d in drawings) for scale in (1, LARGER))
        empty = np.asarray(backdrop(*story.set)).astype(np.int16)
        mask = (np.abs(chunk.astype(np.int16) - empty).max(-1, keepdims=True) > 6).astype(np.uint8) * 255
        chunk = np.concatenate([chunk, mask], -1)
        seen = [a for a in story.cast if a.visible and 0 < a.x < WIDTH]
        for k in range(3):
            if k < 2 and seen:
                a = rnd.choice(seen)
                x, y = int(a.x - CROP_W / 2 + rnd.uniform(-50, 50)), rnd.choice([32, 48, 64, 80])
            else:
                x, y = rnd.randint(0, WIDTH - CROP_W), rnd.randint(0, HEIGHT - CROP_H)
            x = min(max(x, 0), WIDTH - CROP_W) // CELL * CELL
            y = min(max(y, 0), HEIGHT - CROP_H) // CELL * CELL
            rows, columns = slice(y * LARGER, (y + CROP_H) * LARGER), slice(x * LARGER, (x + CROP_W) * LARGER)
            yield (np.ascontiguousarray(chunk[k * 4:k * 4 + 4, y:y + CROP_H, x:x + CROP_W]),
                   np.ascontiguousarray(large[k * 4:k * 4 + 4:HOLD, rows, columns]))


def produce(queue, first):
    seed = first
    while True:
        for crop in crops_of(seed % HELD_OUT):
            queue.put(crop)
        seed += 1


class Pool:
    """Crops from another process, POOL at a time. (Which crop comes when depends on timing: this stage alone is not
    repeatable to the bit.)"""

    def __init__(self, run, start, size=POOL):
        context = multiprocessing.get_context("spawn")
        self.queue = context.Queue(256)
        self.process = context.Process(target=produce, args=(self.queue, run.seed * 1_000_000 + start * 50), daemon=True)
        self.process.start()
        self.crops = [self.queue.get() for _ in range(size)]

    def draw(self, r, count):
        while not self.queue.empty() and r.random() < .85:
            self.crops[r.randrange(len(self.crops))] = self.queue.get()
        return tuple(torch.from_numpy(np.stack(crops)).permute(0, 1, 4, 2, 3) for crops in zip(*r.sample(self.crops, count)))

    def close(self):
        self.process.terminate()


def loss_of(made, true, weight):
    """All [B, 2, 3, H, W] (weight [B, 1, 1, H, W], mean 1)."""
    d = made - true
    across = ((d[..., 1:] - d[..., :-1]).abs() * weight[..., 1:]).mean()
    down = ((d[..., 1:, :] - d[..., :-1, :]).abs() * weight[..., 1:, :]).mean()
    return (d.abs() * weight).mean() + across + down + 2 * (d.pow(2) * weight).mean()


def emphasis(seen):
    """seen [B, 1, H, W], 1 where actors are -> weight [B, 1, 1, H, W] of mean 1: three times as much on and around them."""
    weight = 1 + 2 * F.max_pool2d(seen, 9, 1, 4)[:, :, None]
    return weight / weight.mean()


def train(run):
    path, budget = run.path("autoencoder.pt"), run.budget
    common.seed_step(run, "autoencoder", "weights")
    model = Autoencoder().to(run.device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), 1e-3, betas=(.9, .98), weight_decay=1e-4)
    state, step, steps = common.load(path, run.device), 0, budget.autoencoder_steps
    if state:
        model.load_state_dict(state["model"])
        step = state["step"]
        if "optimiser" in state:
            optimiser.load_state_dict(state["optimiser"])
    if step >= steps:
        return

    def coded_and_back(x, noise):
        z = model.encode(x)
        return z, model.decode(z + noise)

    there_and_back = common.compiled(run, coded_and_back)
    log, due = common.Log(run, "autoencoder", steps), common.Due(steps, every=400)
    pool = Pool(run, step, min(POOL, 4 * budget.autoencoder_batch + 32))
    while step < steps:
        r = common.seed_step(run, "autoencoder", step)
        x, true = (t.to(run.device) for t in pool.draw(r, budget.autoencoder_batch))
        actors = F.interpolate(x[:, :, 3].amax(1, keepdim=True).float() / 255, scale_factor=LARGER)
        weight, x, true = emphasis(actors), x[:, :, :3].float() / 127.5 - 1, true.float() / 127.5 - 1
        noise = torch.rand(len(x), 1, 1, 1, device=run.device) * .1 * torch.randn(len(x), LATENT, CROP_H // CELL, CROP_W // CELL, device=run.device)
        with common.half(run):
            z, made = (t.float() for t in there_and_back(x, noise))
        loss = loss_of(made, true, weight) + .01 * (z.pow(2).mean() - 1).relu()
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * min(1, (step + 1) / 200) * (.5 + .5 * math.cos(math.pi * step / steps)) + 1e-5
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        psnr = -10 * math.log10((made - true).pow(2).mean().item() / 4 + 1e-9)
        log.add(step, loss=loss.item(), psnr=psnr)
        if due(step):
            common.save(path, model=model.state_dict(), optimiser=optimiser.state_dict(), step=step)
    pool.close()


def weights(run):
    """The autoencoder's state; its decoder is the average of stage `decoder` where it has run."""
    state, later = common.load(run.path("autoencoder.pt"))["model"], common.load(run.path("decoder.pt"))
    return {**state, **{f"decoder.{k}": v for k, v in later["average"].items()}} if later else state


def trained(run):
    """The trained autoencoder, ready to use; its weights rounded to f16, as the pack stores them."""
    model = Autoencoder()
    model.load_state_dict({k: v.half().float() for k, v in weights(run).items()})
    return model.eval().to(run.device, memory_format=torch.channels_last)
