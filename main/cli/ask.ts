/** A question that only a person at a terminal can answer. */
import { createInterface } from 'node:readline'
import { Failure } from '../../app/base/failure.ts'
import { forTerminal } from '../../app/exchange/terminal.ts'
import type { Output } from './output.ts'

/**
 * @param question to be answered by y or n; anything but y is no, and so is the end of input
 * @param yes whether it was answered on the command line
 * @throws Failure `usage.yes` where nobody can answer
 */
export async function confirmed(output: Output, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true
  if (output.json || !process.stdin.isTTY || !process.stderr.isTTY)
    throw new Failure('usage.yes', `This has to be answered first: ${question}`, 'Say --yes, or ask at a terminal.')
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  const answer = await new Promise<string>((answered) => {
    reader.once('close', () => answered(''))
    reader.question(`${forTerminal(question)} (y/N) `, answered)
  })
  reader.close()
  return /^y(?:es)?$/i.test(answer.trim())
}
