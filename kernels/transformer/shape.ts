/** What follows from a transformer's sizes, and the check that the sizes fit together. */
import { Failure } from '../../app/base/failure.ts'
import type { Heads } from '../onnx/ops.ts'
import type { TransformerShape } from './types.ts'

export const headDim = (shape: TransformerShape): number => shape.dim / shape.heads

export const headsOf = (shape: TransformerShape): Heads => ({ heads: shape.heads, size: headDim(shape) })

/** Rows and columns of tokens in one latent frame. */
export function tokenGrid(shape: TransformerShape): { rows: number; columns: number } {
  return { rows: shape.latentHeight / shape.patch[1], columns: shape.latentWidth / shape.patch[2] }
}

export function tokensPerFrame(shape: TransformerShape): number {
  const { rows, columns } = tokenGrid(shape)
  return rows * columns
}

/** Numbers in one token's patch: channels · rows · columns. */
export const patchSize = (shape: TransformerShape): number => shape.channels * shape.patch[1] * shape.patch[2]

/** @throws Failure `model.shape`, naming the sizes that do not fit together. */
export function checkShape(shape: TransformerShape): void {
  const { dim, heads, patch, rope } = shape
  const wrong = (what: string): Failure =>
    new Failure(
      'model.shape',
      `The model's sizes do not fit together: ${what}.`,
      'The model is damaged or not made for this program. Fetch it again.',
      { detail: what }
    )
  const sizes = [
    'dim',
    'heads',
    'layers',
    'ffn',
    'channels',
    'latentHeight',
    'latentWidth',
    'textDim',
    'freqDim'
  ] as const
  for (const name of sizes)
    if (!Number.isSafeInteger(shape[name]) || shape[name] < 1)
      throw wrong(`${name} is ${shape[name]}, not a whole number above 0`)
  if (dim % heads) throw wrong(`${dim} channels cannot be shared by ${heads} heads`)
  if (patch[0] !== 1) throw wrong(`a patch covers ${patch[0]} latent frames, not one`)
  if (shape.latentHeight % patch[1] || shape.latentWidth % patch[2])
    throw wrong(
      `a latent of ${shape.latentWidth} × ${shape.latentHeight} cannot be cut into patches of ${patch[2]} × ${patch[1]}`
    )
  if (shape.freqDim % 2) throw wrong(`freqDim ${shape.freqDim} is odd`)
  if (rope.split.some((part) => part % 2 || part < 0) || rope.split.reduce((a, b) => a + b) !== headDim(shape))
    throw wrong(`the rotary split ${rope.split.join(' + ')} is not made of even parts that sum to ${headDim(shape)}`)
  if (shape.sma && (!Number.isSafeInteger(shape.sma.k) || shape.sma.k < 1))
    throw wrong(`sparse memory keeps ${shape.sma.k} frames`)
}
