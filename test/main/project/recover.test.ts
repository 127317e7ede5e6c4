/** Where a recovery writes. What it recovers is tested in fuzz.test.ts and hostile.test.ts. */
import type * as fs from 'node:fs'
import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import type * as salvaging from '../../../main/store/salvage.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

/** Called in the middle of an otherwise real recovery. */
const midway = vi.hoisted(() => ({ look: (): void => undefined }))
vi.mock('../../../main/store/salvage.ts', async (original) => {
  const real = await original<typeof salvaging>()
  return {
    ...real,
    salvage: (...args: Parameters<typeof real.salvage>) => {
      midway.look()
      return real.salvage(...args)
    }
  }
})

/** Called before a file gets its name. */
const moments = vi.hoisted(() => ({ look: (_: string): void => undefined }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  const told = (work: (from: string, to: string) => void) => (from: string, to: string) => {
    moments.look(to)
    work(from, to)
  }
  return { ...real, linkSync: told(real.linkSync), renameSync: told(real.renameSync) }
})

function films(): { folder: string; path: string; target: string } {
  const folder = freshFolder()
  const [path, target] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
  Project.create(path, filmOf(2)).close()
  return { folder, path, target }
}

test('a film has its name only when all of it is recovered', () => {
  const { folder, path, target } = films()
  let seen: string[] = []
  midway.look = () => void (seen = readdirSync(folder))
  recoverProject(path, target)
  expect(seen.filter((name) => !name.startsWith('.'))).toEqual(['a.throughline'])
  expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline'])
})

test('its name is never that of an empty file', () => {
  const { path, target } = films()
  midway.look = () => undefined
  const sizes: (number | null)[] = []
  moments.look = (to) => {
    if (to === target) sizes.push(statSync(target, { throwIfNoEntry: false })?.size ?? null)
  }
  recoverProject(path, target)
  expect(sizes).toEqual([null]) // the name was free when the complete film got it
})

test.each([
  [0.6, 20],
  [0.4, 0],
  [0.2, 0]
])('of a film cut to %s of its length the storyboard and first seconds remain', (share, least) => {
  midway.look = () => undefined
  const folder = freshFolder()
  const [path, target] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
  const project = Project.create(path, filmOf(20))
  for (const [index, { id }] of project.film.cards.entries()) {
    const take = takeId(`take-${index}`)
    project.startTake(takeOf(take, 3), memory(take, 0), { card: id, burst: null })
    for (let chunk = 0; chunk < 3; chunk += 1) project.commitChunk(take, madeChunk(take, chunk), 'cpu')
  }
  project.close()
  truncateSync(path, Math.floor(statSync(path).size * share))
  const { tables, filmRebuilt } = recoverProject(path, target)
  expect(filmRebuilt).toBe(false)
  expect(tables['chunk']!.kept).toBeGreaterThanOrEqual(least)
  const recovered = Project.open(target)
  expect(recovered.film.cards.map(({ prompt }) => prompt)).toEqual(filmOf(20).cards.map(({ prompt }) => prompt))
  expect([...recovered.faults()].filter((fault) => fault !== null)).toEqual([])
  recovered.close()
})

test('a film that got the name meanwhile stays; the recovery is deleted', () => {
  const { folder, path, target } = films()
  midway.look = () => void Project.create(target, filmOf(5)).close()
  expect(codeOf(() => recoverProject(path, target))).toBe('project.exists')
  const other = Project.open(target, { readOnly: true })
  expect(other.film).toEqual(filmOf(5))
  other.close()
  expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline'])
})

test('a WAL beside the name is not used for the recovered film', () => {
  const { path, target, folder } = films()
  const third = join(folder, 'c.throughline')
  const living = Project.create(third, filmOf(5))
  midway.look = () => {
    copyFileSync(`${third}-wal`, `${target}-wal`)
  }
  recoverProject(path, target)
  living.close()
  const recovered = Project.open(target, { readOnly: true })
  expect(recovered.film).toEqual(filmOf(2))
  recovered.close()
})
