import { describe, expect, test } from 'vitest'
import { filmCues } from '../../../app/exchange/cues.ts'
import { printSrt } from '../../../app/exchange/srt.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk, type Chunk } from '../../../app/time.ts'

const card = (length: number, dialogue: string) => newCard(cardId(`c${length}`), { length: chunk(length), dialogue })
const film: Film = { ...emptyFilm('F'), cards: [card(2, 'Hello.\n\n  Who --> me?'), card(3, ''), card(3600, 'Bye.')] }
const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }

/** Nothing is made: the storyboard's times. */
const none = (): Chunk => chunk(0)

describe('subtitles', () => {
  test('are timed exactly like their shots', () => {
    expect(printSrt(filmCues(film, base, none))).toBe(
      '1\n00:00:00,000 --> 00:00:02,000\nHello.\nWho --\u2060> me?\n\n2\n00:00:05,000 --> 01:00:05,000\nBye.\n'
    )
  })

  test('are timed like the pictures, at any frame rate', () => {
    const wan = { fps: 16, framesPerLatent: 4, latentsPerChunk: 3 }
    // 2 chunks are 24 pictures at 16 a second.
    expect(printSrt(filmCues(film, wan, none))).toContain('00:00:00,000 --> 00:00:01,500\n')
  })

  test('of a partly made film skip unmade parts', () => {
    const cards = [card(2, 'One'), card(3, 'Two'), card(4, 'Three'), card(5, ''), card(6, 'Four')]
    const made: Record<string, number> = { c2: 0, c3: 2, c4: 4, c5: 0, c6: 6 }
    expect(printSrt(filmCues({ ...film, cards }, base, ({ id }) => chunk(made[id]!)))).toBe(
      [
        '1\n00:00:00,000 --> 00:00:02,000\nTwo\n',
        '2\n00:00:02,000 --> 00:00:06,000\nThree\n',
        '3\n00:00:06,000 --> 00:00:12,000\nFour\n'
      ].join('\n')
    )
  })

  test('are empty when nobody speaks', () => {
    expect(printSrt(filmCues(emptyFilm('F'), base, none))).toBe('')
  })
})
