/**
 * Inspects folders for the parts of a video model: which file is which part, what is missing, what has to be chosen. Reads
 * only headers and writes nothing. (`throughline pack inspect`)
 */
import { realpathSync } from 'node:fs'
import { Failure } from '../../app/base/failure.ts'
import type { Checkpoint } from '../../kernels/checkpoints/checkpoint.ts'
import { elementsOf, type LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import { sha256 } from '../files/sha256.ts'
import { candidatesOf, type Candidate, type Passed } from './candidates.ts'
import type { Copy, Tensors } from './copies.ts'
import { licenceOf, type Licence } from './licence.ts'
import { demandFit, rankOf, type Lora } from './lora.ts'
import { openFound } from './open-part.ts'
import { parts, type Part } from './parts.ts'
import { recognise, type Layout, type Recognised } from './recognise.ts'
import { transformerSizes } from './sizes.ts'
import { countPieces, mostTokenizerBytes, readTokenizer } from './tokenizer.ts'
import { listFiles } from './walk.ts'

/** A file, or a sharded set, that is a part. */
export interface FoundPart {
  readonly part: Part
  readonly path: string
  /** As it is stored. */
  readonly bytes: number
  /** Number of parameters; null for a tokenizer. */
  readonly parameters: number | null
  /** Most frequent data type: F16, BF16, F8_E4M3 … */
  readonly stored: string | null
  readonly layout: Layout | null
  /** For a generator: the chosen copy of the weights, and the others in the file. */
  readonly copy: Copy | null
  readonly otherCopies: readonly Copy[]
  /** Further information in a few words. */
  readonly about: string
  readonly licence: Licence | null
}

export interface Inspection {
  /** Per part, the candidate files; more than one requires a choice, except for LoRAs. */
  readonly parts: Readonly<Record<Part, readonly FoundPart[]>>
  /** Required parts that were not found. */
  readonly missing: readonly Part[]
  /** Parts with several candidates. */
  readonly toChoose: readonly Part[]
  /** Files that look like weights and are no part. */
  readonly passed: readonly Passed[]
  /** What could not be read. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[]
  readonly cut: boolean
  /** Bytes that an import would write (two per parameter). */
  readonly space: number
}

export interface Wishes {
  /** Files chosen by the user among several. */
  readonly use?: readonly string[]
  /** The copy of the weights chosen by the user. */
  readonly copy?: Copy | null
}

/** Who waits: large trees take their time, on a slow disk most of all. Told now and then. */
export interface Watcher {
  /** Files found so far. */
  readonly listed?: (files: number) => void
  /** Tables of contents that were read, of all there are. */
  readonly read?: (count: number, of: number) => void
}

/** Tables of contents after which whoever waits is told again. */
const toldEvery = 100

/**
 * @param folders may also be single files
 * @throws Failure `models.folder` when one does not exist; `models.use` when a chosen file is no part
 */
export function inspect(
  folders: readonly string[],
  { use = [], copy = null }: Wishes = {},
  watcher: Watcher = {}
): Inspection {
  const { files, unreadable, cut } = listFiles(folders, watcher.listed)
  const { found, passed } = candidatesOf(files)
  const read = found.map((candidate, at) => {
    if (at > 0 && at % toldEvery === 0) watcher.read?.(at, found.length)
    return readPart(candidate, copy)
  })
  const lists = listed(
    read.flatMap((each) => ('found' in each ? each.found : [])),
    use
  )
  const refused = [...passed, ...read.flatMap((each) => ('reason' in each ? [each] : []))]
  const strangers = unfit(lists)
  const kept = { ...lists, lora: lists.lora.filter(({ path }) => !strangers.some((each) => each.path === path)) }
  return {
    parts: mapped(kept, ({ sizes: _, lora: __, same: ___, ...shown }) => shown),
    missing: missingOf(kept),
    toChoose: parts.filter((part) => part !== 'lora' && kept[part].length > 1),
    passed: [...refused, ...strangers].sort((a, b) => (a.path < b.path ? -1 : 1)),
    ...{ unreadable, cut },
    space: parts.reduce((sum, part) => sum + Math.max(0, ...kept[part].map(importedBytes)), 0)
  }
}

/** A part with what is needed while others are compared with it. */
interface Opened extends FoundPart {
  readonly sizes: Tensors | null
  readonly lora: Lora | null
  /** Equal for equal content, where that is known. */
  readonly same: string | null
}
type Lists = Readonly<Record<Part, readonly Opened[]>>

const mapped = <To>(lists: Lists, to: (part: Opened) => To): Record<Part, To[]> =>
  Object.fromEntries(parts.map((part) => [part, lists[part].map(to)])) as Record<Part, To[]>

function readPart(candidate: Candidate, copy: Copy | null): { readonly found: readonly Opened[] } | Passed {
  const { kind, path, bytes, root, missing } = candidate
  try {
    if (missing.length > 0) throw halfSet(path, missing)
    const licence = licenceOf(path, root)
    if (kind === 'tokenizer') return { found: [tokenizerPart(path, readTokenizer(path), licence)] }
    const checkpoint = openFound(path)
    const recognised = recognise(checkpoint, copy)
    const weights = { ...weightsPart(checkpoint, recognised), path, bytes, licence }
    return { found: [weights, ...insideTokenizer(path, recognised, licence)] }
  } catch (error) {
    return { path, bytes, reason: Failure.from(error) }
  }
}

const halfSet = (path: string, missing: readonly string[]): Failure =>
  new Failure(
    'weights.shard',
    `${path} names files that are not there: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''}.`,
    'Fetch them into the same folder; all are needed.',
    { path, file: missing[0]! }
  )

const noTokenizer = {
  layout: null,
  copy: null,
  otherCopies: [],
  sizes: null,
  lora: null,
  parameters: null,
  stored: null
}

function tokenizerPart(
  path: string,
  { pieces, bytes }: { readonly pieces: number; readonly bytes: Uint8Array },
  licence: Licence | null,
  where = ''
): Opened {
  const about = `${pieces.toLocaleString('en')} pieces${where}`
  return { ...noTokenizer, part: 'tokenizer', path, bytes: bytes.length, about, licence, same: sha256(bytes) }
}

/** ComfyUI stores the tokenizer inside the text model, as a tensor. */
function insideTokenizer(path: string, recognised: Recognised, licence: Licence | null): readonly Opened[] {
  const place = recognised.part === 'text' ? recognised.tokenizer?.place : null
  if (!place || place.bytes > mostTokenizerBytes) return []
  const bytes = place.source.read(place.offset, place.bytes)
  const pieces = countPieces(bytes)
  return pieces ? [tokenizerPart(path, { pieces, bytes }, licence, ', inside the text model')] : []
}

function weightsPart({ form }: Checkpoint, recognised: Recognised): Omit<Opened, 'path' | 'bytes' | 'licence'> {
  const { part } = recognised
  const numbers =
    part === 'lora'
      ? [...recognised.lora.values()].flatMap(({ up, down }) => [up, down])
      : [...recognised.tensors.values()]
  const isGenerator = part === 'generator'
  return {
    ...{
      part,
      parameters: sum(numbers.map(({ shape }) => elementsOf(shape))),
      stored: mostlyStored(numbers),
      same: null
    },
    layout: part === 'lora' ? null : recognised.layout,
    copy: isGenerator ? recognised.copy : null,
    otherCopies: isGenerator ? recognised.others : [],
    sizes: isGenerator ? recognised.tensors : null,
    lora: part === 'lora' ? recognised.lora : null,
    about: aboutOf(recognised, form)
  }
}

function aboutOf(recognised: Recognised, form: string): string {
  switch (recognised.part) {
    case 'generator': {
      const { dim, layers } = transformerSizes(recognised.tensors)
      const size = dim === 1536 && layers === 30 ? 'Wan 2.1, 1.3B' : `of an unusual size: ${layers} layers, ${dim} wide`
      // The plain model and those fine-tuned from it have the same tensors.
      return recognised.copy ? size : `${size}; whether it makes film chunk by chunk, the file does not say`
    }
    case 'lora': {
      const rank = rankOf(recognised.lora)
      const alphas = [...recognised.lora.values()].map(({ alpha }) => alpha)
      const stated = alphas.every((alpha) => alpha === null)
        ? 'no alpha stated, taken as the rank'
        : `alpha ${alphas[0]}`
      return `rank ${rank}, ${stated}, for ${recognised.lora.size} layers`
    }
    case 'text':
    case 'decoder':
    case 'tinyDecoder':
      return form === 'torch' ? 'a torch file' : 'a .safetensors file'
  }
}

/** The parts by kind: files of equal content once, and of several candidates the chosen ones. */
function listed(found: readonly Opened[], use: readonly string[]): Lists {
  const wanted = use.map((path) => ({ path, real: realOf(path) }))
  const isWanted = ({ path }: Opened): boolean => wanted.some(({ real }) => real === realOf(path))
  for (const { path, real } of wanted)
    if (real === null || !found.some((each) => realOf(each.path) === real))
      throw new Failure(
        'models.use',
        `${path} is none of the parts that were found.`,
        'Name a file that is listed, or leave --use out to see the list.',
        { path }
      )
  const of = (part: Part): Opened[] => {
    const all = found.filter((each) => each.part === part)
    const once = all.filter((each, at) => each.same === null || all.findIndex(({ same }) => same === each.same) === at)
    const chosen = once.filter(isWanted)
    return chosen.length > 0 ? chosen : once
  }
  return Object.fromEntries(parts.map((part) => [part, of(part)])) as unknown as Lists
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** LoRAs that fit none of the generators; without a generator none can be judged. */
function unfit({ lora, generator }: Lists): readonly Passed[] {
  return lora.flatMap((each) => {
    const reasons = generator.map(({ sizes }) => misfit(each, sizes!))
    const [first] = reasons
    return first && reasons.every((reason) => reason !== null)
      ? [{ path: each.path, bytes: each.bytes, reason: first }]
      : []
  })
}

function misfit({ path, lora }: Opened, sizes: Tensors): Failure | null {
  try {
    demandFit(path, lora!, new Map([...sizes].map(([name, { shape }]) => [name, shape])))
    return null
  } catch (error) {
    return Failure.from(error)
  }
}

/** One of the two decoders is enough. */
function missingOf(lists: Lists): readonly Part[] {
  const needed: readonly Part[] = [
    'generator',
    'text',
    'tokenizer',
    ...(lists.tinyDecoder.length > 0 ? [] : (['decoder'] as const))
  ]
  return needed.filter((part) => lists[part].length === 0)
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

function mostlyStored(tensors: readonly LazyTensor[]): string | null {
  const by = new Map<string, number>()
  for (const tensor of tensors) by.set(tensor.dtype, (by.get(tensor.dtype) ?? 0) + elementsOf(tensor.shape))
  return [...by].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** Half precision; a LoRA is merged, and a tokenizer copied. */
const importedBytes = ({ part, parameters, bytes }: FoundPart): number =>
  part === 'lora' ? 0 : parameters === null ? bytes : 2 * parameters
