/**
 * Ready-made words for the storybook world: whole shots to begin with, and its cast, places and actions. They are what
 * the model reads, so they are English in every language of the window.
 */
export interface Shelf {
  readonly id: 'shots' | 'cast' | 'places' | 'actions'
  readonly cards: readonly string[]
}

export const library: readonly Shelf[] = [
  {
    id: 'shots',
    cards: [
      'A purple cat walks to the right in a forest at night.',
      'The cat stands still in a forest at night.',
      'A yellow duck enters from the left by the sea.',
      'A dinosaur dances on the moon.',
      'A rabbit jumps up and down in a meadow on a sunny day.',
      'A penguin and a dog walk to the left in the snow.',
      'A red car comes in from the left on a city street at night.',
      'An elephant falls asleep in a desert at sunset.'
    ]
  },
  {
    id: 'cast',
    cards: [
      'A cat',
      'A dog',
      'A rabbit',
      'A horse',
      'An elephant',
      'A penguin',
      'A duck',
      'A pig',
      'A dinosaur',
      'An owl',
      'A monkey',
      'A car'
    ].map((who) => `${who} stands still in a meadow.`)
  },
  {
    id: 'places',
    cards: [
      'in a meadow on a sunny day',
      'in a forest at night',
      'on a beach at sunset',
      'in a desert by day',
      'in the snow',
      'on a city street at night',
      'on the moon under the stars',
      'on a farm at dusk'
    ].map((where) => `A dog waits ${where}.`)
  },
  {
    id: 'actions',
    cards: [
      'stands still',
      'walks to the left',
      'walks to the right',
      'runs to the left',
      'runs to the right',
      'jumps up and down',
      'dances',
      'falls asleep',
      'enters from the left',
      'enters from the right',
      'leaves to the left',
      'leaves to the right'
    ].map((what) => `The cat ${what} in a forest.`)
  }
]
