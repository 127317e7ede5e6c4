/** The stages of a film's life: everything an artist does with a film, one stage after another. */
import { copyFileSync, existsSync, openSync, closeSync, readFileSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { deliveredAs } from '../../../app/exchange/delivery.ts'
import { activeUse, emptyFilm, newCard, type Card, type Film } from '../../../app/film/film.ts'
import { cardId, castId } from '../../../app/ids.ts'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { WorkRequest } from '../../../app/plan/work.ts'
import { chunk } from '../../../app/time.ts'
import { findFfmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import { filmChunks } from '../../../main/export/film-chunks.ts'
import { decodedBy } from '../../../main/export/film-export.ts'
import { fileMark } from '../../../engine/files/file-mark.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import type { PackFacts } from '../../../main/production/pack-facts.ts'
import { Production } from '../../../main/production/production.ts'
import type { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import type { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { pngSaying } from '../../main/kit/pictures.ts'
import { chunkInWords, hashOf, type Said } from './said.ts'

export interface Life {
  readonly project: Project
  readonly supervisor: Supervisor
  readonly facts: PackFacts
  readonly folder: string
  readonly say: (said: Said) => void
}

export interface Stage {
  readonly name: string
  /** Must also be true once later stages are done. */
  isDone(project: Project, folder: string): boolean
  do(life: Life): Promise<void> | void
}

const cards = [1, 2, 3].map((number) => cardId(`card-${number}`))
const prompts = [
  '@cat walks to the right in a meadow.',
  '@cat is dancing in a meadow.',
  'A dinosaur strolls in the snow.'
]

/** Three shots of two chunks each with a fixed film seed, so that making it again gives the same result. */
export const bornFilm = (policy: PolicyName): Film => ({
  ...emptyFilm('Life', policy),
  settings: { model: null, seed: 5, policy, length: chunk(2) },
  cast: [{ id: castId('cat'), kind: 'character', name: 'cat', words: 'a purple cat' }],
  cards: cards.map((id, at) => newCard(id, { prompt: prompts[at]!, length: chunk(2) }))
})

/** Names of the films in a life's folder. */
export const names = { first: 'first.throughline', second: 'second.throughline' }
const copied = 'copy.throughline'
const recovered = 'recovered.throughline'
export const damagedName = 'damaged.throughline'
export const soundName = 'steps.wav'

const there = (name: string) => (_: Project, folder: string) => existsSync(join(folder, name))

export function sayFilm({ project, say }: Life): void {
  say({ at: 'film', revision: project.revision, film: hashOf(project.film) })
}

const entitle = (project: Project, title: string): unknown => project.edit({ type: 'setTitle', title })

/** Number of a shot's takes with exactly this many chunks. */
const takesOf = (project: Project, card: Card, chunks: number): number =>
  card.takes.filter(({ take }) => project.chunksOf(take).length >= chunks).length

/** @param takes complete takes of each shot afterwards; @param longer how many of the second shot's have three chunks */
const making = (
  name: string,
  takes: readonly number[],
  request: (project: Project) => WorkRequest,
  longer = 0
): Stage => ({
  name,
  isDone: (project) =>
    project.film.cards.every((card, at) => takesOf(project, card, 2) >= takes[at]!) &&
    takesOf(project, project.film.cards[1]!, 3) >= longer,
  async do(life) {
    const { project, supervisor, say } = life
    const production = new Production(project, supervisor, () => 77)
    const waits = project.queue.length > 0
    const run = production.start(waits ? null : request(project), (event) => {
      if (event.type === 'planned') say({ at: 'asked', name })
      if (event.type !== 'chunk') return
      say({ at: 'chunk', chunk: chunkInWords(event.record) })
      entitle(project, `Life ${project.revision}`) // the artist edits during the run
      sayFilm(life)
    })
    await run.done
  }
})

const exporting = (name: string): Stage => ({
  name: `export`,
  isDone: there(name),
  async do({ project, supervisor, facts, folder, say }) {
    const { base, model } = facts
    const path = join(folder, name)
    const ffmpeg = await findFfmpeg()
    await exportFilmAs('mp4', project, {
      chunks: filmChunks(project.film, ledgerOf(project, model)).chunks,
      pictures: decodedBy(supervisor, { facts, folder: supervisor.pack }, { ffmpeg }),
      ...{ fps: base.fps, delivery: deliveredAs(1), path, replaces: fileMark(path), ffmpeg }
    })
    say({ at: 'file', name })
  }
})

const edits = 24
const notesOf = ({ film }: Project): number => Number(film.cards[0]!.notes)

/** All but those of `hearing.ts`. */
export const pictured: readonly Stage[] = [
  making('render', [1, 1, 1], () => ({ kind: 'film' })),
  {
    name: 'plain edits',
    isDone: (project) => notesOf(project) >= edits,
    do(life) {
      const { project } = life
      for (let number = notesOf(project) + 1; number <= edits; number += 1) {
        project.edit({ type: 'setText', card: cards[0]!, field: 'notes', text: String(number) })
        sayFilm(life)
        if (number % 4 !== 0) continue
        project.undo()
        sayFilm(life)
        project.redo()
        sayFilm(life)
      }
    }
  },
  {
    name: 'plain edits',
    isDone: ({ film }) => film.cards[1]!.pins.length > 0,
    do(life) {
      const { project } = life
      const { take } = activeUse(project.film.cards[0]!)!
      const { page, frame, at } = project.snapshot(project.chunksOf(take).at(-1)!.after)!.layers[0]!.window[0]!
      project.edit({ type: 'markFrame', cards: [cards[1]!], mark: { page, frame, at, name: 'cat' }, as: 'pin' })
      sayFilm(life)
    }
  },
  making('regenerate', [1, 2, 1], () => ({ kind: 'cards', cards: [cards[1]!], ripple: false })),
  exporting('early.mp4'),
  making('last second', [1, 2, 2], () => ({ kind: 'branch', card: cards[2]!, at: 1 })),
  {
    name: 'Duplicate',
    isDone: there(copied),
    async do(life) {
      const { project, folder, say } = life
      entitle(project, 'Copied')
      sayFilm(life)
      await project.duplicate(join(folder, copied))
      say({ at: 'file', name: copied })
    }
  },
  making('ripple', [2, 3, 3], () => ({ kind: 'cards', cards: [cards[0]!], ripple: true })),
  {
    name: 'Save As',
    isDone: (project) => basename(project.path) === names.second,
    async do(life) {
      const { project, folder, say } = life
      entitle(project, 'Moved')
      sayFilm(life)
      await project.saveAs(join(folder, names.second))
      say({ at: 'moved', name: names.second })
    }
  },
  {
    name: 'plain edits',
    isDone: ({ film }) => film.cards[2]!.sketch !== null && film.cards[1]!.length === 3,
    do(life) {
      const { project } = life
      if (project.film.cards[2]!.sketch === null)
        project.sketch(cards[2]!, { type: 'image/png', bytes: pngSaying(160, 90) })
      sayFilm(life)
      project.edit({ type: 'setLength', card: cards[1]!, length: chunk(3) })
      sayFilm(life)
    }
  },
  making('resume', [2, 3, 3], () => ({ kind: 'resume' }), 1),
  {
    name: 'Recover',
    isDone: there(recovered),
    do({ project, folder, say }) {
      const damaged = join(folder, damagedName)
      copyFileSync(join(folder, copied), damaged)
      spoil(damaged, project.frames(project.chunksOf(activeUse(project.film.cards[0]! as Card)!.take)[0]!.id)[0]!)
      recoverProject(damaged, join(folder, recovered))
      say({ at: 'file', name: recovered })
    }
  },
  exporting('late.mp4'),
  {
    name: 'plain edits',
    isDone: ({ film }) => film.title === 'A whole life',
    do(life) {
      entitle(life.project, 'A whole life')
      sayFilm(life)
    }
  }
]

/** Flips one bit of a picture in a file, if the file has it. */
function spoil(path: string, jpeg: Uint8Array): void {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(jpeg.subarray(0, 256)) + 128
  if (at < 128) return
  const file = openSync(path, 'r+')
  writeSync(file, Uint8Array.of(bytes[at]! ^ 4), 0, 1, at)
  closeSync(file)
}
