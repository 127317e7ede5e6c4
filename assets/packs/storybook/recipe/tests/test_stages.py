"""Every stage on the smallest budget, in order; what one writes the next one reads. Takes a few minutes."""
import json
import random

import pytest
import torch
import torch.nn as nn
from safetensors.torch import load_file

from recipe import classifier, common, data, export, train, train_autoencoder, train_decoder
from recipe.__main__ import begin_with, run_stages
from recipe.autoencoder import NARROW, Autoencoder, Norm, Res, grown, unfold
from recipe.config import SIGMAS, SMOKE, Run, replace
from recipe.critic import PULL, Critic, LatentTeacher, pulled
from recipe.sample import Roller, Studio
from recipe.transformer import Shape, Transformer
from recipe.wan_names import from_wan, to_wan


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    torch.manual_seed(0)
    return Run(tmp_path_factory.mktemp("work"), budget=replace(SMOKE, autoencoder_steps=4, scenes=8, stories=2, shard=8), compile=False)


def test_wan_names_translate_both_ways():
    model = Transformer()
    state = {k: v for k, v in model.state_dict().items() if not k.startswith("rope_")}
    state["head.weight"].normal_()
    back = from_wan(to_wan(state))
    assert state.keys() == back.keys() and all(torch.equal(state[k], back[k]) for k in state)


def whole_story(model, clean, noisy, t, text, mask, slots):
    """forward_story on all tokens: noisy [B, S, 3, 48, 10, 18] and an answer of the same shape."""
    tokens = model.patchify(noisy.flatten(0, 1))
    index = torch.arange(tokens.shape[1]).expand(len(tokens), -1)
    film, chunk = torch.arange(noisy.shape[0]).repeat_interleave(noisy.shape[1]), torch.arange(noisy.shape[1]).repeat(noisy.shape[0])
    return model.unpatchify(model.forward_story(clean, tokens, index, t.flatten(), text, mask, slots, film, chunk)).view_as(noisy)


def test_a_story_of_one_chunk_equals_a_single():
    torch.manual_seed(1)
    model = Transformer()
    model.head.weight.data.normal_(std=.02)
    z, text, mask = torch.randn(2, 1, 3, 48, 10, 18), torch.randn(2, 1, 9, 384), torch.ones(2, 1, 9, dtype=torch.bool)
    t, slots = torch.full((2, 1), 650.0), torch.full((2, 1, 12), -1)
    with torch.no_grad():
        story = whole_story(model, z, z, t, text, mask, slots)
        single = model.forward_single(z[:, 0], t[:, 0], text[:, 0], mask[:, 0])
    assert torch.allclose(story[:, 0], single, atol=1e-4)


def test_any_subset_of_tokens_is_a_valid_input():
    torch.manual_seed(3)
    model = Transformer()
    actors = torch.zeros(2, 3, 10, 18)
    actors[:, :, 6:9, 4:8] = 1
    index = train.chosen_tokens(actors, 24)
    assert index.shape == (2, 72) and index.max() < 135 and (index.diff(dim=1) > 0).all()
    tokens = torch.randn(2, 72, 192)
    with torch.no_grad():
        model.head.weight.normal_()
        mask = torch.ones(2, 5, dtype=torch.bool)
        text, t = torch.randn(2, 5, 384), torch.full((2,), 500.0)
        out = model.forward_tokens(tokens, index, t, text, mask)
        turned = model.forward_tokens(tokens.flip(1), index.flip(1), t, text, mask)
    assert torch.allclose(out, turned.flip(1), atol=1e-3)


def test_training_sees_the_memory_that_sampling_uses():
    """forward_story with the roller's slots gives the roller's answer."""
    torch.manual_seed(2)
    model = Transformer().eval()
    model.head.weight.data.normal_(std=.02)
    roller = Roller(model, "fifo", sigmas=(1.0, .4))
    features = torch.randn(1, 7, 384)
    films = torch.stack([roller.next(features) for _ in range(6)])[None]              # [1, 6, 3, 48, 10, 18]
    roller.update_bank(features)
    x, held = torch.randn(1, 3, 48, 10, 18), roller.memory()
    answer, _ = roller.forward(x, .65, features * 4, held)
    slots = torch.full((1, 7, 12), -1)
    for chunk in range(1, 7):
        other = Roller(model, "fifo")
        other.chunk, other.bank = chunk, [[3 * c for c in range(1, chunk - 2)][-3:]] * len(model.blocks)
        for frame, slot in other.memory()[0]:
            slots[0, chunk, slot] = frame
    clean = torch.cat([films, torch.zeros_like(films[:, :1])], 1)
    noisy = torch.cat([torch.zeros_like(films), x[None]], 1)
    text, mask = (features * 4)[:, None].expand(-1, 7, -1, -1), torch.ones(1, 7, 7, dtype=torch.bool)
    with torch.no_grad():
        story = whole_story(model, clean, noisy, torch.full((1, 7), 650.0), text, mask, slots)
    assert torch.allclose(story[0, 6], answer[0], atol=1e-3)


