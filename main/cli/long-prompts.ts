/** Warns about prompts longer than the pack's text encoder reads: their end would be ignored silently. */
import { shotNumber, type Film } from '../../app/film/film.ts'
import { resolvePrompt } from '../../app/film/prompt.ts'
import { openPackTokenizer } from '../../engine/text/pack-tokenizer.ts'
import type { Context } from './context.ts'

/** One note per card. @throws Failure `pack.*` */
export async function noteLongPrompts({ output, pack }: Context, film: Film): Promise<void> {
  const { tokenizer, maxTokens } = await openPackTokenizer(pack)
  film.cards.forEach((card, index) => {
    const tokens = tokenizer.countTokens(resolvePrompt(film, card))
    if (tokens <= maxTokens) return
    output.note(
      `The prompt of card ${shotNumber(card, index)} is longer than the model reads (${tokens} word pieces of at most ${maxTokens}): ` +
        'its end has no effect. Shorten it, or split the card.'
    )
  })
}
