/** Film fixtures: three short shots, planned or made, created by the real command line once per worker. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { throughline } from '../../main/kit/throughline.ts'
import { expect, test as base } from './studio.ts'

/** With a film seed: making the plan again gives the same film, and another take of a shot differs. */
const shotList = `# The walk
seed: 7

## Meadow (2 s)
A purple cat walks to the right in a meadow.

## Owl (2 s)
The cat is dancing and an owl enters from the left in a meadow.

## Snow (2 s)
A dinosaur strolls left in the snow at night.
`

export interface Films {
  readonly planned: string
  /** The same film, completely made. */
  readonly made: string
}

export const chunksOfFilm = 6

/**
 * `planned` and `made`: paths of a test's own copies. `originals`: their sources, for comparison only.
 */
export const test = base.extend<Films, { originals: Films }>({
  originals: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter's fields
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'throughline-films-'))
      const at = (name: string): string => join(folder, name)
      writeFileSync(at('walk.shots'), shotList)
      await done(['new', at('planned.throughline'), at('walk.shots')])
      copyFileSync(at('planned.throughline'), at('made.throughline'))
      await done(['resume', at('made.throughline')])
      await use({ planned: at('planned.throughline'), made: at('made.throughline') })
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 600_000 }
  ],
  planned: async ({ originals, home }, use) => use(copy(originals.planned, home)),
  made: async ({ originals, home }, use) => use(copy(originals.made, home))
})
export { expect }

function copy(original: string, home: string): string {
  const path = join(home, 'The walk.throughline')
  copyFileSync(original, path)
  return path
}

async function done(args: readonly string[]): Promise<void> {
  const { code, stderr } = await throughline(args)
  if (code !== 0) throw new Error(`throughline ${args.join(' ')} ended with ${code}: ${stderr}`)
}
