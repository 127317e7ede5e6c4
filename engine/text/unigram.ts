/**
 * The tokenizer of models with a sentencepiece model (umT5: a Unigram model with nmt_nfkc and byte fallback), by
 * sentencepiece itself as WebAssembly (docs/decisions/022-sentencepiece-js.md).
 */
import { SentencePieceProcessor } from '@sctg/sentencepiece-js'
import { Failure } from '../../app/base/failure.ts'

export interface Unigram {
  /** The text's tokens, without an end mark. */
  ids(text: string): number[]
}

/**
 * @param model the bytes of spiece.model
 * @throws Failure `tokenizer.damaged` when they are no such model
 */
export async function openUnigram(model: Uint8Array): Promise<Unigram> {
  const processor = new SentencePieceProcessor()
  try {
    await processor.loadFromB64StringModel(Buffer.from(model).toString('base64'))
  } catch (error) {
    throw damaged(String(error))
  }
  if (processor.encodeIds('a').length === 0) throw damaged('it knows no text') // it loads anything without an error
  return { ids: (text) => [...processor.encodeIds(text)] }
}

const damaged = (detail: string): Failure =>
  new Failure(
    'tokenizer.damaged',
    'The tokenizer of the model cannot be read.',
    'Fetch spiece.model again, from where the model is published.',
    { detail }
  )
