/** Reads the state of the page, of main, and of the project file, which is read without the studio. */
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { storedFilm } from '../kit/stored-film.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { StudioState } from '../../app/contract/window.ts'
import type { Entry } from '../../app/edits/history.ts'
import type { Film } from '../../app/film/film.ts'
import type { Field } from './fields.ts'

/** What the page shows. */
export interface Shown {
  /** Visible cards of the timeline, left to right. */
  readonly cards: readonly string[]
  /** Visible bands of scenes, left to right: the scene's id and name. */
  readonly bands: readonly (readonly [string, string])[]
  /** Visible clips of the sound: id, the track of its lane, and what is said of it. */
  readonly clips: readonly (readonly [string, string, string])[]
  /** Selected cards, including those out of view. */
  readonly chosen: readonly string[]
  /** Heading of the details; null when no shot is selected. */
  readonly heading: string | null
  readonly fields: Partial<Record<Field, string>>
  /** Fields with a message why their text was refused. */
  readonly refused: readonly Field[]
  /** The heading of the memory strip. */
  readonly strip: string
  /** The frame of the film at the playhead. */
  readonly frame: number
  /** The film plays, or follows what is being made. */
  readonly running: boolean
  /** Number of shots, and of frames below, of the whole film, as shown. */
  readonly shots: number
  readonly frames: number
  /** The shot of the slate in the player, in a dissolve that of the shot at the playhead; undefined while it shows pictures. */
  readonly slate: string | undefined
  readonly notices: readonly string[]
  readonly dialog: string | null
}

export interface Stored {
  readonly film: Film
  readonly done: readonly Entry[]
  readonly undone: readonly Entry[]
  /** For each take, the number of its own chunks. */
  readonly takes: ReadonlyMap<string, number>
}

export interface Seen {
  readonly page: Shown
  readonly state: FilmState | null
  readonly stored: Stored | null
}

export async function look(page: Page): Promise<Seen> {
  const { shown, studio } = await page.evaluate(readPage)
  const state = studio?.film ?? null
  return { page: shown, state, stored: state && readStored(state.path) }
}

/** Runs in the page. */
async function readPage(): Promise<{ shown: Shown; studio: StudioState | null }> {
  const answer = await window.throughline.command({ type: 'studio.state' })
  const details = document.querySelector('aside[aria-label="Shot details"]')
  const playhead = document.querySelector('[role=slider][aria-label=Playhead]')
  const text = (part: Element | null | undefined): string => part?.textContent?.trim().replace(/\s+/g, ' ') ?? ''
  const fields: Partial<Record<Field, string>> = {}
  const refused: Field[] = []
  const names = {
    'What happens': 'prompt',
    'Shot number': 'shot',
    Title: 'title',
    Dialogue: 'dialogue',
    Notes: 'notes'
  } as const
  for (const field of details?.querySelectorAll('input, textarea') ?? []) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
    const name = names[text(field.labels?.[0]) as keyof typeof names]
    if (!name) continue
    fields[name] = field.value
    if (field.getAttribute('aria-invalid') === 'true') refused.push(name)
  }
  const shown: Shown = {
    cards: [...document.querySelectorAll('[data-shot]')]
      .toSorted((one, other) => one.getBoundingClientRect().x - other.getBoundingClientRect().x)
      .map((card) => card.getAttribute('data-shot')!),
    bands: [...document.querySelectorAll('[data-scene]')]
      .toSorted((one, other) => one.getBoundingClientRect().x - other.getBoundingClientRect().x)
      .map((band) => [band.getAttribute('data-scene')!, band.getAttribute('aria-label') ?? '']),
    clips: [...document.querySelectorAll('[data-clip]')].map((clip) => [
      clip.getAttribute('data-clip')!,
      clip.closest('[data-lane]')?.getAttribute('data-lane') ?? '',
      clip.getAttribute('aria-label') ?? ''
    ]),
    chosen: window.selectedShots(),
    heading: details?.querySelector('h2') ? text(details.querySelector('h2')) : null,
    fields,
    refused,
    strip: text(document.querySelector('.memory h2')),
    frame: Number(playhead?.getAttribute('aria-valuenow') ?? 0),
    running: document.querySelector('.transport [aria-label=Pause]') !== null,
    shots: Number(document.querySelector('[data-cards] > [aria-setsize]')?.getAttribute('aria-setsize') ?? 0),
    frames: Number(playhead?.getAttribute('aria-valuemax') ?? 0) + 1,
    slate: document
      .querySelector('.layers > :not([aria-hidden=true]) .slate .number')
      ?.textContent?.replace('Shot ', ''),
    notices: [...document.querySelectorAll('.notices .notice p')].map(text),
    dialog: document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')?.getAttribute('aria-label') ?? null
  }
  return { shown, studio: answer.ok ? (answer.value as StudioState) : null }
}

/** Reads the project file itself, also while the studio has it open. */
function readStored(path: string): Stored {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 })
  try {
    return db.transaction(() => {
      const film = storedFilm(db)
      const rows = db.prepare('SELECT done, entry FROM edit ORDER BY number').all() as { done: number; entry: string }[]
      const entries = (done: number): Entry[] =>
        rows.filter((row) => row.done === done).map(({ entry }) => JSON.parse(entry) as Entry)
      const takes = db
        .prepare(
          'SELECT t.id, count(c.id) AS chunks FROM take t LEFT JOIN chunk c ON c.take = t.id GROUP BY t.id ORDER BY t.number'
        )
        .all() as { id: string; chunks: number }[]
      return {
        ...{ film, done: entries(1), undone: entries(0).toReversed() },
        takes: new Map(takes.map(({ id, chunks }) => [id, chunks]))
      }
    })()
  } finally {
    db.close()
  }
}
