"""Stages 1 to 3: the transformer.

stage 1  single chunks without a past: words become pictures. About eight times more pictures for the time than stories,
         and twice as many again because only the tokens around the actors and some others are computed.
stage 2  stories with memory, teacher-forced (every chunk sees the true past as generation would hold it), with some
         single chunks mixed in.
stage 3  as stage 2, but every batch is used three times: first with its true past, then with much of the past replaced
         by what the model just made of it in one step from noise, so that it learns to forgive its own errors (a cheap
         relative of self forcing, for no extra pass). What was made with such a past is shown to a critic on latents. The rate
         falls to nothing.

All of them ask attention to look at the right tokens and words (alignment.py), and where nothing remembered tells a place's
layout, the noise does (`coupled`).

Of the chunks to be denoised only the tokens around the actors and some others are computed (positions are in the rotation,
so a subset is a valid input); of stories, chunks where a prompt begins are denoised more often.

Noise: x = (1 - s) z + s eps. The network predicts EDM's F for this path: z = (1 - s)/q x + s/sqrt(q) F, q = (1-s)^2 + s^2;
that is z itself at s = 1 and velocity-like below s = 0.5.
"""
import torch

from . import alignment, common, data
from .config import ACTOR_WEIGHT, CONTEXT_NOISE, CORNER, OWN, SIGMA_ODDS, SIGMAS, TURNS
from .critic import LatentTeacher
from .places import LAYOUTS
from .transformer import TEXT_SCALE, Shape, Transformer


def target(z, x, s):
    """What the network should answer for the noisy x at noise level s (all broadcastable)."""
    q = (1 - s) ** 2 + s ** 2
    return (z - (1 - s) / q * x) / (s / q.sqrt())


def denoised(answer, x, s):
    """The picture that an answer means."""
    q = (1 - s) ** 2 + s ** 2
    return (1 - s) / q * x + s / q ** .5 * answer


def draw_sigmas(shape, device):
    """index long and sigma f32, both of the given shape."""
    odds = torch.tensor(SIGMA_ODDS, device=device)
    index = torch.multinomial(odds, int(torch.tensor(shape).prod()), replacement=True).view(shape)
    return index, torch.tensor(SIGMAS, device=device)[index]


def memory_slots(chunk, truths, r, drop=True):
    """Which clean latent frame fills which of the 12 slots when this chunk of a story is made (-1 = empty).

    Sink: chunk 0. Window: the two chunks before. Bank: first frames of up to three older chunks, by relevance (who and
    where) or at random, so that every policy works later. Sometimes the bank, or sink and bank, are empty.
    """
    slots = [-1] * 12
    if chunk == 0:
        return slots
    slots[0:3] = [0, 1, 2]
    window = [3 * c + f for c in range(max(1, chunk - 2), chunk) for f in range(3)]
    if window:
        slots[12 - len(window):] = window
    older = list(range(1, chunk - 2))
    if older:
        now, here = {a["name"] for a in truths[chunk]["actors"]}, truths[chunk]["place"]

        def relevance(c):
            common_actors = len(now & {a["name"] for a in truths[c]["actors"]})
            return 2 * common_actors + (truths[c]["place"] == here) + .5 * r.random()

        kept = sorted(older, key=relevance, reverse=True)[:3] if r.random() < .7 else r.sample(older, min(3, len(older)))
        if drop and r.random() < .15:
            kept = []
        for slot, c in enumerate(sorted(kept)):
            slots[3 + slot] = 3 * c
    if drop and r.random() < .08:
        slots[0:6] = [-1] * 6
    return slots


