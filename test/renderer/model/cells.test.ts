/** Cells of the board: collapsed scenes are one. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sceneId } from '../../../app/ids.ts'
import { cellAt, cellsOf } from '../../../renderer/model/cells.ts'
import type { Shot } from '../../../renderer/model/shots.ts'

const scene = (id: string) => ({ id: sceneId(id), name: id, colour: 'sky' as const })
const film = (scenes: readonly (string | null)[]): readonly Shot[] =>
  scenes.map((id, index) => ({ index, card: { scene: id === null ? null : scene(id) } }) as Shot)
const of = (cells: ReturnType<typeof cellsOf>): string =>
  cells.map((cell) => `${cell.scene?.id ?? ''}${cell.shots.map(({ index }) => index).join('')}`).join(' ')

test('the shots of a collapsed scene are one cell, those apart from them another', () => {
  const shots = film([null, 'a', 'a', 'b', 'b', null, 'a'])
  expect(of(cellsOf(shots, new Set()))).toBe('0 1 2 3 4 5 6')
  expect(of(cellsOf(shots, new Set([sceneId('a')])))).toBe('0 a12 3 4 5 a6')
  expect(of(cellsOf(shots, new Set([sceneId('a'), sceneId('b')])))).toBe('0 a12 b34 5 a6')
})

test('every shot is in one cell, in order, and is found there', () => {
  const id = fc.constantFrom(null, 'a', 'b', 'c')
  const collapsed = fc.array(fc.constantFrom('a', 'b', 'c')).map((ids) => new Set(ids.map(sceneId)))
  fc.assert(
    fc.property(fc.array(id, { maxLength: 40 }), collapsed, (scenes, collapsed) => {
      const shots = film(scenes)
      const cells = cellsOf(shots, collapsed)
      expect(cells.flatMap(({ shots }) => shots)).toEqual(shots)
      for (const { index } of shots)
        expect(cells[cellAt(cells, index)]!.shots.map((shot) => shot.index)).toContain(index)
      expect(cellAt(cells, shots.length)).toBe(cells.length)
    })
  )
})
