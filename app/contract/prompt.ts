/** How much of a prompt the model reads. */
export interface PromptMeasure {
  /** Tokens of the whole prompt, counted by the model's own tokenizer. */
  readonly used: number
  /** Tokens that fit the model's limit. */
  readonly most: number
  /** The end of the prompt that the model does not read, from the first word that does not fit; empty when all is read. */
  readonly unread: string
}

/** The model's training vocabulary, from its pack's manifest. */
export const knownKinds = ['cast', 'colours', 'actions', 'places', 'times'] as const
export interface Vocabulary extends Readonly<Record<(typeof knownKinds)[number], readonly string[]>> {
  /** Example prompts. */
  readonly shots?: readonly string[] | undefined
  /** All words of its training, lower case; absent where the pack does not list them. */
  readonly words?: readonly string[] | undefined
}