class Trainer:
    """The model, its average, its optimisers, its checkpoint WORK/STAGE.pt; begins where the stage before it ended."""

    def __init__(self, run, stage, steps, fall, start_from=None):
        self.run, self.stage, self.steps, self.step = run, stage, steps, 0
        self.path = run.path(f"{stage}.pt")
        common.seed_step(run, stage, "weights")
        self.model = Transformer().to(run.device)
        state = common.load(self.path, run.device)
        before = common.load(run.path(f"{start_from}.pt"), run.device) if start_from and not state else None
        if state or before:
            self.model.load_state_dict((state or before)["model"], strict=False)
        self.average = common.Average(self.model, (state or before or {}).get("average"))
        self.optimiser = common.MuonAndAdam(self.model, run.budget, steps, fall)
        if state:
            self.step = state["step"]
            if "optimiser" in state:                           # not in weights that came from a pack
                self.optimiser.load(state["optimiser"])
        self.log, self.due = common.Log(run, stage, steps), common.Due(steps, every=100)
        self.pace = common.Pace(run, stage)

    def update(self, loss, **said):
        """One step down this loss. True when a checkpoint was written."""
        self.model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step(self.step)
        self.step += 1
        self.steps = self.optimiser.steps = self.pace(self.step, self.steps)
        self.average.update(self.step)
        self.log.add(self.step, **said)
        due = self.due(self.step) or self.step == self.steps
        if due:
            self.save()
        return due

    def save(self):
        weights = {k: v for k, v in self.model.state_dict().items() if not k.startswith("rope_")}
        common.save(self.path, model=weights, average=self.average.state, optimiser=self.optimiser.state(), step=self.step)


def said_by_sigma(index, everywhere, on_actors):
    """For the log: error everywhere and on actors for each noise level that occurred."""
    out = {}
    for i, s in enumerate(SIGMAS):
        if (index == i).any():
            out[f"all@{s:g}"] = everywhere[index == i].mean()
            out[f"act@{s:g}"] = on_actors[index == i].mean()
    return out


def chosen_tokens(actors, places, shape=Shape()):
    """Which tokens of noisy chunks are computed: the same `places` positions in each of the three latent frames, the CORNER and
    those with actors first, the rest at random; now and then an actor's is left out. actors [B, 3, 10, 18] -> index long [B, 3*places]."""
    b, p = len(actors), shape.patch
    rows, columns = shape.height // p, shape.width // p
    here = actors.view(b, shape.frames, rows, p, columns, p).amax((1, 3, 5)).flatten(1)
    luck = torch.rand(here.shape, device=here.device) * (.9 + .2 * (torch.rand(b, 1, device=here.device) < .3))
    here[:, :CORNER] = 2
    kept = (here + luck).topk(places, 1).indices.sort(1).values
    frame = torch.arange(shape.frames, device=here.device)[None, :, None] * shape.tokens
    return (kept[:, None] + frame).flatten(1)


def coupled(noise, corner, layout):
    """Noise that tells the layout: its sum over the corner is a normal number, and each third of those stands for a layout.

    A place has LAYOUTS layouts, and no word says which. The best answer to pure noise would be a mean of them all, which four
    steps do not take apart again. So noise and films are coupled, as in minibatch optimal transport (arXiv 2302.00482):
    over all films the noise is as normal as ever, and for every single one it says what is to be drawn.
    noise [B, K, n], corner bool [B, K, 1] (where noise is changed), layout long [B]."""
    size = (corner.sum(1) * noise.shape[2]).clamp(min=1).sqrt()[..., None]             # [B, 1, 1]
    now = (noise * corner).sum((1, 2), keepdim=True) / size
    share = (layout[:, None, None] + torch.rand_like(now).clamp(1e-4, 1 - 1e-4)) / LAYOUTS
    return torch.where(corner, noise + (torch.special.ndtri(share) - now) / size, noise)


