"""Writes the .pt files beside it, with what is in them (expected.json), by torch itself. Run by hand:

    python make.py     python make.py      # torch 2.6 or newer    python make.py      # torch 2.6 or newer npx prettier --write expected.json      # torch 2.6 or newer

They are small and kept, so that the tests need no Python. `code.pt` would run a command if something ran it."""

import collections
import json
import os

import torch

here = os.path.dirname(os.path.abspath(__file__))
expected = {}


def save(name, value, **options):
    torch.save(value, os.path.join(here, name), **options)


def keep(name, value):
    """Saves, and notes name -> type, shape, numbers as float."""
    save(name, value)
    found = {}

    def walk(item, way):
        if isinstance(item, torch.Tensor):
            kind = str(item.dtype).replace("torch.", "")
            found[".".join(way) or "tensor"] = [kind, list(item.shape), item.detach().double().flatten().tolist()]
        elif isinstance(item, dict):
            for key, each in item.items():
                walk(each, [*way, str(key)])
        elif isinstance(item, (list, tuple)):
            for at, each in enumerate(item):
                walk(each, [*way, str(at)])

    walk(value, [])
    expected[name] = found


torch.manual_seed(1)
base = torch.randn(4, 6)
keep(
    "types.pt",
    {
        **{str(kind).replace("torch.", ""): base.to(kind) for kind in (torch.float64, torch.float32, torch.float16)},
        **{"bfloat16": base.to(torch.bfloat16), "e4m3": base.to(torch.float8_e4m3fn), "e5m2": base.to(torch.float8_e5m2)},
        **{f"int{bits}": (base * 50).to(getattr(torch, f"int{bits}")) for bits in (8, 16, 32, 64)},
        "uint8": base.abs().to(torch.uint8),
        "bool": base > 0,
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 3),
        "one": torch.ones(1, 1, 5),
    },
)

model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.LayerNorm(4))
optimizer = torch.optim.AdamW(model.parameters())
model(torch.randn(2, 3)).sum().backward()
optimizer.step()
whole = torch.arange(24, dtype=torch.float32).reshape(4, 6)
keep(
    "nested.pt",
    {
        "generator": {f"model.{name}": each for name, each in model.state_dict().items()},
        "critic": model.state_dict(),
        "generator_optimizer": optimizer.state_dict(),
        "step": 700,
        "views": [whole, whole[1:3], (whole[2], torch.nn.Parameter(whole[0]))],
        "size": torch.Size([4, 6]),
        "large": 2**40,
        "negative": -(2**40),
    },
)
keep("bare.pt", whole[1])
keep("module-state.pt", collections.OrderedDict(model.state_dict()))

save("transposed.pt", {"weight": whole.t()})
save("module.pt", model)
save("old.pt", {"weight": whole}, _use_new_zipfile_serialization=False)
torch.jit.script(model).save(os.path.join(here, "script.pt"))


class Code:
    def __reduce__(self):
        return os.system, ("touch throughline-was-here",)


save("code.pt", {"weight": whole, "more": Code()})

with open(os.path.join(here, "expected.json"), "w") as file:
    json.dump(expected, file)
