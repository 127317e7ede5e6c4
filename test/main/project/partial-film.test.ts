/** Leftovers of films that were being copied or recovered when the program was killed. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { lock } from '../../../main/store/lock.ts'
import type * as replacing from '../../../main/store/replace.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf } from '../kit/made.ts'

const left = [
  '.b.throughline-0123abcd.partial.throughline',
  '.b.throughline-0123abcd.partial.throughline-wal',
  '.b.throughline-0123abcd.partial.throughline-shm',
  '..b.throughline-0123abcd.partial.lock',
  '..b.throughline-0123abcd.partial.throughline.lock',
  '.c.throughline-4567cdef.partial.damaged',
  '.f.throughline-abcd4711-0123abcd.partial.throughline',
  '..e.throughline-89ab0123.partial.lock' // killed before anything was written
]
const others = [
  '.b.throughline-mine-too.partial.throughline',
  'b.throughline-0123abcd.partial.throughline',
  '.film.mp4-0123abcd.partial.mp4',
  '.living.throughline-89abcdef.partial.throughline'
]

/** Called when a copy is complete, before it gets its name. */
const midway = vi.hoisted(() => ({ look: (): void => undefined }))
vi.mock('../../../main/store/replace.ts', async (original) => {
  const real = await original<typeof replacing>()
  return {
    ...real,
    replaceDatabase: (partial: string, target: string) => {
      midway.look()
      real.replaceDatabase(partial, target)
    },
    nameDatabase: (partial: string, target: string) => {
      midway.look()
      return real.nameDatabase(partial, target)
    }
  }
})
afterEach(() => void (midway.look = () => undefined))

/** A folder with a film, and with partial files of killed and running processes. */
function littered(): { path: string; target: string; hidden: () => string[] } {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  Project.create(path, filmOf(2)).close()
  for (const name of [...left, ...others]) writeFileSync(join(folder, name), '')
  mkdirSync(join(folder, '.folder-0123abcd.partial.throughline'))
  const hidden = () => readdirSync(folder).filter((name) => name.includes('partial'))
  return { path, target: join(folder, 'd.throughline'), hidden }
}

const ways: Record<string, (path: string, target: string) => unknown> = {
  opened: (path) => Project.open(path).close(),
  recovered: recoverProject,
  duplicated: async (path, target) => {
    const project = Project.open(path, { readOnly: true })
    await project.duplicate(target)
    project.close()
  }
}
test.each(Object.keys(ways))('are removed when a film is %s in their folder, unless still locked', async (way) => {
  const { path, target, hidden } = littered()
  const held = lock(join(path, '..', '.living.throughline-89abcdef.partial'))
  await ways[way]!(path, target)
  held.release()
  expect(hidden()).toEqual([...others, '.folder-0123abcd.partial.throughline'].sort())
})

test('stay when a film is opened read-only', () => {
  const { path, hidden } = littered()
  const before = hidden()
  Project.open(path, { readOnly: true }).close()
  expect(hidden()).toEqual(before)
})

test.each(['recovered', 'duplicated'])('are not swept while a film is being %s', async (way) => {
  const { path, target, hidden } = littered()
  let seen: string[] = []
  midway.look = () => {
    Project.open(path).close()
    seen = hidden().filter((name) => name.startsWith('.d.') && name.endsWith('.throughline'))
  }
  await ways[way]!(path, target)
  expect(seen).toHaveLength(1)
  Project.open(target).close()
})

test('lock files without a film are removed, others stay', () => {
  const { path } = littered()
  const at = (name: string): string => join(path, '..', name)
  for (const name of ['.gone.throughline.lock', '.a.throughline-wal.lock', '.my.lock']) writeFileSync(at(name), '')
  const held = lock(at('coming.throughline'))
  Project.open(path).close()
  const locks = readdirSync(at('.')).filter((name) => name.endsWith('.lock'))
  held.release()
  expect(locks).toEqual(['.a.throughline-wal.lock', '.coming.throughline.lock', '.my.lock'])
})
