/** The same file's tensors under other names: graphs use a model's own names, files add prefixes. */
import type { Weights } from '../../../kernels/weights/safetensors.ts'

/** Only tensors whose names begin with `prefix`, without it. */
export function withoutPrefix(weights: Weights, prefix: string): Weights {
  const tensors = new Map(
    [...weights.tensors].flatMap(([name, entry]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), entry]] : []
    )
  )
  return { ...weights, tensors }
}
