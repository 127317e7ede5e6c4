"""What attention is asked to look at, and the noise that tells a layout."""
import numpy as np
import pytest
import torch

from recipe import alignment, train
from recipe.alignment import BACKGROUND, Truth, clauses
from recipe.config import CORNER


def words_of(prompt, names):
    tokens = alignment.shared_tokenizer().encode(prompt).tokens
    return {name: [tokens[i] for i in np.flatnonzero(mine)] for name, mine in clauses(prompt, names).items()}


def test_clauses_of_two_characters():
    said = words_of("A red cat jumps up and down and the little owl is having a dance by a red barn at night.", ("owl", "cat"))
    assert said["cat"] == ["a", "red", "cat", "jumps", "up", "and", "down"]
    assert said["owl"] == ["the", "little", "owl", "is", "having", "a", "dance"]


def test_a_clause_in_other_words():
    assert words_of("A kitten naps in space on the moon.", ("cat",)) == {"cat": ["a", "kitten", "nap", "##s"]}


def chunk(place, layout, *actors, prompt=""):
    return {"prompt": prompt, "place": place, "layout": layout, "time": "day",
            "actors": [{"name": n, "colour": None, "action": "stand", "x": x} for n, x in actors]}


@pytest.fixture
def story():
    """A cat at home; a dog elsewhere; cat and dog at home. Actors fill the two columns of tokens about x."""
    truth = [chunk("farm", 1, ("cat", 144), prompt="A cat waits on a farm."), chunk("moon", 0, ("dog", 144), prompt="A dog waits on the moon."),
             chunk("farm", 1, ("cat", 80), ("dog", 208), prompt="The cat waits and the dog waits on a farm.")]
    actors = torch.zeros(1, 3, 3, 10, 18)
    for c, t in enumerate(truth):
        for a in t["actors"]:
            column = a["x"] // 16
            actors[0, c, :, 4:8, column - 2:column + 2] = 1
    return Truth(actors, [truth], 16)


def looks(story, token, slots):
    """What one token of chunk 2 should look at, as sets of (slot, token)."""
    slots = torch.tensor([slots + [-1] * (12 - len(slots))])
    l = story.looks(torch.tensor([0]), torch.tensor([2]), torch.tensor([[token]]), slots)
    return tuple({divmod(i, 45) for i in torch.nonzero(m[0, 0]).flatten().tolist()} for m in (l.right, l.wrong))


def token_at(x, row):
    return row * 9 + x // 32


def test_classes(story):
    here = story.classes[0]
    assert here[2, 0, token_at(80, 2)] == 0 and here[2, 0, token_at(208, 2)] == 1
    assert here[0, 0, 0] == here[2, 0, 0] == BACKGROUND and here[1, 0, 0] == BACKGROUND + 1


def test_an_actor_looks_at_itself_and_not_at_others(story):
    cat_then, dog_then = ({(slot, i) for i in torch.nonzero(story.classes[0, c, 0] == n).flatten().tolist()}
                          for slot, c, n in ((0, 0, 0), (1, 1, 1)))
    right, wrong = looks(story, token_at(80, 2), [0, 3])
    assert right == cat_then and dog_then <= wrong and not any(slot == 0 for slot, _ in wrong)
    right, wrong = looks(story, token_at(208, 2), [0, 3])
    assert right == dog_then and cat_then <= wrong and not wrong & dog_then


def test_a_place_looks_at_the_same_spot_of_the_same_set(story):
    right, wrong = looks(story, 3, [0, 3])
    assert right == {(0, 3)} and {slot for slot, _ in wrong} == {1}


def test_a_layout_is_told_by_noise_only_while_memory_does_not_know_it(story):
    film, chunk_2, nothing = torch.tensor([0]), torch.tensor([2]), [-1] * 11
    assert story.untold_layouts(film, chunk_2, torch.tensor([[3, *nothing]])).tolist() == [1]
    assert story.untold_layouts(film, chunk_2, torch.tensor([[0, *nothing]])).tolist() == [-1]


def test_noise_is_normal_and_tells_the_layout():
    torch.manual_seed(0)
    n, index = 3000, torch.arange(135).expand(3000, -1)
    corner, layout = (index % 45 < CORNER)[:, :, None], torch.randint(3, (n,))
    noise = torch.randn(n, 135, 8)
    made = train.coupled(noise, corner, layout)
    told = (made * corner).sum((1, 2)) / (9 * 8) ** .5
    assert abs(told.mean()) < .06 and abs(told.std() - 1) < .05 and abs(made[:, :3].std() - 1) < .02
    thirds = (torch.special.ndtr(told) * 3).floor().long()
    assert torch.equal(thirds, layout) and torch.equal(made[:, 3:45], noise[:, 3:45])


def test_choice_prefers_frames_that_show_whom_the_prompt_names(story):
    whom = story.names_whom()
    assert whom[0].tolist() == [[True, False, True], [False, True, True], [True, True, True]]
    right, even = torch.where(whom, 4., 0.)[None], torch.zeros(1, 1, 3, 3)
    assert alignment.choice_loss(right, whom)["choice"] < .01 < .3 < alignment.choice_loss(even, whom)["choice"]
