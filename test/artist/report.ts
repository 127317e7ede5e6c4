/** Reports of faults: what was wrong, and how to reproduce it. */
import type { Step } from './command.ts'
import type { Fault } from './run.ts'

export function report(seed: number, { problems, trail }: Fault, steps: readonly Step[]): string {
  return [
    `FAULT, seed ${seed}:`,
    ...problems.map((problem) => `  ${problem}`),
    'how the last steps went:',
    ...trail.map((line) => `  ${line}`),
    `after these ${steps.length} steps, from a fresh film (npm run artist -- --replay FILE):`,
    ...steps.map((step) => `  ${JSON.stringify(step)}`)
  ].join('\n')
}

/** The steps of a report, for a replay. */
export const stepsOf = (text: string): Step[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Step)
