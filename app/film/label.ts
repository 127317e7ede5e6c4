/** The colour that an artist labels a shot with, for whatever it means to them. It has nothing to do with scenes. */
export const labelColours = ['red', 'yellow', 'green', 'blue'] as const
export type LabelColour = (typeof labelColours)[number]
