"""The storybook transformer: Wan 2.1's causal text-to-video block at a small size.

Keys are kept unrotated and rotated at the slot where they are used: sink 0-2, bank 3-5, window 6-11, current chunk 12-14.
So positions never grow and a film may be endless. Names follow Wan's, but for the patch embedding and the head, which are
plain linear layers here (wan_names.py).

Shapes: B films, S chunks, F = 3 latent frames a chunk, N = 45 tokens a latent frame, L = F*N = 135, D = 256, H heads of d.
"""
import math
from dataclasses import dataclass

import torch
import torch.nn as nn


@dataclass(frozen=True)
class Shape:
    dim: int = 256
    heads: int = 4
    layers: int = 8
    ffn: int = 1024
    channels: int = 48            # of a latent
    height: int = 10              # of a latent
    width: int = 18
    frames: int = 3               # latent frames a chunk
    patch: int = 2
    text: int = 384
    freq: int = 256               # width of the sinusoid of t
    sink: int = 3                 # latent frames of memory
    bank: int = 3
    window: int = 6
    eps: float = 1e-6

    @property
    def tokens(self):             # a latent frame
        return self.height // self.patch * self.width // self.patch

    @property
    def slots(self):              # of memory, before the current chunk
        return self.sink + self.bank + self.window

    @property
    def rope_split(self):         # numbers of a head for slot, row and column, as Wan: d - 4*(d//6), 2*(d//6), 2*(d//6)
        d = self.dim // self.heads
        return d - 4 * (d // 6), 2 * (d // 6), 2 * (d // 6)


TEXT_SCALE = 4                    # text features are multiplied by it in training; folded into the weights in the pack


def sinusoid(t, dim):
    """[..., dim] from t [...]: cosines, then sines."""
    f = torch.exp(-math.log(10000) * torch.arange(dim // 2, dtype=torch.float32, device=t.device) / (dim // 2))
    x = t.float()[..., None] * f
    return torch.cat([x.cos(), x.sin()], -1)


def rope_table(slots, shape):
    """cos and sin [len(slots)*N, d/2] for whole latent frames at these slots."""
    def angles(position, n):
        return position.float()[:, None] / (10000 ** (torch.arange(0, n, 2).float() / n))

    rows, columns = shape.height // shape.patch, shape.width // shape.patch
    time, row, column = shape.rope_split
    frames = len(slots)
    a = torch.cat([
        angles(slots, time)[:, None, None].expand(-1, rows, columns, -1),
        angles(torch.arange(rows), row)[None, :, None].expand(frames, -1, columns, -1),
        angles(torch.arange(columns), column)[None, None].expand(frames, rows, -1, -1)], -1)
    a = a.reshape(frames * shape.tokens, -1)
    return a.cos(), a.sin()


def rotate(x, table):
    """x [..., L, H, d], interleaved pairs; the table's cos and sin are [L, d/2] or [B, L, d/2]."""
    cos, sin = (t.unsqueeze(-2).to(x.dtype) for t in table)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)


class RMSNorm(nn.Module):
    def __init__(self, dim, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x):
        y = x.float()
        return (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + self.eps)).to(x.dtype) * self.weight


class Attention(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.heads = s.heads
        self.q, self.k, self.v, self.o = (nn.Linear(s.dim, s.dim) for _ in range(4))
        self.norm_q, self.norm_k = RMSNorm(s.dim, s.eps), RMSNorm(s.dim, s.eps)

    def project(self, x, y):
        """Queries of x, keys and values of y, each [..., L, H, d]; the norm runs over all heads together, as in Wan."""
        q, k, v = self.norm_q(self.q(x)), self.norm_k(self.k(y)), self.v(y)
        return tuple(t.unflatten(-1, (self.heads, -1)) for t in (q, k, v))

    def attend(self, q, k, v, bias=None, watched=()):
        """[B, L, H, d] x [B, Lk, H, d] -> [B, L, D]; bias broadcasts to [B, H, L, Lk]. Plain matmuls beat the fused CPU kernel.
        Also, for each mask in `watched` (bool [B, L, the first n of Lk]), how much of the attention is on it: [B, L], mean of heads."""
        a = torch.matmul(q.transpose(1, 2) * q.shape[-1] ** -.5, k.permute(0, 2, 3, 1))
        if bias is not None:
            a = a + bias.to(a.dtype)
        a = a.softmax(-1)
        y = torch.matmul(a.to(v.dtype), v.transpose(1, 2))
        seen = [(a[..., :mask.shape[-1]].float().mean(1) * mask).sum(-1) for mask in watched]
        return self.o(y.transpose(1, 2).flatten(2)), seen


@dataclass
class Inside:
    """What a block computed on the way, for memory and for the losses on attention."""
    k: torch.Tensor               # self-attention's keys, not rotated, and values [B, L, H, d]
    v: torch.Tensor
    asked: torch.Tensor           # cross-attention's queries [B, L, H, d] and keys of the words [B, T, H, d]
    told: torch.Tensor
    seen: list                    # attention on each watched mask [B, L]: of memory, then of words


class Block(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.norm1 = nn.LayerNorm(s.dim, s.eps, elementwise_affine=False)
        self.norm2 = nn.LayerNorm(s.dim, s.eps, elementwise_affine=False)
        self.norm3 = nn.LayerNorm(s.dim, s.eps)
        self.self_attn, self.cross_attn = Attention(s), Attention(s)
        self.ffn = nn.Sequential(nn.Linear(s.dim, s.ffn), nn.GELU(approximate="tanh"), nn.Linear(s.ffn, s.dim))
        self.modulation = nn.Parameter(torch.randn(1, 6, s.dim) / s.dim ** .5)


class Transformer(nn.Module):
    def __init__(self, shape=Shape()):
        super().__init__()
        s = self.shape = shape
        token = s.channels * s.patch ** 2
        gelu = nn.GELU(approximate="tanh")
        self.patch_embedding = nn.Linear(token, s.dim)
        self.text_embedding = nn.Sequential(nn.Linear(s.text, s.dim), gelu, nn.Linear(s.dim, s.dim))
        self.time_embedding = nn.Sequential(nn.Linear(s.freq, s.dim), nn.SiLU(), nn.Linear(s.dim, s.dim))
        self.time_projection = nn.Sequential(nn.SiLU(), nn.Linear(s.dim, 6 * s.dim))
        self.blocks = nn.ModuleList(Block(s) for _ in range(s.layers))
        self.head_norm = nn.LayerNorm(s.dim, s.eps, elementwise_affine=False)
        self.head = nn.Linear(s.dim, token)
        self.head_modulation = nn.Parameter(torch.randn(1, 2, s.dim) / s.dim ** .5)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        for name, slots in (("memory", torch.arange(s.slots)), ("now", torch.arange(s.slots, s.slots + s.frames))):
            cos, sin = rope_table(slots, s)
            self.register_buffer(f"rope_{name}_cos", cos, persistent=False)
            self.register_buffer(f"rope_{name}_sin", sin, persistent=False)

    # ---- pieces
    def patchify(self, z):
        """[B, F, C, h, w] -> [B, F*N, C*p*p], channel slowest."""
        b, f, c, h, w = z.shape
        p = self.shape.patch
        z = z.reshape(b, f, c, h // p, p, w // p, p).permute(0, 1, 3, 5, 2, 4, 6)
        return z.reshape(b, f * (h // p) * (w // p), c * p * p)

    def unpatchify(self, x):
        s, p = self.shape, self.shape.patch
        x = x.view(x.shape[0], -1, s.height // p, s.width // p, s.channels, p, p).permute(0, 1, 4, 2, 5, 3, 6)
        return x.reshape(x.shape[0], -1, s.channels, s.height, s.width)

    def embed_time(self, t):
        """t [B] (1000 * sigma) -> e0 [B, D], e [B, 6, D]."""
        e0 = self.time_embedding(sinusoid(t, self.shape.freq))
        return e0, self.time_projection(e0).unflatten(-1, (6, -1))

    def output_tokens(self, x, e0):
        m = (self.head_modulation + e0[:, None]).chunk(2, 1)
        return self.head(self.head_norm(x) * (1 + m[1]) + m[0])

    def output(self, x, e0):
        return self.unpatchify(self.output_tokens(x, e0))

    def block(self, b, x, e, text, text_bias, memory=None, memory_bias=None, now=None, looks=None):
        """x [B, L, D] at the positions `now` (default: the current chunk's). `memory(k, v)` is given this layer's unrotated keys and
        values [B, L, H, d] and returns rotated keys and values to put in front, or None. `looks`: an alignment.Looks whose
        masks are watched. Returns x and what is Inside."""
        e = (b.modulation + e).chunk(6, 1)
        y = b.norm1(x) * (1 + e[1]) + e[0]
        q, k, v = b.self_attn.project(y, y)
        now = now or (self.rope_now_cos, self.rope_now_sin)
        keys, values = rotate(k, now), v
        past = memory(k, v) if memory else None
        if past is not None:
            keys, values = torch.cat([past[0], keys], 1), torch.cat([past[1], values], 1)
        y, of_memory = b.self_attn.attend(rotate(q, now), keys, values, memory_bias, (looks.right, looks.wrong) if looks and memory else ())
        x = x + y * e[2]
        asked, told, values = b.cross_attn.project(b.norm3(x), text)
        y, of_words = b.cross_attn.attend(asked, told, values, text_bias, (looks.own, looks.other) if looks else ())
        x = x + y
        return x + b.ffn(b.norm2(x) * (1 + e[4]) + e[3]) * e[5], Inside(k, v, asked, told, of_memory + of_words)

    # ---- stage 1: chunks without a past
    def forward_tokens(self, tokens, index, t, text, text_mask, looks=None):
        """Some tokens of a chunk: positions are in the rotation alone, so any subset is a valid input.
        tokens [B, K, C*p*p] and index long [B, K] (which of the L they are), t [B], text [B, T, 384] (scaled),
        text_mask bool [B, T] -> output like tokens. With an alignment.Looks also the attention on its own and other words,
        each [layers, B, K]."""
        x = self.patch_embedding(tokens)
        e0, e = self.embed_time(t)
        text = self.text_embedding(text)
        bias = text_mask[:, None, None].logical_not() * -1e4
        now, seen = (self.rope_now_cos[index], self.rope_now_sin[index]), []
        for b in self.blocks:
            x, inside = self.block(b, x, e, text, bias, now=now, looks=looks)
            seen.append(inside.seen)
        answer = self.output_tokens(x, e0)
        return (answer, *layered(seen)) if looks else answer

    def forward_single(self, noisy, t, text, text_mask):
        """A whole chunk: noisy [B, F, C, h, w] -> output like noisy; the rest as in forward_tokens."""
        index = torch.arange(self.shape.tokens * self.shape.frames, device=t.device).expand(len(t), -1)
        return self.unpatchify(self.forward_tokens(self.patchify(noisy), index, t, text, text_mask))

    # ---- stages 2 and 3: whole stories, every chunk given its memory
    def forward_story(self, clean, noisy, index, t, text, text_mask, slots, film, chunk, looks=None):
        """Every chunk is seen clean (t = 0, the pass that writes the memory); any of them are seen noisy as well, with what
        generation would hold in memory for them. Of noisy chunks only the tokens `index` are computed.

        clean [B, S, F, C, h, w]; text [B, S, T, 384]; text_mask [B, S, T]; slots long [B, S, 12]: the clean latent frame
        (0 .. S*F-1) in each slot of memory, -1 = empty. Of the n noisy ones: which they are, film and chunk long [n];
        noisy [n, K, C*p*p]; index long [n, K]; t [n].
        Returns the output for the noisy tokens [n, K, C*p*p]. With an alignment.Looks also the attention on its right, wrong,
        own and other, each [layers, n, K], and the scores [2*layers, B, S, S] of every chunk's first frame under
        every prompt, as memflow and recall fill their banks.
        """
        s = self.shape
        B, S, F = clean.shape[:3]
        N = s.tokens
        still, x = self.patch_embedding(self.patchify(clean.flatten(0, 1))), self.patch_embedding(noisy)
        e_still = self.embed_time(t.new_zeros(B * S))[1]
        e0, e = self.embed_time(t)
        text = self.text_embedding(text)
        words, text, text_bias = text[film, chunk], text.flatten(0, 1), text_mask.logical_not() * -1e4
        words_bias, text_bias = text_bias[film, chunk][:, None, None], text_bias.flatten(0, 1)[:, None, None]
        filled = (slots >= 0)[..., None].expand(-1, -1, -1, N).flatten(2)

        def bias(filled, tokens):  # of memory and the chunk itself
            return torch.cat([filled, filled.new_ones(len(filled), tokens)], -1)[:, None, None].logical_not() * -1e4

        still_bias, noisy_bias = bias(filled.flatten(0, 1), F * N), bias(filled[film, chunk], noisy.shape[1])
        every, frame = torch.arange(B, device=slots.device)[:, None, None], slots.clamp(min=0)
        now = (self.rope_now_cos[index], self.rope_now_sin[index])

        def remembered(k, v):     # keys and values of the clean chunks -> what each chunk's memory holds of them
            def gather(x):        # one row a latent frame, picked by slot
                return x.reshape(B, S * F, N, *x.shape[-2:])[every, frame].flatten(2, 3)
            return rotate(gather(k), (self.rope_memory_cos, self.rope_memory_sin)), gather(v)

        seen, scores = [], []
        for b in self.blocks:
            past = None

            def memory(k, v):     # of the clean pass, which comes first
                nonlocal past
                past = remembered(k, v)
                return past[0].flatten(0, 1), past[1].flatten(0, 1)

            still, wrote = self.block(b, still, e_still, text, text_bias, memory, still_bias)
            x, inside = self.block(b, x, e, words, words_bias, lambda k, v: (past[0][film, chunk], past[1][film, chunk]), noisy_bias, now, looks)
            seen.append(inside.seen)
            if looks:
                scores += bank_scores(wrote, text_mask, N)
        answer = self.output_tokens(x, e0)
        return (answer, *layered(seen), torch.stack(scores)) if looks else answer


def layered(seen):
    """[layers][masks] of [B, L] -> for each mask [layers, B, L]."""
    return [torch.stack(of_mask) for of_mask in zip(*seen)]


def bank_scores(wrote, text_mask, tokens):
    """One layer's scores of the first frame of every chunk under the prompt of every chunk of its story, each [B, S, S]:
    memflow's (mean text key against mean frame key) and recall's (cross-attention's mean query against the words' keys)."""
    B, S = text_mask.shape[:2]
    frame_keys, gists = (x[:, :tokens].mean(1).view(B, S, *x.shape[2:]) for x in (wrote.k, wrote.asked))
    told, scale = wrote.told.unflatten(0, (B, S)), wrote.k.shape[-1] ** -.5            # [B, S, T, H, d]
    count, outside = text_mask.sum(-1), text_mask.logical_not()
    mean_told = (told * text_mask[..., None, None]).sum(2) / count[..., None, None]
    memflow = torch.einsum("bphd,bshd->bpsh", mean_told, frame_keys) * scale
    asked = torch.einsum("bpthd,bshd->bpsht", told, gists) * scale
    peak = asked.masked_fill(outside[:, :, None, None], -1e4).logsumexp(-1)
    recall = peak - torch.einsum("bphd,bshd->bpsh", mean_told, gists) * scale
    return [memflow.mean(-1), recall.mean(-1)]
