/** The checkpoint, as a pass meets it: before it, and between the groups of its layers. A stop abandons the chunk from inside. */
import type { Between } from '../../kernels/transformer/types.ts'
import type { RolloutPorts } from './ports.ts'

/** Both throw `Stopped`. */
export interface PassTurns {
  readonly before: () => Promise<void>
  readonly between: Between
}

/** Thrown from within a chunk, by its passes or by a port, it abandons the chunk. */
export class Stopped extends Error {}

/** @param done passes of the chunk that are done, of `all`; absent: this one is none of those that are told */
export function turnsOf({ checkpoint, onStep }: RolloutPorts, done?: number, all = 0): PassTurns {
  const before = async (): Promise<void> => {
    if ((await checkpoint()) === 'stop') throw new Stopped()
  }
  return {
    before,
    async between(share) {
      if (done !== undefined) onStep?.(done + share, all)
      await before()
    }
  }
}

/** The result of some work; null when the checkpoint said stop. */
export async function unlessStopped<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Stopped) return null
    throw error
  }
}
