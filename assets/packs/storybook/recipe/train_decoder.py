"""Stage `decoder`: the autoencoder's decoder alone, at the end, on what it will be given: latents that the trained
transformer has finished. The coder is frozen, so nothing that was learnt on its latents changes.

Half of the latents are true ones with a little noise; the other half went through the transformer's last step or last
two (noised to that level, denoised in one pass). The true pictures are painted again from the scene's seed, and a
critic sees to it that edges become sharp.
"""
import math

import numpy as np
import torch

from . import common, data
from .config import SIGMAS
from .critic import Critic, pulled
from .places import backdrop
from .train import denoised, final_stage
from .train_autoencoder import emphasis, loss_of, trained
from .autoencoder import FRAMES, to_video
from .transformer import TEXT_SCALE, Transformer
from .world import Scene


class Films:
    """Scenes of the shards with the pictures that they were coded from."""

    def __init__(self, run):
        self.run, self.shards, self.first = run, data.Shards(run, "scenes"), data.first_scene(run)
        self.numbers = [(path, i) for path in self.shards.order for i in range(len(self.shards.shards[path]["z"]))]

    def draw(self, r, count):
        """z [count, 3, 48, 10, 18], text, mask, and of one latent frame of each: number long [count],
        pictures [count, 4, 3, H, W], weight [count, 1, 1, H, W] (mean 1, three times as much on actors)."""
        rows = r.sample(range(len(self.numbers)), count)
        z, text, mask, pictures, seen, chosen = [], [], [], [], [], []
        for n in rows:
            path, i = self.numbers[n]
            d = self.shards.shards[path]
            z.append(d["z"][i, 0])
            text.append(d["text"][d["prompt"][i, 0]][:self.shards.tokens])
            mask.append(d["mask"][d["prompt"][i, 0]][:self.shards.tokens])
            scene, k = Scene(self.first + n), r.randrange(3)
            frames = scene.render_chunk()[FRAMES * k:FRAMES * (k + 1)]
            empty = np.asarray(backdrop(*scene.set)).astype(np.int16)
            seen.append((np.abs(frames.astype(np.int16) - empty).max((0, 3)) > 6).astype(np.float32))
            pictures.append(to_video(frames)[0])
            chosen.append(k)
        z, text, mask, seen = (torch.from_numpy(np.stack(t)) for t in (z, text, mask, seen))
        out = (z, text, mask, torch.tensor(chosen), torch.stack(pictures), emphasis(seen[:, None]))
        return tuple(t.to(self.run.device) for t in out)


def train(run):
    path, budget, device = run.path("decoder.pt"), run.budget, run.device
    state, step, steps = common.load(path, device), 0, budget.decoder_steps
    if state and state["step"] >= steps or not steps:
        return
    model = trained(run)
    transformer = Transformer().to(device).eval()
    transformer.load_state_dict(common.load(run.path(f"{final_stage(run)}.pt"), device)["average"], strict=False)
    optimiser = torch.optim.AdamW(model.decoder.parameters(), 1e-3, betas=(.9, .98), weight_decay=1e-4)
    common.seed_step(run, "decoder", "weights")
    critic = Critic().to(device)
    teacher = torch.optim.AdamW(critic.parameters(), 2e-4, betas=(.5, .9))
    if state:
        model.decoder.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        critic.load_state_dict(state["critic"])
        teacher.load_state_dict(state["teacher"])
        step = state["step"]
    mean, std = (t.to(device) for t in data.statistics(run))
    decode, forward = common.compiled(run, model.decode), common.compiled(run, transformer.forward_single)
    films, log = Films(run), common.Log(run, "decoder", steps)

    @torch.no_grad()
    def finished(z, text, mask):
        sigma = torch.tensor(SIGMAS[-2:], device=device)[torch.randint(2, (len(z),), device=device)]
        s = sigma[:, None, None, None, None]
        x = (1 - s) * z + s * torch.randn_like(z)
        with common.half(run):
            made = denoised(forward(x, sigma * 1000, text * TEXT_SCALE, mask).float(), x, s)
        clean = z + .1 * torch.randn_like(z) * torch.rand_like(s)
        return torch.where(torch.rand_like(s) < .5, made, clean)

    while step < steps:
        r = common.seed_step(run, "decoder", step)
        z, text, mask, chosen, true, weight = films.draw(r, budget.decoder_batch)
        z = finished(z.float(), text.float(), mask)[torch.arange(len(z), device=device), chosen] * std + mean
        with common.half(run):
            made = decode(z).float()
        loss, looked_at = loss_of(made, true, weight), torch.randint(4, (len(made),), device=device)
        for group in optimiser.param_groups:
            group["lr"] = 8e-4 * min(1, (step + 1) / 100) * (.5 + .5 * math.cos(math.pi * step / steps)) + 1e-6
        optimiser.zero_grad()
        made.backward(pulled(made, loss, critic, looked_at))
        torch.nn.utils.clip_grad_norm_(model.decoder.parameters(), 1.0)
        optimiser.step()
        rows = torch.arange(len(made), device=device)
        judged = critic.own_loss(true[rows, looked_at], made[rows, looked_at])
        teacher.zero_grad()
        judged.backward()
        teacher.step()
        step += 1
        log.add(step, loss=loss.item(), critic=judged.item(), sharp=(edges(made) / edges(true)).item(),
                psnr=-10 * math.log10((made - true).pow(2).mean().item() / 4 + 1e-9))
        if step % 200 == 0 or step == steps:
            common.save(path, model=model.decoder.state_dict(), optimiser=optimiser.state_dict(), critic=critic.state_dict(),
                        teacher=teacher.state_dict(), step=step)


@torch.no_grad()
def edges(pictures):
    """Mean energy of the gradients of pictures [..., H, W]."""
    return (pictures[..., 1:] - pictures[..., :-1]).pow(2).mean() + (pictures[..., 1:, :] - pictures[..., :-1, :]).pow(2).mean()
