/** How long a shot of a script is on the screen, from its words: what is seen, then what is said. */
import { seconds, type Seconds } from '../../time.ts'

/** Seconds a word of what is seen takes, and every such shot beside them. */
export const seen = { perWord: 0.2, more: 0.5 } as const
/** The same of what is said. */
export const said = { perWord: 0.3, more: 1 } as const

/** Scripts without spaces between words: two signs count as one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu

/** How many words a text has, numbers included. */
export function wordsIn(text: string): number {
  const signs = text.match(unspaced)?.length ?? 0
  const words = text.replace(unspaced, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0
  return words + Math.ceil(signs / 2)
}

/** 0 where there is nothing to see or hear. */
export function estimated(action: string, dialogue: string): Seconds {
  const time = ({ perWord, more }: typeof seen | typeof said, words: number): number =>
    words === 0 ? 0 : words * perWord + more
  return seconds(time(seen, wordsIn(action)) + time(said, wordsIn(withoutNames(dialogue))))
}

/** Who speaks is not said. */
const withoutNames = (dialogue: string): string => dialogue.replace(/^[^:\n]{1,80}:/gm, '')
