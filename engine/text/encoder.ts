/** A pack's text encoder: prompt in, the features that the transformer's cross-attention reads out. */
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { loadGraph, type RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { bertGraph } from '../../kernels/text/bert.ts'
import { entryOf, openWeights, type Weights } from '../../kernels/weights/safetensors.ts'
import type { PromptEncoder } from './prompt-encoder.ts'
import { openTokenizer } from './tokenizer.ts'
import { openUmt5, type Umt5Description } from './umt5.ts'

/** What a manifest says of a BERT encoder. */
export interface BertDescription {
  readonly kind: 'bert'
  readonly file: string
  readonly vocab: string
  readonly lowercase: boolean
  readonly dim: number
  readonly layers: number
  readonly heads: number
  readonly ffn: number
  readonly eps: number
  readonly maxTokens: number
}

/**
 * @param folder the pack's
 * @throws Failure `pack.vocabulary` for a bad word list; `weights.*` and `runtime.load` when the weights are missing, do
 *   not fit the description or cannot be loaded; `tokenizer.damaged`; `pack.text` for a limit of
 *   tokens that the encoder has no positions for.
 */
export function openTextEncoder(
  text: BertDescription | Umt5Description,
  folder: string,
  options: RuntimeOptions
): Promise<PromptEncoder> {
  return text.kind === 'umt5' ? openUmt5(folder, text, options) : openBert(text, folder, options)
}

async function openBert(text: BertDescription, folder: string, options: RuntimeOptions): Promise<PromptEncoder> {
  const tokenizer = await openTokenizer(folder, text.vocab, text)
  const weights = openWeights(join(folder, text.file))
  checkTables(weights, text, tokenizer.size)
  const loaded = await loadGraph(bertGraph(weights, text), options)

  return {
    async encode(prompt) {
      const ids = BigInt64Array.from(tokenizer.encode(prompt), BigInt)
      const dims = [ids.length]
      const positions = { data: ids.map((_, position) => BigInt(position)), dims }
      const results = await loaded.run({ ids: { data: ids, dims }, positions })
      return { features: results.floats('features'), tokens: ids.length }
    },
    countTokens: (prompt) => tokenizer.countTokens(prompt),
    release: () => loaded.release()
  }
}

/** Checks that every token and position of the tokenizer has a row in the embedding tables. */
function checkTables(weights: Weights, { dim, maxTokens }: BertDescription, vocabulary: number): void {
  entryOf(weights, 'embeddings.word_embeddings.weight', [vocabulary, dim])
  const [positions = 0] = entryOf(weights, 'embeddings.position_embeddings.weight').shape
  if (maxTokens < 3 || maxTokens > positions)
    throw refused(`it takes 3 to ${positions} tokens, the manifest says ${maxTokens}`)
}

const refused = (reason: string): Failure =>
  new Failure(
    'pack.text',
    `The model's text encoder cannot be used: ${reason}.`,
    'Choose another model, or update Throughline.',
    { detail: reason }
  )
