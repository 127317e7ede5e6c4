/** The nights of films, in a small file of the program: they outlast it. */
import * as v from 'valibot'
import { nightSchema, type Night } from '../../app/contract/night.ts'
import { KeptFile } from '../kept/kept-file.ts'

/** Of the latest films: older ones were never looked at again. */
const most = 8
/** Bytes of the file: every shot of those films with its failure. */
const mostBytes = 32 * 1024 * 1024

const schema = v.record(v.string(), nightSchema)

export class NightFile {
  readonly #file: KeptFile<typeof schema>
  #nights: ReadonlyMap<string, Night>

  constructor(file: string) {
    this.#file = new KeptFile(file, schema, { most: mostBytes })
    this.#nights = new Map(Object.entries(this.#file.read() ?? {}))
  }

  /** @param path of the film */
  of(path: string): Night | null {
    return this.#nights.get(path) ?? null
  }

  /** @param night null: it was dismissed */
  keep(path: string, night: Night | null): void {
    const others = [...this.#nights].filter(([each]) => each !== path)
    this.#nights = new Map([...others, ...(night === null ? [] : [[path, night] as const])].slice(-most))
    try {
      this.#file.write(Object.fromEntries(this.#nights))
    } catch {
      // What is made is in the film; only the summary is lost with the program.
    }
  }
}
