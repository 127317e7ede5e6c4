import { expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { parseManifest } from '../../../engine/pack/parse-manifest.ts'
import { memoryShape, schedulesOf, timebaseOf, transformerShape } from '../../../engine/pack/pack.ts'
import { wanMemory, wanSchedule } from '../kit/fake-rollout.ts'
import { fakeShape } from '../kit/fake-transformer.ts'
import { storybookManifest, wanManifest, withField } from '../kit/manifests.ts'

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
  expect(timebaseOf(manifest)).toEqual({ fps: 12, framesPerLatent: 4, latentsPerChunk: 3 })
  expect(memoryShape(manifest)).toMatchObject({ positions: 'slot', enterBank: 'onLeavingWindow', recache: false })
  expect(schedulesOf(manifest).schedule.timesteps).toEqual([1000, 900, 700, 350])
})

test('the decoder of packs up to v3 needs no description', () => {
  const { autoencoder } = storybookManifest() as { autoencoder: object }
  const old = { ...autoencoder, patchOut: 4, blocks: undefined, hold: undefined }
  const video = { width: 288, height: 160, fps: 12, framesPerLatent: 4 }
  const manifest = { ...storybookManifest(), autoencoder: old, video }
  expect(parseManifest(JSON.stringify(manifest)).autoencoder).toMatchObject({ hold: 1, blocks: [2, 2, 1] })
})

test("a pack of Wan's kind: absolute positions, velocity, shift, re-cache, padding", () => {
  const manifest = parseManifest(JSON.stringify(wanManifest()))
  expect(timebaseOf(manifest)).toEqual({ fps: 16, framesPerLatent: 4, latentsPerChunk: 3 })
  expect(memoryShape(manifest)).toEqual(wanMemory)
  expect(schedulesOf(manifest)).toEqual({ schedule: wanSchedule })
  expect(transformerShape(manifest)).toEqual(fakeShape)
  expect(transformerShape({ ...manifest, transformer: { ...manifest.transformer, sma: { k: 3 } } }).sma).toEqual({
    k: 3
  })
})

test("a film's first chunk may have steps of its own", () => {
  const manifest = parseManifest(JSON.stringify(withField(wanManifest(), 'sampler.firstSteps', [1000, 500])))
  const { schedule, firstSchedule } = schedulesOf(manifest)
  expect(schedule).toEqual(wanSchedule)
  expect(firstSchedule!.sigmas).toEqual([wanSchedule.sigmas[0], wanSchedule.sigmas[2]])
})

const storybook = (path: string, value: unknown) => withField(storybookManifest(), path, value)
const wan = (path: string, value: unknown) => withField(wanManifest(), path, value)

/** `many` numbers falling from `top` towards zero. */
const falling = (many: number, top: number) => Array.from({ length: many }, (_, at) => top * (1 - at / many))
const huge = {
  video: { width: 4096, height: 4096, fps: 12, framesPerLatent: 4 },
  latent: { ...(storybookManifest() as { latent: object }).latent, width: 256, height: 256 },
  chunk: { latents: 60 },
  memory: { ...(storybookManifest() as { memory: object }).memory, window: 60 }
}

