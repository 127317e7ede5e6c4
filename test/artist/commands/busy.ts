/** A busy machine: main answers late, until the program ends or it is over. */
import * as fc from 'fast-check'
import { answerLate } from '../../e2e/kit/late-answers.ts'
import { command } from '../command.ts'

export const busy = command({
  ...{ name: 'busy machine', weight: 3, args: fc.constantFrom(0, 0, 80, 250) },
  async run({ open }, milliseconds) {
    await answerLate(open.app, milliseconds)
    return undefined
  }
})
