/** Tries all forms of a pack on a device. A form that ends its process is not used; the others are tried in a new one. */
import { attentions, bestOf, type Attention, type Probed, type Trial } from '../../app/contract/probe.ts'
import type { Failure } from '../../app/base/failure.ts'
import type { PrecisionName } from '../../app/ledger/made-on.ts'
import { deviceCalled, keepsMemory } from '../../engine/worker/device.ts'
import { unfit } from './unfit.ts'
import { restOf, tryForms, type AskedForms, type RoundOptions } from './round.ts'

/** Codes that say what is wrong with the machine or the pack; anything else is the device's. */
const asItIs = /^(?:device\.(?:absent|wrong|unknown)|precision\.|pack\.|weights\.|model\.|tokenizer\.)/

/**
 * @throws Failure why no form could be tried: the device is absent, hangs or ends the process at the first question, or the pack
 *   cannot be opened; the signal's reason
 */
export async function runProbe(
  asked: Omit<AskedForms, 'attentions'> & { readonly precision: PrecisionName },
  options: RoundOptions
): Promise<Probed> {
  const trials: Trial[] = []
  let processor: number | null = null
  const next = (): Attention[] => restOf(formsOf(asked.device, trials), trials)
  for (let rest = next(); rest.length > 0; rest = next()) {
    const round = await tryForms({ ...asked, attentions: rest }, options)
    trials.push(...round.trials)
    processor ??= round.processor
    if (!round.broke) continue
    const { stage, failure } = round.broke
    if (stage === 'processor') throw failure
    if (stage === 'device') {
      if (asItIs.test(failure.code)) throw failure
      throw unfit(asked.device, reasonOf(failure))
    }
    const tried = { attention: stage, error: null, worst: null, took: null }
    if (trials.every(({ attention }) => attention !== stage)) trials.push({ ...tried, refused: reasonOf(failure) })
  }
  return { precision: asked.precision, processor, trials }
}

/** Memory that crosses is slower than memory that stays: it is tried on a device that could keep it, and only when nothing else is right. */
function formsOf(device: string, trials: Trial[]): Attention[] {
  const tried = trials.some(({ attention }) => attention === 'plain')
  const needed = keepsMemory(deviceCalled(device)) && tried && bestOf({ trials }) === null
  return attentions.filter((each) => each !== 'crossing' || needed)
}

const longest = 600

function reasonOf({ code, facts, cause }: Failure): NonNullable<Trial['refused']> {
  const detail = facts.detail ?? (code === 'engine.hung' ? null : cause)
  return { code, detail: detail === null ? null : String(detail).slice(0, longest) }
}