test.each<[name: string, manifest: unknown, code: string, says: RegExp]>([
  ['not JSON', '{', 'pack.manifest', /not a JSON object/],
  ['a list', '[]', 'pack.manifest', /format is missing/],
  ['another format', storybook('format', 'zip'), 'pack.manifest', /format must be "throughline-pack"/],
  ['a newer version', storybook('version', 2), 'pack.newer', /version 2/],
  ['an unknown field', storybook('colour', 1), 'pack.manifest', /does not know: colour/],
  ['an unknown field inside', storybook('memory.decay', 1), 'pack.manifest', /does not know: memory\.decay/],
  ['a field that is missing', storybook('memory.sink', undefined), 'pack.manifest', /memory\.sink is missing/],
  ['a number as text', storybook('transformer.dim', '256'), 'pack.manifest', /transformer\.dim must be number/],
  ['no licence', storybook('licence', undefined), 'pack.licence', /licence/],
  ['a licence of blanks', storybook('licence.model', '  '), 'pack.licence', /licence\.model/],
  ['a file outside the folder', storybook('text.file', '../text'), 'pack.manifest', /text\.file/],
  ['an absolute file', storybook('text.vocab', '/etc/passwd'), 'pack.manifest', /text\.vocab/],
  ['a hash in capitals', storybook('text.sha256', 'A'.repeat(64)), 'pack.manifest', /text\.sha256/],
  [
    'another size than the decoder draws',
    storybook('autoencoder.blocks', [1]),
    'pack.manifest',
    /the autoencoder draws/
  ],
  ['held pictures that do not add up', storybook('autoencoder.hold', 3), 'pack.manifest', /hold = 3 does not divide/],
  ['heads that do not divide', storybook('transformer.heads', 5), 'pack.manifest', /heads = 5/],
  [
    'a rope split that does not add up',
    storybook('transformer.rope.split', [24, 20, 18]),
    'pack.manifest',
    /adds up to 62/
  ],
  ['an odd rope split', storybook('transformer.rope.split', [25, 19, 20]), 'pack.manifest', /even numbers/],
  ['a patch that does not divide', storybook('latent.width', 17), 'pack.manifest', /does not divide/],
  ['too few means', storybook('latent.mean', Array(47).fill(0)), 'pack.manifest', /latent\.mean has 47/],
  ['a deviation of zero', storybook('latent.std.0', 0), 'pack.manifest', /latent\.std\.0/],
  ['text of another width', storybook('text.dim', 128), 'pack.manifest', /text\.dim = 128/],
  ['sigmas that rise', storybook('sampler.sigmas', [1, 0.4, 0.8]), 'pack.manifest', /must fall/],
  ['sigmas that end at nothing', storybook('sampler.sigmas', [1, 0]), 'pack.manifest', /above 0/],
  ['sigmas that begin late', storybook('sampler.sigmas', [0.9]), 'pack.manifest', /begin with 1/],
  ['a bank without a sink', storybook('memory.sink', 0), 'pack.manifest', /needs a memory\.sink/],
  ['a broken window', storybook('memory.window', 5), 'pack.manifest', /whole number of chunks/],
  ['a re-cache with slots', storybook('memory.recache', true), 'pack.manifest', /positions = "absolute"/],
  ['a re-cache of a late bank', wan('memory.enterBank', 'onLeavingWindow'), 'pack.manifest', /nextChunk/],
  ['a reading nobody knows', storybook('memory.agreement', 'sum'), 'pack.manifest', /memory\.agreement must be/],
  ['steps that rise', wan('sampler.steps', [1000, 1000]), 'pack.manifest', /must fall/],
  ['first steps that rise', wan('sampler.firstSteps', [1000, 1000]), 'pack.manifest', /firstSteps must fall/],
  ['first sigmas that begin late', storybook('sampler.firstSigmas', [0.5]), 'pack.manifest', /firstSigmas must begin/],
  ['passes without end', storybook('sampler.sigmas', falling(5000, 1)), 'pack.manifest', /sampler\.sigmas.*100/],
  ['steps without end', wan('sampler.steps', falling(900, 1000)), 'pack.manifest', /sampler\.steps.*100/],
  ['chunks without end', storybook('chunk.latents', 3000), 'pack.manifest', /chunk\.latents/],
  ['a window without end', storybook('memory.window', 6000), 'pack.manifest', /memory\.window/],
  ['pictures of a film in one', storybook('video.framesPerLatent', 4000), 'pack.manifest', /video\.framesPerLatent/],
  ['a hundred pictures a second and more', storybook('video.fps', 1e9), 'pack.manifest', /video\.fps/],
  ['a picture every other year', storybook('video.fps', 1e-9), 'pack.manifest', /video\.fps/],
  ['heads of the text encoder', storybook('text.heads', 5), 'pack.manifest', /text\.heads = 5 does not divide/],
  ['a name that moves the cursor', storybook('name', 'A\u001b[2J'), 'pack.manifest', /name.*cannot be shown/],
  ['a word that turns the text', storybook('knows.places.0', 'in \u202ea'), 'pack.manifest', /cannot be shown/],
  ['a name without end', storybook('name', 'x'.repeat(9000)), 'pack.manifest', /name/],
  [
    'pictures that each side allows and no memory holds',
    { ...storybookManifest(), ...huge },
    'pack.manifest',
    /at most 2100000 points/
  ]
])('refused: %s', (_, manifest, code, says) => {
  const failure = refusal(manifest)
  expect(failure.code).toBe(code)
  expect(failure.cause).toMatch(says)
  expect(failure.remedy).not.toBe('')
  expect(failure.cause.length).toBeLessThan(500)
})

/** Paths of all numbers, and of all lists, in a manifest. */
function pathsIn(value: unknown, path = ''): { numbers: string[]; lists: string[] } {
  const found = { numbers: [] as string[], lists: [] as string[] }
  if (typeof value === 'number') found.numbers.push(path)
  if (Array.isArray(value)) found.lists.push(path)
  if (typeof value !== 'object' || value === null) return found
  for (const [name, each] of Object.entries(value)) {
    const { numbers, lists } = pathsIn(each, path === '' ? name : `${path}.${name}`)
    found.numbers.push(...numbers)
    found.lists.push(...lists)
  }
  return found
}
function isTaken(manifest: object): boolean {
  try {
    parseManifest(JSON.stringify(manifest))
    return true
  } catch (error) {
    if (error instanceof Failure && error.code === 'pack.manifest') return false
    throw error
  }
}
const told = { part: 'a', file: 'b', bytes: 1, about: 'c' }
const full = [
  withField(withField(storybookManifest(), 'autoencoder.blocks', [2, 2, 1]), 'sampler.firstSigmas', [1, 0.5]),
  withField(withField(wanManifest(), 'transformer.sma', { k: 1 }), 'madeFrom', [told])
]

test.each(full)('whichever number is beyond all sense, the pack is refused', (manifest) => {
  const { numbers } = pathsIn(manifest)
  expect(numbers.length).toBeGreaterThan(30)
  const taken = numbers.flatMap((path) =>
    [1e300, -1e300, 2 ** 53].filter((value) => isTaken(withField(manifest, path, value))).map((value) => [path, value])
  )
  expect(taken).toEqual([])
})

test.each(full)('whichever list is too long, the pack is refused', (manifest) => {
  const { lists } = pathsIn(manifest)
  expect(lists.length).toBeGreaterThan(5)
  const taken = lists.filter((path) => {
    const list = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], manifest)
    const long = Array.from({ length: 30_000 }, (_, at) => (list as unknown[])[at % (list as unknown[]).length])
    return isTaken(withField(manifest, path, long))
  })
  expect(taken).toEqual([])
})
