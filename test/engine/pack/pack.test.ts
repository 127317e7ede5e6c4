import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { loadPack } from '../../../engine/pack/pack.ts'
import { openPackTokenizer } from '../../../engine/text/pack-tokenizer.ts'
import { packFolder } from '../kit/pack-parts.ts'
import { storybookManifest, withField } from '../kit/manifests.ts'

const files = ['transformer.safetensors', 'text.safetensors', 'autoencoder.safetensors', 'vocab.txt']
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A changed copy of the shipped pack. */
function bentPack(bend: (folder: string, manifest: object) => object): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'))
  folders.push(folder)
  for (const file of files) linkOrCopy(join(packFolder, file), join(folder, file))
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(bend(folder, storybookManifest())))
  return folder
}
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
async function refusal(folder: string): Promise<Failure> {
  const error = await loadPack(folder).then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (error instanceof Failure) return error
  throw new Error(`not refused with a Failure: ${String(error)}`)
}

/** Replaces the transformer by an edited copy, and updates its hash in the manifest. */
function editTransformer(folder: string, manifest: object, edit: (bytes: Buffer, headerEnd: number) => Buffer): object {
  const file = join(folder, 'transformer.safetensors')
  const bytes = readFileSync(file)
  const edited = edit(Buffer.from(bytes), 8 + Number(bytes.readBigUInt64LE()))
  rmSync(file)
  writeFileSync(file, edited)
  return withField(manifest, 'transformer.sha256', createHash('sha256').update(edited).digest('hex'))
}

test('the shipped pack loads and is verified', async () => {
  const pack = await loadPack(packFolder)
  expect(pack.model).toBe('storybook@v3')
  expect(pack.shape).toMatchObject({ dim: 256, heads: 4, layers: 8, channels: 48 })
})

test('a folder without a manifest', async () => {
  expect((await refusal(tmpdir())).code).toBe('pack.missing')
})

test('a missing file is named', async () => {
  const failure = await refusal(
    bentPack((folder, manifest) => {
      rmSync(join(folder, 'text.safetensors'))
      return manifest
    })
  )
  expect([failure.code, failure.cause]).toEqual(['pack.file', expect.stringContaining('text.safetensors')])
})

test('a replaced file', async () => {
  const folder = bentPack((_, manifest) => withField(manifest, 'autoencoder.sha256', 'b'.repeat(64)))
  expect((await refusal(folder)).code).toBe('pack.hash')
})

test('a replaced vocabulary', async () => {
  const folder = bentPack((folder, manifest) => {
    const file = join(folder, 'vocab.txt')
    const list = readFileSync(file, 'utf8')
    rmSync(file)
    writeFileSync(file, list.replace('\ncat\n', '\n#\n').replace('\nowl\n', '\ncat\n').replace('\n#\n', '\nowl\n'))
    return manifest
  })
  const failure = await refusal(folder)
  expect([failure.code, failure.cause]).toEqual(['pack.hash', expect.stringContaining('vocab.txt')])
})

test('weights stored as whole numbers', async () => {
  const folder = bentPack((folder, manifest) =>
    editTransformer(folder, manifest, (bytes, headerEnd) => {
      const header = bytes.subarray(8, headerEnd).toString().replace('"F16"', '"I16"')
      return Buffer.concat([bytes.subarray(0, 8), Buffer.from(header), bytes.subarray(headerEnd)])
    })
  )
  const failure = await refusal(folder)
  expect([failure.code, failure.cause]).toEqual(['pack.tensor', expect.stringContaining('I16')])
})

test('weights of another size than the manifest says name the tensor', async () => {
  const failure = await refusal(bentPack((_, manifest) => withField(manifest, 'transformer.ffn', 512)))
  expect([failure.code, failure.cause]).toEqual(['pack.tensor', expect.stringMatching(/ffn\.0\.weight.*1024.*512/)])
})

