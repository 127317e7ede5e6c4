/** After kills at 30 random moments a film is bit-equal to an undisturbed one, and at most the chunk in progress was made twice. */
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { engineOf, startThroughline } from '../main/kit/throughline.ts'
import { bitsOf, done, scratch, writeShots } from './kit/film.ts'

const kills = 30
const files = scratch()
afterAll(files.dispose)

/** Chunks that the command reported as committed: its lines `3/6 card …`. */
const announced = (stderr: string): number => stderr.match(/^\d+\/\d+ card/gm)?.length ?? 0

test('resume after SIGKILL at 30 random moments', { timeout: 600_000 }, async () => {
  const shots = writeShots(files.at('short.shots'), 2, 3)
  const whole = files.at('whole.throughline')
  await done(['new', whole, shots])
  const began = performance.now()
  await done(['resume', whole])
  const length = performance.now() - began
  const expected = bitsOf(whole)
  expect(expected.map((card) => card.length)).toEqual([3, 3])

  const moments = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 2 * kills, seed: 20_261_123 })
  const path = files.at('killed.throughline')
  let kept = 0
  let completed = 0
  let engineKills = 0
  await done(['new', path, shots])
  for (let kill = 0; kill < kills; kill++) {
    const { child, output, ended } = startThroughline(['resume', path])
    if (kill % 3 === 2) {
      const engine = await Promise.race([engineStarted(child), ended.then(() => undefined)])
      await Promise.race([wait((moments[2 * kill + 1]! * length) / 2), ended])
      if (engine !== undefined && killed(engine)) engineKills++
    }
    await Promise.race([wait(moments[2 * kill]! * length), ended])
    child.kill('SIGKILL')
    const { code } = await ended
    const bits = bitsOf(path).flat()
    expect(bits).toEqual(expected.flat().slice(0, bits.length))
    const said = kept + announced(output.stderr)
    expect(bits.length).toBeGreaterThanOrEqual(said)
    expect(bits.length).toBeLessThanOrEqual(said + 1) // committed, and killed before it was printed
    kept = bits.length
    if (code !== 0) continue
    completed++
    expect(bitsOf(path)).toEqual(expected)
    rmSync(path)
    await done(['new', path, shots])
    kept = 0
  }
  await done(['resume', path])
  expect(bitsOf(path)).toEqual(expected)
  console.log(
    `${kills} kills of the command, ${engineKills} of its engine; ${completed + 1} films completed on the way`
  )
})

/** Process id of its engine once it runs; undefined when the command ended before. */
async function engineStarted(child: ChildProcess): Promise<number | undefined> {
  for (;;) {
    const engine = engineOf(child)
    if (engine !== undefined) return engine
    if (child.exitCode !== null || child.signalCode !== null) return undefined
    await wait(20)
  }
}

function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false // it had already ended
  }
}
