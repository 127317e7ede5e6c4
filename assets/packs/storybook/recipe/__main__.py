"""python -m recipe [--work DIR] [--device cpu|cuda] [--large | --smoke] [--seed N] [--stages ...]

Makes the pack from nothing: autoencoder -> latents -> stage1 -> stage2 -> stage3 -> decoder -> classifier -> export.
Interrupt it whenever you like; the same command goes on where it stopped. The pack is then in WORK/pack.
"""
import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from . import classifier, common, data, export, train, train_autoencoder, train_decoder
from .autoencoder import grown
from .config import LARGE, SMALL, SMOKE, Run
from .wan_names import from_wan

STAGES = {"autoencoder": train_autoencoder.train, "latents": data.make, "stage1": train.stage1, "stage2": train.stage2,
          "stage3": train.stage3, "decoder": train_decoder.train, "classifier": classifier.train, "export": export.export}


def run_stages(run, stages=STAGES, revision="v3"):
    for name in stages:
        if name == "export":
            export.export(run, revision)
        else:
            STAGES[name](run)


def begin_with(run, pack, stages=STAGES):
    """Puts a pack's weights where the first of the stages look for what an interrupted run has left, and its statistics of latents."""
    transformer = next((stage for stage in stages if stage.startswith("stage")), "stage1")
    first = {"autoencoder": grown(load_file(pack / "autoencoder.safetensors")), transformer: from_wan(load_file(pack / "transformer.safetensors"))}
    for stage, weights in first.items():
        if not run.path(f"{stage}.pt").exists():
            weights = {k: v.float() for k, v in weights.items()}
            common.save(run.path(f"{stage}.pt"), model=weights, average=weights, step=0)
    if not run.path("latent.json").exists():
        latent = json.loads((pack / "manifest.json").read_text())["latent"]
        run.path("latent.json").write_text(json.dumps({k: latent[k] for k in ("mean", "std")}))


def main():
    p = argparse.ArgumentParser(prog="python -m recipe", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=Path(__file__).parent / "work", help="where everything is kept (default: recipe/work)")
    p.add_argument("--device", choices=["cpu", "cuda"], default="cpu", help="cuda also takes the large budget, unless --small")
    p.add_argument("--large", action="store_true", help="the budget for a GPU")
    p.add_argument("--small", action="store_true", help="the budget for two CPU cores")
    p.add_argument("--smoke", action="store_true", help="everything, tiny, in some minutes: only to see that it works")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    p.add_argument("--stages", nargs="*", choices=list(STAGES), default=list(STAGES))
    p.add_argument("--from-pack", type=Path, metavar="PACK", help="begin with the weights of this pack instead of from nothing")
    p.add_argument("--revision", default="v3", help="written into the manifest")
    p.add_argument("--no-compile", action="store_true", help="without torch.compile (it needs a C++ compiler)")
    a = p.parse_args()
    large = a.large or (a.device == "cuda" and not a.small)
    budget = SMOKE if a.smoke else LARGE if large else SMALL
    if a.threads:
        torch.set_num_threads(a.threads)
    work = a.work if not a.smoke or a.work.name != "work" else a.work.with_name("work-smoke")
    run = Run(work, a.device, budget, a.seed, compile=not (a.no_compile or a.smoke))
    if a.from_pack:
        begin_with(run, a.from_pack, a.stages)
    run_stages(run, a.stages, a.revision)


if __name__ == "__main__":
    main()
