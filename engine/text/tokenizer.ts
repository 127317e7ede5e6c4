/**
 * WordPiece: a prompt as the numbers that a BERT text encoder reads, [CLS] … [SEP] (Devlin et al., 2018).
 * Gives what Hugging Face's BertTokenizer gives for the same vocabulary.
 */
import { Failure } from '../../app/base/failure.ts'
import { mostBytes, packText } from '../pack/pack-file.ts'
import { splitWords } from './words.ts'

export interface TokenizerOptions {
  readonly lowercase: boolean
  /** Most tokens a prompt may have, [CLS] and [SEP] included; later words are cut off. */
  readonly maxTokens: number
}

export interface Tokenizer {
  /** Tokens in the vocabulary. */
  readonly size: number
  /** Token ids of a prompt, [CLS] first and [SEP] last, at most `maxTokens`. */
  encode(prompt: string): number[]
  /** Tokens of the whole prompt, [CLS] and [SEP] included. More than `maxTokens` means that its end is not read. */
  countTokens(prompt: string): number
}

const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const
type Special = (typeof special)[number]
/** Special tokens written out in a text are those tokens, as in Hugging Face's tokenizer. */
const writtenOut = /(\[(?:PAD|UNK|CLS|SEP|MASK)\])/
/** Longer words are not looked up at all: they are unknown. */
const longestWord = 100
/** BERT's have 30,000 to 500,000. */
const mostTokens = 1_000_000

/**
 * A tokenizer from the lines of a vocab.txt (line number = id).
 * @throws Failure `pack.vocabulary` when a special token is missing, a token occurs twice, or there are too many.
 */
export function wordPiece(vocabulary: readonly string[], options: TokenizerOptions): Tokenizer {
  if (vocabulary.length > mostTokens)
    throw badVocabulary(`it has ${vocabulary.length} tokens, of at most ${mostTokens}`)
  const ids = new Map(vocabulary.map((token, id) => [token, id]))
  const missing = special.find((token) => !ids.has(token))
  if (missing !== undefined) throw badVocabulary(`the token ${missing} is missing`)
  if (ids.size !== vocabulary.length) throw badVocabulary('a token occurs twice')
  const idOf = (token: Special): number => ids.get(token)!
  const unknown = [idOf('[UNK]')]
  const longestToken = vocabulary.reduce((most, { length }) => Math.max(most, length), 0) // too many to be arguments

  /** Greedy: the longest known beginning, then the longest known continuation (`##…`), to the end or not at all. */
  const pieces = (word: string): readonly number[] => {
    const letters = Array.from(word)
    if (letters.length > longestWord) return unknown
    const found: number[] = []
    for (let start = 0; start < letters.length;) {
      let end = Math.min(letters.length, start + longestToken)
      let id: number | undefined
      for (; end > start; end--) {
        id = ids.get((start > 0 ? '##' : '') + letters.slice(start, end).join(''))
        if (id !== undefined) break
      }
      if (id === undefined) return unknown
      found.push(id)
      start = end
    }
    return found
  }

  const contentOf = (prompt: string): number[] =>
    prompt.split(writtenOut).flatMap((part, index) => {
      const isSpecial = index % 2 === 1 // split() puts what its group matched at the odd places
      return isSpecial ? [idOf(part as Special)] : splitWords(part, options.lowercase).flatMap(pieces)
    })

  return {
    size: vocabulary.length,
    encode: (prompt) => [idOf('[CLS]'), ...contentOf(prompt).slice(0, options.maxTokens - 2), idOf('[SEP]')],
    countTokens: (prompt) => contentOf(prompt).length + 2
  }
}

/**
 * A tokenizer from a pack's word list: UTF-8, one token a line.
 * @throws Failure `pack.vocabulary` when the file is not a BERT vocabulary, and what `packText` refuses.
 */
export async function openTokenizer(folder: string, file: string, options: TokenizerOptions): Promise<Tokenizer> {
  const text = await packText(folder, file, mostBytes.vocabulary)
  return wordPiece(text.replace(/\r?\n$/, '').split(/\r?\n/), options)
}

const badVocabulary = (reason: string): Failure =>
  new Failure(
    'pack.vocabulary',
    `The model's word list cannot be used: ${reason}.`,
    'Install the model again; its files are damaged or incomplete.',
    { detail: reason }
  )
