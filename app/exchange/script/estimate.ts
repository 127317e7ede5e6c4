/** Estimates the screen time of a script's shot from its words: action, then dialogue. */
import { seconds, type Seconds } from '../../time.ts'

/** Seconds per word of action, and per such shot. */
export const seen = { perWord: 0.2, more: 0.5 } as const
/** The same for dialogue. */
export const said = { perWord: 0.3, more: 1 } as const

/** Scripts without spaces between words: two characters count as one word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu

/** How many words a text has, numbers included. */
export function wordsIn(text: string): number {
  const signs = text.match(unspaced)?.length ?? 0
  const words = text.replace(unspaced, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0
  return words + Math.ceil(signs / 2)
}

/** 0 without action or dialogue. */
export function estimated(action: string, dialogue: string): Seconds {
  const time = ({ perWord, more }: typeof seen | typeof said, words: number): number =>
    words === 0 ? 0 : words * perWord + more
  return seconds(time(seen, wordsIn(action)) + time(said, wordsIn(withoutNames(dialogue))))
}

/** Speaker names are not counted. */
const withoutNames = (dialogue: string): string => dialogue.replace(/^[^:\n]{1,80}:/gm, '')
