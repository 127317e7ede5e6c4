import { expect, test } from 'vitest'
import { Failure } from '../../../app/contract/failure.ts'
import { parseManifest } from '../../../engine/pack/manifest.ts'
import { memoryShape, scheduleOf, timebaseOf, transformerShape } from '../../../engine/pack/pack.ts'
import { wanMemory, wanSchedule } from '../fake-rollout.ts'
import { fakeShape } from '../fake-transformer.ts'
import { storybookManifest, wanManifest, type Loose } from '../manifests.ts'

function refusal(manifest: unknown): Failure {
  try {
    parseManifest(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('the manifest was accepted')
}

test('the shipped pack: slots, one record a chunk, no re-cache', () => {
  const manifest = parseManifest(JSON.stringify(storybookManifest()))
  expect(timebaseOf(manifest)).toEqual({ fps: 12, framesPerLatent: 4, latentsPerChunk: 3, firstLatentFrames: 4 })
  expect(memoryShape(manifest)).toMatchObject({ positions: 'slot', enterBank: 'onLeavingWindow', recache: false })
  expect(scheduleOf(manifest).timesteps).toEqual([1000, 940, 830, 650, 400, 150])
})

test("a pack of Wan's kind: absolute positions, velocity, shift, re-cache, padded text, a causal decoder", () => {
  const manifest = parseManifest(JSON.stringify(wanManifest()))
  expect(timebaseOf(manifest)).toEqual({ fps: 16, framesPerLatent: 4, latentsPerChunk: 3, firstLatentFrames: 1 })
  expect(memoryShape(manifest)).toEqual(wanMemory)
  expect(scheduleOf(manifest)).toEqual(wanSchedule)
  expect(transformerShape(manifest)).toEqual(fakeShape)
  expect(transformerShape({ ...manifest, transformer: { ...manifest.transformer, sma: { k: 3 } } }).sma).toEqual({
    k: 3
  })
})

const storybook = (bend: (manifest: Loose) => void): Loose => {
  const manifest = storybookManifest()
  bend(manifest)
  return manifest
}
const wan = (bend: (manifest: Loose) => void): Loose => {
  const manifest = wanManifest()
  bend(manifest)
  return manifest
}
const set = (value: unknown) => value as never

test.each<[name: string, manifest: unknown, code: string, says: RegExp]>([
  ['not JSON', '{', 'pack.manifest', /not a JSON object/],
  ['a list', '[]', 'pack.manifest', /format must be/],
  ['another format', storybook((m) => (m.format = set('zip'))), 'pack.manifest', /format must be "throughline-pack"/],
  ['a newer version', storybook((m) => (m.version = set(2))), 'pack.newer', /version 2/],
  ['an unknown field', storybook((m) => (m.colour = set(1))), 'pack.manifest', /does not know: colour/],
  [
    'an unknown field inside',
    storybook((m) => (m.memory!.decay = set(1))),
    'pack.manifest',
    /does not know: memory\.decay/
  ],
  ['a field that is missing', storybook((m) => delete m.memory!.sink), 'pack.manifest', /memory\.sink is missing/],
  [
    'a number as text',
    storybook((m) => (m.transformer!.dim = set('256'))),
    'pack.manifest',
    /transformer\.dim must be number/
  ],
  ['no licence', storybook((m) => delete m.licence), 'pack.licence', /licence/],
  ['a licence of blanks', storybook((m) => (m.licence!.model = set('  '))), 'pack.licence', /licence\.model/],
  ['a file outside the folder', storybook((m) => (m.text!.file = set('../text'))), 'pack.manifest', /text\.file/],
  ['an absolute file', storybook((m) => (m.text!.vocab = set('/etc/passwd'))), 'pack.manifest', /text\.vocab/],
  ['a hash in capitals', storybook((m) => (m.text!.sha256 = set('A'.repeat(64)))), 'pack.manifest', /text\.sha256/],
  ['heads that do not divide', storybook((m) => (m.transformer!.heads = set(5))), 'pack.manifest', /heads = 5/],
  [
    'a rope split that does not add up',
    storybook((m) => (m.transformer!.rope!.split = set([24, 20, 18]))),
    'pack.manifest',
    /adds up to 62/
  ],
  [
    'an odd rope split',
    storybook((m) => (m.transformer!.rope!.split = set([25, 19, 20]))),
    'pack.manifest',
    /even numbers/
  ],
  ['a patch that does not divide', storybook((m) => (m.latent!.width = set(17))), 'pack.manifest', /does not divide/],
  ['too few means', storybook((m) => m.latent!.mean!.pop()), 'pack.manifest', /latent\.mean has 47/],
  ['a deviation of zero', storybook((m) => (m.latent!.std![0] = 0)), 'pack.manifest', /latent\.std\.0/],
  ['text of another width', storybook((m) => (m.text!.dim = set(128))), 'pack.manifest', /text\.dim = 128/],
  ['sigmas that rise', storybook((m) => (m.sampler!.sigmas = set([1, 0.4, 0.8]))), 'pack.manifest', /must fall/],
  ['sigmas that end at nothing', storybook((m) => (m.sampler!.sigmas = set([1, 0]))), 'pack.manifest', /above 0/],
  ['sigmas that begin late', storybook((m) => (m.sampler!.sigmas = set([0.9]))), 'pack.manifest', /begin with 1/],
  ['a bank without a sink', storybook((m) => (m.memory!.sink = set(0))), 'pack.manifest', /needs a memory\.sink/],
  ['a broken window', storybook((m) => (m.memory!.window = set(5))), 'pack.manifest', /whole number of chunks/],
  [
    'a re-cache with slots',
    storybook((m) => (m.memory!.recache = set(true))),
    'pack.manifest',
    /positions = "absolute"/
  ],
  [
    'a re-cache of a late bank',
    wan((m) => (m.memory!.enterBank = set('onLeavingWindow'))),
    'pack.manifest',
    /nextChunk/
  ],
  ['steps that rise', wan((m) => (m.sampler!.steps = set([1000, 1000]))), 'pack.manifest', /must fall/]
])('refused: %s', (_, manifest, code, says) => {
  const failure = refusal(manifest)
  expect(failure.code).toBe(code)
  expect(failure.cause).toMatch(says)
  expect(failure.remedy).not.toBe('')
})
