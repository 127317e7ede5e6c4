/** Damage in a film, by shot and second. */
import { shotNumber, type Card, type Film } from '../../app/film/film.ts'
import { chunk, chunksToSeconds, type Timebase } from '../../app/time.ts'
import type { Fault } from '../store/faults.ts'
import type { Project } from './project.ts'

export interface Damage {
  readonly what: Fault['what']
  /** Shot number as shown; null when the damage belongs to no shot. */
  readonly shot: string | null
  /** Start of the chunk within the shot's take, in seconds from 0; null when it has no time. */
  readonly second: number | null
  /** Technical, in English. */
  readonly detail: string
}

/** All damage in a film, in the order of its tables. */
export function damagesOf(project: Project, base: Timebase): Damage[] {
  const found: Damage[] = []
  for (const fault of project.faults()) if (fault) found.push(damageOf(fault, project.film, base))
  return found
}

/** Locates a fault in the film. */
export function damageOf({ what, detail, at, sketch }: Fault, film: Film, base: Timebase): Damage {
  const shotAt = (index: number): string | null => (index < 0 ? null : String(shotNumber(film.cards[index]!, index)))
  if (at === null) {
    const shown = sketch === undefined ? -1 : film.cards.findIndex((card) => card.sketch === sketch)
    return { what, detail, shot: shotAt(shown), second: null }
  }
  /** The index within the card, which may show a take from a later chunk on. */
  const within = (card: Card): number | undefined => {
    const use = card.takes.find(({ take, from }) => take === at.take && from <= at.position)
    return use && at.position - use.from
  }
  const index = film.cards.findIndex((card) => (within(card) ?? card.length) < card.length)
  const shot = shotAt(index)
  const position = index < 0 ? at.position : within(film.cards[index]!)!
  return { what, detail, shot, second: chunksToSeconds(chunk(position), base) }
}

const names: Record<Fault['what'], string> = {
  structure: 'the order of the file',
  film: 'the storyboard',
  card: 'a card of the storyboard',
  edit: 'the list of undo',
  snapshot: 'a memory',
  take: 'what a take was made from',
  branch: 'where a take leaves another',
  wish: 'what was asked of the memory',
  chunk: 'the record of a second',
  origin: 'where a memory comes from',
  page: 'a memory',
  asset: 'a sketch or a sound',
  setting: 'a setting',
  queue: 'what was asked for',
  frame: 'pictures',
  latents: 'a master'
}

/** `shot 3, second 2: pictures (picture 4 changed)` */
export function damageText({ what, shot, second, detail }: Damage): string {
  const where = shot === null ? 'the film' : `shot ${shot}`
  const when = second === null ? '' : `, from ${second} s on`
  const of = what === 'asset' && shot !== null ? 'a sketch' : names[what]
  return `${where}${when}: ${of} (${detail})`
}
