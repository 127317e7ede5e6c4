"""What every training loop needs: steps that can be repeated, checkpoints, optimisers, a running average, a log."""
import os
import random
import time

import numpy as np
import torch


def seed_step(run, stage, step):
    """Seeds everything for one step (or for the first "weights"): a resumed run draws what an uninterrupted one would have drawn."""
    r = random.Random(f"{run.seed} {stage} {step}")
    torch.manual_seed(r.getrandbits(62))
    return r


def save(path, **state):
    """Writes a checkpoint so that an interruption never leaves half of one."""
    torch.save(state, f"{path}.part")
    os.replace(f"{path}.part", path)


class Due:
    """Says when a checkpoint should be written: after so many steps, and never later than some minutes after the last."""

    def __init__(self, steps, every, minutes=5):
        self.steps, self.every, self.seconds = steps, every, 60 * minutes
        self.last = time.monotonic()

    def __call__(self, step):
        due = step % self.every == 0 or step == self.steps or time.monotonic() - self.last > self.seconds
        if due:
            self.last = time.monotonic()
        return due


class Pace:
    """How many steps a stage makes: those of its budget, or as many as fit the seconds that the run gives it. Then its first steps
    are watched (compiling is over after `warm` of them), the number is computed from their median once, and when the time is
    up nevertheless, the stage ends."""

    def __init__(self, run, stage, warm=4, watched=8):
        seconds = run.seconds.get(stage)
        self.until = None if seconds is None else time.monotonic() + seconds
        self.warm, self.watched, self.times = warm, watched, []

    def __call__(self, step, planned):
        """After a step: how many steps there are to be."""
        if self.until is None:
            return planned
        now = time.monotonic()
        if now >= self.until:
            return step
        self.times.append(now)
        if len(self.times) != self.warm + self.watched:
            return planned
        each = float(np.median(np.diff(self.times[self.warm - 1:])))
        return step + max(1, int((self.until - now) / each))


def load(path, device="cpu"):
    return torch.load(path, map_location=device, weights_only=True) if path.exists() else None


def compiled(run, function):
    return torch.compile(function) if run.compile else function


def quick_type(device):
    """bf16 where the device multiplies it, f32 on processors that would only imitate it (a hundred times slower)."""
    imitated = torch.device(device).type == "cpu" and not torch.cpu._is_avx512_bf16_supported()
    return torch.float32 if imitated else torch.bfloat16


def half(run):
    """Autocast to the device's quick_type."""
    return torch.autocast(run.device, dtype=torch.bfloat16, enabled=quick_type(run.device) is torch.bfloat16)


class Average:
    """Exponential moving average of a model's weights; young averages forget faster."""

    def __init__(self, model, state=None):
        current = {k: v for k, v in model.state_dict().items() if not k.startswith("rope_")}
        self.current = current
        self.state = {k: v.detach().clone() for k, v in current.items()}
        if state:
            for k, v in self.state.items():
                v.copy_(state[k])

    @torch.no_grad()
    def update(self, step, longest=.998):
        keep = min(longest, (step + 1) / (step + 10))
        torch._foreach_lerp_(list(self.state.values()), list(self.current.values()), 1 - keep)


def orthogonalised(g):
    """Newton-Schulz towards the nearest orthogonal matrix, for a stack [n, rows, columns] with rows <= columns."""
    kind = quick_type(g.device)
    x = g.to(kind) / (g.pow(2).sum((-1, -2), keepdim=True).sqrt() + 1e-7).to(kind)
    for _ in range(5):
        a = x @ x.mT
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
    return x.float()


class Muon:
    """Muon with its steps scaled as AdamW's are (0.2 * sqrt(the longer side)); matrices of one shape are handled as one
    stack, which takes half the time of torch.optim.Muon on a CPU."""

    def __init__(self, parameters, lr, momentum=.95, weight_decay=.01):
        self.param_groups = [{"lr": lr}]
        self.momentum, self.weight_decay = momentum, weight_decay
        self.stacks = {}
        for p in parameters:
            self.stacks.setdefault(tuple(p.shape), []).append(p)
        self.state = {"x".join(map(str, s)): torch.zeros(len(ps), *s, device=ps[0].device) for s, ps in self.stacks.items()}

    @torch.no_grad()
    def step(self):
        lr = self.param_groups[0]["lr"]
        for shape, parameters in self.stacks.items():
            gradient = torch.stack([p.grad for p in parameters])
            velocity = self.state["x".join(map(str, shape))]
            velocity.lerp_(gradient, 1 - self.momentum)
            update = gradient.lerp(velocity, self.momentum)
            tall = shape[0] > shape[1]
            update = orthogonalised(update.mT.contiguous() if tall else update)
            update = (update.mT if tall else update) * (-lr * .2 * max(shape) ** .5)
            torch._foreach_mul_(parameters, 1 - lr * self.weight_decay)
            torch._foreach_add_(parameters, list(update.unbind(0)))

    def state_dict(self):
        return self.state

    def load_state_dict(self, state):
        for name, velocity in self.state.items():
            velocity.copy_(state[name])


class MuonAndAdam:
    """Muon on the matrices of the blocks, AdamW on everything else. Warm-up, a plateau, and a straight way down at the end."""

    def __init__(self, model, budget, steps, fall):
        inner = [p for n, p in model.named_parameters() if p.ndim == 2 and n.startswith("blocks.")]
        known = {id(p) for p in inner}
        outer = [p for p in model.parameters() if id(p) not in known]
        self.rates = (budget.muon_rate, budget.adam_rate)
        self.steps, self.fall = steps, fall                  # fall: the share of the steps in which the rate goes down to nothing
        self.optimisers = (
            Muon(inner, self.rates[0]),
            torch.optim.AdamW(outer, self.rates[1], betas=(.9, .98), weight_decay=.01))

    def step(self, step, warm=60):
        left = (self.steps - step) / max(1, self.fall * self.steps)
        factor = min(1, (step + 1) / warm, max(.02, left))
        for optimiser, rate in zip(self.optimisers, self.rates):
            for group in optimiser.param_groups:
                group["lr"] = rate * factor
            optimiser.step()

    def state(self):
        return [o.state_dict() for o in self.optimisers]

    def load(self, states):
        for o, s in zip(self.optimisers, states):
            o.load_state_dict(s)


class Log:
    """A line now and then: time, stage, step, steps a second, what else there is to say; also kept in WORK/log.txt."""

    def __init__(self, run, stage, steps, every=50):
        self.path, self.stage, self.steps, self.every = run.path("log.txt"), stage, steps, every
        self.started = self.last = time.time()
        self.values, self.since = {}, 0

    def add(self, step, **values):
        for k, v in values.items():
            self.values.setdefault(k, []).append(float(v))
        self.since += 1
        if step % self.every == 0 or step == self.steps:
            now = time.time()
            said = " ".join(f"{k} {np.mean(v):.4f}" for k, v in self.values.items())
            self.say(f"{step}/{self.steps} {self.since / max(1e-9, now - self.last):.2f} steps/s {said}")
            self.last, self.values, self.since = now, {}, 0

    def say(self, text):
        line = f"{time.strftime('%H:%M:%S')} {self.stage} {text}"
        print(line, flush=True)
        with open(self.path, "a") as f:
            f.write(line + "\n")
