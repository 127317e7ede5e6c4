/** Questions that only a person at a terminal can answer. */
import { createInterface } from 'node:readline'
import { Failure } from '../../app/base/failure.ts'
import { forTerminal } from '../../app/exchange/terminal.ts'
import type { Output } from './output.ts'

/** Whether somebody can answer. */
export const canAsk = ({ json }: Output): boolean => !json && process.stdin.isTTY && process.stderr.isTTY

/** One line typed by the user; empty at the end of input, and when `signal` ends the question. */
export async function answered(question: string, signal?: AbortSignal): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  const end = (): void => reader.close()
  signal?.addEventListener('abort', end)
  const answer = await new Promise<string>((given) => {
    reader.once('close', () => given(''))
    reader.question(`${forTerminal(question)} `, given)
  })
  signal?.removeEventListener('abort', end)
  reader.close()
  return answer.trim()
}

/**
 * @param question to be answered by y or n; anything but y is no, and so is the end of input
 * @param yes whether it was answered on the command line
 * @throws Failure `usage.yes` where nobody can answer
 */
export async function confirmed(output: Output, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true
  if (!canAsk(output))
    throw new Failure('usage.yes', `This has to be answered first: ${question}`, 'Say --yes, or ask at a terminal.')
  return /^y(?:es)?$/i.test(await answered(`${question} (y/N)`))
}
