/** How fast film was made here of late, with each model and device, kept between starts: what an honest forecast rests on. */
import * as v from 'valibot'
import type { Making } from '../../app/contract/open-film.ts'
import type { Pace } from '../../app/contract/night.ts'
import { KeptFile } from '../kept/kept-file.ts'

/** Measurements kept of each: half a minute of film at least. */
const most = 32
/** Fewer say nothing. */
const least = 3
/** Devices and models kept. */
const mostKeys = 16

const schema = v.record(v.string(), v.pipe(v.array(v.pipe(v.number(), v.finite(), v.minValue(0))), v.maxLength(most)))

export class Paces {
  readonly #file: KeptFile<typeof schema>
  readonly #key: () => string
  #seen = new Map<string, readonly number[]>()
  /** Chunks made in the run when it was last measured. */
  #at = 0

  /** @param key names what computes now, and with which model */
  constructor(file: string, key: () => string) {
    this.#file = new KeptFile(file, schema)
    this.#key = key
    this.#seen = new Map(Object.entries(this.#file.read() ?? {}))
  }

  /** @param making of the open film, now */
  hear(making: Making | null): void {
    if (making === null || making.made < this.#at) this.#at = 0
    if (making === null || making.speed === null || making.made === this.#at) return
    this.#at = making.made
    const key = this.#key()
    const seconds = [...(this.#seen.get(key) ?? []), 1 / making.speed.realTime].slice(-most)
    this.#seen.delete(key)
    this.#seen = new Map([...this.#seen, [key, seconds] as const].slice(-mostKeys))
    this.#write()
  }

  /** Null while nothing, or too little, was measured. */
  get now(): Pace | null {
    const seconds = this.#seen.get(this.#key()) ?? []
    return seconds.length < least ? null : { low: Math.min(...seconds), high: Math.max(...seconds) }
  }

  #write(): void {
    try {
      this.#file.write(Object.fromEntries(this.#seen) as Record<string, number[]>)
    } catch {
      // A convenience: it is measured anew.
    }
  }
}
