/** An open film in the window's own state, with edits, undo and redo done as main does them. Needs `happy-dom`. */
import { createHash } from 'node:crypto'
import type { Answer, Bridge } from '../../../app/contract/bridge.ts'
import { Failure } from '../../../app/base/failure.ts'
import { patchOf } from '../../../app/contract/film-patch.ts'
import { FilmViewer } from '../../../app/contract/film-state.ts'
import { parseMessage } from '../../../app/base/parse.ts'
import { commandSchema, type Command } from '../../../app/contract/commands.ts'
import type { FilmState } from '../../../app/contract/open-film.ts'
import type { StudioEvent, StudioState } from '../../../app/contract/window.ts'
import { emptyHistory, perform, redo, undo, type Edited } from '../../../app/edits/history.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { followMenu } from '../../../renderer/commands/menu-choice.ts'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import { Studio } from '../../../renderer/model/studio.svelte.ts'

const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
const ledger = { model: 'test@1', take: () => undefined, chunksOf: () => [], snapshot: () => undefined }

/** Planned cards `card-1` …, of so many chunks each. */
export const planned = (...lengths: readonly number[]): Film => ({
  ...emptyFilm('The purple cat'),
  cards: lengths.map((length, index) =>
    newCard(cardId(`card-${index + 1}`), { prompt: `shot ${index + 1}`, length: chunk(length) })
  )
})

export interface Opened {
  readonly studio: Studio
  readonly film: OpenFilm
  /** What main was asked, in order. */
  readonly asked: readonly Command[]
  /** Says something as main does. */
  readonly emit: (event: StudioEvent) => void
}

/**
 * @param answers of commands instead of the kit's own, which are null but for the film's edits; undefined: the kit's
 * @param delay milliseconds until what was done at once is answered
 * @param travel milliseconds until main hears of what is asked, and does it
 */
export async function opened(
  film: Film,
  answers: Partial<Record<Command['type'], (command: Command) => unknown>> = {},
  delay = 0,
  travel = 0
): Promise<Opened> {
  let now: Edited = { film, history: emptyHistory }
  let serial = 0
  const viewer = new FilmViewer(ledger, base, () => [])
  const asked: Command[] = []
  let clipboard = ''
  const listeners = new Set<(event: StudioEvent) => void>()
  const state = (): FilmState => ({
    ...{
      session: 1,
      serial: ++serial,
      path: '/films/cat.throughline',
      followsTitle: false,
      revision: serial,
      making: null,
      waiting: 0,
      goesOn: 0,
      strayTakes: 0,
      lastView: null
    },
    view: viewer.view(now.film, new Set()),
    undo: now.history.done.at(-1)?.label ?? null,
    redo: now.history.undone.at(-1)?.label ?? null,
    saved: { state: 'saved', at: 0 },
    model: { model: 'test@1', isHere: true, name: 'test', width: 288, height: 160, knows: null }
  })
  let told = state()
  const emit = (event: StudioEvent): void => listeners.forEach((listener) => listener(event))
  const answer = (command: Command): unknown => {
    const given = answers[command.type]?.(command)
    if (given !== undefined) return given
    if (command.type === 'clipboard.read') return clipboard
    if (command.type === 'clipboard.write') {
      clipboard = command.text
      return null
    }
    if (command.type === 'film.edit') now = perform(now.film, now.history, command.edit, command.burst)
    else if (command.type === 'sketch.set') {
      const { card, bytes, burst = null } = command
      const sketch = createHash('sha256').update(bytes).digest('hex')
      now = perform(now.film, now.history, { type: 'setSketch', card, sketch }, burst)
    } else if (command.type === 'film.undo') now = undo(now.film, now.history) ?? now
    else if (command.type === 'film.redo') now = redo(now.film, now.history) ?? now
    else if (command.type === 'studio.state') {
      const rest = {
        platform: 'linux',
        base,
        recents: [],
        samples: [],
        refused: null,
        check: null,
        reopened: false,
        troubles: [],
        crashed: false
      }
      return { ...rest, film: (told = state()) } satisfies StudioState
    } else return null
    const before = told
    told = state()
    emit({ type: 'changed', patch: patchOf(before, told) })
    return told.serial
  }
  const bridge: Bridge = {
    async command(data): Promise<Answer<unknown>> {
      try {
        const command = parseMessage(commandSchema, data, 'the window')
        asked.push(command)
        if (travel > 0 && command.type !== 'studio.state') await new Promise((resolve) => setTimeout(resolve, travel))
        const value = await answer(command)
        if (delay > 0 && command.type !== 'studio.state') await new Promise((resolve) => setTimeout(resolve, delay))
        return { ok: true, value }
      } catch (error) {
        return { ok: false, error: Failure.from(error).toData() }
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pathOf: (file) => `/desktop/${file.name}`
  }
  Object.assign(window, { throughline: bridge })
  const studio = await Studio.open()
  followMenu(studio)
  return { studio, film: studio.film!, asked, emit }
}
