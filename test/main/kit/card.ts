/** A simulated graphics card for engines started from this process (test/kit/failing-device.mjs). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { orderCard } from '../../kit/card-orders.ts'

type Failing = 'lost' | 'memory' | 'killed' | 'hang' | 'nan' | 'infinite' | 'wrong'
export type CardFailure = Failing | 'absent' | `${'all' | 'fused'}:${Failing}`

/** For a whole file of tests: environment variables of an engine with the card, and what makes it fail from its next computation on. */
export function cardThatFails(): {
  readonly env: Record<string, string>
  fail(...how: readonly CardFailure[]): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-card-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'card.json')
  const fail = (...how: readonly CardFailure[]): void => orderCard(file, how)
  fail()
  const loaded = new URL('../../kit/failing-device.mjs', import.meta.url).href
  const packs = join(folder, 'packs') // what was tried is kept beside it
  return {
    env: { THROUGHLINE_TEST_CARD: file, NODE_OPTIONS: `--import ${loaded}`, THROUGHLINE_PACKS: packs },
    fail
  }
}
