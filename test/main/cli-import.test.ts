/** `throughline pack add` of models as others publish them, as a command. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as published from '../engine/models/kit/published.ts'
import { Case } from './kit/cli-case.ts'
import { makeLargeFilm } from './kit/large-film.ts'
import { probe } from './kit/moving-picture.ts'
import { startThroughline, throughline } from './kit/throughline.ts'

let here: Case
let env: Record<string, string>
beforeEach(() => {
  here = new Case()
  env = { THROUGHLINE_PACKS: here.at('packs') }
  published.memflow(here.at('files'))
})
afterEach(() => here.dispose())
const run = (...args: string[]) => throughline(args, { env })
const left = (): readonly string[] => (existsSync(here.at('packs')) ? readdirSync(here.at('packs')) : [])
const add = (): string[] => [
  'pack',
  'add',
  here.at('files/MemFlow'),
  here.at('files'),
  '--as',
  'memflow',
  '--canvas',
  '64x32'
]
const refuses = (args: readonly string[], says: string, words: RegExp, code = 3) =>
  here.refuses(args, { code, says, words }, { env })

test('is planned, agreed to, added, listed, proven and removed', { timeout: 240_000 }, async () => {
  writeFileSync(here.at('files/Wan2.1/README.md'), '---\nlicense: apache-2.0\n---\n')
  writeFileSync(here.at('files/MemFlow/README.md'), '---\nlicense: cc-by-nc-sa-4.0\n---\n')
  const planned = await run(...add(), '--plan')
  expect(planned.stdout).toMatch(
    /^memflow-64x32@[0-9a-f]{12} {2}MemFlow, 64×32, will be made of:\n {4}generator: .*base\.pt\n/
  )
  expect(planned.stdout).toMatch(
    / {4}LoRA: .*lora\.pt\n {8}.*rank 4, no alpha stated.*\n {8}licence: cc-by-nc-sa-4\.0, not for commercial use/
  )
  expect(planned.stdout).toMatch(/pictures of 64 × 32, 16 a second; 4 denoising steps a chunk of 3 latent frames/)
  expect(planned.stdout).toMatch(/remembered latent frames: the film's first 3, 3 chosen for the prompt, the last 6/)
  expect(planned.stdout).toMatch(/to be written: 1\d\.\d MB/)
  expect([planned.code, left()]).toEqual([0, []])

  const asked = /generator: cc-by-nc-sa-4\.0, not for commercial use; .*tiny decoder: no licence is stated\)\. Add it\?/
  await refuses(add(), 'usage.yes', asked, 2)
  const added = await run('--json', ...add(), '--yes')
  const { added: made } = JSON.parse(added.stdout) as { added: { model: string; folder: string }[] }
  const [{ model, folder }] = made as [{ model: string; folder: string }]
  expect(made).toMatchObject([
    {
      model: expect.stringMatching(/^memflow-64x32@/),
      licence: { model: 'cc-by-nc-sa-4.0', lora: 'cc-by-nc-sa-4.0', text: 'apache-2.0' }
    }
  ])
  expect([added.code, added.stderr, left()]).toEqual([0, '', [model]])
  expect(readdirSync(folder).filter((file) => file.startsWith('LICENSE'))).toEqual([
    'LICENSE-generator.md',
    'LICENSE-text-2.md'
  ])

  const list = await run('pack', 'list')
  expect(list.stdout).toMatch(/memflow-64x32@.* {2}MemFlow, 64×32\n/)
  expect(list.stdout).not.toMatch(/cannot be used/)
  expect((await run('pack', 'verify', model)).stdout).toMatch(/is whole: 8 files/)
  await refuses([...add(), '--yes'], 'pack.added', /is here already/)
  expect((await run('pack', 'remove', model, '--yes')).code).toBe(0)
  expect(left()).toEqual([])
})

test('film is made with it, killed, gone on with, a shot made again, exported', { timeout: 600_000 }, async () => {
  const { undisturbed, resumed, again, ...made } = await makeLargeFilm(
    here.at,
    { dim: 256, layers: 4, ffn: 320 },
    '64x32'
  )
  expect(undisturbed.map((shot) => shot.length)).toEqual([24, 24, 12])
  expect(new Set(undisturbed.flat()).size).toBeGreaterThan(50)
  // The memory is not stored: what the next chunk needs is made again.
  expect(made.said).toContain('remembering again')
  expect([made.killedAt >= 3, made.killedAt < 5]).toEqual([true, true])
  expect(resumed).toEqual(undisturbed)
  expect(made.texts).toBe(2)
  expect([again[0], again[2]]).toEqual([resumed[0], resumed[2]])
  expect(again[1]).toHaveLength(24)
  expect(again[1]!.filter((picture) => resumed[1]!.includes(picture))).toEqual([])
  expect(probe(made.movie)).toMatchObject({ width: '64', height: '32', r_frame_rate: '16/1', nb_read_frames: '60' })
})

test('Ctrl-C in the middle leaves nothing', { timeout: 120_000 }, async () => {
  const { child, output, ended } = startThroughline([...add(), '--yes'], { env })
  while (!output.stderr.includes(': transformer.safetensors')) await wait(5)
  child.kill('SIGINT')
  const { code, stdout, stderr } = await ended
  expect([code, stdout, left()]).toEqual([130, '', []])
  expect(stderr).toMatch(/Stopped\. Nothing was added/)
})

test('is refused in words, and nothing is changed', { timeout: 240_000 }, async () => {
  const files = here.at('files')
  await refuses(['pack', 'add', files], 'models.family', /Say it with --as: memflow \(MemFlow\)/)
  await refuses([...add(), '--canvas', '100x100'], 'usage.invalid', /multiples of 16/, 2)
  await refuses([...add(), '--as', 'other'], 'usage.invalid', /causal-forcing/, 2)
  await refuses([...add(), '--id', 'No/name'], 'usage.invalid', /lower-case/, 2)
  await refuses([...add(), '--use', here.at('files')], 'models.use', /none of the parts/)
  rmSync(here.at('files/MemFlow/lora.pt'))
  await refuses(
    add(),
    'models.missing',
    /Of MemFlow, this is missing: LoRA.*usually published as: LoRA: lora\.pt.*--no-lora/
  )
})
