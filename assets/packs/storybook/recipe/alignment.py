"""Where attention should look, as the truth of the world tells it: losses on attention itself, for training only.

Binding is what a small model learns slowly from pictures alone: which of two characters the words "red" and "jumps" belong
to, and which of the remembered pictures show the one who returns. The world knows both. So, beside the error of the
picture, training asks of the tokens to be denoised:

    right   attention on memory that shows the same character, or this place of the same set: some of it, if there is any
    wrong   attention on other characters, and on whatever belongs to another set: none
    words   in cross-attention, words of the own clause rather than of the other character's
    choice  the scores by which banks are filled (memflow's and recall's) prefer frames that show whom a prompt names

Classes of tokens: an actor's number in its story, BACKGROUND + the number of the set, UNKNOWN, EMPTY (a free slot).
"""
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch

from . import words
from .text import MAX_TOKENS, tokenizer
from .world import SPEEDS

BACKGROUND, UNKNOWN, EMPTY = 100, -2, -3
REACH = 56                         # pixels from an actor's middle to the middle of a token that may still show it
TOKEN = 32                         # pixels a token is wide and high
ENOUGH = .25                       # of the attention: more is not asked for
FROM_LAYER = 2                     # before, tokens do not know yet what they are
WEIGHTS = {"right": .05, "wrong": .1, "words": .1, "choice": .1}


# ------------------------------------------------------------------------------------------------ the truth of tokens
def velocity(action):
    """Pixels a second, positive to the right."""
    speed = SPEEDS.get(action.split("_")[0], 0)
    to_the_left = action.endswith("_l") != action.startswith("enter")
    return -speed if to_the_left else speed


def token_classes(actors, truths):
    """actors [S, 3, 10, 18] (1 where a latent shows one) and the truth of each chunk -> class of each token int [S, 3, 45],
    number of the set of each chunk int [S], the names behind the actors' numbers."""
    names = list(dict.fromkeys(a["name"] for t in truths for a in t["actors"]))
    sets = list(dict.fromkeys((t["place"], t["layout"], t["time"]) for t in truths))
    shown = actors.reshape(len(truths), 3, 5, 2, 9, 2).max((3, 5)) > 0
    middle = np.arange(9) * TOKEN + TOKEN / 2
    out = np.full(shown.shape, UNKNOWN)
    for c, truth in enumerate(truths):
        for frame in range(3):
            distance = [abs(middle - (a["x"] - velocity(a["action"]) * (2 - frame) / 3)) for a in truth["actors"]]
            if distance:
                nearest = np.argmin(distance, 0)
                number = np.array([names.index(a["name"]) for a in truth["actors"]])[nearest]
                out[c, frame] = np.where(np.min(distance, 0) <= REACH, number, UNKNOWN)[None]
    number_of_set = np.array([sets.index((t["place"], t["layout"], t["time"])) for t in truths])
    out = np.where(shown, out, BACKGROUND + number_of_set[:, None, None, None])
    return out.reshape(len(truths), 3, 45), number_of_set, names


shared_tokenizer = lru_cache(maxsize=1)(tokenizer)           # reading its file takes a while


@lru_cache(maxsize=50_000)
def clauses(prompt, names):
    """Which tokens of a prompt speak of which of these characters: {name: bool [MAX_TOKENS]}. A clause reaches from the
    ' and ' before its name to the next one's, the last to the words for the place."""
    low = prompt.lower()
    at = {}
    for name in names:
        found = [low.find(word) for word in (*words.CAST_RICH.get(name, ()), name) if word in low]
        if found:
            at[name] = min(found)
    phrases = [p for table in (words.PLACES, words.PLACES_RICH) for ps in table.values() for p in ps]
    behind = [low.find(" " + p, max(at.values(), default=0)) for p in phrases]
    end = min([i for i in behind if i >= 0], default=len(low))
    order = sorted(at, key=at.get)
    begins = [0] + [low.rfind(" and ", 0, at[name]) + 5 for name in order[1:]]
    offsets, out = shared_tokenizer().encode(prompt).offsets, {}
    for name, begin, stop in zip(order, begins, [b - 5 for b in begins[1:]] + [end]):
        mine = np.zeros(MAX_TOKENS, bool)
        for i, (a, b) in enumerate(offsets):
            mine[i] = b > a and a >= begin and b <= stop
        out[name] = mine
    return out


@dataclass
class Looks:
    """What the queries of a batch should look at: bool masks over keys of memory (M = 540) and over words (T)."""
    right: torch.Tensor            # [B, K, M]
    wrong: torch.Tensor            # [B, K, M]
    own: torch.Tensor              # [B, K, T]
    other: torch.Tensor            # [B, K, T]

    def to(self, device):
        return Looks(*(t.to(device) for t in (self.right, self.wrong, self.own, self.other)))


