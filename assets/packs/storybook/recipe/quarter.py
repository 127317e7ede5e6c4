"""A quarter of an hour of a borrowed GPU: the recipe in two calls of at most eight minutes, from a pack to better weights.

    python -m recipe.quarter 1 --begin . --out "$OUT"                # from this pack
    python -m recipe.quarter 2 --begin recipe/quarter --out "$OUT"   # from what call 1 has left, put there
    python -m recipe.quarter pack --begin recipe/quarter --out ~/pack    # at home, on a CPU: the whole pack with golden tensors

Nothing has to travel but weights: data is made on the device as it is used (data.Live). What a call leaves fits files of
PART bytes: the weights as a pack stores them, in pieces, and the log. Each stage gets a share of the time and makes as many steps as
fit it at the rate of its first ones (common.Pace). On a CPU with --minutes and --smoke the same is rehearsed in miniature.
"""
import argparse
import json
import shutil
import tempfile
from pathlib import Path

from . import common, data, export, train_autoencoder
from .__main__ import begin_with, run_stages
from .config import QUARTER, SMOKE, Run, replace
from .train import final_stage

PART = 15_000_000                   # bytes: what comes back from the device may be 16 MB a file
WEIGHTS = ("transformer.safetensors", "autoencoder.safetensors")
# Of each call: its stages, and of its time the share that each gets. What is left is for loading and writing.
SHARES = {1: {"stage2": .58, "decoder": .32}, 2: {"stage3": .58, "decoder": .32}}
FALLS = 4_000                       # steps that rates are planned for until the rate of steps is known


def split(path, folder):
    """Writes a file into `folder` as pieces NAME.00, NAME.01 ... of at most PART bytes."""
    whole = path.read_bytes()
    for number in range(0, len(whole), PART):
        (folder / f"{path.name}.{number // PART:02d}").write_bytes(whole[number:number + PART])


def joined(folder, into):
    """A folder with the files behind all pieces in `folder`, and everything else that lies there."""
    into.mkdir(parents=True, exist_ok=True)
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        name, _, piece = path.name.rpartition(".")
        if piece.isdigit():
            with open(into / name, "wb" if piece == "00" else "ab") as f:
                f.write(path.read_bytes())
        elif path.suffix in (".json", ".safetensors"):
            shutil.copyfile(path, into / path.name)
    return into


def call(number, begin, out, work, device="cuda", minutes=7.5, budget=QUARTER, seed=6):
    """One call. `begin`: a pack, or what a call before has left; `out`: where the pieces go."""
    stages = SHARES[number]
    steps = {f"{stage}_steps": FALLS for stage in stages}
    run = Run(work, device, replace(budget, **steps), seed + number, compile=device == "cuda", live=True,
              seconds={stage: share * minutes * 60 for stage, share in stages.items()})
    pack = joined(begin, work / "begin")
    begin_with(run, pack, stages)
    run_stages(run, stages)
    made = {stage: common.load(run.path(f"{stage}.pt"))["step"] for stage in stages}
    common.Log(run, f"call {number}", 0).say(" ".join(f"{stage}: {steps} steps" for stage, steps in made.items()))
    out.mkdir(parents=True, exist_ok=True)
    written = work / "weights"
    export.write_weights(written, common.load(run.path(f"{final_stage(run)}.pt"))["average"], train_autoencoder.weights(run))
    for name in WEIGHTS:
        split(written / name, out)
    latent = json.loads((pack / "manifest.json").read_text())["latent"]
    (out / "manifest.json").write_text(json.dumps({"latent": latent}))        # all that the next call needs of it
    shutil.copyfile(run.path("log.txt"), out / "log.txt")


def finished_pack(begin, out, revision):
    """The whole pack from what the last call has left."""
    with tempfile.TemporaryDirectory() as work:
        run = Run(Path(work), seed=6)
        begin_with(run, joined(begin, Path(work) / "begin"), ["stage3"])
        export.write_pack(out, common.load(run.path("stage3.pt"))["average"], train_autoencoder.weights(run), *data.statistics(run), revision)


def main():
    p = argparse.ArgumentParser(prog="python -m recipe.quarter", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["1", "2", "pack"])
    p.add_argument("--begin", type=Path, required=True, help="a pack, or the pieces of the call before")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--device", choices=["cpu", "cuda"], default="cuda")
    p.add_argument("--minutes", type=float, default=7.5)
    p.add_argument("--smoke", action="store_true", help="tiny batches")
    p.add_argument("--revision", default="v4", help="written into the manifest of the pack")
    a = p.parse_args()
    if a.what == "pack":
        finished_pack(a.begin, a.out, a.revision)
        return
    with tempfile.TemporaryDirectory() as work:
        call(int(a.what), a.begin, a.out, Path(work), a.device, a.minutes, SMOKE if a.smoke else QUARTER)


if __name__ == "__main__":
    main()
