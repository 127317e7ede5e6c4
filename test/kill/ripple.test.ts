/** The queue survives a kill: `resume` reports the rest of it, makes it, and gets the same result as an uninterrupted run. */
import { copyFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startThroughline, throughline } from '../main/kit/throughline.ts'
import { bitsOf, done, scratch, writeShots } from './kit/film.ts'

const files = scratch()
const [original, path] = [files.at('original.throughline'), files.at('killed.throughline')]
const ripple = (film: string) => ['regenerate', film, '--card', '1', '--seed', '99', '--ripple']

beforeAll(async () => {
  await done(['new', original, writeShots(files.at('three.shots'), 3, 2)])
  await done(['resume', original])
}, 300_000)
afterAll(files.dispose)

interface Info {
  readonly queue: readonly { readonly number: number | null; readonly makes: string; readonly seconds: number }[]
}
const queueOf = async (): Promise<Info['queue']> =>
  (JSON.parse((await throughline(['info', path, '--json'])).stdout) as Info).queue

/** Starts a ripple and kills it after its first second was reported. */
async function killedRipple(): Promise<void> {
  copyFileSync(original, path)
  const { child, output, ended } = startThroughline(ripple(path))
  child.stderr.on('data', () => /^1\/6 card/m.test(output.stderr) && child.kill('SIGKILL'))
  expect((await ended).code).toBeNull()
}

test('a killed ripple is continued by `resume`, which says so', { timeout: 300_000 }, async () => {
  await killedRipple()
  const left = await queueOf()
  expect(left.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(left.map(({ makes }) => makes)).toEqual(['rest', 'take', 'take'])
  expect((await throughline(['info', path])).stdout).toMatch(/^Waits to be made:\n +1 +\d s {2}the rest of its take/m)

  const { stderr } = await done(['resume', path])
  expect(stderr).toMatch(/asked for/i)
  expect(await queueOf()).toEqual([])
  const whole = files.at('whole.throughline')
  copyFileSync(original, whole)
  await done(ripple(whole))
  expect(bitsOf(path)[0]).toEqual(bitsOf(whole)[0]) // the later cards have seeds of their own
  const [before, after] = [bitsOf(original), bitsOf(path)]
  for (const card of [0, 1, 2]) expect(after[card]).not.toEqual(before[card])
})

test('`queue` lists the rest; --clear empties it, and what is made stays', { timeout: 300_000 }, async () => {
  await killedRipple()
  const made = bitsOf(path)
  const { stdout } = await done(['queue', path])
  expect(stdout.trimEnd().split('\n')).toHaveLength(3)
  const { forgotten } = JSON.parse((await done(['--json', 'queue', path, '--clear'])).stdout) as {
    forgotten: unknown[]
  }
  expect(forgotten).toHaveLength(3)
  expect((await done(['queue', path])).stdout).toBe('Nothing waits to be made.\n')
  expect(await queueOf()).toEqual([])
  expect(bitsOf(path)).toEqual(made)
})