test('a tensor that is not there', async () => {
  const folder = bentPack((at, manifest) =>
    editTransformer(at, manifest, (bytes, end) => {
      const header = bytes.subarray(0, end).toString('latin1').replace('"head.modulation"', '"head.modulatiun"')
      return Buffer.concat([Buffer.from(header, 'latin1'), bytes.subarray(end)])
    })
  )
  const failure = await refusal(folder)
  expect([failure.code, failure.cause]).toEqual(['pack.tensor', expect.stringContaining('head.modulation')])
})

test.each([
  ['NaN', 0x7e00],
  ['-Infinity', 0xfc00]
])('a weight that is %s', async (name, half) => {
  const folder = bentPack((at, manifest) =>
    editTransformer(at, manifest, (bytes, end) => {
      bytes.writeUInt16LE(half, end + 200)
      return bytes
    })
  )
  const failure = await refusal(folder)
  expect([failure.code, failure.cause]).toEqual(['pack.numbers', expect.stringContaining(name)])
})

/** Sizes that are consistent with each other, but not with the tensors of the file. */
const sizes = {
  'more pictures a latent frame': (manifest: object) => withField(manifest, 'video.framesPerLatent', 8),
  'pictures that are held': (manifest: object) => withField(manifest, 'autoencoder.hold', 2),
  'finer patches': (manifest: object) =>
    withField(withField(withField(manifest, 'autoencoder.patchOut', 2), 'video.width', 144), 'video.height', 80),
  'coarser patches of what it reads': (manifest: object) => withField(manifest, 'autoencoder.patchIn', 4),
  'a decoder with another block': (manifest: object) => withField(manifest, 'autoencoder.blocks', [2, 2, 2])
}
test.each(Object.entries(sizes))('sizes that do not belong to the autoencoder: %s', async (_, bend) => {
  const failure = await refusal(bentPack((_, manifest) => bend(manifest)))
  expect([failure.code, failure.cause]).toEqual(['pack.tensor', expect.stringMatching(/autoencoder.*"(de|en)coder\./)])
})

const elsewhere = (folder: string, file: string): string => {
  const away = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  folders.push(away)
  renameSync(join(folder, file), join(away, file))
  return join(away, file)
}
test.each(['transformer.safetensors', 'vocab.txt', 'manifest.json'])(
  'a link that leads out of the folder: %s',
  async (file) => {
    const folder = bentPack((_, manifest) => manifest)
    const away = elsewhere(folder, file)
    symlinkSync(away, join(folder, file))
    expect(await refusal(folder)).toMatchObject({ code: 'pack.outside', facts: { file, path: away } })
    if (file !== 'vocab.txt') return
    await expect(openPackTokenizer(folder)).rejects.toMatchObject({ code: 'pack.outside' })
  }
)

test('links inside the folder, and to it, are accepted', async () => {
  const folder = bentPack((_, manifest) => manifest)
  renameSync(join(folder, 'text.safetensors'), join(folder, 'text-v1.safetensors'))
  symlinkSync('text-v1.safetensors', join(folder, 'text.safetensors'))
  const link = `${folder}-link`
  folders.push(link)
  symlinkSync(folder, link)
  expect((await loadPack(link)).model).toBe('storybook@v3')
})

test.each(['manifest.json', 'vocab.txt', 'text.safetensors'])('a pipe or a folder: %s', async (file) => {
  for (const make of [(path: string) => execFileSync('mkfifo', [path]), (path: string) => mkdirSync(path)]) {
    const folder = bentPack((_, manifest) => manifest)
    rmSync(join(folder, file))
    make(join(folder, file))
    expect(await refusal(folder)).toMatchObject({ code: 'pack.not-a-file', facts: { file } })
  }
})

test.each([
  ['manifest.json', 300_000_000],
  ['vocab.txt', 300_000_000]
])('a %s of %i bytes is not read', async (file, bytes) => {
  const folder = bentPack((_, manifest) => manifest)
  const copy = readFileSync(join(folder, file))
  rmSync(join(folder, file)) // it is a link to the shipped one
  writeFileSync(join(folder, file), copy)
  truncateSync(join(folder, file), bytes)
  expect(await refusal(folder)).toMatchObject({ code: 'pack.too-large', facts: { file, count: bytes } })
  await expect(openPackTokenizer(folder)).rejects.toMatchObject({ code: 'pack.too-large' })
})
