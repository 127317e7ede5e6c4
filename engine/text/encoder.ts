/** A pack's text encoder: prompt in, the features that the transformer's cross-attention reads out. */
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { loadGraph, type RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { bertGraph } from '../../kernels/text/bert.ts'
import { entryOf, openWeights, type Weights } from '../../kernels/weights/safetensors.ts'
import { openTokenizer } from './tokenizer.ts'

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

export interface PromptEncoder {
  /** Features [tokens, dim] of the prompt's tokens, [CLS] and [SEP] included; no padding. Cut at `maxTokens`. */
  encode(prompt: string): Promise<{ readonly features: Float32Array; readonly tokens: number }>
  /** Tokens of the whole prompt. More than `maxTokens` means that its end is not read. */
  countTokens(prompt: string): number
  release(): Promise<void>
}

/** @throws Failure `pack.text` for kinds of encoder other than BERT */
export function demandReadable<Known extends { readonly kind: 'bert' }>(
  text: Known | { readonly kind: 'umt5' }
): asserts text is Known {
  if (text.kind !== 'bert') throw refused(`it is of the kind "${text.kind}", which this version cannot run`)
}

/**
 * @param folder the pack's
 * @throws Failure `pack.vocabulary` for a bad word list; `weights.*` and `runtime.load` when the weights are missing, do
 *   not fit the description or cannot be loaded; `pack.text` for kinds of encoder other than BERT, and for a limit of
 *   tokens that the encoder has no positions for.
 */
export async function openTextEncoder(
  text: BertDescription | { readonly kind: 'umt5' },
  folder: string,
  options: RuntimeOptions
): Promise<PromptEncoder> {
  demandReadable(text)
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
