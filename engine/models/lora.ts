/**
 * A LoRA: a low-rank update of some matrices of a transformer, W + (alpha / rank) · up · down (Hu et al., arXiv 2106.09685;
 * memflow.md §2.13). Merged when a model is imported, so it costs nothing when film is made.
 */
import { Failure } from '../../app/base/failure.ts'
import { elementsOf, type LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import { quoted } from '../../kernels/weights/refusal.ts'
import { withoutPrefixes, type Tensors } from './copies.ts'
import { transformerName } from './names.ts'
import { incomplete, unsuitable } from './refusal.ts'

export interface LoraPair {
  /** [out, rank] */
  readonly up: LazyTensor
  /** [rank, in] */
  readonly down: LazyTensor
  /** As the file states it; null when absent: alpha = rank, so the scale is 1. */
  readonly alpha: number | null
}
/** By the name of the layer, `blocks.0.self_attn.q`. */
export type Lora = ReadonlyMap<string, LoraPair>

const half = /^(.*)\.lora(?:_|\.)(A|B|down|up)(?:\.[\w-]+)?\.weight$/
const otherForms = /\.(?:lora_mid|dora_scale|lora_magnitude_vector|diff|diff_b|hada_\w+|lokr_\w+|oft_\w+)(?:\.|$)/

export const isLora = (tensors: Tensors): boolean =>
  [...tensors.keys()].some((name) => half.test(name) || otherForms.test(name))

/** Layer name in Wan's layout. kohya-style files use underscores instead of dots. */
function loraLayer(name: string): string {
  const kohya = /^lora_(?:unet|transformer)_blocks_(\d+)_(self_attn|cross_attn|ffn)_(\w+)$/.exec(name)
  if (kohya) return `blocks.${kohya[1]}.${kohya[2]}.${kohya[3]}`
  const bare = withoutPrefixes(name).replace(/^transformer\./, '')
  return transformerName(`${bare}.`).slice(0, -1)
}

/**
 * @param path for error messages
 * @throws Failure `model.unsuitable` for anything other than a plain LoRA; `model.incomplete` for half a pair, differing
 * ranks, or an alpha that is no number
 */
export function readLora(path: string, tensors: Tensors): Lora {
  const halves = new Map<string, { up?: LazyTensor; down?: LazyTensor; alpha?: LazyTensor }>()
  const put = (layer: string, role: 'up' | 'down' | 'alpha', tensor: LazyTensor): void => {
    const known = halves.get(layer) ?? {}
    if (known[role]) throw incomplete(path, `it has two of ${quoted(`${layer} ${role}`)}`)
    halves.set(layer, { ...known, [role]: tensor })
  }
  for (const [name, tensor] of tensors) {
    const found = half.exec(name)
    if (found) put(loraLayer(found[1]!), found[2] === 'A' || found[2] === 'down' ? 'down' : 'up', tensor)
    else if (name.endsWith('.alpha')) put(loraLayer(name.slice(0, -'.alpha'.length)), 'alpha', tensor)
    else
      throw unsuitable(
        path,
        `is no plain LoRA (it holds ${quoted(name)})`,
        'Take a LoRA of the usual form, or a model into which it is merged already.'
      )
  }
  const lora = new Map<string, LoraPair>()
  for (const [layer, { up, down, alpha }] of halves) lora.set(layer, pairOf(path, layer, up, down, alpha))
  return lora
}

function pairOf(path: string, layer: string, up?: LazyTensor, down?: LazyTensor, alpha?: LazyTensor): LoraPair {
  if (!up || !down) throw incomplete(path, `of ${quoted(layer)} one of the two matrices is missing`)
  const isPair = up.shape.length === 2 && down.shape.length === 2 && up.shape[1] === down.shape[0] && up.shape[1] !== 0
  if (!isPair)
    throw incomplete(
      path,
      `the two matrices of ${quoted(layer)}, [${up.shape.join(', ')}] and [${down.shape.join(', ')}], have no rank in common`
    )
  if (!alpha) return { up, down, alpha: null }
  if (elementsOf(alpha.shape) !== 1) throw incomplete(path, `the alpha of ${quoted(layer)} is no number`)
  return { up, down, alpha: alpha.read()[0]! }
}

/**
 * Refuses a LoRA that was made for another model.
 * @param sizes of the model's tensors, by name
 * @throws Failure `model.lora`
 */
export function demandFit(path: string, lora: Lora, sizes: ReadonlyMap<string, readonly number[]>): void {
  for (const [layer, { up, down }] of lora) {
    const size = sizes.get(`${layer}.weight`)
    const made = [up.shape[0]!, down.shape[1]!]
    if (size?.length === 2 && size[0] === made[0] && size[1] === made[1]) continue
    const why = size
      ? `for ${quoted(layer)} it is made for [${made.join(', ')}], and the model has [${size.join(', ')}]`
      : `the model has no layer ${quoted(layer)}`
    throw new Failure(
      'model.lora',
      `The LoRA ${path} belongs to another model: ${why}.`,
      'Take the LoRA that was published with this generator.',
      { path, detail: layer }
    )
  }
}

/** Rank of the first pair: usually the same for all pairs of a file. */
export const rankOf = (lora: Lora): number => [...lora.values()][0]?.down.shape[0] ?? 0
/** Factor of the product. */
export const scaleOf = ({ down, alpha }: LoraPair): number => (alpha === null ? 1 : alpha / down.shape[0]!)
