/** A simulated graphics card for engines started from this process (test/kit/failing-device.mjs). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from './fresh-folder.ts'

export type CardFailure = 'lost' | 'memory' | 'killed' | 'absent'

/** Environment variables of an engine with the card, and what makes it fail from its next computation on. */
export function cardThatFails(): {
  readonly env: Record<string, string>
  fail(...how: readonly CardFailure[]): void
} {
  const file = join(freshFolder(), 'card.json')
  const fail = (...how: readonly CardFailure[]): void => writeFileSync(file, JSON.stringify(how))
  fail()
  const loaded = new URL('../../kit/failing-device.mjs', import.meta.url).href
  return { env: { THROUGHLINE_TEST_CARD: file, NODE_OPTIONS: `--import ${loaded}` }, fail }
}
