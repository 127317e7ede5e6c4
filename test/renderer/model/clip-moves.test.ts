/** Moving, trimming and fading keep a clip within its sound and with its card. */
import { describe, expect, test } from 'vitest'
import { newClip } from '../../../app/film/sound.ts'
import { cardId, clipId, trackId, type AudioId } from '../../../app/ids.ts'
import { sample, sampleShift } from '../../../app/time.ts'
import { anchored, fadedClip, movedClip, shortest, snapped, trimmedClip } from '../../../renderer/model/clip-moves.ts'
import type { PlacedClip } from '../../../renderer/model/placed-clips.ts'

const second = 48_000
const cards = [0, 1, 2].map((index) => ({
  ...{ id: cardId(`card-${index}`), number: String(index + 1) },
  ...{ at: 4 * index * second, length: 4 * second }
}))
const sound = { id: 'a' as AudioId, samples: sample(6 * second), name: 'a.wav' }

/** A clip of two seconds, from the second second of its sound. @param card index; null: the film */
function clipAt(card: number | null, at: number): PlacedClip {
  const anchor = card === null ? { card: null, at: 0 } : { card: cards[card]!.id, at: cards[card]!.at }
  const clip = newClip(clipId('c'), trackId('t'), sound, {
    ...{ card: anchor.card, start: sampleShift(at - anchor.at), in: sample(second), out: sample(3 * second) }
  })
  return { clip, at, length: 2 * second, shot: null, heard: true }
}

describe('a clip of a card', () => {
  const clip = clipAt(1, 5 * second)
  test.each([
    ['stays with it where it begins before', 3 * second, 'card-1', -second],
    ['stays with it where it ends after', 7.5 * second, 'card-1', 3.5 * second],
    ['goes along with the card it now lies on', 9 * second, 'card-2', second],
    ['goes along with the last card beyond the end', 30 * second, 'card-2', 22 * second],
    ['begins no earlier than the film', -5 * second, 'card-0', 0]
  ])('%s', (_, to, card, start) => expect(movedClip(clip, to, cards)).toEqual({ card, start }))
})

test('a clip of the film stays with it, and becomes one of a card where it is', () => {
  expect(movedClip(clipAt(null, second), 9 * second, cards)).toEqual({ card: null, start: 9 * second })
  expect(anchored('card', 9 * second, cards)).toEqual({ card: 'card-2', start: second })
  expect(anchored('film', -second, cards)).toEqual({ card: null, start: 0 })
  expect(anchored('card', second, [])).toEqual({ card: null, start: second })
})

test.each([
  ['start', -9 * second, { start: second - second, in: 0, out: 3 * second }],
  ['start', 9 * second, { start: second + 2 * second - shortest, in: 3 * second - shortest, out: 3 * second }],
  ['end', 9 * second, { start: second, in: second, out: 6 * second }],
  ['end', -9 * second, { start: second, in: second, out: second + shortest }]
] as const)('the %s of a clip trimmed by %d stays within its sound', (edge, by, part) =>
  expect(trimmedClip(clipAt(null, second), edge, by, sound.samples)).toEqual(part)
)

test('the start of a clip is not trimmed to before the film', () =>
  expect(trimmedClip(clipAt(null, 0.5 * second), 'start', -second, sound.samples)).toMatchObject({ start: 0 }))

test('a fade is no longer than the other one leaves', () => {
  const { clip } = clipAt(null, 0)
  const faded = { ...clip, fadeOut: sample(1.5 * second) }
  expect(fadedClip(faded, 'start', second)).toEqual({ fadeIn: second / 2, fadeOut: 1.5 * second })
  expect(fadedClip(faded, 'end', -1)).toEqual({ fadeIn: 0, fadeOut: 0 })
})

test('of several points nearby the nearest is jumped to, from either edge', () => {
  expect(snapped(95, [0, 50], [100, 148], 10)).toBe(98)
  expect(snapped(95, [0, 50], [120], 10)).toBe(95)
})
