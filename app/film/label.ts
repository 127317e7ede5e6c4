/** The colour that an artist labels a shot with, for whatever it means to them. It has nothing to do with scenes. */
export const labelColours = ['red', 'yellow', 'green', 'blue'] as const
export type LabelColour = (typeof labelColours)[number]

/** The ribbon of each label, in a box of 8 × 11, with an end of its own per colour: colour is never the only cue. */
export const labelShapes: Readonly<Record<LabelColour, string>> = {
  red: 'M0 0h8v11L4 7.5 0 11Z',
  yellow: 'M0 0h8v10H0Z',
  green: 'M0 0h8v7L4 11 0 7Z',
  blue: 'M0 0h8v7a4 4 0 0 1-8 0Z'
}
