"""Stage `decoder`: the autoencoder's decoder alone, at the end, on what it will be given: latents that the trained
transformer has finished. The coder is frozen, so nothing that was learnt on its latents changes.

First from true latents with a little noise; after LEARNT of the steps half of them went through the transformer's last step or
last two (noised to that level, denoised in one pass). The true pictures are painted again from the scene's seed, twice as
large as the coder saw them, and a critic sees to it that edges become sharp. A step sees windows of half a picture.
"""
import math

import numpy as np
import torch

from . import common, data
from .autoencoder import LARGER, PATCH_OUT, PICTURES, WIDTHS
from .canvas import SETS, canvas
from .config import SIGMAS
from .critic import Critic, pulled
from .places import backdrop
from .train import denoised, final_stage
from .train_autoencoder import emphasis, loss_of, trained
from .transformer import TEXT_SCALE, Shape, Transformer
from .world import Scene, painted

CELL = PATCH_OUT * 2 ** (len(WIDTHS) - 1)      # decoded pixels of a latent's cell
WINDOW = Shape().width // 2                    # columns of cells that a step sees of each latent frame
ON_ACTORS = .75                                # of the windows, how many are laid over somebody
LEARNT, WAKING = .4, .1                        # shares of the steps: before finished latents come; in which the critic's pull grows
RATE, FALL = 6e-4, .4                          # the rate falls to nothing in that share of the steps


class Films:
    """Scenes with the pictures that they were coded from, twice as large."""

    def __init__(self, run):
        self.run, self.source, self.first, self.numbers = run, data.source(run, "scenes"), data.first_scene(run), []
        self.canvas = canvas(run.device, LARGER) if run.live else None
        self.rescan()

    def rescan(self):
        """Takes in shards that were written since, as long as none is missing before them."""
        if self.run.live:
            return
        self.source.rescan()
        number, self.numbers = 0, []
        while (path := data.story_file(self.run, "scenes", number)) in self.source.shards:
            self.numbers += [(path, i) for i in range(len(self.source.shards[path]["z"]))]
            number += 1

    def scenes(self, r, count):
        """z [count, 3, 48, 10, 18], text, mask, and of each scene its set and drawings."""
        if self.run.live:
            z, _, text, mask, _ = self.source.draw(r, count)
            return z[:, 0], text[:, 0], mask[:, 0], [played[2:] for played in self.source.played]
        rows, played = [], []
        for n in r.sample(range(len(self.numbers)), count):
            path, i = self.numbers[n]
            rows.append(self.source.row(path, i))
            scene = Scene(self.first + n)
            played.append((scene.set, scene.drawings()))
        z, text, mask = (self.source.tensor([row[k][0] for row in rows]) for k in ("z", "text", "mask"))
        return z.float(), text.float(), mask, played

    def painted(self, where, drawings):
        """The drawings and the empty set, uint8 tensors [6, H, W, 3] and [H, W, 3]."""
        if self.canvas:
            return self.canvas.paint([(where, stamps) for stamps in drawings]), self.canvas.empty[SETS[where]]
        pictures = np.stack([painted(where, stamps, LARGER) for stamps in drawings])
        return torch.from_numpy(pictures), torch.from_numpy(np.array(backdrop(*where, LARGER)))

    def draw(self, r, count):
        """Of `count` scenes z [count, 3, 48, 10, 18], text and mask; of each latent frame of them the left column of a window long
        [3 count], and in that window pictures [3 count, 2, 3, H, W] and actors [3 count, 1, H, W], 1 where they are."""
        z, text, mask, played = self.scenes(r, count)
        left, pictures, seen = [], [], []
        for where, drawings in played:
            large, empty = self.painted(where, drawings)
            here = ((large.short() - empty.short()).abs().amax(-1) > 6).unflatten(0, (-1, PICTURES)).any(1)
            for pair, actors in zip(large.split(PICTURES), here):
                left.append(window(r, actors.any(0).nonzero().flatten().tolist()))
                columns = slice(left[-1] * CELL, (left[-1] + WINDOW) * CELL)
                pictures.append(pair[:, :, columns].permute(0, 3, 1, 2).float() / 127.5 - 1)
                seen.append(actors[None, :, columns].float())
        out = (z, text, mask, torch.tensor(left), torch.stack(pictures), torch.stack(seen))
        return tuple(t.to(self.run.device) for t in out)


