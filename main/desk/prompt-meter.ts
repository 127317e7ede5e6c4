/** Counts the tokens of a prompt with the model's own tokenizer, while it is typed. */
import type { PromptMeasure } from '../../app/contract/prompt.ts'
import { openPackTokenizer, type PackTokenizer } from '../../engine/text/pack-tokenizer.ts'

export class PromptMeter {
  /** That of the pack last asked for. */
  #opened: { readonly folder: string; readonly tokenizer: Promise<PackTokenizer> } | null = null

  /**
   * @param folder the pack's; its vocabulary is read on first use
   * @param prompt as the model would read it: cast names replaced
   * @throws Failure `pack.*`
   */
  async measure(folder: string, prompt: string): Promise<PromptMeasure> {
    if (this.#opened?.folder !== folder) this.#opened = { folder, tokenizer: openPackTokenizer(folder) }
    return measureWith(await this.#opened.tokenizer, prompt)
  }
}

/** Words are tokenised one by one, so a longer prefix never has fewer tokens: binary search finds the first word that does not fit. */
function measureWith({ tokenizer, maxTokens, marks }: PackTokenizer, prompt: string): PromptMeasure {
  const tokens = tokenizer.countTokens(prompt)
  const measure = { used: tokens - marks, most: maxTokens - marks }
  if (tokens <= maxTokens) return { ...measure, unread: '' }
  const words = [...prompt.matchAll(/\S+/g)]
  let [fits, over] = [0, words.length] // invariant: `fits` words fit, `over` words do not
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    const { index, 0: word } = words[middle - 1]!
    if (tokenizer.countTokens(prompt.slice(0, index + word.length)) <= maxTokens) fits = middle
    else over = middle
  }
  return { ...measure, unread: prompt.slice(words[fits]!.index).trim() }
}
