/** A pack of the published sizes with random weights, for a canvas of 256 × 144 and two denoising steps. */
import { copyFileSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { families } from '../../../engine/models/families.ts'
import type { Tensors } from '../../../engine/models/copies.ts'
import { fileNames, manifestOf } from '../../../engine/models/manifest-of.ts'
import { countPieces } from '../../../engine/models/tokenizer.ts'
import type { Shapes } from '../../engine/models/kit/model-files.ts'
import { transformerShapes, umt5Shapes, wanDecoderShapes } from './shapes.ts'
import { writeRandomWeights } from './write-weights.ts'

/** Bytes that must be free. */
const room = 5e9
/** Of the text model's 24 layers: they are read one at a time. */
const textLayers = 2

const tokenizer = fileURLToPath(new URL('../../vectors/v17.model', import.meta.url))

/** @throws Error when the disk has no room. @returns bytes of all weights */
export function writeScalePack(folder: string): number {
  mkdirSync(folder)
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < room) throw new Error(`${folder} has no ${room / 1e9} GB free for generated weights`)
  const parts = {
    generator: transformerShapes,
    text: umt5Shapes(textLayers, countPieces(readFileSync(tokenizer))!),
    decoder: wanDecoderShapes
  }
  const hashes: Record<string, string> = { tokenizer: '0'.repeat(64), tinyDecoder: '' }
  let all = 0
  for (const part of ['generator', 'text', 'decoder'] as const) {
    const { sha256, bytes } = writeRandomWeights(join(folder, fileNames[part]), parts[part])
    hashes[part] = sha256
    all += bytes
  }
  copyFileSync(tokenizer, join(folder, fileNames.tokenizer))
  const manifest = manifestOf(
    {
      ...{ id: 'scale', revision: '1', family: { ...families.memflow, steps: [1000, 500] } },
      ...{ canvas: { width: 256, height: 144 }, licence: { model: 'random numbers' }, madeFrom: [], tinyDecoder: null },
      ...{ generator: tensorsOf(parts.generator), text: tensorsOf(parts.text), decoder: tensorsOf(parts.decoder) }
    },
    hashes as Parameters<typeof manifestOf>[1]
  )
  const { tokenizerSha256: _, ...text } = manifest.text as Record<string, unknown>
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, text }))
  return all
}

/** As much of tensors as a manifest follows from: their shapes. */
const tensorsOf = (shapes: Shapes): Tensors =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, { name, shape }])) as unknown as Tensors
