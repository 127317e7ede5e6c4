"""The two calls on a GPU, rehearsed on a CPU in seconds instead of minutes, on tiny batches."""
from pathlib import Path

import torch
from safetensors.torch import load_file

from recipe import common, quarter
from recipe.config import SMOKE, Run, replace

PACK = Path(quarter.__file__).parents[1]
TINY = replace(SMOKE, stage2_batch=1, stage2_singles=2, story_chunks=3, decoder_batch=1)


def test_two_calls_lead_from_a_pack_to_a_better_one_in_pieces_that_fit(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    quarter.call(1, PACK, first, tmp_path / "one", "cpu", minutes=.3, budget=TINY)
    quarter.call(2, first, second, tmp_path / "two", "cpu", minutes=.3, budget=TINY)
    for folder in (first, second):
        assert all(p.stat().st_size <= 16_000_000 for p in folder.iterdir())
        assert {p.name for p in folder.iterdir()} >= {"transformer.safetensors.00", "transformer.safetensors.01", "log.txt"}
    steps = {stage: common.load(tmp_path / work / f"{stage}.pt")["step"] for work, stage in (("one", "stage2"), ("two", "stage3"), ("two", "decoder"))}
    assert all(0 < n < quarter.FALLS for n in steps.values())
    before, between, after = (load_file(quarter.joined(f, tmp_path / n) / "transformer.safetensors")
                              for n, f in (("a", PACK), ("b", first), ("c", second)))
    assert before.keys() == after.keys()
    assert any(not torch.equal(before[k], between[k]) for k in before) and any(not torch.equal(between[k], after[k]) for k in before)
    assert "decoder.13.weight" in load_file(tmp_path / "c" / "autoencoder.safetensors")


def test_steps_are_counted_from_the_measured_rate(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(common.time, "monotonic", lambda: now[0])
    pace, step, planned = common.Pace(Run(Path(), seconds={"stage3": 200}), "stage3", warm=2, watched=4), 0, 4000
    while step < planned:
        now[0] += 30 if step < 2 else 2                        # two steps compile
        step += 1
        planned = pace(step, planned)
    assert now[0] <= 300 and step == 2 + (200 - 60) // 2
    assert common.Pace(Run(Path()), "stage3")(7, 4000) == 4000
