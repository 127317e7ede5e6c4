/** Edits of a film's sound, and what becomes of it when cards are split, moved, removed and brought back. */
import { expect, test } from 'vitest'
import { apply } from '../../../app/edits/apply.ts'
import { emptyHistory, perform, undo } from '../../../app/edits/history.ts'
import type { Edit } from '../../../app/edits/edit.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { newClip, newTrack, type SoundClip } from '../../../app/film/sound.ts'
import { audioId, cardId, clipId, trackId } from '../../../app/ids.ts'
import { chunk, sample, sampleShift } from '../../../app/time.ts'

const spoken = trackId('spoken')
const bell = { id: audioId('a'.repeat(64)), samples: sample(96_000), name: 'bell.wav' }
const [one, two, three] = [cardId('one'), cardId('two'), cardId('three')]

/** Two cards of four chunks, and a clip of two seconds. */
const filmWith = (fields: Partial<SoundClip>): Film => ({
  ...emptyFilm('Bells'),
  cards: [newCard(one, { length: chunk(4) }), newCard(two, { length: chunk(4) })],
  sound: { tracks: [newTrack(spoken, 'dialogue')], clips: [newClip(clipId('bell'), spoken, bell, fields)] }
})
const split = (at: number): Edit => ({
  ...{ type: 'splitCard', card: one, at: chunk(1), id: three, sound: sample(at) }
})
const parts = (film: Film) =>
  film.sound.clips.map(({ id, card, start, in: from, out, fadeIn, fadeOut }) => [
    ...[id, card, start, from, out, fadeIn, fadeOut]
  ])

test('a sound across the cut is divided there, and each half keeps its outer fade', () => {
  const film = filmWith({ card: one, start: sampleShift(-8_000), fadeIn: sample(2_000), fadeOut: sample(3_000) })
  expect(parts(apply(film, split(48_000)).film)).toEqual([
    ['bell', 'one', -8_000, 0, 56_000, 2_000, 0],
    ['bell.2', 'three', 0, 56_000, 96_000, 0, 3_000]
  ])
})

test('a sound after the cut goes along with the second part, one before stays', () => {
  const after = filmWith({ card: one, start: sampleShift(50_000) })
  expect(parts(apply(after, split(48_000)).film)).toEqual([['bell', 'three', 2_000, 0, 96_000, 0, 0]])
  const before = filmWith({ card: one, out: sample(48_000) })
  expect(parts(apply(before, split(48_000)).film)).toEqual([['bell', 'one', 0, 0, 48_000, 0, 0]])
})

test('a sound that the cut hits in a fade stays whole, and so does one of the film', () => {
  const fading = filmWith({ card: one, fadeOut: sample(60_000) })
  expect(apply(fading, split(48_000)).film.sound).toBe(fading.sound)
  const music = filmWith({ card: null })
  expect(apply(music, split(48_000)).film.sound).toBe(music.sound)
})

test('a second split of the same sound gives it a third name', () => {
  const once = apply(filmWith({ card: one }), split(24_000)).film
  const again = apply(once, {
    ...{ type: 'splitCard', card: three, at: chunk(1), id: cardId('four'), sound: sample(24_000) }
  }).film
  expect(again.sound.clips.map(({ id }) => id)).toEqual(['bell', 'bell.2', 'bell.3'])
})

test('a removed card keeps its sound for undo and for being pasted', () => {
  const film = filmWith({ card: one })
  const removed = perform(film, emptyHistory, { type: 'removeCards', cards: [one] })
  expect(removed.film.sound).toBe(film.sound)
  expect(undo(removed.film, removed.history)!.film).toEqual(film)
})

test('a drag of a sound is one step of undo, another sound is another', () => {
  const film = filmWith({ card: one })
  const move = (start: number): Edit => ({
    ...{ type: 'moveClip', clip: clipId('bell'), track: spoken, card: one, start: sampleShift(start) }
  })
  let state = perform(film, emptyHistory, move(10), 'drag')
  state = perform(state.film, state.history, move(20), 'drag')
  expect(state.history.done).toHaveLength(1)
  expect(undo(state.film, state.history)!.film).toEqual(film)
  const gain: Edit = { type: 'setClipGain', clip: clipId('bell'), gain: -6 }
  expect(perform(state.film, state.history, gain, 'drag').history.done).toHaveLength(2)
})

test('a trim shortens fades that no longer fit', () => {
  const film = filmWith({ fadeIn: sample(40_000), fadeOut: sample(40_000) })
  const trim: Edit = {
    ...{ type: 'trimClip', clip: clipId('bell'), start: sampleShift(5), in: sample(5), out: sample(50_005) }
  }
  expect(parts(apply(film, trim).film)).toEqual([['bell', null, 5, 5, 50_005, 40_000, 10_000]])
})

test('what is not there, or is there already, is refused', () => {
  const film = filmWith({})
  const [clip] = film.sound.clips
  const refused: [Edit, string][] = [
    [{ type: 'removeClip', clip: clipId('gone') }, 'edit.sound-gone'],
    [{ type: 'removeTrack', id: trackId('gone') }, 'edit.sound-gone'],
    [{ type: 'addClip', sound: clip!, track: null }, 'edit.sound-twice'],
    [{ type: 'addClip', sound: { ...clip!, id: clipId('new') }, track: film.sound.tracks[0]! }, 'edit.sound-twice'],
    [{ type: 'addClip', sound: { ...clip!, id: clipId('new'), card: cardId('gone') }, track: null }, 'edit.card'],
    [{ type: 'setClipFades', clip: clip!.id, fadeIn: sample(96_000), fadeOut: sample(1) }, 'edit.invalid'],
    [{ type: 'moveClip', clip: clip!.id, track: spoken, card: null, start: sampleShift(-1) }, 'edit.invalid']
  ]
  for (const [edit, code] of refused)
    expect(() => apply(film, edit), edit.type).toThrow(expect.objectContaining({ code }))
})
