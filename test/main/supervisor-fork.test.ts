import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forkLauncher } from '../../main/supervisor/fork.ts'
import { freshFolder } from './kit/fresh-folder.ts'

test('an exit is reported although a child holds the standard error', async () => {
  const entry = join(freshFolder(), 'engine.mjs')
  writeFileSync(
    entry,
    `import { spawn } from 'node:child_process'
    spawn('sleep', ['20'], { stdio: ['ignore', 'ignore', 'inherit'], detached: true }).unref()
    setTimeout(() => process.exit(7), 200)`
  )
  const began = performance.now()
  const how = await new Promise<string>((resolve) => {
    forkLauncher(entry, () => undefined)({ message: () => undefined, ended: resolve })
  })
  expect(how).toBe('code 7')
  expect(performance.now() - began).toBeLessThan(15_000)
})
