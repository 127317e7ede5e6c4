/** umT5 as a pack's text encoder: cleaning, tokens, features. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { cleanPrompt } from '../../engine/text/clean-prompt.ts'
import { openTextEncoder } from '../../engine/text/encoder.ts'
import type { Umt5Description } from '../../engine/text/umt5.ts'
import { encodeUmt5 } from '../../kernels/text/umt5-encoder.ts'
import { openWeights } from '../../kernels/weights/safetensors.ts'
import { gaussians } from '../kernels/kit/random-model.ts'
import { encodeSafetensors } from '../kernels/kit/safetensors-writer.ts'
import { freshFolder } from '../main/kit/fresh-folder.ts'
import { textShapes } from './models/kit/model-files.ts'

const vectors = fileURLToPath(new URL('../vectors/', import.meta.url))
const options = { threads: 1, spin: false }
const { texts } = JSON.parse(readFileSync(join(vectors, 'v17_tokens.json'), 'utf8')) as {
  texts: { text: string; ids: number[] }[]
}
/** Texts that cleaning leaves as they are. */
const clean = texts.filter(({ text }) => cleanPrompt(text) === text && text !== '')

test.each([
  ['“Don’t,” she said – it‘s a ﬁne ﬂight.', '"Don\'t," she said – it\'s a fine flight.'],
  ['  two\t lines\r\nand  more ', 'two lines and more'],
  ['Ｆｕｌｌ　ｗｉｄｔｈ！', 'Full width!'],
  ['cafe\u0301', 'caf\u00e9'],
  ['a &amp;amp; b &lt;c&gt; &#39;d&#x27; &unknown;', "a & b <c> 'd' &unknown;"],
  ['be\u0007ll \ufeffmark', 'bell mark'],
  ['&#0; &#xD800; &#99999999;', '&#0; &#xD800; &#99999999;'],
  ['猫が草原を歩く 🐱', '猫が草原を歩く 🐱']
])('a prompt is cleaned: %s', (prompt, expected) => expect(cleanPrompt(prompt)).toBe(expected))

describe('as a pack’s encoder', () => {
  let folder: string
  let description: Umt5Description
  beforeEach(() => {
    folder = freshFolder()
    copyFileSync(join(vectors, 'v17.model'), join(folder, 'spiece.model'))
    const draw = gaussians(3)
    const rows = Math.max(...texts.flatMap(({ ids }) => ids)) + 1
    const shapes = { ...textShapes, 'token_embedding.weight': [rows, 64] }
    const tensors = Object.entries(shapes).map(([name, shape]) => {
      const data = draw(
        shape.reduce((a, b) => a * b, 1),
        0.1
      )
      return [name, { dtype: 'F32', shape, data }] as const
    })
    writeFileSync(join(folder, 'text.safetensors'), encodeSafetensors(Object.fromEntries(tensors)))
    description = { kind: 'umt5', file: 'text.safetensors', tokenizer: 'spiece.model', dim: 64, maxTokens: 16 }
  })

  test('reads the recorded tokens with an end token, at most as many as it may', { timeout: 60_000 }, async () => {
    const encoder = await openTextEncoder(description, folder, options)
    const weights = openWeights(join(folder, 'text.safetensors'))
    const [short, long] = [clean.find(({ ids }) => ids.length < 10)!, clean.find(({ ids }) => ids.length > 20)!]
    for (const { text, ids } of [short, long]) {
      const read = [...ids.slice(0, 15), 1]
      const { features, tokens } = await encoder.encode(text)
      expect([text, tokens, encoder.countTokens(text)]).toEqual([text, read.length, ids.length + 1])
      expect(features).toEqual(await encodeUmt5(weights, read, options))
    }
    expect((await encoder.encode('')).tokens).toBe(1)
    await encoder.release()
  })

  test('refuses a tokenizer that is none, and weights of another width', { timeout: 60_000 }, async () => {
    const open = (more: Partial<Umt5Description>) => openTextEncoder({ ...description, ...more }, folder, options)
    await expect(open({ dim: 32 })).rejects.toMatchObject({ code: 'weights.tensor' })
    await expect(open({ tokenizer: 'other.model' })).rejects.toMatchObject({ code: 'pack.file' })
    writeFileSync(join(folder, 'spiece.model'), 'no model')
    await expect(open({})).rejects.toMatchObject({ code: 'tokenizer.damaged' })
  })
})
