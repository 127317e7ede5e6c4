import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTokenizer, wordPiece, type Tokenizer } from '../../engine/text/tokenizer.ts'
import { splitWords } from '../../engine/text/words.ts'
import { packFolder } from './kit/pack-parts.ts'

const vocabularyFile = `${packFolder}vocab.txt`
const limits = { lowercase: true, maxTokens: 32 }
let tokenizer: Tokenizer
let cased: Tokenizer

beforeAll(async () => {
  tokenizer = await openTokenizer(packFolder, 'vocab.txt', limits)
  cased = await openTokenizer(packFolder, 'vocab.txt', { lowercase: false, maxTokens: 32 })
})

/** Prompts and their ids between [CLS] and [SEP], from Hugging Face's `tokenizers` 0.23.3 with the same vocabulary. */
const reference: [what: string, prompt: string, ids: number[]][] = [
  ['nothing', '', []],
  ['blanks only', '   \t\n ', []],
  [
    'accents and marks',
    "The Cat's naïve café, déjà-vu!",
    [1996, 4937, 1005, 1055, 15743, 7668, 1010, 2139, 3900, 1011, 24728, 999]
  ],
  ['combining accents', 'a\u0301 e\u0308', [1037, 1041]],
  ['emoji', 'A 🐱 and a 🐶 dance.', [1037, 100, 1998, 1037, 100, 3153, 1012]],
  ['joined emoji', '👩\u200d👩\u200d👧 wave', [100, 4400]],
  ['Hebrew', 'חתול סגול', [1248, 29813, 29792, 29799, 1258, 29790, 29792, 29799]],
  ['Arabic', 'قطة بنفسجية', [1292, 29828, 19433, 1271, 15915, 29833, 29824, 29819, 14498, 19433]],
  ['direction marks', '\u202eright to left\u202c', [2157, 2000, 2187]],
  ['Japanese', '猫は走る', [100, 1672, 100, 1687]],
  ['ideographs between letters', '紫色の cat在meadow里', [100, 100, 1671, 4937, 100, 13244, 1962]],
  ['Hangul', '고양이', [100]],
  ['capital sigma at the end', 'ΟΔΟΣ', [1169, 29722, 29730, 29733]],
  ['sharp s and dotted I', 'Straße İstanbul', [2358, 27807, 9960]],
  ['pieces of words', 'unbelievably re-entering', [4895, 8671, 2666, 3567, 6321, 2128, 1011, 5738]],
  ['control characters', 'one\u0000two\u200b three\ufffd\u0007', [2028, 2102, 12155, 2093]],
  ['unusual blanks', 'end\r\nnext\u2028line\u3000wide', [2203, 2279, 2240, 2898]],
  [
    'ASCII symbols',
    '$5.00 + 20% = ^x_y~',
    [1002, 1019, 1012, 4002, 1009, 2322, 1003, 1027, 1034, 1060, 1035, 1061, 1066]
  ],
  ['special tokens written out', '[MASK] [cls] [SEP]', [103, 1031, 18856, 2015, 1033, 102]],
  ['a word of more than 100 letters', 'supercalifragilisticexpialidociousandmore'.repeat(3), [100]]
]

describe('tokenizer', () => {
  test.each(reference)('agrees with the reference on %s', (_what, prompt, ids) => {
    expect(tokenizer.encode(prompt)).toEqual([101, ...ids, 102])
    expect(tokenizer.countTokens(prompt)).toBe(ids.length + 2)
  })

  test('keeps case and accents where the pack says so', () => {
    expect(splitWords('Café Ä', false)).toEqual(['Café', 'Ä'])
    expect(cased.encode('Cat')).toEqual([101, 100, 102]) // the vocabulary has no capital letters
  })

  test('cuts a long prompt at the limit, and counts all of it', () => {
    const prompt = 'a purple cat! '.repeat(1429).slice(0, 20_000)
    const ids = tokenizer.encode(prompt)
    expect(ids).toHaveLength(32)
    expect(ids.slice(0, 5)).toEqual([101, 1037, 6379, 4937, 999])
    expect(ids.at(-1)).toBe(102)
    expect(tokenizer.countTokens(prompt)).toBe(2 + 4 * 1428 + 2)
  })

  test('accepts any text: ids within the vocabulary, within the limit', async () => {
    const size = (await readFile(vocabularyFile, 'utf8')).trimEnd().split('\n').length
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (prompt) => {
        const ids = tokenizer.encode(prompt)
        expect(ids.length).toBe(Math.min(32, tokenizer.countTokens(prompt)))
        expect(ids.every((id) => id >= 0 && id < size)).toBe(true)
      })
    )
  })

  test('accepts an unpaired surrogate', () => {
    expect(tokenizer.encode('cat\ud83d dog')).toEqual(tokenizer.encode('cat dog'))
  })

  test('refuses a vocabulary without its special tokens, and one that is not there', async () => {
    expect(() => wordPiece(['[PAD]', '[UNK]', '[CLS]', '[MASK]', 'cat'], limits)).toThrow(/\[SEP\] is missing/)
    expect(() => wordPiece(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'cat', 'cat'], limits)).toThrow(/twice/)
    await expect(openTokenizer('/nowhere', 'vocab.txt', limits)).rejects.toMatchObject({
      code: 'pack.file'
    })
  })
})

test('accepts vocabularies as large as those of multilingual models', () => {
  const many = Array.from({ length: 500_000 }, (_, index) => `w${index}`)
  const { encode, size } = wordPiece(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...many], {
    lowercase: true,
    maxTokens: 8
  })
  expect(encode('w499999')).toEqual([2, size - 1, 3])
})
