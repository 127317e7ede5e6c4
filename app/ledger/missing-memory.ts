/** The refusal when a part of a memory, or of what led to it, is not stored. */
import { Failure } from '../base/failure.ts'

/** @param name of a page, of latents, or of the memory itself; only its beginning is told */
export const missingMemory = (name: string): Failure =>
  new Failure(
    'memory.missing',
    `The project no longer holds a part of the memory (${name.slice(0, 12)}…) that this shot starts from.`,
    'Make the shot before this one again, then this one.'
  )
