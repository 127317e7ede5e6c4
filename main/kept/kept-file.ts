/** A small JSON file that the program keeps between its starts, beside no film: choices, lists, measurements. */
import { lstatSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import * as v from 'valibot'
import type { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { Unreadable, readTextWithin } from '../../engine/files/read-within.ts'
import { replaceFile } from '../../engine/files/replace-file.ts'
import { note } from '../log/note.ts'

/** Tells the artist that something they had chosen or collected is lost. */
export type TellLoss = (failure: Failure) => void

interface KeptFileOptions {
  /** Bytes it may have. */
  readonly most?: number
  /** Told that the file was damaged. @param path where it is now */
  readonly damaged?: (path: string) => void
}

export class KeptFile<Schema extends v.GenericSchema> {
  readonly #path: string
  readonly #schema: Schema
  readonly #most: number
  readonly #damaged: (path: string) => void

  constructor(
    path: string,
    schema: Schema,
    { most = limits.keptFile, damaged = () => undefined }: KeptFileOptions = {}
  ) {
    this.#path = path
    this.#schema = schema
    this.#most = most
    this.#damaged = damaged
  }

  /**
   * Null at the first start. One that cannot be read, or is not what it should be (damaged, or of another version), is null too;
   * it is renamed first, so that the next `write` does not replace it.
   */
  read(): v.InferOutput<Schema> | null {
    try {
      return v.parse(this.#schema, JSON.parse(readTextWithin(this.#path, this.#most)))
    } catch (error) {
      if (error instanceof Unreadable && error.reason === 'missing') return null
      const now = this.#setAside()
      note('studio', `${basename(this.#path)} cannot be read: kept as ${basename(now)}`)
      this.#damaged(now)
      return null
    }
  }

  /** @throws what the system says; then the file is as it was */
  write(value: v.InferInput<Schema>): void {
    replaceFile(this.#path, JSON.stringify(value))
  }

  /** @returns its path now: unchanged where it cannot be renamed */
  #setAside(): string {
    for (let number = 1; ; number += 1) {
      const aside = `${this.#path}.damaged${number === 1 ? '' : `-${number}`}`
      if (lstatSync(aside, { throwIfNoEntry: false })) continue
      try {
        renameSync(this.#path, aside)
        return aside
      } catch {
        return this.#path
      }
    }
  }
}
