"""The words of the storybook world: how actions, places and times are told. The first lists are the grammar of stories
(and of the benchmark); the RICH ones are only mixed into stage 1, so that free prompts find something they know."""

ACTIONS = {
    "stand": ["stands still", "waits", "is standing"],
    "walk_l": ["walks to the left", "strolls left"], "walk_r": ["walks to the right", "strolls right"],
    "run_l": ["runs to the left", "dashes left"], "run_r": ["runs to the right", "dashes right"],
    "jump": ["jumps up and down", "is jumping", "bounces"],
    "dance": ["dances", "is dancing", "sways happily"],
    "sleep": ["falls asleep", "is sleeping", "naps"],
    "enter_l": ["enters from the left", "comes in from the left"],
    "enter_r": ["enters from the right", "comes in from the right"],
    "exit_l": ["leaves to the left", "walks off to the left"],
    "exit_r": ["leaves to the right", "walks off to the right"],
}
PLACES = {
    "meadow": ["in a meadow", "on a green meadow"], "forest": ["in a forest", "in the woods"],
    "beach": ["on a beach", "by the sea"], "desert": ["in a desert", "among cactuses"],
    "snow": ["in the snow", "in snowy mountains"], "city": ["in a city", "on a city street"],
    "moon": ["on the moon", "on the lunar surface"], "farm": ["on a farm", "by a red barn"],
}
TIMES = {"day": ["", " by day", " on a sunny day"], "sunset": [" at sunset", " at dusk"], "night": [" at night", " under the stars"]}

CAST_RICH = {
    "cat": ["kitten"], "dog": ["puppy"], "rabbit": ["bunny", "hare"], "horse": ["pony"], "duck": ["duckling"],
    "pig": ["piglet"], "dinosaur": ["dino", "brontosaurus"], "monkey": ["ape"], "car": ["automobile"],
    "penguin": ["little penguin"], "owl": ["little owl"], "elephant": ["big elephant"],
}
ACTIONS_RICH = {
    "stand": ["stops", "stands"], "walk_l": ["goes left", "walks left"], "walk_r": ["goes right", "walks right"],
    "run_l": ["races to the left", "runs left"], "run_r": ["races to the right", "runs right"],
    "jump": ["hops", "jumps"], "dance": ["is having a dance", "dances happily"], "sleep": ["sleeps", "takes a nap"],
    "enter_l": ["arrives from the left"], "enter_r": ["arrives from the right"],
    "exit_l": ["exits to the left"], "exit_r": ["exits to the right"],
}
PLACES_RICH = {
    "meadow": ["in a field", "on the grass"], "forest": ["among the trees", "in a wood"],
    "beach": ["at the seaside", "on the shore"], "desert": ["in the dunes", "in the hot desert"],
    "snow": ["in a snowy land", "in the winter"], "city": ["in a town", "downtown"],
    "moon": ["in space on the moon", "on a moon"], "farm": ["in a farmyard", "near a barn"],
}
TIMES_RICH = {"day": [" in the morning", " in the daytime"], "sunset": [" in the evening", " as the sun sets"],
              "night": [" in the dark", " at midnight"]}


SHOTS = [                          # whole prompts that the studio offers to begin with
    "A purple cat walks to the right in a forest at night.",
    "The cat stands still in a forest at night.",
    "A yellow duck stands still by the sea.",
    "A dinosaur dances on the moon.",
    "A rabbit jumps up and down in a meadow on a sunny day.",
    "A penguin walks to the left and a dog waits in the snow.",
    "A red car runs to the right on a city street at night.",
    "A blue owl stands still in a forest at night.",
]


def every_word(*names):
    """Every word that a prompt of this world can hold beside these names (of characters, colours), sorted."""
    lists = (ACTIONS, PLACES, TIMES, CAST_RICH, ACTIONS_RICH, PLACES_RICH, TIMES_RICH)
    told = [phrase for each in lists for phrases in each.values() for phrase in phrases]
    return sorted({word for phrase in [*told, *names] for word in phrase.lower().split()} | {"a", "an", "the", "and"})


def with_article(noun):
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def sentence(parts, place, time):
    """'A cat jumps and an owl waits on a farm at night.'"""
    text = " and ".join(parts) + " " + place + time
    return text[0].upper() + text[1:] + "."
