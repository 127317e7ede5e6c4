"""Stage `classifier`: tells what a decoded chunk shows, for benches of prompt following. Plain convolutions.

Input   x [B, 18, 80, 144]: pictures 0, 2, 4, 6, 8, 10 of a chunk's twelve, each averaged over 2x2 pixels, values 0..1
        minus 0.5; channel = 3 * picture + rgb.
Layers  conv1 3x3 stride 2 -> 32 · conv2 3x3 stride 2 -> 64 · conv3 3x3 stride 2 -> 96 · conv4 3x3 -> 96 ·
        conv5 3x3 stride 2 -> 128, each with padding 1, bias and ReLU; then [mean over positions, maximum over positions]
        -> 256 numbers -> one matrix `head` [215, 256] with bias.
Output  215 logits: 0..11 cast (sigmoid each: is it there) · 12..19 places (softmax) · 20..22 times (softmax) ·
        23..118 actions (12 characters x 8, softmax over 8: read the row of a character that is there) ·
        119..214 colours (12 x 8: its own, then red, orange, yellow, green, blue, purple, pink).
        Names in order are in the file's metadata. Entering and leaving count as walking that way.
File    classifier.safetensors, f16: conv1..5.weight [out, in, 3, 3], .bias; head.weight, head.bias.
        Batch norms of training are folded into the convolutions.
"""
import json
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import save_file

from . import common
from .places import PLACES, TIMES, WIDTH
from .world import CAST, COLOURS, HELD_OUT, Scene

NAMES = list(CAST)
ACTIONS = ["stand", "walk_l", "walk_r", "run_l", "run_r", "jump", "dance", "sleep"]
TINTS = [None] + list(COLOURS)
SAME = {"enter_l": "walk_r", "enter_r": "walk_l", "exit_l": "walk_l", "exit_r": "walk_r"}
MIRROR = [0, 2, 1, 4, 3, 5, 6, 7]                       # actions in a mirrored picture
PICTURES = slice(0, 12, 2)
SEEDS = 4_500_000                                       # below world.HELD_OUT, apart from the transformer's


def shrink(frames):
    """uint8 [12, 160, 288, 3] -> uint8 [18, 80, 144]"""
    x = frames[PICTURES].astype(np.uint16)
    x = (x[:, 0::2, 0::2] + x[:, 1::2, 0::2] + x[:, 0::2, 1::2] + x[:, 1::2, 1::2] + 2) // 4
    return x.astype(np.uint8).transpose(0, 3, 1, 2).reshape(-1, *x.shape[1:3])


def example(seed):
    """picture uint8 [18, 80, 144] and labels: cast [12] 0/1, place, time, action [12], colour [12] (-1 = does not count)."""
    scene = Scene(seed)
    before = {a.name: a.x for a in scene.cast}
    picture = shrink(scene.render_chunk())
    cast, action, colour = np.zeros(12, np.int8), np.full(12, -1, np.int8), np.full(12, -1, np.int8)
    for a in scene.cast:
        n, did = NAMES.index(a.name), SAME.get(scene.actions[a.name], scene.actions[a.name])
        seen = 5 < a.x < WIDTH - 5
        half_seen = not seen and -25 < a.x < WIDTH + 25
        cast[n] = 1 if seen else -1 if half_seen else 0
        if seen:
            colour[n] = TINTS.index(a.colour)
            stuck = did[:4] in ("walk", "run_") and abs(a.x - before[a.name]) < 15
            action[n] = -1 if stuck else ACTIONS.index(did)
    place, _, time = scene.set
    return picture, cast, PLACES.index(place), -1 if place == "moon" else TIMES.index(time), action, colour


def examples(first, count):
    rows = [example(first + i) for i in range(count)]
    return [np.stack([r[i] for r in rows]) for i in range(6)]


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        widths, strides = [18, 32, 64, 96, 96, 128], [2, 2, 2, 1, 2]
        for i, stride in enumerate(strides, 1):
            setattr(self, f"conv{i}", nn.Conv2d(widths[i - 1], widths[i], 3, stride, 1))
            setattr(self, f"norm{i}", nn.BatchNorm2d(widths[i]))
        self.head = nn.Linear(256, 12 + 8 + 3 + 96 + 96)

    def forward(self, x):
        """x float [B, 18, 80, 144] -> [B, 215]"""
        for i in range(1, 6):
            x = getattr(self, f"conv{i}")(x)
            norm = getattr(self, f"norm{i}")
            x = F.relu(norm(x) if norm is not None else x)
        return self.head(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1))

    def folded(self):
        """The same classifier without batch norms."""
        out = Classifier().eval()
        for i in range(1, 6):
            conv, norm = getattr(self, f"conv{i}"), getattr(self, f"norm{i}")
            scale = norm.weight / (norm.running_var + norm.eps).sqrt()
            target = getattr(out, f"conv{i}")
            target.weight.data = (conv.weight * scale[:, None, None, None]).detach()
            target.bias.data = ((conv.bias - norm.running_mean) * scale + norm.bias).detach()
            setattr(out, f"norm{i}", None)
        out.head.load_state_dict(self.head.state_dict())
        return out


