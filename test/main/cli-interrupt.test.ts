/** Ctrl-C through the real command line. A terminal sends it to the engine as well. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { bitsOf, done, scratch, writeShots } from '../kill/kit/film.ts'
import { engineOf, startThroughline } from './kit/throughline.ts'

const files = scratch()
afterAll(files.dispose)

test('the first Ctrl-C keeps what is finished; the second ends at once', { timeout: 180_000 }, async () => {
  const path = files.at('film.throughline')
  await done(['new', path, writeShots(files.at('film.shots'), 1, 60)])
  const first = startThroughline(['resume', path])
  while (!/^2\/60/m.test(first.output.stderr)) await wait(20)
  process.kill(engineOf(first.child)!, 'SIGINT')
  first.child.kill('SIGINT')
  const { code, stdout, stderr } = await first.ended
  expect(stderr).toMatch(/Stopping\. What is finished is kept/)
  expect(stdout).toMatch(/Stopped\. \d+ new chunks are kept; `throughline resume`/)
  expect(code).toBe(130)
  const kept = bitsOf(path)[0]!
  expect(kept.length).toBeGreaterThanOrEqual(2)

  const second = startThroughline(['resume', path])
  while (!/^1\/\d+/m.test(second.output.stderr)) await wait(20)
  second.child.kill('SIGINT')
  second.child.kill('SIGINT')
  expect((await second.ended).code).toBe(130)
  expect(bitsOf(path)[0]!.slice(0, kept.length)).toEqual(kept)
})
