/** The steps of a run, all of them drawn from its seed before it begins: so a part of them can be done again. */
import * as fc from 'fast-check'
import type { Command, Step } from './command.ts'

/** A pause of the hands in which everything is compared. */
export const rest = 'rest'

/** @param only names of the commands to draw from; empty: all */
export function drawSteps(
  commands: readonly Command[],
  seed: number,
  count: number,
  only: readonly string[] = []
): Step[] {
  const drawn = commands.filter(({ name }) => only.length === 0 || only.includes(name))
  const wait = fc.integer({ min: 20, max: 300 })
  const steps = drawn.map(({ name, weight, args }) => ({
    weight,
    arbitrary: fc.record<Step>({ name: fc.constant(name), args, wait })
  }))
  const burst = fc.array(fc.oneof(...steps), { minLength: 4, maxLength: 14, size: 'max' })
  const all: Step[] = []
  // Without fast-check's bias to small numbers: cards at the right end are dragged as often as those at the left.
  for (const some of fc.sample(fc.noBias(burst), { seed, numRuns: count }))
    if (all.length < count) all.push(...some, { name: rest, args: null, wait: 0 })
  return all
}
