/** Prompts read by umT5: cleaned, cut into pieces, encoded one layer at a time (memflow.md §6). */
import { join } from 'node:path'
import type { RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { encodeUmt5 } from '../../kernels/text/umt5-encoder.ts'
import { entryOf, openWeights } from '../../kernels/weights/safetensors.ts'
import { mostBytes, packBytes } from '../pack/pack-file.ts'
import { cleanPrompt } from './clean-prompt.ts'
import type { PromptEncoder } from './prompt-encoder.ts'
import type { Tokenizer } from './tokenizer.ts'
import { openUnigram } from './unigram.ts'

/** What a manifest says of umT5. */
export interface Umt5Description {
  readonly kind: 'umt5'
  readonly file: string
  /** The SentencePiece model. */
  readonly tokenizer: string
  readonly dim: number
  /** The end token included. */
  readonly maxTokens: number
}

const endToken = 1

/** @throws Failure as `packBytes`; `tokenizer.damaged` */
export async function openUmt5Tokenizer(
  folder: string,
  { tokenizer: file, maxTokens }: Pick<Umt5Description, 'tokenizer' | 'maxTokens'>
): Promise<Pick<Tokenizer, 'encode' | 'countTokens'>> {
  const unigram = await openUnigram(await packBytes(folder, file, mostBytes.vocabulary))
  const ids = (prompt: string): number[] => unigram.ids(cleanPrompt(prompt))
  return {
    encode: (prompt) => [...ids(prompt).slice(0, maxTokens - 1), endToken],
    countTokens: (prompt) => ids(prompt).length + 1
  }
}

/**
 * Nothing stays in memory between prompts: each is read through the file, about 1 GB at most at a time for umT5-XXL.
 * @throws Failure as `openUmt5Tokenizer`; `weights.*` when the weights do not fit the description
 */
export async function openUmt5(folder: string, text: Umt5Description, options: RuntimeOptions): Promise<PromptEncoder> {
  const tokenizer = await openUmt5Tokenizer(folder, text)
  const weights = openWeights(join(folder, text.file))
  const [rows = 0] = entryOf(weights, 'token_embedding.weight').shape
  entryOf(weights, 'token_embedding.weight', [rows, text.dim])
  return {
    async encode(prompt, between = () => Promise.resolve()) {
      const ids = tokenizer.encode(prompt)
      const features = await encodeUmt5(weights, ids, { ...options, arena: false, prepack: false }, between)
      return { features, tokens: ids.length }
    },
    countTokens: (prompt) => tokenizer.countTokens(prompt),
    release: () => Promise.resolve()
  }
}
