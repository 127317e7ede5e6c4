/** Unusable packs through the real command line: copies of the storybook pack, each damaged in one way. */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { storybook } from './kit/throughline.ts'

let here: Case
let pack: string
beforeEach(() => {
  here = new Case()
  pack = here.at('pack')
  mkdirSync(pack)
  for (const name of readdirSync(storybook))
    if (/\.(json|txt)$|^(transformer|text|autoencoder)/.test(name))
      copyFileSync(join(storybook, name), join(pack, name))
  writeFileSync(here.at('film.shots'), '## One (1 s)\nA cat dances in a meadow.\n')
})
afterEach(() => here.dispose())

const refused = (says: string, words: RegExp) =>
  here.refuses(['--pack', pack, 'render', here.at('film.shots')], { code: 3, says, words })

type Header = Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>

/** Changes the transformer's weights and, with `rehash`, updates their hash in the manifest. */
function changeWeights(change: (header: Header, data: Buffer) => void, rehash = true): void {
  const file = join(pack, 'transformer.safetensors')
  const bytes = readFileSync(file)
  const length = Number(bytes.readBigUInt64LE())
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header
  const data = bytes.subarray(8 + length)
  change(header, data)
  const text = Buffer.from(JSON.stringify(header).padEnd(length))
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(text.length))
  const changed = Buffer.concat([size, text, data])
  writeFileSync(file, changed)
  if (!rehash) return
  const manifestFile = join(pack, 'manifest.json')
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { transformer: { sha256: string } }
  manifest.transformer.sha256 = createHash('sha256').update(changed).digest('hex')
  writeFileSync(manifestFile, JSON.stringify(manifest))
}

const tensor = 'blocks.3.self_attn.q.weight'

test('a missing tensor', async () => {
  changeWeights((header) =>
    Object.assign(header, { [tensor.replace('.q.', '.renamed.')]: header[tensor], [tensor]: undefined })
  )
  await refused('pack.tensor', /blocks\.3\.self_attn\.q\.weight/)
})

test('a wrong shape', async () => {
  changeWeights((header) => (header[tensor]!.shape = [128, 512]))
  await refused('pack.tensor', /blocks\.3\.self_attn\.q\.weight/)
})

test('a wrong hash', async () => {
  changeWeights((_, data) => (data[1_000] = data[1_000]! ^ 1), false)
  await refused('pack.hash', /transformer\.safetensors/)
})

test('NaN weights', async () => {
  changeWeights((header, data) => data.writeUInt16LE(0x7e00, header[tensor]!.data_offsets[0]))
  await refused('pack.numbers', /transformer\.safetensors/)
})

test('no manifest, an unknown field, a missing folder', async () => {
  const manifest = join(pack, 'manifest.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"version": 1', '"version": 1, "colour": "red"'))
  await refused('pack.manifest', /colour/)
  pack = here.at('nowhere')
  await refused('pack.missing', /nowhere/)
})
