/** `throughline pack add`, `list`, `verify`, `remove` and `--pack NAME` as commands. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filled, generatorShapes } from '../engine/models/kit/model-files.ts'
import { encodeSafetensors } from '../kernels/kit/safetensors-writer.ts'
import { Case } from './kit/cli-case.ts'
import { madeFilm } from './kit/moving-picture.ts'
import { startThroughline, storybook, throughline } from './kit/throughline.ts'
import { tinyPack } from './kit/tiny-pack.ts'

let here: Case
let env: Record<string, string>
beforeEach(() => {
  here = new Case()
  env = { THROUGHLINE_PACKS: here.at('packs') }
})
afterEach(() => here.dispose())
const run = (...args: string[]) => throughline(args, { env })
const left = (): readonly string[] => (existsSync(here.at('packs')) ? readdirSync(here.at('packs')) : [])
const refuses = (args: readonly string[], says: string, words: RegExp, code = 3) =>
  here.refuses(args, { code, says, words }, { env })

/** A complete copy of the storybook pack with another revision. */
function nextStorybook(folder: string): string {
  cpSync(storybook, folder, {
    recursive: true,
    filter: (from) => !/recipe|golden|contact/.test(from.slice(storybook.length))
  })
  const file = join(folder, 'manifest.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"revision": ?"[^"]*"/, '"revision": "next"'))
  return folder
}

test('a pack is added, listed, verified, used by name and removed', { timeout: 180_000 }, async () => {
  const added = await run('pack', 'add', nextStorybook(here.at('mine')))
  expect(added.stderr).toMatch(/^storybook@next: transformer\.safetensors, 18\.5 MB\n/)
  expect(added.stdout).toMatch(/^Added: storybook@next {2}Storybook\n.*52\.2 MB, .*\n {4}licence of model: CC0-1\.0\n/)
  expect([added.code, left()]).toEqual([0, ['storybook@next']])

  const list = JSON.parse((await run('--json', 'pack', 'list')).stdout) as { packs: object[] }
  expect(list).toMatchObject({
    folder: here.at('packs'),
    packs: [
      { model: expect.stringMatching(/^storybook@v\d/), embedded: true, default: true, folder: storybook },
      { model: 'storybook@next', embedded: false, default: false, licence: { model: 'CC0-1.0' }, problem: null }
    ]
  })
  const film = await run('--pack', 'storybook@next', '--json', 'new', here.at('film.throughline'))
  expect(JSON.parse(film.stdout)).toMatchObject({ model: 'storybook@next' })

  const whole = await run('pack', 'verify')
  expect([whole.code, whole.stdout]).toEqual([0, expect.stringMatching(/storybook@next is whole: 6 files/)])
  await refuses(['pack', 'add', here.at('mine')], 'pack.added', /is here already/)
  await refuses(['pack', 'remove', 'storybook@next'], 'usage.yes', /Say --yes/, 2)
  const removed = await run('--json', 'pack', 'remove', 'storybook@next', '--yes')
  expect(JSON.parse(removed.stdout)).toMatchObject({ removed: { model: 'storybook@next' } })
  expect(left()).toEqual([])
  await refuses(
    ['--pack', 'storybook@next', 'info', here.at('film.throughline')],
    'pack.unknown',
    /There are: storybook@/
  )
})

test('a pack that the engine cannot open is refused, and nothing is left', { timeout: 120_000 }, async () => {
  const ended = await run('--json', 'pack', 'add', tinyPack(here.at('tiny')))
  expect(JSON.parse(ended.stderr)).toMatchObject({ error: { code: 'weights.damaged' } })
  expect([ended.code, left()]).toEqual([3, []])
})

test.each(['SIGINT', 'SIGKILL'] as const)('%s while a large file is copied', { timeout: 120_000 }, async (signal) => {
  const source = tinyPack(here.at('tiny'))
  truncateSync(join(source, 'transformer.safetensors'), 2 ** 31)
  const { child, output, ended } = startThroughline(['pack', 'add', source], { env })
  while (!output.stderr.includes('transformer')) await wait(20)
  expect(left()).toHaveLength(1)
  child.kill(signal)
  const { code, stdout, stderr } = await ended
  if (signal === 'SIGINT') {
    expect([code, stdout, left()]).toEqual([130, '', []])
    expect(stderr).toMatch(/Stopped\. Nothing was added/)
    return
  }
  expect(JSON.parse((await run('--json', 'pack', 'list')).stdout)).toMatchObject({ packs: { length: 1 } })
  const next = tinyPack(here.at('next'), (same) => ({ ...same, revision: '2' }))
  expect((await run('pack', 'add', next)).code).toBe(3) // the engine cannot open it; the leftovers are gone
  expect(left()).toEqual([])
})

test('damage is reported by file name and exit code; nothing is written', async () => {
  tinyPack(here.at('packs/tiny'))
  writeFileSync(here.at('packs/tiny/vocab.txt'), 'wordz')
  const before = here.content()
  const { code, stdout } = await run('pack', 'verify', 'tiny@1')
  expect([code, stdout]).toEqual([3, expect.stringMatching(/tiny@1 is not as it was:\n {4}vocab\.txt is not the file/)])
  const all = JSON.parse((await run('--json', 'pack', 'verify')).stdout) as object
  expect(all).toMatchObject({
    whole: false,
    packs: [{ whole: true }, { faults: [{ code: 'pack.hash', file: 'vocab.txt' }] }]
  })
  expect(here.content()).toEqual(before)
  await refuses(['pack', 'verify', 'other'], 'pack.unknown', /There are: storybook@.*, tiny@1/)
})

test('a folder that is not a pack is identified, and nothing is copied', { timeout: 120_000 }, async () => {
  mkdirSync(here.at('download/around'), { recursive: true })
  await refuses(['pack', 'add', here.at('download')], 'pack.missing', /There is no pack in/)
  tinyPack(here.at('download/around'))
  await refuses(['pack', 'add', here.at('download')], 'pack.missing', /Name the folder that holds .*download\/around/)
  mkdirSync(here.at('wan'))
  writeFileSync(here.at('wan/base.safetensors'), encodeSafetensors(filled(generatorShapes())))
  await refuses(['pack', 'add', here.at('wan')], 'models.missing', /missing: text model, tokenizer, decoder/)
  await refuses(
    ['pack', 'add', here.at('wan'), here.at('download/around')],
    'pack.mixed',
    /generator .*base\.safetensors\. Add packs and such models by two commands/
  )
  writeFileSync(here.at('model.gguf'), 'GGUF and more')
  await refuses(['pack', 'add', here.at('model.gguf')], 'pack.foreign', /is a quantised model \(GGUF\)/)
  await refuses(['pack', 'add', here.at('nowhere')], 'pack.missing', /nowhere/)
  await refuses(['pack', 'remove', 'storybook', '--yes'], 'pack.embedded', /comes with the program/)
})

test('a non-commercial licence needs consent', { timeout: 120_000 }, async () => {
  const source = tinyPack(here.at('tiny'), (same) => ({ ...same, licence: { model: 'CC BY-NC 4.0', text: 'MIT' } }))
  await refuses(['pack', 'add', source], 'usage.yes', /not for commercial use \(model: CC BY-NC 4\.0\)/, 2)
  expect(left()).toEqual([])
})

test('a film of another model names it, and says whether it is installed', { timeout: 120_000 }, async () => {
  const film = here.at('film.throughline')
  madeFilm(film, 2).close() // made with storybook@v0
  const told = async () => (await run('info', film)).stdout
  expect(await told()).toMatch(
    /Shot 1 was made with the model storybook@v0, and not with storybook@v\d, .*\. It is not here: /
  )
  tinyPack(here.at('packs/old'), (same) => ({ ...same, id: 'storybook', revision: 'v0' }))
  expect(await told()).toMatch(/`--pack storybook@v0` goes on with it\./)
  const info = await run('--json', '--pack', 'storybook@v0', 'info', film)
  expect(JSON.parse(info.stdout)).toMatchObject({ model: 'storybook@v0', otherModels: [] })
  tinyPack(here.at('packs/wan'), (same) => ({ ...same, id: 'wan' }))
  const args = ['--pack', 'wan', 'export', film, '-o', here.at('film.mp4')]
  const exported = await run(...args)
  expect(exported.stderr).toMatch(/Shot 1 was made with a model that is not in use: exported with the pictures/)
})

test('a film remembers the model that was named; without it nothing is made', { timeout: 120_000 }, async () => {
  const film = here.at('film.throughline')
  tinyPack(here.at('packs/tiny'), (same) => ({ ...same, name: 'Tiny' }))
  expect((await run('--pack', 'tiny', 'new', film)).code).toBe(0)
  const told = async () => JSON.parse((await run('--json', 'info', film)).stdout) as object
  expect(await told()).toMatchObject({ model: 'tiny@1', modelIsHere: true, settings: { model: 'tiny@1' } })
  rmSync(here.at('packs/tiny'), { recursive: true })
  expect(await told()).toMatchObject({ model: 'tiny@1', modelIsHere: false })
  expect((await run('info', film)).stdout).toMatch(/This film is made with tiny@1, which is not on this machine\./)
  await refuses(['render', film], 'model.missing', /pack add FOLDER.*--pack NAME/)
  const other = await run('--pack', 'storybook', 'render', film)
  expect(other.stderr).toMatch(/The film is made with Storybook \(storybook@v\d\) from now on\./)
  expect(await told()).toMatchObject({ settings: { model: null }, modelIsHere: true })
})

test('text of a pack never contains terminal control sequences', async () => {
  const odd = here.at('packs/\u001b[31mred')
  tinyPack(odd)
  symlinkSync('/nowhere', join(odd, '\u001b]0;title\u0007'))
  for (const args of [
    ['pack', 'list'],
    ['pack', 'verify'],
    ['pack', 'remove', 'tiny', '--yes']
  ]) {
    const { stdout, stderr } = await run(...args)
    const obeyed = ['\u001b', '\u0007'].filter((sign) => (stdout + stderr).includes(sign))
    expect([args, obeyed]).toEqual([args, []])
  }
})

test.each([
  [['pack', 'add'], 'usage.invalid'],
  [['pack', 'remove'], 'usage.invalid'],
  [['pack', 'list', 'more'], 'usage.invalid']
])('is refused in words: %j', async (args, says) => {
  const ended = await run('--json', ...args)
  expect([ended.code, JSON.parse(ended.stderr)]).toMatchObject([2, { error: { code: says } }])
})
