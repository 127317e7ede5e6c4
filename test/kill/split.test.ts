/** A run split at any point, by closing everything and opening it again, equals the unsplit run. */
import { afterAll, expect, test } from 'vitest'
import { chunk } from '../../app/time.ts'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import type { PolicyName } from '../../app/ledger/policies.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import { startSupervisor } from '../main/kit/engine-run.ts'
import { bitsOf, scratch } from './kit/film.ts'

const files = scratch()
afterAll(files.dispose)
const chunks = 12

function newProject(name: string, policy: PolicyName): string {
  const card = newCard(cardId('only'), {
    prompt: 'A purple cat walks to the right in a meadow.',
    length: chunk(chunks),
    seed: { value: 5, locked: true }
  })
  const path = files.at(name)
  const film = emptyFilm('Split')
  Project.create(path, { ...film, cards: [card], settings: { ...film.settings, policy } }).close()
  return path
}

/** Makes up to `most` chunks in a new engine process, then closes everything. */
async function makeSome(path: string, most: number): Promise<void> {
  const supervisor = startSupervisor()
  const project = Project.open(path)
  const run = new Production(project, supervisor).start({ kind: 'film' }, (event) => {
    if (event.type === 'chunk' && event.position.done === most) run.stop()
  })
  await run.done
  await supervisor.close()
  project.close()
}

test.each<PolicyName>(['memflow', 'recall'])(
  '12 chunks, split at every odd length by save and load: %s',
  { timeout: 300_000 },
  async (policy) => {
    const unsplit = newProject(`unsplit ${policy}.throughline`, policy)
    await makeSome(unsplit, chunks)
    const expected = bitsOf(unsplit)
    expect(expected[0]).toHaveLength(chunks)
    const split = newProject(`split ${policy}.throughline`, policy)
    for (const part of [1, 2, 1, 3, 5]) await makeSome(split, part)
    expect(bitsOf(split)).toEqual(expected)
  }
)
