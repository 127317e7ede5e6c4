/** How much of a prompt the model reads. */
export interface PromptMeasure {
  /** Word pieces of the whole prompt, counted by the model's own text encoder. */
  readonly used: number
  /** Those it reads. */
  readonly most: number
  /** The prompt's end that it does not read, from the first word that does not fit whole; empty when all is read. */
  readonly unread: string
}

/** Words a model was taught, as one would write them into a prompt, from its pack's manifest. */
export const knownKinds = ['cast', 'colours', 'actions', 'places', 'times'] as const
export interface Vocabulary extends Readonly<Record<(typeof knownKinds)[number], readonly string[]>> {
  /** Whole prompts to begin with. */
  readonly shots?: readonly string[] | undefined
  /** Every single word of its training, lower case; absent where its maker does not say. */
  readonly words?: readonly string[] | undefined
}
