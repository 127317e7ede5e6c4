/** The whole bench once on the shipped pack: engine, measures, table, drawings. It tests that the bench runs, not its results. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openModel } from '../../../engine/generate/open.ts'
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import { sharpnessCeiling } from './ceiling.ts'
import { driftFigure, recallFigure } from './figures.ts'
import { readHeldOut } from './heldout.ts'
import { runBench } from './run.ts'
import type { Results } from './summary.ts'
import { summary } from './summary.ts'
import { asMarkdown } from './table.ts'
import { openWorld } from './world.ts'
import { packFolder } from '../../engine/kit/pack-parts.ts'

const options = { threads: 2, spin: false }
let model: Model
beforeAll(async () => {
  model = await openModel(packFolder, options)
})
afterAll(() => model.release())

test('four columns, two seconds of pause: one opening second, nothing made twice', { timeout: 180_000 }, async () => {
  const heldOut = await readHeldOut(packFolder)
  const world = await openWorld()
  const measures = { world, hues: heldOut.words.colours, classifier: null }
  const extent = { recall: 1, stories: 0, drift: 0, pause: 2 } as const
  const policies = ['none', 'memflow', 'recall', 'lookahead'] as const
  const results: Results = {
    model: model.pack.model,
    policies,
    classifier: null,
    ceiling: await sharpnessCeiling(model, world.fullPictures, options),
    recall: [],
    stories: [],
    drift: []
  }
  const films: (readonly Pictures[])[] = []
  await runBench(model, heldOut, measures, extent, results, ({ chunks }) => films.push(chunks))

  expect(films.map((film) => film.length)).toEqual([6, 6, 6, 6])
  // Nothing is remembered yet in the first second, so that policies differ in what they remember alone.
  expect(films[0]![0]!.frames).toEqual(films[1]![0]!.frames)
  expect(films[0]![5]!.frames).not.toEqual(films[1]![5]!.frames)
  expect(films[2]![0]!.frames).toEqual(films[1]![0]!.frames)
  // With look-ahead, the first second already has frames of the next card.
  expect(films[3]![0]!.frames).not.toEqual(films[1]![0]!.frames)
  expect(results.recall.map(({ policy, returns }) => [policy, returns.length])).toEqual([
    ['none', 1],
    ['memflow', 1],
    ['recall', 1],
    ['lookahead', 1]
  ])

  expect(results.ceiling).toBeGreaterThan(0.1)
  expect(results.ceiling).toBeLessThan(1)
  const rows = summary(results)
  expect(rows.find(({ name }) => name === 'after 2 s')?.values).toHaveProperty('memflow')
  expect(rows.some(({ group }) => group.includes('classifier'))).toBe(false)
  expect(asMarkdown(results)).toContain('| | none | memflow | recall | lookahead |')
  expect(recallFigure(results)).toContain('</svg>')
  expect(driftFigure(results)).toContain('</svg>')

  await runBench(model, heldOut, measures, extent, results, () => expect.unreachable('already measured'))
})
