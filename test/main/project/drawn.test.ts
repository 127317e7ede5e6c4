/** A sketch that is drawn: one sitting is one step of undo, and leaves no more in the file than can be shown again. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { drawnIn, drawnPicture } from '../../../app/film/drawn-picture.ts'
import { cardId } from '../../../app/ids.ts'
import { parseSketch } from '../../../main/project/sketches.ts'
import { damagesOf } from '../../../main/project/check.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { line } from '../../app/film/kit/drawings.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, storybookFacts } from '../kit/made.ts'
import { losslessOf } from '../kit/pictures.ts'

const card = cardId('card-1')
let picture: Uint8Array
beforeAll(async () => {
  picture = await losslessOf(160, 90)
})

/** A sketch of so many strokes. */
const drawn = (strokes: number) =>
  parseSketch(
    drawnPicture(picture, {
      drawing: { width: 160, height: 90, strokes: Array.from({ length: strokes }, (_, index) => line(index)) },
      under: null
    })
  )
const strokesOf = (project: Project, of = card): number | null => {
  const sketch = project.film.cards.find(({ id }) => id === of)?.sketch
  return sketch ? drawnIn(project.asset(sketch)!.bytes)!.drawing.strokes.length : null
}
function storedIn(path: string): number {
  const db = new Database(path, { readonly: true })
  const count = db.prepare('SELECT count(*) FROM asset').pluck().get() as number
  db.close()
  return count
}
const path = (): string => join(freshFolder(), 'a.throughline')

test('a sitting is one step of undo, and keeps its last two sketches at most', () => {
  const file = path()
  const project = Project.create(file, filmOf(2))
  project.sketch(card, drawn(1))
  for (let strokes = 2; strokes < 10; strokes++) project.sketch(card, drawn(strokes), 'drawing-1')
  expect(project.history.done).toHaveLength(2)
  expect(storedIn(file)).toBe(3) // before the sitting, its last, and the one before: the window may be fetching it
  project.undo()
  expect(strokesOf(project)).toBe(1)
  project.redo()
  expect(strokesOf(project)).toBe(9)
  expect(damagesOf(project, storybookFacts.base)).toEqual([])
  project.close()
  const again = Project.open(file)
  expect(strokesOf(again)).toBe(9)
  expect(damagesOf(again, storybookFacts.base)).toEqual([])
  again.close()
})

test('strokes taken back are drawn again: the sketch is in the file', () => {
  const project = Project.create(path(), filmOf(1))
  for (const strokes of [1, 2, 3, 2, 3, 2, 1, 2]) {
    project.sketch(card, drawn(strokes), 'drawing-1')
    expect(strokesOf(project)).toBe(strokes)
  }
  project.close()
})

test('a sketch that another shot has too stays', () => {
  const project = Project.create(path(), filmOf(1))
  const copy = cardId('copy')
  project.sketch(card, drawn(1), 'drawing-1')
  project.edit({ type: 'duplicateCards', cards: [card], copies: [copy] })
  for (const strokes of [2, 3, 4]) project.sketch(card, drawn(strokes), 'drawing-1')
  expect([strokesOf(project), strokesOf(project, copy)]).toEqual([4, 1])
  project.undo()
  expect(strokesOf(project)).toBe(1)
  project.close()
})

test('a film recovered has the strokes of its sketches', () => {
  const file = path()
  const project = Project.create(file, filmOf(1))
  for (const strokes of [1, 2, 3]) project.sketch(card, drawn(strokes), 'drawing-1')
  project.close()
  expect(recoverProject(file, `${file}.copy`).faults).toEqual([])
  const again = Project.open(`${file}.copy`)
  expect(strokesOf(again)).toBe(3)
  again.close()
})
