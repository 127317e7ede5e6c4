/** Cost of storing all, some or no memory pages (`memory.keep` of a pack): file size, and time until a film continues. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { keeping, type Keeping } from '../../app/ledger/kept-pages.ts'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import { forkLauncher } from '../../main/supervisor/fork.ts'
import { Supervisor } from '../../main/supervisor/supervisor.ts'
import { packThat } from '../main/kit/pack-that.ts'
import { engineEntry } from '../main/kit/throughline.ts'
import { median, type Figure } from './figure.ts'
import { prompt } from './lineage.ts'

interface Cost {
  /** File size of the film, in bytes. */
  readonly size: number
  /** Milliseconds from the call to the next chunk, for an engine with the model loaded and no cached memory. */
  readonly goesOn: number
}

/** @param chunks of the film that is continued; each film is continued three times, in turns */
export async function keepFigures(folder: string, chunks: number, threads: number): Promise<Figure[]> {
  const costs = new Map<Keeping, Cost[]>(keeping.map((keep) => [keep, []]))
  const packs = keeping.map((keep) => ({ keep, pack: packThat(keep, folder) }))
  for (let round = 0; round < 3; round++)
    for (const { keep, pack } of packs) {
      const path = join(folder, `keep-${keep}-${round}.throughline`)
      costs.get(keep)!.push(await costOf(path, pack, chunks, threads))
    }
  const at = (keep: Keeping, what: keyof Cost): number => median(costs.get(keep)!.map((cost) => cost[what]))
  return keeping.flatMap((keep): Figure[] => [
    {
      ...{ name: `${keep} pages stored: project of ${chunks} chunks`, value: at(keep, 'size') / 1e6, unit: 'MB' },
      baseline: { name: 'all', value: at('all', 'size') / 1e6 }
    },
    {
      ...{ name: `${keep} pages stored: until it goes on by a chunk`, value: at(keep, 'goesOn'), unit: 'ms' },
      baseline: { name: 'all', value: at('all', 'goesOn') }
    }
  ])
}

async function costOf(path: string, pack: string, chunks: number, threads: number): Promise<Cost> {
  const card = newCard(cardId('only'), { prompt, length: chunk(chunks), seed: { value: 7, locked: true } })
  Project.create(path, { ...emptyFilm('Bench'), cards: [card] }).close()
  await run(path, pack, threads)
  const size = statSync(path).size
  const project = Project.open(path)
  project.edit({ type: 'setLength', card: card.id, length: chunk(chunks + 1) })
  project.close()
  return { size, goesOn: await run(path, pack, threads) }
}

/** Makes what is missing with a new engine. @returns milliseconds from the call to its first chunk */
async function run(path: string, pack: string, threads: number): Promise<number> {
  const project = Project.open(path)
  const load = { pack, threads, spin: true, nice: 0, device: 'automatic', precision: 'exact', driver: null }
  const supervisor = new Supervisor({ launch: forkLauncher(engineEntry), load })
  try {
    await supervisor.start()
    const called = performance.now()
    let first = 0
    const production = new Production(project, supervisor)
    await production.start({ kind: 'film' }, ({ type }) => {
      if (type === 'chunk') first ||= performance.now() - called
    }).done
    return first
  } finally {
    supervisor.kill()
    project.close()
  }
}
