/** Checking a film's file. English. */
import type { DamagedPlace, DamageKind } from '../../app/contract/check.ts'
import { seconds } from './units.en.ts'

const kinds: Record<DamageKind, string> = {
  pictures: 'pictures',
  master: 'what its pictures are made from',
  memory: 'what is remembered',
  record: 'how it was made',
  sketch: 'a sketch or a sound',
  storyboard: 'the storyboard',
  setting: 'a setting',
  order: 'the order of the file'
}
const number = new Intl.NumberFormat('en-GB')

export const checkEn = {
  running: 'Checking this film',
  stop: 'Stop',
  whole: (things: number) => `All ${number.format(things)} things of this film are as they were stored.`,
  damaged: 'A part of this film is not as it was stored:',
  /** After an attempt to make the damaged parts again. */
  notExact: 'This could not be made exactly as it was:',
  /** `Shot 2, from 3 s on: pictures` */
  place: ({ what, shot, second }: DamagedPlace) => {
    const where = shot !== null ? `shot ${shot}` : second !== null ? 'a take that no shot shows' : ''
    const when = where !== '' && second !== null && second > 0 ? ` from ${seconds(second)} on` : ''
    return where === '' ? kinds[what] : `${where}${when}: ${kinds[what]}`
  },
  more: (count: number) => `${count} more`,
  elseWhole: 'Everything else is as it was stored.',
  /** @param shots whether any damage is in a second of a shot */
  makeOrRecover: (shots: boolean): string =>
    shots ? 'Make these shots again, or recover what is whole into a copy.' : 'Recover what is whole into a copy.',
  again: 'Make again as it was',
  mending: 'Making it again, exactly as it was',
  whileMaking: 'Film is being made. Wait for it, or stop it first.',
  later: 'Not now'
}