class SomeTokens:
    """Some tokens of a batch of chunks: their true values, which of them show actors, and the loss on them."""

    def __init__(self, model, z, actors, places):
        """z [B, 3, 48, 10, 18], actors [B, 3, 10, 18]"""
        self.model, self.whole = model, model.patchify(z)
        self.index = chosen_tokens(actors, places)
        self.where = self.index[:, :, None].expand(-1, -1, self.whole.shape[2])
        self.z = self.whole.gather(1, self.where)
        self.actors = model.patchify(actors[:, :, None].expand_as(z)).gather(1, self.where)

    def noised(self, sigma, layout):
        """layout long [B]: the set's, where nothing remembered tells it, else -1."""
        s, noise = sigma[:, None, None], torch.randn_like(self.z)
        corner = (self.index % self.model.shape.tokens < CORNER)[:, :, None] & ((sigma == 1) & (layout >= 0))[:, None, None]
        return (1 - s) * self.z + s * coupled(noise, corner, layout)

    def loss(self, answer, x, sigma):
        """The loss, weighted on actors, and for the log the plain error of each chunk: everywhere, on actors."""
        error = (answer.float() - target(self.z, x, sigma[:, None, None])).pow(2)
        weight = 1 + ACTOR_WEIGHT * self.actors
        on_actors = (error * self.actors).sum((1, 2)) / self.actors.sum((1, 2)).clamp(min=1)
        return (error * weight / weight.mean()).mean(), error.detach().mean((1, 2)), on_actors.detach()

    def filled_in(self, tokens):
        """Whole chunks [B, 3, 48, 10, 18]: these tokens, and the true ones elsewhere."""
        return self.model.unpatchify(self.whole.scatter(1, self.where, tokens))


def token_loss(run, model, forward, shards, r, count, places):
    """Loss on some tokens of chunks without a past; `forward` is model.forward_tokens."""
    z, actors, text, mask, truths = shards.draw(r, count)
    tokens = SomeTokens(model, z[:, 0], actors[:, 0], places)
    drawn, sigma = draw_sigmas((count,), run.device)
    truth, film, empty = alignment.Truth(actors, truths, text.shape[2]), torch.arange(count), torch.full((count, 12), -1)
    x = tokens.noised(sigma, truth.layouts[:, 0].to(run.device))
    looks = truth.looks(film, torch.zeros_like(film), tokens.index, empty).to(run.device)
    with common.half(run):
        answer, own, other = forward(x, tokens.index, sigma * 1000, text[:, 0] * TEXT_SCALE, mask[:, 0], looks)
    loss, everywhere, on_actors = tokens.loss(answer, x, sigma)
    aligned = alignment.words_loss(own, other, looks)
    return loss + alignment.weighted(aligned), {**said_by_sigma(drawn, everywhere, on_actors), "clause": aligned["words"].item()}


def turns(truth):
    """Where a story turns: chunks with another prompt or set than the one before, and the first."""
    said = [(t["prompt"], t["place"]) for t in truth]
    return [c == 0 or said[c] != said[c - 1] for c in range(len(said))]


