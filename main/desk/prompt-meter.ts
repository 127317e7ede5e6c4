/** Counts a prompt as the model's text encoder will, while it is being written. */
import type { PromptMeasure } from '../../app/contract/prompt.ts'
import { openPackTokenizer, type PackTokenizer } from '../../engine/text/pack-tokenizer.ts'

/** [CLS] and [SEP], which the encoder adds to every prompt. */
const ownMarks = 2

export class PromptMeter {
  readonly #folder: string
  #opened: Promise<PackTokenizer | null> | undefined

  /** @param folder the pack's; its word list is read when first needed */
  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * @param prompt as the model would read it: names of the cast replaced by their words
   * @returns null when the pack's encoder cannot be asked without its weights
   * @throws Failure `pack.*`
   */
  async measure(prompt: string): Promise<PromptMeasure | null> {
    this.#opened ??= openPackTokenizer(this.#folder)
    const opened = await this.#opened
    return opened && measureWith(opened, prompt)
  }
}

/** Words are cut up one by one, so that a longer beginning never has fewer pieces: the first that is too long is sought by halves. */
function measureWith({ tokenizer, maxTokens }: PackTokenizer, prompt: string): PromptMeasure {
  const tokens = tokenizer.countTokens(prompt)
  const measure = { used: tokens - ownMarks, most: maxTokens - ownMarks }
  if (tokens <= maxTokens) return { ...measure, unread: '' }
  const words = [...prompt.matchAll(/\S+/g)]
  let [fits, over] = [0, words.length] // as many words fit, as many are too many
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    const { index, 0: word } = words[middle - 1]!
    if (tokenizer.countTokens(prompt.slice(0, index + word.length)) <= maxTokens) fits = middle
    else over = middle
  }
  return { ...measure, unread: prompt.slice(words[fits]!.index).trim() }
}