def split(logits):
    """[B, 215] -> cast [B, 12], place [B, 8], time [B, 3], action [B, 12, 8], colour [B, 12, 8]"""
    return (logits[:, :12], logits[:, 12:20], logits[:, 20:23],
            logits[:, 23:119].unflatten(1, (12, 8)), logits[:, 119:].unflatten(1, (12, 8)))


def loss_of(logits, labels):
    cast, place, time, action, colour = split(logits)
    want_cast, want_place, want_time, want_action, want_colour = labels
    known = want_cast >= 0
    loss = F.binary_cross_entropy_with_logits(cast[known], want_cast[known].float()) * 4
    loss = loss + F.cross_entropy(place, want_place) + F.cross_entropy(time, want_time, ignore_index=-1)
    for got, want in ((action, want_action), (colour, want_colour)):
        loss = loss + F.cross_entropy(got.flatten(0, 1), want.flatten(), ignore_index=-1)
    return loss


def soften(x, r):
    """Blur, contrast and noise, so that soft pictures of a model are read as well."""
    if r.random() < .5:
        x = F.avg_pool2d(x, 3, 1, 1) if r.random() < .6 else F.avg_pool2d(x, 5, 1, 2)
    return x * r.uniform(.9, 1.1) + r.uniform(-.04, .04) + torch.randn_like(x) * r.uniform(0, .04)


def mirrored(x, labels):
    cast, place, time, action, colour = labels
    swap = torch.tensor(MIRROR, device=x.device)
    return x.flip(-1), (cast, place, time, torch.where(action >= 0, swap[action.clamp(min=0)], action), colour)


def accuracy(model, data, device="cpu"):
    """Shares of right answers on examples: cast (exactly the right set), place, time, action, colour."""
    logits = []
    with torch.no_grad():
        for i in range(0, len(data[0]), 64):
            logits.append(model(torch.from_numpy(data[0][i:i + 64]).to(device).float() / 255 - .5).cpu())
    cast, place, time, action, colour = split(torch.cat(logits))
    want = [torch.from_numpy(d).long() for d in data[1:]]
    right = {"cast": (((cast > 0) == (want[0] > 0)) | (want[0] < 0)).all(1).float().mean().item()}
    for name, got, wanted in (("place", place, want[1]), ("time", time, want[2]), ("action", action, want[3]), ("colour", colour, want[4])):
        counts = wanted >= 0
        right[name] = (got.argmax(-1) == wanted)[counts].float().mean().item()
    return right


def train(run):
    budget, path = run.budget, run.path("classifier.pt")
    state, steps = common.load(path, run.device), budget.classifier_steps
    if state and state["step"] >= steps:
        return
    store = run.path("classifier-data.npz")
    count = min(8192, budget.classifier_batch * steps)
    if not store.exists():
        np.savez(store, *examples(SEEDS, count))
    with np.load(store) as d:
        data = [torch.from_numpy(d[f"arr_{i}"]) for i in range(6)]
    common.seed_step(run, "classifier", "weights")
    model = Classifier().to(run.device)
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=.02)
    step = 0
    if state:
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    log, due = common.Log(run, "classifier", steps), common.Due(steps, every=200)
    while step < steps:
        r = common.seed_step(run, "classifier", step)
        rows = torch.randint(len(data[0]), (budget.classifier_batch,))
        x = data[0][rows].to(run.device).float() / 255 - .5
        labels = tuple(d[rows].to(run.device).long() for d in data[1:])
        if r.random() < .5:
            x, labels = mirrored(x, labels)
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1, (step + 1) / 50, (steps - step) / (.5 * steps))
        with common.half(run):
            logits = model(soften(x, r))
        loss = loss_of(logits.float(), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        log.add(step, loss=loss.item())
        if due(step):
            common.save(path, model=model.state_dict(), optimiser=optimiser.state_dict(), step=step)
    export(run, log)


def export(run, log, held_out=512):
    """Writes WORK/classifier.safetensors and its accuracy on held-out true frames (in its metadata and the log)."""
    trained = Classifier()
    trained.load_state_dict(common.load(run.path("classifier.pt"))["model"])
    model = trained.eval().folded()
    tensors = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    model.load_state_dict({k: v.float() for k, v in tensors.items()})
    right = {k: round(v, 4) for k, v in accuracy(model, examples(HELD_OUT, min(held_out, 16 * run.budget.classifier_steps))).items()}
    names = {"cast": NAMES, "places": PLACES, "times": TIMES, "actions": ACTIONS, "colours": ["own"] + list(COLOURS)}
    save_file(tensors, run.path("classifier.safetensors"),
              metadata={"names": json.dumps(names), "accuracyOnTrueFrames": json.dumps(right)})
    log.say(f"accuracy on held-out true frames {right}")
