/** `--fresh`: the old film stays until the new one is complete. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { projectFor } from '../../../main/cli/target-project.ts'
import { Project } from '../../../main/project/project.ts'
import type * as creating from '../../../main/store/create.ts'
import type * as replacing from '../../../main/store/replace.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, storybookFacts } from '../kit/made.ts'

const steps = vi.hoisted(() => ({ create: (): void => undefined, replace: (): void => undefined }))
vi.mock('../../../main/store/create.ts', async (original) => {
  const real = await original<typeof creating>()
  return {
    ...real,
    createStore: (...all: Parameters<typeof real.createStore>) => (steps.create(), real.createStore(...all))
  }
})
vi.mock('../../../main/store/replace.ts', async (original) => {
  const real = await original<typeof replacing>()
  return {
    ...real,
    replaceDatabase: (...all: Parameters<typeof real.replaceDatabase>) => (
      steps.replace(),
      real.replaceDatabase(...all)
    )
  }
})
afterEach(() => void Object.assign(steps, { create: () => undefined, replace: () => undefined }))

function old(): { folder: string; path: string } {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  const project = Project.create(path, filmOf(3))
  project.edit({ type: 'setTitle', title: 'Years of work' })
  project.close()
  return { folder, path }
}
const anew = (path: string): Project => projectFor(path, filmOf(2), storybookFacts.base, true)

test('replaces the old one, under its lock', () => {
  const { folder, path } = old()
  const project = anew(path)
  expect([project.film.cards.length, project.readOnly, project.path]).toEqual([2, null, path])
  expect(codeOf(() => Project.open(path))).toBe('project.locked')
  project.close()
  expect(readdirSync(folder)).toEqual(['a.throughline'])
})

test.each(['create', 'replace'] as const)('leaves the old one unchanged when the new one fails: %s', (step) => {
  const { folder, path } = old()
  steps[step] = () => {
    expect(existsSync(path)).toBe(true)
    throw Object.assign(new Error('full'), { code: 'ENOSPC' })
  }
  expect(() => anew(path)).toThrow()
  expect(readdirSync(folder)).toEqual(['a.throughline'])
  const project = Project.open(path)
  expect([project.film.title, project.film.cards.length]).toEqual(['Years of work', 3])
  project.close()
})

test('killed at any moment, the name always has a complete film', async () => {
  const { path } = old()
  for (let round = 0; round < 6; round += 1) {
    const child = fork(join(import.meta.dirname, '../kit/fresher.ts'), [path], { execArgv: [] })
    await once(child, 'message')
    await new Promise((wait) => setTimeout(wait, 17 * (round + 1)))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect([round, existsSync(path)]).toEqual([round, true])
    const project = Project.open(path)
    expect([2, 3]).toContain(project.film.cards.length)
    project.close()
  }
  expect(readdirSync(join(path, '..'))).toEqual(['a.throughline'])
}, 60_000)