class Truth:
    """The classes of all tokens of a batch of stories."""

    def __init__(self, actors, truths, tokens):
        """actors [B, S, 3, 10, 18] on any device, truths [B][S], `tokens`: how many words the text has."""
        parts = [token_classes(a, t) for a, t in zip(actors.cpu().numpy(), truths)]
        self.classes = torch.from_numpy(np.stack([p[0] for p in parts]))              # [B, S, 3, 45]
        self.sets = torch.from_numpy(np.stack([p[1] for p in parts]))                 # [B, S]
        self.layouts = torch.tensor([[t["layout"] for t in truth] for truth in truths])  # [B, S]
        most = max(1, max(len(p[2]) for p in parts))
        self.clauses = torch.zeros(*self.sets.shape, most, tokens, dtype=torch.bool)  # [B, S, actors, T]
        for b, (truth, (_, _, names)) in enumerate(zip(truths, parts)):
            for c, t in enumerate(truth):
                for name, mine in clauses(t["prompt"], tuple(a["name"] for a in t["actors"])).items():
                    self.clauses[b, c, names.index(name)] = torch.from_numpy(mine[:tokens])

    def looks(self, film, chunk, index, slots):
        """For noisy chunks: film and chunk long [B], index long [B, K] (which tokens), slots long [B, 12]."""
        index, slots = index.cpu(), slots.cpu()
        query = self.classes[film, chunk].flatten(1).gather(1, index)                 # [B, K]
        frame = slots.clamp(min=0)
        key = self.classes[film].flatten(1, 2).gather(1, frame[..., None].expand(-1, -1, 45))
        key = torch.where((slots < 0)[..., None], EMPTY, key).flatten(1)[:, None]     # [B, 1, 540]
        of_set = self.sets[film].gather(1, frame // 3)[..., None].expand(-1, -1, 45).flatten(1)[:, None]
        q, actor = query[..., None], (query >= 0) & (query < BACKGROUND)
        is_actor, key_is_actor = actor[..., None], (key >= 0) & (key < BACKGROUND)
        same = (key == q) & (q >= 0)
        here = torch.arange(540) % 45 == (index % 45)[..., None]
        elsewhere = of_set != self.sets[film, chunk][:, None, None]
        wrong = (key >= 0) & (q >= 0) & ~same & (elsewhere | (is_actor & key_is_actor))
        said = self.clauses[film, chunk]                                              # [B, actors, T]
        number = query.clamp(0, said.shape[1] - 1)
        own = said.gather(1, number[..., None].expand(-1, -1, said.shape[2])) & is_actor
        return Looks(same & (is_actor | here), wrong, own, said.any(1)[:, None] & ~own & is_actor)

    def untold_layouts(self, film, chunk, slots):
        """The layout of each noisy chunk's set, -1 where a slot of its memory shows that set. Arguments as in looks."""
        slots = slots.cpu()
        shown = (self.sets[film].gather(1, slots.clamp(min=0) // 3) == self.sets[film, chunk][:, None]) & (slots >= 0)
        return torch.where(shown.any(1), -1, self.layouts[film, chunk])

    def names_whom(self):
        """Which chunks show somebody whom a chunk's prompt names: bool [B, S (prompt), S (shown)]."""
        actor = torch.arange(self.clauses.shape[2])
        here = (self.classes.flatten(2)[..., None] == actor).any(2).float()           # [B, S, actors]
        return torch.einsum("bpa,bsa->bps", self.clauses.any(3).float(), here) > 0


# ------------------------------------------------------------------------------------------------ the losses
def mean_where(values, where):
    return (values * where).sum() / where.sum().clamp(min=1)


def memory_loss(right, wrong, looks):
    """Attention (a mean over heads) of each query on right and wrong memory, each [layers, B, K]."""
    asked = looks.right.any(-1)
    much = right[FROM_LAYER:].mean(0)
    far = -(1 - wrong[FROM_LAYER:].clamp(max=.999)).log().mean(0)
    return {"right": mean_where((np.log(ENOUGH) - (much + 1e-4).log()).clamp(min=0), asked),
            "wrong": mean_where(far, looks.wrong.any(-1))}


def words_loss(own, other, looks):
    """Cross-attention on the words of the own and of the other's clause, each [layers, B, K]."""
    share = (own[1:] + 1e-4) / (own[1:] + other[1:] + 2e-4)
    return {"words": mean_where(-share.log().mean(0), looks.own.any(-1) & looks.other.any(-1))}


def choice_loss(scores, names_whom, gain=2.0):
    """scores [n, B, S (prompt), S (frame)], of n layers and kinds: frames that show whom the prompt names should win."""
    asked = names_whom.any(-1) & ~names_whom.all(-1)                                   # [B, S]
    all_of = torch.logsumexp(scores * gain, -1)
    right = torch.logsumexp((scores * gain).masked_fill(~names_whom, -1e4), -1)
    return {"choice": mean_where((all_of - right).mean(0), asked)}


def weighted(losses):
    return sum(WEIGHTS[name] * value for name, value in losses.items())
