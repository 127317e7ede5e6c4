import { describe, expect, it } from 'vitest'
import { printSrt } from '../../../app/exchange/srt.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'

const card = (length: number, dialogue: string) => newCard(cardId(`c${length}`), { length: chunk(length), dialogue })
const film: Film = { ...emptyFilm('F'), cards: [card(2, 'Hello.\n\n  Who --> me?'), card(3, ''), card(3600, 'Bye.')] }
const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3, firstLatentFrames: 4 }

describe('subtitles', () => {
  it('stand exactly where their shots are', () => {
    expect(printSrt(film, base)).toBe(
      '1\n00:00:00,000 --> 00:00:02,000\nHello.\nWho → me?\n\n2\n00:00:05,000 --> 01:00:05,000\nBye.\n'
    )
  })

  it('count the shorter first latent frame of a causal autoencoder', () => {
    const causal = { fps: 16, framesPerLatent: 4, latentsPerChunk: 3, firstLatentFrames: 1 }
    // 2 chunks are 6 latent frames: 1 + 5·4 = 21 frames at 16 a second.
    expect(printSrt(film, causal)).toContain('00:00:00,000 --> 00:00:01,313\n')
  })

  it('are none when nobody speaks', () => {
    expect(printSrt(emptyFilm('F'), base)).toBe('')
  })
})
