/** One process that tries forms on a device until all are tried, or it fails, hangs or ends. */
import * as v from 'valibot'
import { failureSchema } from '../../app/contract/engine.ts'
import { fromProbeSchema, type Attention, type Stage, type Trial } from '../../app/contract/probe.ts'
import { Failure } from '../../app/base/failure.ts'
import { parseMessage } from '../../app/base/parse.ts'
import type { ToEngine } from '../../app/contract/engine.ts'
import type { Launcher } from '../supervisor/link.ts'

export type AskedForms = Omit<Extract<ToEngine, { type: 'probe' }>, 'type'>

/** Milliseconds until a stage without an end counts as a hang: the processor may be slow, and shaders are compiled in each form. */
export type ProbeLimits = Readonly<Record<Stage, number>>
export const usualLimits: ProbeLimits = {
  device: 60_000,
  processor: 1_800_000,
  fused: 300_000,
  plain: 300_000,
  crossing: 300_000
}

export interface RoundOptions {
  readonly launch: Launcher
  readonly limits: ProbeLimits
  /** Kills the process; `tryForms` rejects with its reason. */
  readonly signal: AbortSignal
  readonly hear?: (stage: Stage) => void
}

export interface Round {
  readonly trials: readonly Trial[]
  /** Milliseconds of a pass on the processor; null when it did not come to that. */
  readonly processor: number | null
  /** Why it ended before all were tried, and at what. */
  readonly broke: { readonly stage: Stage; readonly failure: Failure } | null
}

const said = v.variant('type', [
  ...fromProbeSchema.options,
  v.strictObject({ type: v.literal('failed'), job: v.null(), error: failureSchema })
])

/** Tries the forms of `asked` in a process of its own, which is always ended. */
export function tryForms(asked: AskedForms, { launch, limits, signal, hear }: RoundOptions): Promise<Round> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const trials: Trial[] = []
    let processor: number | null = null
    let stage: Stage = 'device'
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false

    const end = (then: () => void): void => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      link.kill()
      then()
    }
    const aborted = (): void => end(() => reject(signal.reason as Error))
    const broke = (failure: Failure): void => end(() => resolve({ trials, processor, broke: { stage, failure } }))
    const enter = (next: Stage): void => {
      stage = next
      hear?.(next)
      clearTimeout(timer)
      timer = setTimeout(() => broke(hung()), limits[next])
    }
    const handle = (message: v.InferOutput<typeof said>): void => {
      if (message.type === 'probing') enter(message.stage)
      else if (message.type === 'processor') processor = message.took
      else if (message.type === 'failed') broke(Failure.from(message.error))
      else trials.push(message.trial)
      if (trials.length === asked.attentions.length) end(() => resolve({ trials, processor, broke: null }))
    }

    const link = launch({
      message(data) {
        try {
          if (!over) handle(parseMessage(said, data, 'the process that tries a device'))
        } catch (error) {
          broke(Failure.from(error))
        }
      },
      ended: (how) => broke(crashed(how))
    })
    signal.addEventListener('abort', aborted)
    timer = setTimeout(() => broke(hung()), limits.device) // from its start on
    link.send({ type: 'probe', ...asked })
  })
}

/** Forms that are still to be tried after a round: those behind the one at which it ended. */
export const restOf = (attentions: readonly Attention[], done: readonly Trial[]): Attention[] =>
  attentions.filter((each) => done.every(({ attention }) => attention !== each))

const remedy = 'Nothing was changed.'
const hung = (): Failure => new Failure('engine.hung', 'It gave no sign of life for too long.', remedy)
const crashed = (how: string): Failure =>
  new Failure('engine.crashed', `Its process ended (${how}).`, remedy, { detail: how })
