/** Tells which prompts are longer than the pack's text encoder reads: their end would be left out without a word. */
import { join } from 'node:path'
import { shotNumber, type Film } from '../../app/film/film.ts'
import { resolvePrompt } from '../../app/film/prompt.ts'
import { parseManifest } from '../../engine/pack/manifest.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import { openTokenizer } from '../../engine/text/tokenizer.ts'
import type { Context } from './context.ts'

/** One remark a card. @throws Failure `pack.*` */
export async function noteLongPrompts({ output, pack }: Context, film: Film): Promise<void> {
  const { text } = parseManifest(await readManifest(pack))
  if (text.kind !== 'bert') return
  const tokenizer = await openTokenizer(join(pack, text.vocab), text)
  film.cards.forEach((card, index) => {
    const tokens = tokenizer.countTokens(resolvePrompt(film, card))
    if (tokens <= text.maxTokens) return
    output.note(
      `The prompt of card ${shotNumber(card, index)} is longer than the model reads (${tokens} word pieces of at most ${text.maxTokens}): ` +
        'its end has no effect. Shorten it, or split the card.'
    )
  })
}
