/** The mixer against a naive one that asks the film document anew for every sample. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { apply } from '../../../app/edits/apply.ts'
import { emptyHistory, perform, undo, type Edited } from '../../../app/edits/history.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { newClip, newTrack } from '../../../app/film/sound.ts'
import { audioId, cardId, clipId, trackId } from '../../../app/ids.ts'
import { mix, peakOf } from '../../../app/sound/mix.ts'
import { voicesOf } from '../../../app/sound/voices.ts'
import { chunk, sample, sampleShift, type Timebase } from '../../../app/time.ts'
import { anyEdit } from '../edits/kit/arbitrary.ts'
import { anyFilm } from '../film/kit/arbitrary.ts'

/** A chunk is a quarter of a second: 12,000 samples. */
const base: Timebase = { fps: 48, framesPerLatent: 4, latentsPerChunk: 3 }
const chunkSize = 12_000

/** Some noise, different for every sound. */
const pcmAt = (audio: string, at: number, channel: number): number =>
  (Math.imul(at * 2 + channel + audio.charCodeAt(0) * 7919, 2654435761) >> 16) | 0
function samplesOf(audio: string, from: number, count: number): Int16Array {
  return Int16Array.from({ length: count * 2 }, (_, index) => pcmAt(audio, from + (index >> 1), index & 1))
}

/** The clips that are heard, with the sample of the film where each begins. */
const heardIn = ({ cards, sound }: Film) =>
  sound.clips.flatMap((clip) => {
    const track = sound.tracks.find(({ id }) => id === clip.track)!
    const silent = track.muted || (!track.solo && sound.tracks.some(({ solo }) => solo))
    const index = cards.findIndex(({ id }) => id === clip.card)
    if (silent || (clip.card !== null && index < 0)) return []
    const before = clip.card === null ? [] : cards.slice(0, index)
    const from = before.reduce((sum, { length }) => sum + length * chunkSize, 0) + clip.start
    return [{ clip, track, from, to: from + clip.out - clip.in }]
  })

/** Both channels at one sample of the film. */
function naive(heard: ReturnType<typeof heardIn>, at: number): [number, number] {
  const spoken = heard.filter(({ track }) => track.kind === 'dialogue')
  const before = Math.min(...spoken.filter(({ from }) => from > at).map(({ from }) => from - at))
  const after = Math.min(...spoken.filter(({ to }) => to <= at).map(({ to }) => at - to))
  const quiet = 10 ** (-12 / 20)
  const speaks = spoken.some(({ from, to }) => from <= at && at < to) || before + after < 2_400 + 14_400
  let duck = 1
  if (speaks) duck = quiet
  else if (before <= 2_400) duck = quiet + ((1 - quiet) * before) / 2_400
  else if (after < 14_400) duck = quiet + ((1 - quiet) * after) / 14_400
  return [0, 1].map((channel) => {
    let sum = 0
    for (const { clip, track, from, to } of heard) {
      if (at < from || at >= to) continue
      const fadeIn = at - from < clip.fadeIn ? (at - from) / clip.fadeIn : 1
      const fadeOut = to - at < clip.fadeOut ? (to - at) / clip.fadeOut : 1
      const loud = 10 ** ((clip.gain + track.gain) / 20) * fadeIn * fadeOut * (track.kind === 'music' ? duck : 1)
      sum = Math.fround(sum + (pcmAt(clip.audio, clip.in + at - from, channel) / 32_768) * loud)
    }
    return sum
  }) as [number, number]
}

const mixed = (film: Film, from: number, size: number): Float32Array =>
  mix(
    voicesOf(film, base, ({ length }) => length),
    from,
    size,
    samplesOf
  )
const lengthOf = ({ cards }: Film): number => cards.reduce((sum, { length }) => sum + length * chunkSize, 0)

/** Blocks of an odd length, so that edges of clips fall anywhere in them. */
function expectNaive(film: Film): void {
  const size = 9_973
  const heard = heardIn(film)
  for (let from = 0; from < lengthOf(film); from += size) {
    const block = mixed(film, from, size)
    for (let at = 0; at < size; at += 251) {
      const expected = naive(heard, from + at)
      if (Math.abs(block[2 * at]! - expected[0]) > 1e-6 || Math.abs(block[2 * at + 1]! - expected[1]) > 1e-6)
        expect([...block.subarray(2 * at, 2 * at + 2)], `sample ${from + at}`).toEqual(expected)
    }
  }
}

const run = { seed: 42, numRuns: 30, endOnFailure: true }

describe('the mix', () => {
  test('is that of a naive mixer after any edits, and after their undo', () => {
    let heard = 0
    fc.assert(
      fc.property(anyFilm(), fc.integer({ min: 1, max: 12 }), fc.gen(), (film, count, gen) => {
        let state: Edited = { film, history: emptyHistory }
        for (let index = 0; index < count; index += 1) {
          const { film: before, history } = state
          try {
            state = perform(
              before,
              history,
              gen(() => anyEdit(before, String(index)))
            )
          } catch (error) {
            expect(error).toBeInstanceOf(Failure)
          }
        }
        expectNaive(state.film)
        heard += heardIn(state.film).length
        for (let next = undo(state.film, state.history); next; next = undo(state.film, state.history)) state = next
        expectNaive(state.film)
      }),
      run
    )
    expect(heard).toBeGreaterThan(15)
  })

  test('is the same to the last bit after a card is split', () => {
    let divided = 0
    fc.assert(
      fc.property(anyFilm(false), fc.nat(), fc.nat(), (film, which, where) => {
        const card = film.cards[which % Math.max(1, film.cards.length)]
        if (!card || card.length < 2) return
        const at = chunk(1 + (where % (card.length - 1)))
        const edit = { type: 'splitCard', card: card.id, at, id: cardId('half') } as const
        const after = apply(film, { ...edit, sound: sample(at * chunkSize) }).film
        divided += after.sound.clips.length - film.sound.clips.length
        const [one, other] = [after, film].map((each) => Buffer.from(mixed(each, 0, lengthOf(film)).buffer))
        expect(one!.equals(other!)).toBe(true)
      }),
      { ...run, numRuns: 120 }
    )
    expect(divided).toBeGreaterThan(0)
  })

  test('makes music 12 dB quieter while somebody speaks, and only music', () => {
    const [music, effects, speech] = ['music', 'effects', 'dialogue'].map((kind) =>
      newTrack(trackId(kind), kind as 'music')
    )
    const whole = { id: audioId('a'.repeat(64)), samples: sample(96_000), name: '' }
    const film = (kind: string): Film => ({
      ...emptyFilm(''),
      cards: [newCard(cardId('one'), { length: chunk(8) })],
      sound: {
        tracks: [music!, effects!, { ...speech!, gain: -60 }],
        clips: [
          newClip(clipId('a'), trackId(kind), whole),
          newClip(clipId('b'), trackId('dialogue'), whole, {
            start: sampleShift(48_000),
            out: sample(24_000),
            gain: -60
          })
        ]
      }
    })
    const level = (kind: string, from: number): number => {
      const voices = voicesOf(film(kind), base, ({ length }) => length)
      return peakOf(mix(voices, from, 2_000, (_, __, count) => new Int16Array(count * 2).fill(16_384)))
    }
    const levels = (kind: string) => [40_000, 50_000, 90_000].map((from) => level(kind, from).toFixed(3))
    expect(levels('music')).toEqual(['0.500', '0.126', '0.500'])
    expect(levels('effects')).toEqual(['0.500', '0.500', '0.500'])
  })
})
