"""python -m recipe [--work DIR] [--device cpu|cuda] [--large | --smoke] [--seed N] [--stages ...]

Makes the pack from nothing: autoencoder -> latents -> stage1 -> stage2 -> stage3 -> classifier -> export.
Interrupt it whenever you like; the same command goes on where it stopped. The pack is then in WORK/pack.
"""
import argparse
from pathlib import Path

import torch

from . import classifier, data, export, train, train_autoencoder
from .config import LARGE, SMALL, SMOKE, Run

STAGES = {"autoencoder": train_autoencoder.train, "latents": data.make, "stage1": train.stage1, "stage2": train.stage2,
          "stage3": train.stage3, "classifier": classifier.train, "export": export.export}


def run_stages(run, stages=STAGES, revision="v1"):
    for name in stages:
        if name == "export":
            export.export(run, revision)
        else:
            STAGES[name](run)


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
    p.add_argument("--revision", default="v1", help="written into the manifest")
    p.add_argument("--no-compile", action="store_true", help="without torch.compile (it needs a C++ compiler)")
    a = p.parse_args()
    large = a.large or (a.device == "cuda" and not a.small)
    budget = SMOKE if a.smoke else LARGE if large else SMALL
    if a.threads:
        torch.set_num_threads(a.threads)
    work = a.work if not a.smoke or a.work.name != "work" else a.work.with_name("work-smoke")
    run_stages(Run(work, a.device, budget, a.seed, compile=not (a.no_compile or a.smoke)), a.stages, a.revision)


if __name__ == "__main__":
    main()