class StoryBatch:
    """Stories as stages 2 and 3 use it: several times, each time with the past that is given."""

    def __init__(self, shards, r, count):
        self.z, self.actors, self.text, self.mask, self.truths = shards.draw(r, count)
        self.past = self.z
        self.truth = alignment.Truth(self.actors, self.truths, self.text.shape[2])
        self.names_whom = self.truth.names_whom().to(self.z.device)

    def loss(self, run, model, forward, r, places, teacher=None):
        """Loss on `places` tokens of as many chunks as there are, and what there is to log; `forward` is model.forward_story,
        `teacher` the critic on latents, if there is one. Afterwards `made` holds what the model made of each of them."""
        z = self.z
        B, S = z.shape[:2]
        slots = torch.tensor([[memory_slots(c, truth, r) for c in range(S)] for truth in self.truths], device=run.device)
        chosen = [c for truth in self.truths for c in sorted(r.choices(range(S), [TURNS if t else 1 for t in turns(truth)], k=S))]
        film, chunk = torch.arange(B).repeat_interleave(S), torch.tensor(chosen)
        tokens = SomeTokens(model, z[film, chunk], self.actors[film, chunk], places)
        drawn, sigma = draw_sigmas((B * S,), run.device)
        x = tokens.noised(sigma, self.truth.untold_layouts(film, chunk, slots[film, chunk]).to(run.device))
        past = self.past + torch.rand(B, S, 1, 1, 1, 1, device=z.device) * CONTEXT_NOISE * torch.randn_like(z)
        looks = self.truth.looks(film, chunk, tokens.index, slots.cpu()[film, chunk]).to(run.device)
        with common.half(run):
            answer, right, wrong, own, other, scores = forward(past, x, tokens.index, sigma * 1000, self.text * TEXT_SCALE, self.mask,
                                                               slots, film.to(run.device), chunk.to(run.device), looks)
        answer = answer.float()
        loss, everywhere, on_actors = tokens.loss(answer, x, sigma)
        aligned = {**alignment.memory_loss(right, wrong, looks), **alignment.words_loss(own, other, looks),
                   **alignment.choice_loss(scores.float(), self.names_whom)}
        whole = tokens.filled_in(denoised(answer, x, sigma[:, None, None]))
        if teacher:
            words = self.text[film, chunk].sum(1) / self.mask[film, chunk].sum(1, keepdim=True)
            pull = teacher.pull(whole, words, loss, answer, run.budget.latent_pull)
            judged = teacher.learn(z[film, chunk], whole, words)
        self.made, self.drawn = z.clone(), torch.zeros(B, S, dtype=torch.long, device=z.device)
        self.made[film, chunk] = whole.detach()
        self.drawn[film, chunk] = drawn
        first = on_actors[chunk == 0].mean() if (chunk == 0).any() else on_actors.new_tensor(0)
        said = {**said_by_sigma(drawn, everywhere, on_actors), "first": first, **{name: value.item() for name, value in aligned.items()}}
        total = loss + alignment.weighted(aligned)
        if teacher:
            total, said["critic"] = total + pull, judged
        return total, said

    def remember_own(self):
        """From now on the past is OWN parts what the model made last time, where it did not start from pure noise (which
        would be a mean of all that the words allow), and true otherwise."""
        own = (torch.rand(self.drawn.shape, device=self.z.device) < OWN) & (self.drawn > 0)
        self.past = torch.where(own[:, :, None, None, None, None], self.made, self.z)


def stage1(run):
    t = Trainer(run, "stage1", run.budget.stage1_steps, fall=0)      # the rate falls in stage 3
    if t.step >= t.steps:
        return
    scenes, forward = data.source(run, "scenes"), common.compiled(run, t.model.forward_tokens)
    while t.step < t.steps:
        r = common.seed_step(run, "stage1", t.step)
        loss, said = token_loss(run, t.model, forward, scenes, r, run.budget.stage1_batch, run.budget.stage1_places)
        t.update(loss, **said)


def stage2(run):
    stories(run, "stage2", "stage1", run.budget.stage2_steps, fall=0)


def stage3(run):
    stories(run, "stage3", "stage2", run.budget.stage3_steps, fall=.7, uses=3)


def stories(run, stage, before, steps, fall, uses=1):
    """`uses`: how often a batch is used, from the second time on with its own past."""
    budget = run.budget
    t = Trainer(run, stage, steps, fall, before)
    if t.step >= t.steps:
        return
    scenes, films = data.source(run, "scenes"), data.source(run, "stories")
    story, single = common.compiled(run, t.model.forward_story), common.compiled(run, t.model.forward_tokens)
    path = run.path(f"{stage}-critic.pt")
    teacher = LatentTeacher(run.device, common.load(path, run.device)) if uses > 1 and budget.latent_pull else None
    batch = None
    while t.step < t.steps:
        r = common.seed_step(run, stage, t.step)
        if t.step % uses == 0 or batch is None:
            batch = StoryBatch(films, r, budget.stage2_batch)
        else:
            batch.remember_own()
        loss, said = batch.loss(run, t.model, story, r, budget.stage2_places, teacher if batch.past is not batch.z else None)
        if budget.stage2_singles:
            extra, _ = token_loss(run, t.model, single, scenes, r, budget.stage2_singles, budget.stage2_places)
            loss, said = loss + extra, {**said, "single": extra.item()}
        if t.update(loss, **said) and teacher:
            common.save(path, **teacher.state())


def final_stage(run):
    """The name of the last stage that has a checkpoint."""
    for stage in ("stage3", "stage2", "stage1"):
        if run.path(f"{stage}.pt").exists():
            return stage
    raise FileNotFoundError(f"no trained transformer in {run.work}")
