/** The same file's tensors under other names: graphs ask for a model's own names, files have prefixes. */
import type { Weights } from './safetensors.ts'

/** Only tensors whose names begin with `prefix`, without it. */
export function withoutPrefix(weights: Weights, prefix: string): Weights {
  const tensors = new Map(
    [...weights.tensors].flatMap(([name, entry]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), entry]] : []
    )
  )
  return { ...weights, tensors }
}
