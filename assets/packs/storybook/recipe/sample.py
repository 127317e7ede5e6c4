"""Rolls out films with the trained model, chunk after chunk, with MemFlow's memory; the reference for the product's engine.

Policies: none (sink and window only), window (window only), fifo, and `nam`, the narrative memory of MemFlow: the bank
keeps the newest record and of the older ones those whose keys agree best with the text keys of the coming prompt.
"""
import numpy as np
import torch

from . import common, data
from .autoencoder import to_frames
from .config import SIGMAS
from .text import TextEncoder
from .train import denoised, final_stage
from .train_autoencoder import trained
from .transformer import TEXT_SCALE, Shape, Transformer, rope_table, rotate

STEPS = {4: SIGMAS, 3: (1.0, .9, .35), 2: (1.0, .7)}


class Roller:
    """One film. `next(features)` makes the next chunk: normalised latents [3, 48, 10, 18].

    cache[frame][layer] = (key, value), each [1, N, H, d]: keys after norm_k, not rotated, written by a clean pass.
    """

    def __init__(self, model, policy="nam", sigmas=SIGMAS, seed=0):
        self.model, self.policy, self.sigmas = model, policy, sigmas
        self.generator = torch.Generator().manual_seed(seed)
        self.cache, self.chunk = [], 0
        self.bank = [[] for _ in model.blocks]           # per layer: numbers of latent frames
        self.table = rope_table(torch.arange(model.shape.slots + model.shape.frames), model.shape)
        self.noise = []                                  # what was drawn, for the golden tensors

    def draw(self):
        s = self.model.shape
        x = torch.randn((1, s.frames, s.channels, s.height, s.width), generator=self.generator).half().float()
        self.noise.append(x)                             # rounded to f16, so that a file can hold it exactly
        return x

    def rows(self, slots):
        n = self.model.shape.tokens
        i = torch.cat([torch.arange(s * n, (s + 1) * n) for s in slots])
        return self.table[0][i], self.table[1][i]

    @torch.no_grad()
    def forward(self, x, sigma, text, memory):
        """x [1, 3, 48, 10, 18], text [1, T, 384] (scaled), memory: per layer [(frame, slot)].
        Returns the output like x and per layer (key, value) of this chunk."""
        m = self.model
        y = m.patch_embedding(m.patchify(x))
        e0, e = m.embed_time(torch.tensor([sigma * 1000.0]))
        text, written = m.text_embedding(text), []
        for layer, block in enumerate(m.blocks):
            def past(k, v, held=memory[layer], layer=layer):
                if not held:
                    return None
                keys = torch.cat([self.cache[f][layer][0] for f, _ in held], 1)
                values = torch.cat([self.cache[f][layer][1] for f, _ in held], 1)
                return rotate(keys, self.rows([slot for _, slot in held])), values
            y, inside = m.block(block, y, e, text, None, past)
            written.append((inside.k, inside.v))
        return m.output(y, e0), written

    def memory(self):
        """Per layer: [(latent frame, slot)] for the coming chunk."""
        s = self.model.shape
        if self.chunk == 0:
            return [[] for _ in self.model.blocks]
        sink = [] if self.policy == "window" else [(f, f) for f in range(s.sink)]
        window = [3 * c + f for c in range(max(1, self.chunk - 2), self.chunk) for f in range(3)]
        window = [(f, s.slots - len(window) + i) for i, f in enumerate(window)]
        return [sink + [(f, s.sink + i) for i, f in enumerate(sorted(bank))] + window for bank in self.bank]

    @torch.no_grad()
    def update_bank(self, text):
        """Before chunk c is made, chunk c-3 (if it is not the sink) offers its first latent frame."""
        offered = self.chunk - 3
        if offered < 1 or self.policy in ("none", "window"):
            return
        text = self.model.text_embedding(text)
        for layer, block in enumerate(self.model.blocks):
            bank = self.bank[layer]
            bank.append(3 * offered)
            if len(bank) <= self.model.shape.bank:
                continue
            if self.policy == "fifo":
                bank.pop(0)
                continue
            query = block.cross_attn.project(text, text)[1].mean(1)          # [1, H, d]
            score = [(query * self.cache[f][layer][0].mean(1)).sum(-1).mean().item() for f in bank[:-1]]
            bank.pop(int(np.argmin(score)))                                  # the newest always stays

    @torch.no_grad()
    def next(self, features):
        """features [1, T, 384] of the chunk's prompt, as the text encoder gives them."""
        text, s = features * TEXT_SCALE, self.model.shape
        self.update_bank(text)
        memory, x = self.memory(), self.draw()
        for i, sigma in enumerate(self.sigmas):
            answer, _ = self.forward(x, sigma, text, memory)
            z = denoised(answer, x, sigma)
            if i + 1 < len(self.sigmas):
                after = self.sigmas[i + 1]
                x = (1 - after) * z + after * self.draw()
        _, written = self.forward(z, 0.0, text, memory)
        for f in range(s.frames):
            rows = slice(f * s.tokens, (f + 1) * s.tokens)
            self.cache.append([(k[:, rows], v[:, rows]) for k, v in written])
        self.chunk += 1
        return z[0]


def model_from(state):
    """A transformer in f32 with the weights rounded to f16, as the pack stores them."""
    model = Transformer()
    model.load_state_dict({k: v.half().float() for k, v in state.items()}, strict=False)
    return model.eval()


class Studio:
    """Everything needed to make films from prompts: transformer, text encoder, autoencoder."""

    def __init__(self, run, stage=None):
        state = common.load(run.path(f"{stage or final_stage(run)}.pt"))
        self.model, self.encoder = model_from(state["average"]), TextEncoder()
        self.autoencoder = trained(run).cpu()
        self.mean, self.std = data.statistics(run)

    def features(self, prompt):
        t, mask = self.encoder([prompt])
        return t[:, :int(mask.sum())]

    @torch.no_grad()
    def decode(self, z):
        """Normalised latents [n, 48, 10, 18] -> uint8 [4n, H, W, 3]."""
        return to_frames(self.autoencoder.decode(z * self.std + self.mean))

    def film(self, prompts, policy="nam", sigmas=SIGMAS, seed=0):
        """One prompt a chunk -> yields uint8 [12, H, W, 3]."""
        roller = Roller(self.model, policy, sigmas, seed)
        for prompt in prompts:
            yield self.decode(roller.next(self.features(prompt)))
