/** Which failures are the device's, and the failure of one that failed twice in a row. */
import { Failure } from '../../app/base/failure.ts'

const whileComputing: readonly string[] = ['device.memory', 'device.lost', 'device.failed']
const whenTried: readonly string[] = ['device.absent', 'device.wrong', 'device.unfit']

/**
 * Whether starting the engine again on the device may help.
 * @param wasReady the engine was ready on it before: a device that is tried for the first time and is absent, or computes
 *   wrongly, is refused at once
 */
export const isOfDevice = ({ code }: Failure, wasReady: boolean): boolean =>
  whileComputing.includes(code) || (wasReady && whenTried.includes(code))

/** The failure of a device, from why it failed the second time. */
export function deviceGivenUp(device: string, { code, cause, facts }: Failure): Failure<'device.given-up'> {
  return new Failure(
    'device.given-up',
    `The device "${device}" failed twice in a row, without making a single chunk in between. ${cause}`,
    'What was made is saved. Go on with the processor (--device cpu), or try again on this device later.',
    { device, reason: code, ...(facts.detail !== undefined && { detail: facts.detail }) }
  )
}

export const isGivenUp = (error: unknown): error is Failure =>
  error instanceof Failure && error.code === 'device.given-up'
