/** Sample stories of the start screen: shot lists that ship with the program, each with a picture. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import type { StorySample } from '../../app/contract/window.ts'
import { parseShotList } from '../../app/exchange/parse-shots.ts'
import type { Film } from '../../app/film/film.ts'
import { chunk, chunksToSeconds, type Timebase } from '../../app/time.ts'
import type { Route } from '../protocol/scheme.ts'

const order = ['purple-cat', 'farm-to-moon', 'beach-day']

export class Samples {
  readonly list: readonly StorySample[]
  readonly #folder: string
  readonly #base: Timebase

  /** @param folder has NAME.shots and NAME.jpg; an unreadable list is left out */
  constructor(folder: string, base: Timebase) {
    this.#folder = folder
    this.#base = base
    const names = readdirSync(folder)
      .filter((file) => file.endsWith('.shots'))
      .map((file) => basename(file, '.shots'))
    const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length)
    this.list = names.sort((one, other) => place(one) - place(other)).flatMap((id) => this.#describe(id) ?? [])
  }

  /** A story as a film of its own. @throws Failure `sample.missing`, `shots.*` */
  film(id: string): Film {
    if (!/^[a-z0-9-]{1,64}$/.test(id)) throw missing(id)
    const { film, faults } = parseShotList(this.#read(id), this.#base, () => randomUUID())
    if (film === null) throw faults[0]!.failure
    return film
  }

  /** `/sample/NAME.jpg` */
  readonly picture: Route = async (name) => {
    if (!/^[a-z0-9-]{1,64}\.jpg$/.test(name)) return undefined
    return { body: new Uint8Array(await readFile(join(this.#folder, name))), type: 'image/jpeg', immutable: true }
  }

  /** Null: a missing sample must not break the start screen. */
  #describe(id: string): StorySample | null {
    try {
      const { title, cards } = this.film(id)
      const length = chunk(cards.reduce((sum, card) => sum + card.length, 0))
      const seconds = chunksToSeconds(length, this.#base)
      return { id, title, shots: cards.length, length: seconds, poster: `/sample/${id}.jpg` }
    } catch {
      return null
    }
  }

  #read(id: string): string {
    try {
      return readFileSync(join(this.#folder, `${id}.shots`), 'utf8')
    } catch {
      throw missing(id)
    }
  }
}

const missing = (id: string): Failure =>
  new Failure('sample.missing', `There is no story called ${id}.`, 'Choose another one.')
