/** Make everything overnight. English. */
import { duration } from './numbers.ts'
import { shots } from './units.en.ts'

export const nightEn = {
  title: 'Make everything overnight',
  missing: (count: number) => `What is not made: ${shots(count)}`,
  outdated: (count: number) => `What is outdated: ${shots(count)}`,
  unwritten: (count: number) =>
    count === 1 ? '1 shot has no prompt and is left out.' : `${count} shots have no prompt and are left out.`,
  nothing: 'There is nothing to make.',
  /** @param time seconds at least and at most; null: not known */
  takes: (count: number, time: readonly [number, number] | null) => {
    if (time === null)
      return `${shots(count)} to make. How long that takes is not known yet: too little was made with this model and device.`
    const [least, most] = time
    return least === most
      ? `${shots(count)} to make, in about ${duration(least)} on this machine.`
      : `${shots(count)} to make, in ${duration(least)} to ${duration(most)}, as this machine was of late.`
  },
  meanwhile: 'The machine is kept awake. A shot that fails is passed over and listed in the morning.',
  begin: 'Make everything',
  made: (count: number, ended: boolean) =>
    ended ? `Made overnight: ${shots(count)}.` : `Everything is being made overnight: ${shots(count)} so far.`,
  again: (times: number) =>
    times === 1
      ? 'The program was started again meanwhile, and went on.'
      : `The program was started again ${times} times meanwhile, and went on.`,
  failed: (shot: string, why: string) => `Shot ${shot} is not made: ${why}`,
  each: 'How long each took',
  took: (shot: string, seconds: number) => `Shot ${shot}: ${duration(seconds)}`,
  gone: '(not in the film any more)',
  play: 'Play what is new'
}
