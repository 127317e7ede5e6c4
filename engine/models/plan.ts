/** What will be made of the files that were found: chosen, compared with each other and described, before anything is written. */
import { realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { beginning, cleanText } from '../../app/base/text.ts'
import type { LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import type { Manifest } from '../pack/manifest.ts'
import { parseManifest } from '../pack/parse-manifest.ts'
import { demandChosen, demandFamily, demandThere } from './demands.ts'
import { families, type Family, type FamilyName } from './families.ts'
import { fingerprint } from './fingerprint.ts'
import type { FoundPart, Inspection, Wishes } from './inspect.ts'
import { demandFit, type Lora } from './lora.ts'
import { fileNames, manifestOf, type Canvas, type Described, type PackedPart } from './manifest-of.ts'
import { openPart, tokenizerBytes } from './open-part.ts'
import { partFacts, parts } from './parts.ts'
import { unfitting } from './refusal.ts'
import { textSizes } from './sizes.ts'
import { countPieces } from './tokenizer.ts'
import { bytesOfHalves } from './write-weights.ts'

export interface ImportWishes extends Wishes {
  readonly family: FamilyName | null
  readonly canvas: Canvas
  /** Whether LoRAs are merged. */
  readonly lora: boolean
  /** Instead of the family's, in the model's name. */
  readonly id: string | null
}

/** A file of the pack that is converted. */
export interface WeightsToWrite {
  readonly part: Exclude<PackedPart, 'tokenizer'>
  readonly file: string
  readonly tensors: readonly LazyTensor[]
  readonly bytes: number
}

export interface ImportPlan {
  /** `id@revision` */
  readonly model: string
  readonly family: Family
  readonly canvas: Canvas
  /** The files that it is made from. */
  readonly sources: readonly FoundPart[]
  readonly weights: readonly WeightsToWrite[]
  readonly tokenizer: Uint8Array
  /** Merged into the generator. */
  readonly loras: readonly Lora[]
  readonly bytes: number
  /** As it will be, but for the hashes of the files. */
  readonly preview: Manifest
  /** The text of the manifest, once the files are written. */
  manifest(hashes: Readonly<Record<PackedPart, string>>): string
}

/**
 * @throws Failure `models.several`, `models.missing`, `models.family`; `models.unfitting`, `model.lora` for parts of different
 *   models; `pack.manifest` for sizes beyond what is run; failures of reading
 */
export function planImport(found: Inspection, wishes: ImportWishes): ImportPlan {
  const loras = wishes.lora ? found.parts.lora : []
  demandChosen(found, loras.length > 1 && !loras.every(({ path }) => isNamed(path, wishes)) ? loras : [])
  demandThere(found, found.missing)
  const used = parts.flatMap((part) => (part === 'lora' ? loras : found.parts[part]))
  const family = families[demandFamily(wishes.family, used)]
  if (family.lora && wishes.lora && loras.length === 0) demandThere(found, ['lora'], family.name)
  return planned(used, family, wishes)
}

function planned(
  used: readonly FoundPart[],
  family: Family,
  { canvas, family: called, id: wished }: ImportWishes
): ImportPlan {
  const one = (part: FoundPart['part']): FoundPart | undefined => used.find((each) => each.part === part)
  const source = one('generator')!
  const generator = openPart('generator', source.path, source.copy).tensors
  const text = openPart('text', one('text')!.path).tensors
  const [decoder, tinyDecoder] = (['decoder', 'tinyDecoder'] as const).map((part) => {
    const path = one(part)?.path
    return path === undefined ? null : openPart(part, path).tensors
  })
  const tokenizer = tokenizerBytes(one('tokenizer')!.path)
  demandRows(tokenizer, textSizes(text).vocabulary)
  const loras = used.filter(({ part }) => part === 'lora').map(({ path }) => fitting(path, generator))

  const networks = { generator, text, decoder: decoder!, tinyDecoder: tinyDecoder! }
  const weights = (['generator', 'text', 'decoder', 'tinyDecoder'] as const).flatMap((part): WeightsToWrite[] => {
    const tensors = networks[part] && [...networks[part].values()]
    return tensors ? [{ part, file: fileNames[part], tensors, bytes: bytesOfHalves(tensors) }] : []
  })
  const pairs = loras.flatMap((lora) => [...lora.values()])
  const all = [...weights.flatMap(({ tensors }) => tensors), ...pairs.flatMap(({ up, down }) => [up, down])]
  const said = [family, canvas, pairs.map(({ alpha }) => alpha)].map((each) => JSON.stringify(each))
  const described: Described = {
    id: `${wished ?? called}-${canvas.width}x${canvas.height}`,
    revision: fingerprint(all, [...said, Buffer.from(tokenizer).toString('base64')]),
    ...{ family, canvas, licence: licencesOf(used), madeFrom: used.map(sourceOf), ...networks }
  }
  const manifest = (hashes: Readonly<Record<PackedPart, string>>): string =>
    `${JSON.stringify(manifestOf(described, hashes), null, 2)}\n`
  const preview = parseManifest(manifest(noHashes)) // what cannot be described is refused before anything is written
  return {
    model: `${described.id}@${described.revision}`,
    ...{ family, canvas, sources: used, weights, tokenizer, loras, preview, manifest },
    bytes: weights.reduce((sum, { bytes }) => sum + bytes, tokenizer.length)
  }
}

const noHash = '0'.repeat(64)
const noHashes: Readonly<Record<PackedPart, string>> = {
  ...{ generator: noHash, text: noHash, tokenizer: noHash, decoder: noHash, tinyDecoder: noHash }
}

function fitting(path: string, generator: ReadonlyMap<string, LazyTensor>): Lora {
  const { lora } = openPart('lora', path)
  demandFit(path, lora, new Map([...generator].map(([name, { shape }]) => [name, shape])))
  return lora
}

function demandRows(tokenizer: Uint8Array, vocabulary: number): void {
  const pieces = countPieces(tokenizer) ?? 0
  if (pieces > vocabulary) throw unfitting(`the tokenizer has ${pieces} pieces, and the text model knows ${vocabulary}`)
}

/** Whether the user chose this file. */
const isNamed = (path: string, { use = [] }: Wishes): boolean =>
  use.some((each) => realpathSync(each) === realpathSync(path))

/** The licence of every part, as the manifest has it. */
function licencesOf(used: readonly FoundPart[]): Described['licence'] {
  const said = ({ licence }: FoundPart): string => (licence ? shown(licence.name) : notStated)
  const loras = used.filter(({ part }) => part === 'lora')
  const others = used.filter(({ part }) => part !== 'lora' && part !== 'generator')
  return {
    model: said(used.find(({ part }) => part === 'generator')!),
    ...Object.fromEntries(others.map((each) => [each.part, said(each)])),
    ...(loras.length > 0 ? { lora: [...new Set(loras.map(said))].join('; ') } : {})
  }
}
/** In a manifest: the licence of a part of which none was found. */
export const notStated = 'not stated where the files were; ask where they were published'

const sourceOf = (found: FoundPart): Described['madeFrom'][number] => ({
  part: partFacts[found.part].name,
  file: shown(basename(found.path)),
  bytes: found.bytes,
  about: shown([found.copy && `copy ${found.copy}`, found.about].filter(Boolean).join(', '))
})

/** Text of somebody else's file as one short line that can be shown. */
const shown = (text: string): string =>
  beginning(cleanText(text, { lines: false }).text.trim(), 200).trim() || 'a name that cannot be shown'
