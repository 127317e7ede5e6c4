/** Every row of docs/invariants.md names an existing test. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const rows = readFileSync('docs/invariants.md', 'utf8').matchAll(/\| `(test\/[^`]+)`: (.+) \|$/gm)
const named = [...rows].map(([, file, title]) => [file!, title!] as const)

test('the table is found', () => {
  expect(named.length).toBeGreaterThan(30)
})

test.each(named)('%s: %s', (file, title) => {
  expect(existsSync(file)).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain(title)
})
