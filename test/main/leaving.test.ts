/** Leaving a film that is being exported. */
import { expect, test } from 'vitest'
import { Leaving } from '../../main/window/leaving.ts'

function exporting() {
  let end = (): void => {}
  const over = new Promise<void>((resolve) => (end = resolve))
  const exports = { running: true, idle: () => over }
  return { exports, end: () => ((exports.running = false), end()) }
}

test('needs no question while nothing is exported', async () => {
  const leaving = new Leaving({
    exports: { running: false, idle: () => Promise.resolve() },
    ask: () => Promise.reject()
  })
  expect(await leaving.may()).toBe(true)
})

test('asks once at a time, and again after a no', async () => {
  const answers: ((yes: boolean) => void)[] = []
  const ask = (): Promise<boolean> => new Promise((resolve) => answers.push(resolve))
  const leaving = new Leaving({ exports: exporting().exports, ask })
  const tries = [leaving.may(), leaving.may()]
  answers[0]!(false)
  expect([await Promise.all(tries), answers.length]).toEqual([[false, false], 1])
  const again = leaving.may()
  answers[1]!(true)
  expect(await again).toBe(true)
})

test('continues when the export ends before the answer', async () => {
  const { exports, end } = exporting()
  const ask = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)))
  const leaving = new Leaving({ exports, ask })
  const may = leaving.may()
  end()
  expect(await may).toBe(true)
})