def window(r, actors, columns=Shape().width):
    """The left column of cells of a window over one of the columns of pixels that show actors, or of any."""
    if actors and r.random() < ON_ACTORS:
        return min(max(r.choice(actors) // CELL - r.randrange(WINDOW), 0), columns - WINDOW)
    return r.randint(0, columns - WINDOW)


def cut(z, left):
    """z [B, 48, 10, 18] -> [B, 48, 10, WINDOW], each from its column `left` long [B]."""
    columns = left[:, None] + torch.arange(WINDOW, device=z.device)
    return z.gather(3, columns[:, None, None].expand(-1, *z.shape[1:3], -1))


class Finisher:
    """Latents as the decoder will get them: some as the transformer's last steps would leave them, the others true with a little noise."""

    def __init__(self, run):
        self.run = run
        transformer = Transformer().to(run.device).eval()
        transformer.load_state_dict(common.load(run.path(f"{final_stage(run)}.pt"), run.device)["average"], strict=False)
        self.forward = common.compiled(run, transformer.forward_single)

    @torch.no_grad()
    def __call__(self, z, text, mask, share):
        """z [B, 3, 48, 10, 18], `share` of it finished -> the same shape."""
        noise = torch.rand(len(z), 1, 1, 1, 1, device=z.device)
        clean = z + .1 * torch.randn_like(z) * noise
        if share == 0:
            return clean
        sigma = torch.tensor(SIGMAS[-2:], device=z.device)[torch.randint(2, (len(z),), device=z.device)]
        s = sigma[:, None, None, None, None]
        x = (1 - s) * z + s * torch.randn_like(z)
        with common.half(self.run):
            made = denoised(self.forward(x, sigma * 1000, text * TEXT_SCALE, mask).float(), x, s)
        return torch.where(torch.rand_like(s) < share, made, clean)


class Student:
    """The decoder in training with its critic, their optimisers, the decoder's average, and the checkpoint WORK/decoder.pt."""

    def __init__(self, run):
        self.run, self.path, self.step, self.steps = run, run.path("decoder.pt"), 0, run.budget.decoder_steps
        state = common.load(self.path, run.device)
        self.model = trained(run)
        self.decoder = self.model.decoder
        common.seed_step(run, "decoder", "weights")
        self.critic = Critic().to(run.device)
        if state:
            self.decoder.load_state_dict(state["model"])
            self.critic.load_state_dict(state["critic"])
            self.step = state["step"]
        self.average = common.Average(self.decoder, state and state["average"])
        self.optimiser = torch.optim.AdamW(self.decoder.parameters(), RATE, betas=(.9, .98), weight_decay=1e-4)
        self.teacher = torch.optim.AdamW(self.critic.parameters(), 2e-4, betas=(.5, .9))
        if state:
            self.optimiser.load_state_dict(state["optimiser"])
            self.teacher.load_state_dict(state["teacher"])

    def learn(self, made, true, weight, region):
        """One step: `made` and `true` [B, 2, 3, H, W], weight [B, 1, 1, H, W]; `region`: what the critic looks at.
        Returns the error and the critic's own."""
        loss = loss_of(made, true, weight)
        waking = min(1, self.step / max(1, WAKING * self.steps))
        self.optimiser.zero_grad()
        made.backward(pulled(made, true, loss, self.critic, region, waking))
        torch.nn.utils.clip_grad_norm_(self.decoder.parameters(), 1.0)
        left = (self.steps - self.step) / max(1, FALL * self.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = RATE * min(1, (self.step + 1) / 100, max(.01, left))
        self.optimiser.step()
        judged = self.critic.own_loss(true[region], made[region])
        self.teacher.zero_grad()
        judged.backward()
        self.teacher.step()
        self.step += 1
        self.average.update(self.step)
        return loss.item(), judged.item()

    def save(self):
        common.save(self.path, model=self.decoder.state_dict(), average=self.average.state, optimiser=self.optimiser.state_dict(),
                    critic=self.critic.state_dict(), teacher=self.teacher.state_dict(), step=self.step)


def train(run):
    state = common.load(run.path("decoder.pt"))
    if not run.budget.decoder_steps or (state and state["step"] >= run.budget.decoder_steps):
        return
    student, finished, films = Student(run), Finisher(run), Films(run)
    mean, std = (t.to(run.device) for t in data.statistics(run))
    decode, log = common.compiled(run, student.model.decode), common.Log(run, "decoder", student.steps)
    due, pace = common.Due(student.steps, every=100), common.Pace(run, "decoder")
    while student.step < student.steps:
        r = common.seed_step(run, "decoder", student.step)
        z, text, mask, left, true, seen = films.draw(r, run.budget.decoder_batch)
        z = finished(z, text, mask, .5 if student.step >= LEARNT * student.steps else 0)
        with common.half(run):
            made = decode(cut(z.flatten(0, 1) * std + mean, left)).float()
        loss, judged = student.learn(made, true, emphasis(seen), region(r, *true.shape[-2:]))
        log.add(student.step, loss=loss, critic=judged, sharp=(edges(made) / edges(true)).item(),
                psnr=-10 * math.log10((made - true).pow(2).mean().item() / 4 + 1e-9))
        student.steps = pace(student.step, student.steps)
        if due(student.step) or student.step == student.steps:
            student.save()
            films.rescan()


def region(r, height, width, side=128):
    """What the critic looks at, as an index into [B, 2, 3, H, W]: a square of one of the two pictures."""
    top, left = r.randint(0, height - side), r.randint(0, width - side)
    return slice(None), r.randrange(2), slice(None), slice(top, top + side), slice(left, left + side)


@torch.no_grad()
def edges(pictures):
    """Mean energy of the gradients of pictures [..., H, W]."""
    return (pictures[..., 1:] - pictures[..., :-1]).pow(2).mean() + (pictures[..., 1:, :] - pictures[..., :-1, :]).pow(2).mean()
