/** The tensors a transformer of this family must hold, by name and shape (memflow.md §2.12), derived from its sizes alone. */
import type { TransformerShape } from '../../kernels/transformer/types.ts'

/** The sizes that its tensors follow from. */
export type TransformerSizes = Pick<
  TransformerShape,
  'dim' | 'layers' | 'ffn' | 'patch' | 'channels' | 'textDim' | 'freqDim'
>

/** Name → shape, in the order of the network. */
export function requiredTensors(shape: TransformerSizes): ReadonlyMap<string, readonly number[]> {
  const { dim, ffn, channels, patch, textDim, freqDim } = shape
  const tensors = new Map<string, readonly number[]>()
  const linear = (name: string, rows: number, columns: number): void => {
    tensors.set(`${name}.weight`, [rows, columns]).set(`${name}.bias`, [rows])
  }
  tensors.set('patch_embedding.weight', [dim, channels, ...patch]).set('patch_embedding.bias', [dim])
  linear('text_embedding.0', dim, textDim)
  linear('text_embedding.2', dim, dim)
  linear('time_embedding.0', dim, freqDim)
  linear('time_embedding.2', dim, dim)
  linear('time_projection.1', 6 * dim, dim)
  for (let layer = 0; layer < shape.layers; layer++) {
    const block = `blocks.${layer}`
    for (const attention of ['self_attn', 'cross_attn']) {
      for (const matrix of ['q', 'k', 'v', 'o']) linear(`${block}.${attention}.${matrix}`, dim, dim)
      for (const norm of ['norm_q', 'norm_k']) tensors.set(`${block}.${attention}.${norm}.weight`, [dim])
    }
    tensors.set(`${block}.norm3.weight`, [dim]).set(`${block}.norm3.bias`, [dim])
    linear(`${block}.ffn.0`, ffn, dim)
    linear(`${block}.ffn.2`, dim, ffn)
    tensors.set(`${block}.modulation`, [1, 6, dim])
  }
  linear('head.head', channels * patch[0] * patch[1] * patch[2], dim)
  return tensors.set('head.modulation', [1, 2, dim])
}
