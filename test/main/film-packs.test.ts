/** A film's own model: found among those that are here, kept in mind where it is not, and fixed while it makes film. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Edits } from '../../main/desk/edits.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import { FilmPacks } from '../../main/production/film-packs.ts'
import { Project } from '../../main/project/project.ts'
import { codeOf } from './kit/code-of.ts'
import { freshFolder } from './kit/fresh-folder.ts'
import { filmOf, storybookPack } from './kit/made.ts'
import { tinyPack } from './kit/tiny-pack.ts'

function film() {
  const project = Project.create(join(freshFolder(), 'film.throughline'), filmOf(1))
  onTestFinished(() => project.close())
  const packs = new FilmPacks(storybookPack)
  let working = false
  const edits = new Edits({
    ...{ project, packs, renamed: () => undefined, tell: () => 0 },
    working: () => working
  })
  return { project, packs, edits, work: (on: boolean) => (working = on) }
}

test('a film without one is made with the program’s', () => {
  const { project, packs } = film()
  expect(packs.of(project)).toBe(storybookPack)
  expect(packs.demand(project)).toBe(storybookPack.folder)
})

test('a film’s model is used while it is here, and kept in mind when it is not', async () => {
  const folder = tinyPack(join(freshFolder(), 'tiny'), (same) => ({ ...same, name: 'Tiny' }))
  const shelved = { folder, manifest: parseManifest(await readManifest(folder)), problem: null }
  const { project, packs, edits } = film()
  edits.perform({ type: 'setModel', model: 'tiny@1' }, null)
  expect(packs.of(project)).toMatchObject({ folder: null, facts: { name: 'tiny@1', width: 288 } })
  packs.put([shelved])
  expect(packs.demand(project)).toBe(folder)
  edits.undo()
  expect(packs.of(project)).toBe(storybookPack)
  edits.redo() // the film keeps what it must know
  const { facts } = packs.of(project)
  packs.put([])
  expect(packs.of(project)).toEqual({ facts: { ...facts, knows: null }, folder: null })
  expect(facts.name).toBe('Tiny')
  expect(codeOf(() => packs.demand(project))).toBe('model.missing')
})

test('what a stranger’s film keeps of a model is not believed unless it is possible', () => {
  const { project, packs, edits } = film()
  edits.perform({ type: 'setModel', model: 'tiny@1' }, null)
  project.keepSetting('models', [{ model: 'tiny@1', name: 'Evil', base: { fps: 1e9 } }])
  expect(packs.of(project).facts).toMatchObject({ name: 'tiny@1', base: storybookPack.facts.base })
})

test('while film is made or exported its model stays, also under undo and redo', () => {
  const { project, edits, work } = film()
  edits.perform({ type: 'setModel', model: 'tiny@1' }, null)
  work(true)
  expect(codeOf(() => edits.undo())).toBe('model.busy')
  expect(codeOf(() => edits.perform({ type: 'setModel', model: null }, null))).toBe('model.busy')
  edits.perform({ type: 'setTitle', title: 'As before' }, null)
  edits.undo()
  work(false)
  edits.undo()
  work(true)
  expect(codeOf(() => edits.redo())).toBe('model.busy')
  expect(project.film.settings.model).toBeNull()
})
