/** Where the bands of scenes stand above the cards. */
import { expect, test } from 'vitest'
import type { Scene } from '../../../app/film/scene.ts'
import { cardId, sceneId } from '../../../app/ids.ts'
import { bandsOf } from '../../../renderer/timeline/bands.ts'
import type { Gap } from '../../../renderer/model/drag.svelte.ts'
import { layOut } from '../../../renderer/timeline/layout.ts'

const scene = (id: string): Scene => ({ id: sceneId(id), name: 'Barn', colour: 'sky' })
/** Shots of two seconds; their ids begin with the sign of their scene, `-` for none. */
const shots = (signs: string) => [...signs].map((sign, index) => ({ id: cardId(`${sign}${index}`), length: 2 }))
const sceneOf = (id: string): Scene | null => (id.startsWith('-') ? null : scene(id[0]!))
const told = (cards: ReturnType<typeof shots>, gap?: Gap, joins = true) =>
  bandsOf(layOut(cards, gap), sceneOf, joins).map(({ scene, first, start, length }) => [scene.id, first, start, length])

test('a band covers consecutive shots of its scene', () => {
  expect(told(shots('-bbhb-'))).toEqual([
    ['b', 'b1', 2, 4],
    ['h', 'h3', 6, 2],
    ['b', 'b4', 8, 2]
  ])
  expect(told(shots('-b--b'))).toEqual([
    ['b', 'b1', 2, 2],
    ['b', 'b4', 8, 2]
  ])
  expect(told([])).toEqual([])
})

test('a band covers a gap inside it, unless dropped cards keep their scene', () => {
  const gap = (at: number) => ({ taken: new Set([cardId('-0')]), at, length: 3 })
  expect(told(shots('-bbh'), gap(2))).toEqual([
    ['b', 'b1', 0, 7],
    ['h', 'h3', 7, 2]
  ])
  expect(told(shots('-bbh'), gap(3))).toEqual([
    ['b', 'b1', 0, 4],
    ['h', 'h3', 7, 2]
  ])
  expect(told(shots('-bbh'), gap(2), false)).toEqual([
    ['b', 'b1', 0, 2],
    ['b', 'b2', 5, 2],
    ['h', 'h3', 7, 2]
  ])
})
