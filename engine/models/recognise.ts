/**
 * Which part of a model a file of weights is, told by the names and shapes of its tensors, never by its name; under Wan's names,
 * whatever layout it has, and whole. What is recognised and cannot be used is refused with what to take instead.
 */
import type { Checkpoint } from '../../kernels/checkpoints/checkpoint.ts'
import { unscaled } from '../../kernels/checkpoints/scaled.ts'
import { renamed, type LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import { quoted } from '../../kernels/weights/refusal.ts'
import { chooseCopy, type Copy, type Tensors } from './copies.ts'
import { isLora, readLora, type Lora } from './lora.ts'
import { decoderName, textName, transformerName } from './names.ts'
import { incomplete, unsuitable } from './refusal.ts'
import * as sizes from './sizes.ts'
import { demandKnown } from './strangers.ts'

export type Layout = 'original' | 'diffusers' | 'huggingface'

export type Recognised = Readonly<
  | { part: 'generator'; layout: Layout; tensors: Tensors; copy: Copy | null; others: readonly Copy[] }
  | { part: 'text'; layout: Layout; tensors: Tensors; tokenizer: LazyTensor | null }
  | { part: 'decoder'; layout: Layout; tensors: Tensors }
  | { part: 'tinyDecoder'; layout: Layout; tensors: Tensors }
  | { part: 'lora'; lora: Lora }
>

/**
 * @param wanted the copy that is to be taken of a file with several
 * @throws Failure `model.unsuitable` for what is no part of such a model or of one that is not run; `model.incomplete` when tensors are
 *   missing or of other shapes; `model.choice`; `weights.form` for quantised forms
 */
export function recognise(checkpoint: Checkpoint, wanted: Copy | null = null): Recognised {
  const path = checkpoint.paths[0]!
  const { tensors: found, copy, others } = chooseCopy(path, checkpoint.tensors, wanted)
  const has = (name: string): boolean => found.has(name)
  if (isLora(found)) return { part: 'lora', lora: readLora(path, found) }
  // Whose it is comes before how it is quantised: nobody needs another model in a better form.
  const plain = (): Tensors => unscaled(path, found)
  if (has('head.modulation') || (has('scale_shift_table') && begins(found, 'condition_embedder.'))) {
    const layout = has('head.modulation') ? 'original' : 'diffusers'
    refuseRelatives(path, named(path, found, transformerName))
    return { part: 'generator', layout, tensors: generator(path, named(path, plain(), transformerName)), copy, others }
  }
  if (has('decoder.middle.0.residual.0.gamma') || has('decoder.mid_block.resnets.0.norm1.gamma')) {
    const layout = has('decoder.middle.0.residual.0.gamma') ? 'original' : 'diffusers'
    return { part: 'decoder', layout, tensors: decoder(path, named(path, plain(), decoderName)) }
  }
  if (has('decoder.1.weight') && has('decoder.3.conv.0.weight'))
    return { part: 'tinyDecoder', layout: 'original', tensors: tinyDecoder(path, plain()) }
  if (has('token_embedding.weight') || has('shared.weight') || has('encoder.embed_tokens.weight')) {
    const layout = has('token_embedding.weight') ? 'original' : 'huggingface'
    refuseT5(path, named(path, found, textName))
    return { part: 'text', layout, tensors: text(path, plain()), tokenizer: found.get('spiece_model') ?? null }
  }
  demandKnown(path, found)
  if ([...found.keys()].some((name) => ownNames.test(name))) plain() // refuses it as quantised, if that is why it was not known
  throw unsuitable(
    path,
    `is no part of such a model (it holds ${[...found.keys()].slice(0, 2).map(quoted).join(', ') || 'nothing'}…)`,
    'Leave it where it is: it is not needed.'
  )
}

/** Names that only parts of such a model have, also where quantising took those away by which it is known. */
const ownNames =
  /^(?:blocks\.\d+\.(?:self_attn|cross_attn)|encoder\.block\.\d+\.layer|token_embedding|decoder\.(?:middle|upsamples))\./

const begins = (tensors: Tensors, prefix: string): boolean =>
  [...tensors.keys()].some((name) => name.startsWith(prefix))

/** Under Wan's names. Of an embedding that is stored twice the first is taken. */
function named(path: string, tensors: Tensors, own: (name: string) => string): Tensors {
  const found = new Map<string, LazyTensor>()
  for (const [name, tensor] of tensors) {
    const to = own(name)
    if (found.has(to)) {
      if (to === 'token_embedding.weight') continue
      throw incomplete(path, `it holds ${quoted(to)} twice, under different names`)
    }
    found.set(to, renamed(tensor, to))
  }
  return found
}

/** Tables that can be computed, which some programs store all the same. */
const computed = /(?:^|\.)(?:freqs|freqs_cis|inv_freq|rope\.\w+|position_ids)$/

/** Transformers of the family that this program does not run, told by their names and widths, quantised or not. */
function refuseRelatives(path: string, tensors: Tensors): void {
  const { dim, channels } = sizes.transformerSizes(tensors)
  const names = [...tensors.keys()]
  const refuse = (what: string): Error => unsuitable(path, what, smaller)
  if (names.some((name) => name.startsWith('vace_'))) throw refuse('is VACE, a model that edits films')
  if (names.some((name) => name.startsWith('img_emb.') || name.includes('.k_img.')) || channels === 36)
    throw refuse('is a model that begins with a picture (image to video)')
  if (names.some((name) => /(?:^|\.)_(?:cls_pred|gan_ca|register_tokens)/.test(name)))
    throw refuse('is a critic, which only judges films while a model is trained')
  if (dim === 5120) throw refuse('is the model of 14 billion parameters, which is too large for this program')
}

function generator(path: string, tensors: Tensors): Tensors {
  const { dim, layers, channels } = sizes.transformerSizes(tensors)
  const refuse = (what: string): Error => unsuitable(path, what, smaller)
  if (dim === 0 || layers === 0) throw incomplete(path, 'it has no layers')
  if (channels !== 16) throw refuse(`works on latents of ${channels} channels, and not of 16, as Wan 2.1 does`)
  const required = sizes.transformerTensors(tensors)
  const found = whole(path, tensors, required)
  const more = [...tensors.keys()].find((name) => !required.has(name) && !computed.test(name))
  if (more !== undefined) throw refuse(`is a relative of Wan 2.1 with more in it (${quoted(more)})`)
  return found
}
const smaller =
  'Take a generator of the size 1.3B that makes films from text (Wan2.1-T2V-1.3B and what was trained from it).'

function decoder(path: string, all: Tensors): Tensors {
  const tensors = new Map([...all].filter(([name]) => /^(?:decoder|conv2)\./.test(name)))
  const channels = tensors.get('conv2.weight')?.shape[0]
  if (channels !== undefined && channels !== 16)
    throw unsuitable(path, `decodes latents of ${channels} channels, and not of 16, as Wan 2.1 has them`, wanDecoder)
  const required = sizes.decoderTensors(tensors)
  const found = whole(path, tensors, required)
  const more = [...tensors.keys()].find((name) => !required.has(name))
  if (more !== undefined)
    throw unsuitable(path, `is a decoder with more in it than Wan 2.1's (${quoted(more)})`, wanDecoder)
  return found
}
const wanDecoder = 'Take the decoder of Wan 2.1 (Wan2.1_VAE.pth, wan_2.1_vae.safetensors).'

function tinyDecoder(path: string, all: Tensors): Tensors {
  const tensors = new Map([...all].filter(([name]) => name.startsWith('decoder.')))
  if (tensors.get('decoder.1.weight')?.shape[1] !== 16)
    throw unsuitable(path, 'is the tiny decoder of another model', 'Take taew2_1.safetensors or taew2_1.pth.')
  return whole(path, tensors, sizes.tinyDecoderTensors(tensors))
}

function text(path: string, all: Tensors): Tensors {
  const tensors = new Map(
    [...named(path, all, textName)].filter(([name]) => /^(?:token_embedding|blocks|norm)\./.test(name))
  )
  if (sizes.textSizes(tensors).layers === 0) throw incomplete(path, 'it has no layers')
  return whole(path, tensors, sizes.textTensors(tensors))
}

/** T5 has one table of distances, in its first layer; umT5 has one in each. */
function refuseT5(path: string, tensors: Tensors): void {
  const tables = [...tensors.keys()].filter((name) => /\.pos_embedding\.embedding\.weight(?:$|\.)/.test(name))
  const isFirst = tables.length > 0 && tables.every((name) => name.startsWith('blocks.0.'))
  if (isFirst && sizes.textSizes(tensors).layers > 1)
    throw unsuitable(path, 'is T5, the text model of other programs (Flux, Stable Diffusion 3)', umt5)
}
const umt5 = 'Take umT5-XXL, which Wan 2.1 was published with.'

/** The tensors that are required and no others. @throws Failure `model.incomplete` */
function whole(path: string, tensors: Tensors, required: sizes.Sizes): Tensors {
  const found = new Map<string, LazyTensor>()
  const missing = [...required.keys()].filter((name) => !tensors.has(name))
  if (missing.length > 0)
    throw incomplete(path, `${missing.length} of its ${required.size} tensors are missing (${quoted(missing[0]!)})`)
  for (const [name, shape] of required) {
    const tensor = tensors.get(name)!
    if (tensor.shape.length !== shape.length || shape.some((size, axis) => size !== tensor.shape[axis] || size === 0))
      throw incomplete(
        path,
        `${quoted(name)} is of the shape [${tensor.shape.join(', ')}], where [${shape.join(', ')}] belongs`
      )
    found.set(name, tensor)
  }
  return found
}
