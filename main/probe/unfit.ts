/** A device that is not used for a model, and why. */
import { tolerances, type Attention, type Probed, type Trial } from '../../app/contract/probe.ts'
import { Failure } from '../../app/base/failure.ts'
import { deviceChoices } from '../../engine/worker/device.ts'

const names: Readonly<Record<Attention, string>> = {
  fused: 'fused attention',
  plain: 'plain attention',
  crossing: 'plain attention, with a memory that crosses at every pass'
}

const words: Readonly<Record<string, string>> = {
  'device.wrong': 'its answers are wrong',
  'device.numbers': 'its answers are no numbers',
  'device.memory': 'memory ran out',
  'device.lost': 'it was lost, or its driver began anew',
  'engine.hung': 'it gave no sign of life for too long',
  'engine.crashed': 'it ended the process'
}

/** `0.0002 %`, `6.3 %` */
const percent = (error: number): string => `${Number((100 * error).toPrecision(2))} %`

/** What is wrong with a form, in English. */
function whyText({ code, detail }: NonNullable<Trial['refused']>, error: number | null): string {
  const more = code === 'device.wrong' && error !== null ? `${percent(error)} off` : detail
  return `${words[code] ?? 'it could not go on'}${more === null ? '' : ` (${more})`}`
}

/** `fused attention: its answers are wrong (6.3 % off)` */
export const trialText = ({ attention, error, refused }: Trial): string =>
  `${names[attention]}: ${refused ? whyText(refused, error) : `right (${percent(error ?? 0)} off)`}`

/** The failure of a device without a form that is right; the last reason is its fact. */
export function noneFits(device: string, { trials, precision }: Probed): Failure<'device.unfit'> {
  const { refused, error } = trials.at(-1)!
  const { code, detail } = refused!
  const off = code === 'device.wrong' && error !== null ? percent(error) : detail
  const reason = `none of the ways to compute that it has is right (${trials.map(trialText).join('; ')}; allowed: ${percent(tolerances[precision])})`
  return failure(device, reason, { code, detail: off })
}

/** The failure of a device that could not be asked at all. */
export const unfit = (device: string, why: NonNullable<Trial['refused']>): Failure<'device.unfit'> =>
  failure(device, whyText(why, null), why)

function failure(device: string, why: string, { code, detail }: NonNullable<Trial['refused']>) {
  const others = deviceChoices()
    .filter((each) => each !== device)
    .join(', ')
  return new Failure(
    'device.unfit',
    `The device "${device}" is not used for this model, because ${why}.`,
    `Nothing was changed. Bring the driver of the graphics card up to date, or choose another device: ${others}.`,
    { device, names: others, reason: code, ...(detail !== null && { detail }) }
  )
}
