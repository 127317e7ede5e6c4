/** A device that failed twice in a row: asked at a terminal, refused elsewhere. */
import { Failure, type FailureData } from '../../app/base/failure.ts'
import type { Fit } from '../../app/contract/open-film.ts'
import { answered } from './ask.ts'
import { size } from './bytes.ts'

export type DeviceAnswer = 'processor' | 'again' | 'stop'

const answers = new Map<string, DeviceAnswer>([
  ['p', 'processor'],
  ['t', 'again'],
  ['s', 'stop'],
  ['', 'stop']
])

/** Asks until one of the answers is given; the end of input is *stop*. @param signal ends the question */
export async function deviceAnswer(signal: AbortSignal): Promise<DeviceAnswer> {
  for (;;) {
    const answer = await answered('Go on with the processor (p), try again (t), or stop (s)?', signal)
    const given = answers.get(answer.toLowerCase())
    if (given) return given
  }
}

/** What is said before it is asked. */
export const givenUpText = ({ cause }: FailureData, fit: Fit | null): string =>
  [cause, fitText(fit), elsewhere].filter((each) => each !== '').join(' ')

/** The failure where nobody can answer: what would fit is part of the remedy. */
export const withFit = (failure: FailureData, fit: Fit | null): Failure =>
  Failure.from({ ...failure, remedy: [failure.remedy, fitText(fit)].filter((each) => each !== '').join(' ') })

const elsewhere =
  'With the processor, a take that is begun will have been made on two devices: it will not be, bit for bit, what it would have been.'

function fitText(fit: Fit | null): string {
  if (fit === null) return ''
  const numbers = `The weights of the model are ${size(fit.weights)}, and ${size(fit.free)} of this computer’s memory are free`
  return fit.free < fit.weights
    ? `${numbers}: the processor cannot hold them either.`
    : `${numbers}: the processor has room for them. What the device would need is not known.`
}
