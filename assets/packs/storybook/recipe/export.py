"""Stage `export`: writes the pack. Format: docs/packs.md and the model card beside this folder.

    transformer.safetensors   f16, Wan's names and layouts        autoencoder.safetensors  f16
    text.safetensors          int8 rows + f32 scales, f16 vectors vocab.txt
    manifest.json             sizes, constants, hashes             golden.safetensors       expected results, f32

Golden tensors are computed in f32 with the stored, rounded weights, so that an engine in any language can be compared.
"""
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import common, data, train_autoencoder, words
from .autoencoder import BLOCKS, FRAMES, HOLD, LARGER, PATCH_IN, PATCH_OUT, Autoencoder
from .config import SIGMAS
from .places import HEIGHT, WIDTH
from .sample import Roller
from .text import HEADS, LAYERS, MAX_TOKENS, TextEncoder
from .train import final_stage
from .transformer import TEXT_SCALE, Shape, Transformer
from .wan_names import from_wan, to_wan
from .world import CAST, COLOURS, FPS

GOLDEN_PROMPTS = ["A purple cat walks to the right in a meadow.", "The cat is dancing in a meadow.",
                  "A dinosaur strolls left in the snow at night.",
                  "The cat jumps up and down in a meadow, and an owl enters from the left."]
GOLDEN_CHUNKS = 8


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def known():
    """What the studio offers to write into a prompt: the plainest phrase of everything the world knows; and all its words."""
    return {"cast": [words.with_article(name) for name in CAST], "colours": list(COLOURS),
            "actions": [told[0] for told in words.ACTIONS.values()], "places": [told[0] for told in words.PLACES.values()],
            "times": [next(t for t in told if t).strip() for told in words.TIMES.values()],
            "shots": words.SHOTS, "words": words.every_word(*CAST, *COLOURS)}


def manifest(folder, mean, std, revision, shape=Shape()):
    def numbers(t):
        return [round(float(x), 6) for x in t.flatten()]

    return {
        "format": "throughline-pack", "version": 1, "id": "storybook", "revision": revision, "name": "Storybook",
        "about": "A small cartoon-film model of the Wan 2.1 causal architecture with MemFlow memory, made for laptops.",
        "knows": known(),
        "licence": {"model": "CC0-1.0", "textEncoder": "Apache-2.0 (sentence-transformers/all-MiniLM-L6-v2)",
                    "trainingSprites": "MIT (Fluent Emoji)"},
        "video": {"width": WIDTH * LARGER, "height": HEIGHT * LARGER, "fps": FPS, "framesPerLatent": FRAMES},
        "latent": {"channels": shape.channels, "height": shape.height, "width": shape.width,
                   "mean": numbers(mean), "std": numbers(std)},
        "chunk": {"latents": shape.frames},
        "transformer": {"file": "transformer.safetensors", "sha256": sha256(folder / "transformer.safetensors"),
                        "dim": shape.dim, "heads": shape.heads, "layers": shape.layers, "ffn": shape.ffn,
                        "patch": [1, shape.patch, shape.patch], "textDim": shape.text, "freqDim": shape.freq,
                        "eps": shape.eps, "qkNorm": True, "crossAttentionNorm": True,
                        "rope": {"theta": 10000, "split": list(shape.rope_split), "positions": "slot"}},
        "memory": {"policy": "recall", "sink": shape.sink, "bank": shape.bank, "window": shape.window, "recordEvery": 1,
                   "enterBank": "onLeavingWindow", "recache": False},
        "sampler": {"kind": "renoise", "sigmas": list(SIGMAS), "timestepScale": 1000, "prediction": "edm"},
        "text": {"kind": "bert", "file": "text.safetensors", "sha256": sha256(folder / "text.safetensors"),
                 "vocab": "vocab.txt", "vocabSha256": sha256(folder / "vocab.txt"), "lowercase": True, "dim": shape.text, "layers": LAYERS, "heads": HEADS, "ffn": 1536,
                 "eps": 1e-12, "maxTokens": MAX_TOKENS, "padding": "none", "weights": "int8 per row"},
        "autoencoder": {"kind": "storybook", "file": "autoencoder.safetensors",
                        "sha256": sha256(folder / "autoencoder.safetensors"), "patchIn": PATCH_IN, "patchOut": PATCH_OUT,
                        "blocks": list(BLOCKS), "hold": HOLD, "eps": 1e-6},
    }


