"""The canvas paints the painter's pixels."""
import numpy as np
import pytest
import torch

from recipe import world
from recipe.canvas import blended, canvas


@pytest.mark.parametrize("scale", [1, 2])
def test_drawings_of_many_scenes_at_once_are_the_painters(scale):
    jobs = []
    for seed in range(40):                                     # 40 scenes: sleepers, entries, exits, nights and the moon among them
        scene = world.Scene(seed)
        jobs += [(scene.set, stamps) for stamps in scene.drawings()[::3]]
    story = world.Story(3)
    for _ in range(4):
        story.next_segment()
        jobs += [(story.set, stamps) for stamps in story.drawings()[::2]]
    kinds = {stamp.kind for _, stamps in jobs for stamp in stamps}
    assert kinds == {"sprite", "snore"} and any(not 20 < s.x < 268 for _, stamps in jobs for s in stamps)
    made = canvas("cpu", scale).paint(jobs).numpy()
    for picture, (where, stamps) in zip(made, jobs):
        np.testing.assert_array_equal(picture, world.painted(where, stamps, scale))


def test_a_second_painting_finds_its_stamps_and_leaves_the_empty_sets_alone():
    board, scene = canvas("cpu"), world.Scene(7)
    before, jobs = board.empty.clone(), [(scene.set, stamps) for stamps in scene.drawings()]
    first = board.paint(jobs)
    size = board.bank.size
    assert torch.equal(first, board.paint(jobs)) and board.bank.size == size and torch.equal(before, board.empty)


def test_blending_is_pillows():
    from PIL import Image
    levels = np.arange(256, dtype=np.uint8)
    for alpha in (0, 1, 70, 128, 254, 255):
        below = Image.fromarray(np.stack([levels[::-1]] * 3, -1)[None])
        below.paste(Image.fromarray(np.stack([levels] * 3, -1)[None]), (0, 0), Image.new("L", (256, 1), alpha))
        mine = blended(*(torch.tensor(v).int() for v in (levels[::-1].copy(), levels, np.full(256, alpha))))
        np.testing.assert_array_equal(np.asarray(below)[0, :, 0], mine.numpy())
