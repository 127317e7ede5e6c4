/** A pack's tokenizer without its encoder weights: enough to count tokens. */
import { parseManifest } from '../pack/parse-manifest.ts'
import { readManifest } from '../pack/pack.ts'
import { openTokenizer, type Tokenizer } from './tokenizer.ts'
import { openUmt5Tokenizer } from './umt5.ts'

export interface PackTokenizer {
  readonly tokenizer: Pick<Tokenizer, 'countTokens'>
  /** Most tokens a prompt may have, the encoder's own marks included. */
  readonly maxTokens: number
  /** Tokens that the encoder adds to every prompt: [CLS] and [SEP] of BERT, the end token of umT5. */
  readonly marks: number
}

/**
 * @param folder the pack's
 * @throws Failure `pack.*`, `tokenizer.damaged`
 */
export async function openPackTokenizer(folder: string): Promise<PackTokenizer> {
  const { text } = parseManifest(await readManifest(folder))
  const { maxTokens } = text
  return text.kind === 'umt5'
    ? { tokenizer: await openUmt5Tokenizer(folder, text), maxTokens, marks: 1 }
    : { tokenizer: await openTokenizer(folder, text.vocab, text), maxTokens, marks: 2 }
}
