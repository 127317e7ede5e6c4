/** Draws all steps of a run from its seed before it begins, so that any part of them can be replayed. */
import * as fc from 'fast-check'
import type { Command, Step } from './command.ts'

/** The pause between bursts, in which everything is compared. */
export const rest = 'rest'

/** @param only names of the commands to draw from; all when empty */
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
  // Without fast-check's bias to small numbers, so that cards at both ends are used equally often.
  for (const some of fc.sample(fc.noBias(burst), { seed, numRuns: count }))
    if (all.length < count) all.push(...some, { name: rest, args: null, wait: 0 })
  return all
}
