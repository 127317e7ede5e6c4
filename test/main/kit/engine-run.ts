/** A real engine process with the storybook pack, and a caller that stores its results in memory. */
import type { ModelInfo } from '../../../app/contract/engine.ts'
import type { TakePlan } from '../../../app/ledger/schemas.ts'
import type { FailureData } from '../../../app/base/failure.ts'
import type { Snapshot } from '../../../app/ledger/records.ts'
import { forkLauncher } from '../../../main/supervisor/fork.ts'
import type { SupervisorOptions } from '../../../main/supervisor/options.ts'
import { Supervisor } from '../../../main/supervisor/supervisor.ts'
import type { ChunkMessage, JobListener, ProgressMessage } from '../../../main/supervisor/work.ts'
import { engineEntry, storybook } from './throughline.ts'

export const load = {
  pack: storybook,
  threads: 2,
  spin: false,
  nice: 0,
  device: 'automatic',
  precision: 'exact',
  driver: null
}

export const startSupervisor = (options: Partial<SupervisorOptions> = {}): Supervisor =>
  new Supervisor({ launch: forkLauncher(engineEntry), load, backoff: [10, 10, 10], ...options })

export const planOf = (plan: Partial<TakePlan> = {}): TakePlan => ({
  prompt: 'A purple cat walks to the right in a meadow.',
  seed: 7,
  policy: 'memflow',
  chunks: 3,
  firstChunk: 0,
  ...plan
})

/** Stores results as a project would. */
export class Keeper implements JobListener {
  readonly chunks: ChunkMessage[] = []
  readonly pages = new Map<string, { id: string; sha256: string; bytes: Uint8Array }>()
  readonly restarts: FailureData[] = []
  readonly onProgress: (progress: ProgressMessage) => void

  constructor(onProgress: (progress: ProgressMessage) => void = () => {}) {
    this.onProgress = onProgress
  }

  supply(pages: readonly string[]) {
    return { pages: pages.flatMap((id) => this.pages.get(id) ?? []), latents: [] }
  }
  chunk(chunk: ChunkMessage) {
    this.chunks.push(chunk)
    for (const { id, sha256, bytes } of chunk.pages)
      if (sha256 !== null && bytes) this.pages.set(id, { id, sha256, bytes })
  }
  progress(progress: ProgressMessage) {
    this.onProgress(progress)
  }
  restarted(reason: FailureData) {
    this.restarts.push(reason)
  }

  /** Latents and memory of every chunk, by their hashes. */
  get bits(): string[] {
    return this.chunks.map(({ index, latentsHash, after }) => `${index} ${latentsHash} ${after.id}`)
  }
  get last(): Snapshot {
    return this.chunks.at(-1)!.after
  }
}

/** The engine's process id. */
export function pidOf(supervisor: Supervisor): number {
  const { state } = supervisor
  if (state.name !== 'ready' || state.pid === undefined) throw new Error(`the engine is ${state.name}`)
  return state.pid
}

export type { ModelInfo }
