/** Film patches: a state patched card by card equals the state derived anew, whatever is edited and made. */
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { patched, patchOf } from '../../../app/contract/film-patch.ts'
import { FilmViewer, viewFilm } from '../../../app/contract/film-state.ts'
import type { FilmState } from '../../../app/contract/open-film.ts'
import { emptyHistory, perform, redo, undo, type Edited } from '../../../app/edits/history.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId, castId, type TakeId } from '../../../app/ids.ts'
import type { WorkRequest } from '../../../app/plan/work.ts'
import { chunk } from '../../../app/time.ts'
import { anyEdit } from '../edits/kit/arbitrary.ts'
import { Studio } from '../plan/kit/studio.ts'

const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }

/** Deep equality, fast; the slow matcher only tells the difference. */
const same = (one: unknown, other: unknown): void => {
  if (!isDeepStrictEqual(one, other)) expect(one).toStrictEqual(other)
}

const start: Film = {
  ...emptyFilm('F'),
  cast: [{ id: castId('cast-0'), kind: 'character', name: 'cat', words: 'a purple cat' }],
  cards: ['a', 'b', 'c', 'd', 'e'].map((id, index) =>
    newCard(cardId(id), { prompt: index % 2 === 0 ? `@cat in shot ${id}` : `Shot ${id}.`, length: chunk(2) })
  )
}

/** A film in main, and the window's copy of it, which only patches change. */
class Desk {
  readonly studio = new Studio(start)
  readonly #viewer = new FilmViewer(this.studio, base, () => this.studio.takes.keys())
  #now: Edited = { film: start, history: emptyHistory }
  #serial = 0
  /** Chunks of each take at the last reading. */
  #made = new Map<TakeId, number>()
  #told = this.#state()
  /** As it comes out of another process. */
  page: FilmState = structuredClone(this.#told)

  get film(): Film {
    return this.studio.film
  }

  do(step: (now: Edited) => Edited | null): void {
    this.#now = step({ film: this.film, history: this.#now.history }) ?? this.#now
    this.studio.film = this.#now.film
  }

  make(request: WorkRequest, most: number): void {
    this.studio.make(request, most)
    this.#now = { ...this.#now, film: this.film }
  }

  /** Tells the window. @returns the state, and how many cards and views it was sent */
  tell(): { now: FilmState; sent: number } {
    const before = this.#told
    const now = this.#state()
    const patch = patchOf(before, now)
    this.#told = now
    this.page = patched(this.page, structuredClone(patch))
    return { now, sent: patch.view.cards.length + patch.view.views.length }
  }

  #state(): FilmState {
    const grown = new Set([...this.studio.takes.keys()].filter((id) => this.#made.get(id) !== this.#count(id)))
    this.#made = new Map([...this.studio.takes.keys()].map((id) => [id, this.#count(id)]))
    return { ...rest, serial: ++this.#serial, view: this.#viewer.view(this.film, grown) }
  }
  #count(id: TakeId): number {
    return this.studio.chunksOf(id).length
  }
}
const rest = {
  ...{
    session: 1,
    path: '/films/f',
    followsTitle: false,
    revision: 0,
    undo: null,
    redo: null,
    making: null,
    waiting: 0,
    goesOn: 0,
    strayTakes: 0,
    lastView: null
  },
  saved: { state: 'saved', at: 0 },
  model: { model: 'test@1', isHere: true, name: 'test', width: 2, height: 1, knows: null }
} as const

const request = (film: Film): fc.Arbitrary<WorkRequest> =>
  fc.oneof(
    fc.constant<WorkRequest>({ kind: 'film' }),
    fc.constant<WorkRequest>({ kind: 'update' }),
    fc.constant<WorkRequest>({ kind: 'tails', chunks: chunk(1) }),
    fc
      .tuple(fc.constantFrom(...film.cards.map(({ id }) => id), cardId('gone')), fc.boolean(), fc.nat(3))
      .chain(([card, ripple, at]) =>
        fc.constantFrom<WorkRequest>({ kind: 'cards', cards: [card], ripple }, { kind: 'branch', card, at })
      )
  )

test('patched and newly derived states are equal after every step', () => {
  let told = 0
  let [some, all] = [0, 0]
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 25 }), fc.gen(), (count, gen) => {
      const desk = new Desk()
      for (let index = 0; index < count; index++) {
        const act = gen(fc.constantFrom, 'edit', 'edit', 'edit', 'make', 'make', 'undo', 'redo')
        try {
          if (act === 'undo') desk.do(({ film, history }) => undo(film, history))
          else if (act === 'redo') desk.do(({ film, history }) => redo(film, history))
          else if (act === 'make')
            desk.make(
              gen(() => request(desk.film)),
              gen(fc.integer, { min: 1, max: 5 })
            )
          else {
            const edit = gen(() => anyEdit(desk.film, String(index)))
            desk.do(({ film, history }) => perform(film, history, edit, gen(fc.constantFrom, null, 'a')))
          }
        } catch (error) {
          if (!(error instanceof Failure)) throw error // refused: told all the same
        }
        const { now, sent } = desk.tell()
        const whole = viewFilm(desk.film, desk.studio, base, () => desk.studio.takes.keys())
        same(now.view, whole)
        same(desk.page, { ...now, view: whole })
        told++
        all += 2 * desk.film.cards.length
        some += sent
      }
    }),
    { seed: 11, numRuns: 150 }
  )
  expect(told).toBeGreaterThan(1_000)
  expect(some).toBeLessThan(all / 3)
})
