/** Damaged data is restored bit-equal by the real engine with the real pack. */
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import { chunk } from '../../app/time.ts'
import { Production } from '../../main/production/production.ts'
import { restore } from '../../main/production/restore.ts'
import { Project } from '../../main/project/project.ts'
import type { Fault } from '../../main/store/faults.ts'
import { wholeOf } from '../drill/kills/whole.ts'
import { scratch } from '../kill/kit/film.ts'
import { startSupervisor } from './kit/engine-run.ts'
import { flipIn } from './kit/flip.ts'

const files = scratch()
const supervisor = startSupervisor()
afterAll(async () => {
  await supervisor.close()
  files.dispose()
})

const faultsOf = (project: Project): Fault[] => [...project.faults()].filter((fault) => fault !== null)

const pageOf = ({ layers }: Snapshot) => [...layers[0]!.sink, ...layers[0]!.bank, ...layers[0]!.window][0]!.page

test('pictures, latents and memory with a flipped bit are restored bit-equal', { timeout: 300_000 }, async () => {
  const path = join(files.at('a.throughline'))
  const prompt = 'A purple cat walks to the right in a meadow.'
  const cards = [1, 2].map((number) => newCard(cardId(`card-${number}`), { prompt, length: chunk(2) }))
  const film = emptyFilm('Restored', 'recall')
  const settings = { ...film.settings, seed: 3 }
  let project = Project.create(path, { ...film, cards, settings })
  await new Production(project, supervisor).start({ kind: 'film' }, () => undefined).done
  const [first, second] = project.takes().map(({ id }) => project.chunksOf(id))
  const [latents, picture] = [project.latents(first![1]!.latents)!, project.frames(second![0]!.id)[5]!]
  const page = project.pages([pageOf(project.snapshot(first![0]!.after)!)])[0]!.bytes
  project.close()
  const whole = wholeOf(path)

  for (const stored of [latents, picture, page]) flipIn(path, stored, 3000)
  project = Project.open(path)
  const found = faultsOf(project)
  expect(found.map(({ what }) => what).sort()).toEqual(['frame', 'latents', 'page'])
  await restore(project, supervisor, found)
  expect(faultsOf(project)).toEqual([])
  project.close()
  expect(wholeOf(path)).toEqual(whole)
})
