"""Held-out films for tests and benchmarks, with the truth of every second: writes heldout.json.

    python -m recipe.heldout            # from assets/packs/storybook

Seed rule: training uses seeds below world.HELD_OUT (10,000,000) only; everything here uses seeds from there on. (The
first weights, v0, were trained before the rule, on stories from 10,000,000 and other multiples of it on, a few thousand
each: so the films here begin at 10,500,000, which they have not seen either.)
A bench in another language needs nothing but the JSON file. It holds:

    words      what the model knows: cast, colours (hue 0..1), actions, places, times, each with its phrases
    films      [{id, kind, seed, cards: [{prompt, seconds, cut, chunks: [truth of each second]}], recall?}]
               cut   true where the card starts in another set (place, layout, time) than the card before
               truth {place, layout, time, actors: [{name, colour, said, action, x}]}: what a true film shows in that
                     second. colour null = the character's own; said = the colour was told by now. x is where the world
                     would put it (pixels, at the end of the second); a model may choose another place. Who has just
                     begun to enter may still be outside (x < 0 or > 288). On the moon the time of day hardly shows.
    kind       story     the grammar of training, 8 to 14 seconds
               identity  a character is shown, is away for recall.away seconds (2, 4, 8, 16), and comes back;
                         recall = {actor, colour, said, shown: [chunks], back: [chunks], away}
               place     a set is shown, the film cuts away for recall.away seconds and returns;
                         recall = {place, time, shown, back, away}
"""
import json
import random
from pathlib import Path

from . import words
from .world import CAST, COLOURS, HELD_OUT, LAYOUTS, PACE, PLACES, TIMES, Actor, Stage, Story, actions_of


class Film(Stage):
    """A film by script: show(set, [(actor, action, name as told)], seconds) adds a card."""

    def __init__(self, seed):
        super().__init__(seed)
        self.cards, self.told = [], set()

    def actor(self, name, colour):
        a = Actor(name, colour)
        self.cast.append(a)
        return a

    def show(self, where, parts, seconds):
        r, cut = self.random, where != self.set
        self.set = where
        if cut:
            self.place_on_marks([a for a, _, _ in parts])
        self.actions = {a.name: action for a, action, _ in parts}
        told = [f"{name} {r.choice(words.ACTIONS[action])}" for _, action, name in parts]
        for a, _, name in parts:
            if a.colour and a.colour in name.split():
                self.told.add(a.name)
        prompt = words.sentence(told, r.choice(words.PLACES[where[0]]), r.choice(words.TIMES[where[2]]))
        self.cards.append(card(self, prompt, cut, seconds))

    def chunks(self):
        return sum(c["seconds"] for c in self.cards)


def card(stage, prompt, cut, seconds):
    """Lets the stage play on and writes down what it shows."""
    told = stage.told if isinstance(stage, Film) else {a.name for a in stage.cast if a.colour and said_in(stage, a)}
    chunks = []
    for _ in range(seconds):
        stage.drawings()
        truth = stage.truth()
        for a in truth["actors"]:
            a["said"] = a["name"] in told
        chunks.append(truth)
    return {"prompt": prompt, "seconds": seconds, "cut": cut, "chunks": chunks}


def said_in(story, actor):
    """Was the colour told in any prompt of the story so far?"""
    return any(f"{actor.colour} {actor.name}" in prompt for prompt in story.prompts)


def story_film(number):
    seed = HELD_OUT + 500_000 + number
    story, pace = Story(seed), random.Random(seed * 31 + 7)
    story.prompts, cards = [], []
    length = pace.randint(8, 14)
    while sum(c["seconds"] for c in cards) < length:
        before = story.set
        story.prompts.append(story.next_segment())
        cards.append(card(story, story.prompt, story.set != before, pace.choice(PACE)))
    return {"id": f"story-{number}", "kind": "story", "seed": seed, "cards": cards}


