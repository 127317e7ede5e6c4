"""The recipe of the storybook pack: from an atlas of twelve sprites to a complete pack. `python -m recipe --help`."""
