/** Making one card again leaves the others unchanged; `--ripple` makes the following cards from the new memory. */
import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { activeUse } from '../../app/film/film.ts'
import { Project } from '../../main/project/project.ts'
import { throughline } from '../main/kit/throughline.ts'
import { bitsOf, done, scratch, writeShots } from './kit/film.ts'

const files = scratch()
const original = files.at('original.throughline')
let before: string[][]

beforeAll(async () => {
  await done(['new', original, writeShots(files.at('four.shots'), 4, 2)])
  await done(['resume', original])
  before = bitsOf(original)
}, 300_000)
afterAll(files.dispose)

const memoryBefore = (chunk: string): string => chunk.split(' ')[2]!
const memoryAfter = (chunk: string): string => chunk.split(' ')[3]!

test('card 2 of 4 again: cards 1, 3 and 4 stay byte for byte', async () => {
  const path = files.at('one.throughline')
  copyFileSync(original, path)
  await done(['regenerate', path, '--card', '2', '--seed', '99'])
  const after = bitsOf(path)
  for (const card of [0, 2, 3]) expect(after[card]).toEqual(before[card])
  expect(after[1]).not.toEqual(before[1])
  expect(memoryBefore(after[1]![0]!)).toBe(memoryAfter(before[0]!.at(-1)!))
  expect(latentsOf(path, 2)).toEqual(latentsOf(original, 2))

  const { stdout } = await throughline(['info', path, '--json'])
  const states = (JSON.parse(stdout) as { cards: { state: { name: string; reason: string } }[] }).cards.map(
    ({ state }) => state
  )
  expect(states.map(({ name }) => name === 'fits')).toEqual([true, true, false, true])
  expect(states[2]!.reason).toMatch(/What comes before it/)

  // The old take is kept, and making it again with its seed is bit-equal.
  await done(['regenerate', path, '--card', '2', '--seed', '12'])
  expect(bitsOf(path)).toEqual(before)
}, 120_000)

test('with --ripple cards 3 and 4 are made again from the new memory', async () => {
  const path = files.at('ripple.throughline')
  copyFileSync(original, path)
  await done(['regenerate', path, '--card', '2', '--prompt', 'A duck jumps up and down on a farm.', '--ripple'])
  const after = bitsOf(path)
  expect(after[0]).toEqual(before[0])
  for (const card of [1, 2, 3]) {
    expect(after[card]).not.toEqual(before[card])
    expect(memoryBefore(after[card]![0]!)).toBe(memoryAfter(after[card - 1]!.at(-1)!))
  }
}, 120_000)

/** The stored bytes of a card's latents. */
function latentsOf(path: string, card: number): Uint8Array[] {
  const project = Project.open(path, { readOnly: true })
  const chunks = project.chunksOf(activeUse(project.film.cards[card]!)!.take)
  const bytes = chunks.map(({ latents }) => project.latents(latents)!)
  project.close()
  return bytes
}