def film_tensors(out, model, autoencoder, features, mean, std):
    """Two films of eight chunks from the same noise, one with each kind of bank."""
    for policy in ("fifo", "nam"):
        roller, banks = Roller(model, policy, SIGMAS, seed=7), []
        for chunk in range(GOLDEN_CHUNKS):
            roller.noise.clear()
            z = roller.next(features[chunk // 2])
            banks.append([[int(f) for f in bank] + [-1] * (3 - len(bank)) for bank in roller.bank])
            raw = z * std + mean
            if policy == "fifo":
                out[f"rollout.noise.{chunk}"] = torch.cat(roller.noise).half()
            if policy == "fifo" or chunk >= 6:
                out[f"rollout.{policy}.{chunk}.x0"] = (raw - mean) / std
            if policy == "fifo" and chunk in (0, 6):
                for layer in (0, len(model.blocks) - 1):
                    written = [roller.cache[3 * chunk + f][layer] for f in range(3)]
                    for kind, name in enumerate(("key", "value")):
                        out[f"rollout.fifo.{chunk}.layer{layer}.{name}"] = torch.cat([w[kind] for w in written], 1)[0].flatten(1)
            if policy == "fifo" and chunk == 0:
                out["decode.latents"] = raw
                out["decode.frames"] = autoencoder.decode(raw)[:1, :, :, ::4, ::4]
        out[f"rollout.{policy}.bank"] = torch.tensor(banks, dtype=torch.int32)


@torch.no_grad()
def golden(model, autoencoder, encoder, mean, std):
    """name -> tensor; the model card says what each is."""
    shape, out, features = model.shape, {}, []
    for i, prompt in enumerate(GOLDEN_PROMPTS):
        t, mask = encoder([prompt])
        features.append(t[:, :int(mask.sum())])
        out[f"text.{i}.ids"] = torch.tensor(encoder.ids(prompt), dtype=torch.int32)
        out[f"text.{i}.features"] = features[-1][0]
    film_tensors(out, model, autoencoder, features, mean, std)

    one = (1, shape.frames, shape.channels, shape.height, shape.width)
    x = torch.randn(one, generator=torch.Generator().manual_seed(3))
    answer, written = Roller(model).forward(x, .83, features[0] * TEXT_SCALE, [[] for _ in model.blocks])
    out.update({"pass.input": x[0], "pass.output": answer[0], "pass.layer0.key": written[0][0][0].flatten(1)})

    frames = torch.rand(1, FRAMES, 3, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(4)) * 2 - 1
    out["encode.frames"] = frames[0].half()
    out["encode.latent"] = autoencoder.encode(out["encode.frames"].float()[None])[0]
    return {k: v.contiguous() for k, v in out.items()}


def write_weights(folder, state, autoencoder_state):
    """The trained weights in f16: state of the transformer (averaged), state of the Autoencoder. Returns both as they were stored."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = {k: v.half() for k, v in to_wan({k: v.float().cpu() for k, v in state.items()}).items()}
    save_file(stored, folder / "transformer.safetensors")
    coder = {k: v.half().cpu().contiguous() for k, v in autoencoder_state.items()}
    save_file(coder, folder / "autoencoder.safetensors")
    return stored, coder


def write_pack(folder, state, autoencoder_state, mean, std, revision):
    """Arguments as of write_weights. Returns the manifest."""
    folder = Path(folder)
    stored, coder = write_weights(folder, state, autoencoder_state)
    encoder = TextEncoder()
    save_file({k: v.contiguous() for k, v in encoder.stored.items()}, folder / "text.safetensors")
    shutil.copyfile(encoder.vocabulary, folder / "vocab.txt")
    written = manifest(folder, mean, std, revision)
    (folder / "manifest.json").write_text(json.dumps(written, indent=1))

    model, autoencoder = Transformer().eval(), Autoencoder().eval()
    model.load_state_dict(from_wan(stored), strict=False)                  # the rounded weights
    autoencoder.load_state_dict({k: v.float() for k, v in coder.items()})
    mean, std = (torch.tensor(written["latent"][k])[:, None, None] for k in ("mean", "std"))
    tensors = golden(model, autoencoder, encoder, mean, std)
    save_file(tensors, folder / "golden.safetensors", metadata={"prompts": json.dumps(GOLDEN_PROMPTS), "sigmaOfPass": "0.83"})
    return written


def export(run, revision="v3", folder=None):
    state = common.load(run.path(f"{final_stage(run)}.pt"))["average"]
    coder = train_autoencoder.weights(run)
    mean, std = data.statistics(run)
    folder = Path(folder or run.path("pack"))
    write_pack(folder, state, coder, mean, std, revision)
    classifier = run.path("classifier.safetensors")
    if classifier.exists():
        (folder / "recipe").mkdir(exist_ok=True)                           # where the bench looks for it
        shutil.copyfile(classifier, folder / "recipe" / "classifier.safetensors")
    common.Log(run, "export", 1).say(" ".join(f"{p.name} {p.stat().st_size // 1024} KB" for p in sorted(folder.glob("*.*"))))
