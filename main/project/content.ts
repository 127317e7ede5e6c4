/** What an open project keeps in memory: everything but pictures and snapshots. */
import { emptyHistory, type History } from '../../app/edits/history.ts'
import type { Film } from '../../app/film/film.ts'
import { parseFilm } from '../../app/film/schema.ts'
import { filmStepsWith } from '../../app/film/versions.ts'
import type { TakeId } from '../../app/ids.ts'
import type { TakeRecord } from '../../app/ledger/records.ts'
import type { Want } from '../../app/plan/want.ts'
import { damaged } from '../store/failures.ts'
import type { Tables } from '../store/tables/tables.ts'
import { missingTake } from './known-takes.ts'
import { modelOfTakes } from './model-of-takes.ts'
import { readLog } from './undo-log.ts'

export interface Content {
  readonly film: Film
  readonly revision: number
  readonly history: History
  /** Undo entries of an earlier version that could not be upgraded. */
  readonly forgotten: number
  /** The queue, in order. */
  readonly queue: readonly Want[]
  /** Every take of the ledger. */
  readonly takes: readonly TakeRecord[]
  /** Their ids. */
  readonly known: ReadonlySet<TakeId>
}

/** For a new project. */
export const newContent = (film: Film): Content => ({
  film,
  revision: 0,
  history: emptyHistory,
  forgotten: 0,
  queue: [],
  takes: [],
  known: new Set()
})

/** @throws Failure `film.invalid`, `edit.log`, `project.damaged` */
export function readContent(tables: Tables, path: string): Content {
  const { revision, document } = tables.film.get()
  const takes = tables.takes.all()
  const steps = filmStepsWith(modelOfTakes(takes))
  const film = parseFilm(document, steps)
  const known = new Set(takes.map(({ id }) => id))
  if (missingTake(film, known)) throw damaged(path, 'a shot shows a take that is not there')
  return { film, revision, ...readLog(tables, steps), queue: tables.queue?.all() ?? [], takes, known }
}
