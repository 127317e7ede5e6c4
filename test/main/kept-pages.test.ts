/** The pack's setting for storing memory pages, through the real command line: the same film in a smaller file. */
import { statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keeping, type Keeping } from '../../app/ledger/kept-pages.ts'
import { Project } from '../../main/project/project.ts'
import { Case } from './kit/cli-case.ts'
import { packThat } from './kit/pack-that.ts'
import { throughline } from './kit/throughline.ts'

let here: Case
beforeEach(() => {
  here = new Case()
})
afterEach(() => here.dispose())

test('a film with all, some or no pages stored continues bit-equal', async () => {
  const shots = here.at('film.shots')
  writeFileSync(shots, 'seed: 5\nmemory: recall\n\n## One (3 s)\nA purple cat walks to the right in a meadow.\n')
  const made = async (keep: Keeping) => {
    const path = here.at(`${keep}.throughline`)
    const run = async (...args: string[]) => {
      const { code, stderr } = await throughline(['--json', '--pack', packThat(keep, here.at('.')), ...args])
      expect(code, stderr).toBe(0)
    }
    await run('render', shots, '-o', here.at(`${keep}.mp4`), '--project', path)
    const project = Project.open(path)
    const [card] = project.film.cards
    project.edit({ type: 'setLength', card: card!.id, length: 5 as never })
    project.close()
    const size = statSync(path).size
    await run('resume', path)
    const again = Project.open(path)
    const latents = again.chunksOf(again.film.cards[0]!.activeTake!).map((chunk) => chunk.latents)
    expect([...again.faults()].filter((fault) => fault !== null)).toEqual([])
    again.close()
    return { latents, size }
  }
  const [all, some, none] = [await made(keeping[0]), await made(keeping[1]), await made(keeping[2])]
  expect(all!.latents).toHaveLength(5)
  expect(some!.latents).toEqual(all!.latents)
  expect(none!.latents).toEqual(all!.latents)
  expect(some!.size).toBeLessThan(all!.size)
  expect(none!.size).toBeLessThan(some!.size)
}, 240_000)