def test_a_checkpoint_is_due_after_some_steps_or_some_minutes(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(common.time, "monotonic", lambda: now[0])
    due = common.Due(steps=250, every=100, minutes=5)
    assert [step for step in range(1, 251) if due(step)] == [100, 200, 250]
    now[0] = 301
    assert due(7) and not due(8)


def test_autoencoder(run):
    train_autoencoder.train(run)
    assert common.load(run.path("autoencoder.pt"))["step"] == 4


def test_latents(run):
    data.make(run)
    scenes, stories = data.Shards(run, "scenes"), data.Shards(run, "stories")
    z, actors, text, mask, truths = stories.draw(common.seed_step(run, "test", 0), 2)
    assert z.shape == (2, 4, 3, 48, 10, 18) and actors.shape == (2, 4, 3, 10, 18) and text.shape[-1] == 384
    assert scenes.draw(common.seed_step(run, "test", 0), 3)[0].shape[:2] == (3, 1)
    assert len(truths[0]) == 4 and mask.any()


def test_live_data_is_what_shards_hold(run, monkeypatch):
    """The same films, drawn from shards and made as they are used."""
    live, shards = data.Live(run, "stories"), data.Shards(run, "stories")
    monkeypatch.setattr(live, "play", lambda r: list(data.story(data.first_story(run) + 1, run.budget.story_chunks)))
    path = data.story_file(run, "stories", 1 // max(1, run.budget.shard // run.budget.story_chunks))
    wanted = shards.row(path, 1 % max(1, run.budget.shard // run.budget.story_chunks))
    z, actors, text, mask, truths = live.draw(None, 2)
    assert torch.equal(z[0], z[1]) and truths[0] == wanted["truth"]
    assert torch.allclose(z[0].half().float(), torch.from_numpy(wanted["z"]).float(), atol=2e-3)
    assert torch.equal(actors[0], torch.from_numpy(wanted["actors"]).float())
    assert torch.allclose(text[0], torch.from_numpy(wanted["text"]).float(), atol=2e-3)
    assert torch.equal(mask[0], torch.from_numpy(wanted["mask"]))


def test_the_decoder_sees_the_same_windows_from_shards_and_live(run):
    other = Run(run.work, budget=run.budget, compile=False, live=True)
    stored, live = train_decoder.Films(run), train_decoder.Films(other)
    numbers = [0, 1]
    live.source.play = lambda r: list(data.scene(data.first_scene(run) + numbers.pop(0)))
    r = common.seed_step(run, "test", 1)
    r.sample = lambda rows, count: [0, 1]
    first = stored.draw(r, 2)
    second = live.draw(common.seed_step(run, "test", 1), 2)
    assert torch.allclose(first[0], second[0], atol=3e-3) and all(torch.equal(a, b) for a, b in zip(first[2:], second[2:]))


@pytest.mark.parametrize("stage", ["stage1", "stage2", "stage3"])
def test_transformer(run, stage):
    getattr(train, stage)(run)
    state = common.load(run.path(f"{stage}.pt"))
    assert state["step"] == getattr(run.budget, f"{stage}_steps")
    assert all(torch.isfinite(v).all() for v in state["average"].values())


def test_the_critic_pulls_only_at_what_it_looks_at():
    torch.manual_seed(4)
    made, true, critic = torch.randn(2, 2, 3, 32, 32, requires_grad=True), torch.randn(2, 2, 3, 32, 32), Critic()
    region = (slice(None), 1, slice(None), slice(8, 24), slice(0, 16))
    plain, = torch.autograd.grad((made - true).pow(2).mean(), made)
    moved = pulled(made, true, (made - true).pow(2).mean(), critic, region)
    away, outside = (moved - plain)[region], moved - plain
    outside[region] = 0
    assert abs(away.norm() / plain[region].norm() - PULL) < 1e-3 and outside.abs().max() == 0


def test_the_critic_on_latents_pulls_as_hard_as_it_is_told_and_learns():
    torch.manual_seed(7)
    teacher, text = LatentTeacher("cpu"), torch.randn(4, 384)
    answer, true = torch.randn(4, 3, 48, 10, 18, requires_grad=True), torch.randn(4, 3, 48, 10, 18)
    made, error = answer * .5, (answer - true).pow(2).mean()
    alone, = torch.autograd.grad(error, answer, retain_graph=True)
    pull, = torch.autograd.grad(teacher.pull(made, text, error, answer, .2), answer)
    assert abs(pull.norm() / alone.norm() - .2) < 1e-3
    judged = [teacher.learn(true, made, text) for _ in range(40)]
    assert judged[-1] < .7 * judged[0]


def test_windows_are_laid_over_actors():
    lefts = [train_decoder.window(random.Random(i), list(range(500, 540))) for i in range(200)]
    over = [left <= 520 // 32 < left + train_decoder.WINDOW for left in lefts]
    assert set(lefts) <= set(range(10)) and sum(over) > 150
    z = torch.arange(18.).expand(2, 48, 10, 18)
    assert train_decoder.cut(z, torch.tensor([0, 9]))[:, 0, 0, 0].tolist() == [0, 9]


def test_a_decoder_of_before_draws_nearly_the_same_when_it_has_grown():
    """From v3's pack, whose decoder drew four pictures of half the size."""
    z = torch.randn(2, 48, 10, 18, generator=torch.Generator().manual_seed(6))
    old = nn.Sequential(nn.Conv2d(48, 192, 3, padding=1), Res(192), Res(192), nn.Conv2d(192, 512, 3, padding=1), nn.PixelShuffle(2),
                        Res(128), Res(128), nn.Conv2d(128, 384, 3, padding=1), nn.PixelShuffle(2), Res(96), Norm(96), nn.SiLU(),
                        nn.Conv2d(96, 192, 1))
    old[7].weight.data[NARROW:] = old[7].weight.data[:NARROW].repeat(5, 1, 1, 1)       # nothing is lost by the two factors
    whole = Autoencoder()
    state = {**whole.state_dict(), **{f"decoder.{k}": v for k, v in old.state_dict().items()}}
    state = {k: v for k, v in state.items() if not k.startswith(("decoder.7.0", "decoder.7.1", "decoder.10.n", "decoder.10.a", "decoder.10.b",
                                                                 "decoder.11", "decoder.13"))}
    whole.load_state_dict(grown(state))
    with torch.no_grad():
        before = unfold(old(z), 4, 4).unflatten(1, (2, 2)).mean(2)
        after = whole.decode(z)
    small = after.unflatten(-1, (-1, 2)).unflatten(-3, (-1, 2)).mean((-1, -3))
    assert after.shape == (2, 2, 3, 320, 576) and torch.allclose(small, before, atol=1e-4)
    assert grown(whole.state_dict()).keys() == whole.state_dict().keys()


def test_decoder(run):
    before = train_autoencoder.weights(run)
    train_decoder.train(run)
    after = train_autoencoder.weights(run)
    changed = {k.split(".")[0] for k in before if not torch.equal(before[k], after[k])}
    assert changed == {"decoder"}


def test_resumed_training_equals_uninterrupted(run):
    whole = common.load(run.path("stage1.pt"))["model"]
    other = Run(run.work / "again", budget=run.budget, compile=False)
    for name in ("scenes",):
        (other.path(name)).symlink_to(run.path(name))
    half = Run(other.work, budget=replace(run.budget, stage1_steps=run.budget.stage1_steps), compile=False)
    real = train.Trainer.update

    def stop_half_way(self, loss, **said):
        real(self, loss, **said)
        if self.step == 3:
            self.save()
            raise KeyboardInterrupt

    train.Trainer.update = stop_half_way
    try:
        with pytest.raises(KeyboardInterrupt):
            train.stage1(half)
    finally:
        train.Trainer.update = real
    train.stage1(other)
    resumed = common.load(other.path("stage1.pt"))["model"]
    assert all(torch.allclose(whole[k], resumed[k], atol=1e-5) for k in whole)


def test_classifier(run):
    classifier.train(Run(run.work, budget=replace(run.budget, classifier_steps=2, classifier_batch=8), compile=False))
    tensors = load_file(run.path("classifier.safetensors"))
    assert tensors["head.weight"].shape == (215, 256) and tensors["conv1.weight"].shape == (32, 18, 3, 3)


def test_export(run):
    export.export(run, "test")
    pack = run.path("pack")
    assert {p.name for p in pack.iterdir()} >= {"manifest.json", "transformer.safetensors", "autoencoder.safetensors",
                                                "text.safetensors", "vocab.txt", "golden.safetensors"}
    assert (pack / "recipe" / "classifier.safetensors").exists()
    manifest = json.loads((pack / "manifest.json").read_text())
    assert manifest["transformer"]["sha256"] == export.sha256(pack / "transformer.safetensors")
    golden = load_file(pack / "golden.safetensors")
    assert golden["rollout.nam.bank"].shape == (8, 8, 3) and golden["rollout.noise.0"].shape == (len(SIGMAS), 3, 48, 10, 18)


def test_a_run_may_begin_with_a_pack(run):
    """The last stages alone, as v2 was made from v1."""
    other = Run(run.work / "more", budget=run.budget, compile=False)
    begin_with(other, run.path("pack"), ["latents", "decoder", "export"])
    before = train_autoencoder.weights(other)
    run_stages(other, ["latents", "decoder", "export"], "more")
    written = {name: load_file(other.path("pack") / f"{name}.safetensors") for name in ("transformer", "autoencoder")}
    first = load_file(run.path("pack") / "transformer.safetensors")
    assert all(torch.equal(first[k], v) for k, v in written["transformer"].items())
    assert all(torch.allclose(before[k], v.float(), atol=1e-6) == k.startswith("encoder") for k, v in written["autoencoder"].items()
               if k.endswith("weight"))


def test_a_film_can_be_made(run):
    frames = list(Studio(run).film(["A cat waits in a meadow."] * 2, sigmas=(1.0, .4)))
    assert len(frames) == 2 and frames[0].shape == (12, 320, 576, 3)
    assert Shape().slots == 12