def two_sets(r):
    a, b = r.sample(PLACES, 2)
    return (a, r.randrange(LAYOUTS), r.choice(TIMES)), (b, r.randrange(LAYOUTS), r.choice(TIMES))


def identity_film(number, away, said):
    """Hero alone; somebody else elsewhere for `away` seconds; hero again, in its own set (even numbers) or in the other."""
    film = Film(HELD_OUT + 600_000 + number)
    r = film.random
    home, other = two_sets(r)
    hero_name, guest_name = r.sample(list(CAST), 2)
    hero, guest = film.actor(hero_name, r.choice(list(COLOURS))), film.actor(guest_name, None)
    calm = ["stand", "walk_l", "walk_r", "jump"]
    name = words.with_article(f"{hero.colour} {hero.name}" if said else hero.name)
    film.show(home, [(hero, r.choice(calm), name)], 2)
    left, first = away, True
    while left:
        seconds = min(left, r.choice([1, 2, 2]))
        film.show(other, [(guest, r.choice(calm), words.with_article(guest.name) if first else f"the {guest.name}")], seconds)
        left, first = left - seconds, False
    back = film.chunks()
    film.show(home if number % 2 == 0 else other, [(hero, r.choice(calm), f"the {hero.name}")], 2)
    recall = {"actor": hero.name, "colour": hero.colour, "said": said, "shown": [0, 1], "back": [back, back + 1], "away": away}
    return {"id": f"identity-{number}", "kind": "identity", "seed": HELD_OUT + 600_000 + number, "cards": film.cards, "recall": recall}


def place_film(number, away):
    film = Film(HELD_OUT + 700_000 + number)
    r = film.random
    home, other = two_sets(r)
    hero = film.actor(r.choice(list(CAST)), r.choice([None] + list(COLOURS)))
    name = words.with_article(f"{hero.colour} {hero.name}" if hero.colour else hero.name)
    film.show(home, [(hero, r.choice(actions_of(hero.name)), name)], 2)
    left = away
    while left:
        seconds = min(left, 2)
        film.show(other, [(hero, r.choice(actions_of(hero.name)), f"the {hero.name}")], seconds)
        left -= seconds
    back = film.chunks()
    film.show(home, [(hero, r.choice(actions_of(hero.name)), f"the {hero.name}")], 2)
    recall = {"place": home[0], "time": home[2], "shown": [0, 1], "back": [back, back + 1], "away": away}
    return {"id": f"place-{number}", "kind": "place", "seed": HELD_OUT + 700_000 + number, "cards": film.cards, "recall": recall}


def films():
    """16 stories, 16 of identity (4 pauses; colour said in 3 of 4), 8 of places."""
    out = [story_film(n) for n in range(16)]
    out += [identity_film(n, [2, 4, 8, 16][n // 4], said=n % 4 != 3) for n in range(16)]
    out += [place_film(n, [2, 4, 8, 16][n // 2]) for n in range(8)]
    return out


def known_words():
    return {"cast": {n: [n] + words.CAST_RICH[n] for n in CAST}, "colours": COLOURS,
            "actions": {k: v + words.ACTIONS_RICH[k] for k, v in words.ACTIONS.items()},
            "places": {k: v + words.PLACES_RICH[k] for k, v in words.PLACES.items()},
            "times": {k: v + words.TIMES_RICH[k] for k, v in words.TIMES.items()}}


def main(path=Path(__file__).parent / "heldout.json"):
    out = {"format": "storybook-heldout", "version": 1, "heldOutSeedsFrom": HELD_OUT, "chunkSeconds": 1,
           "words": known_words(), "films": films()}
    body = json.dumps({**out, "films": []}, indent=1)
    rows = ",\n".join("  " + json.dumps(f, separators=(",", ":")) for f in out["films"])
    path.write_text(body.replace('"films": []', f'"films": [\n{rows}\n ]') + "\n")
    return out


if __name__ == "__main__":
    done = main()
    print(len(done["films"]), "films,", sum(c["seconds"] for f in done["films"] for c in f["cards"]), "seconds")
