import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { openTextEncoder, type BertDescription } from '../../engine/text/encoder.ts'
import type { PromptEncoder } from '../../engine/text/prompt-encoder.ts'
import { openWeights, readFloats, readIntegers } from '../../kernels/weights/safetensors.ts'
import { relativeError } from '../vectors/set.ts'

const folder = fileURLToPath(new URL('../../assets/packs/storybook/', import.meta.url))
const description = parseManifest(await readFile(`${folder}manifest.json`, 'utf8')).text as BertDescription
const golden = openWeights(`${folder}golden.safetensors`)
const prompts = JSON.parse(golden.metadata.get('prompts')!) as string[]
const options = { threads: 2, spin: false }

describe('text encoder', () => {
  let encoder: PromptEncoder
  beforeAll(async () => {
    encoder = await openTextEncoder(description, folder, options)
  })
  afterAll(() => encoder.release())

  test.each(prompts.map((words, index) => [words, index] as const))('encodes “%s”', async (words, index) => {
    const { features, tokens } = await encoder.encode(words)
    expect(tokens).toBe(readIntegers(golden, `text.${index}.ids`).length)
    expect(encoder.countTokens(words)).toBe(tokens)
    expect(relativeError(features, readFloats(golden, `text.${index}.features`))).toBeLessThan(5e-6)
  })

  test('encodes the empty prompt and one far too long', async () => {
    expect((await encoder.encode('')).tokens).toBe(2)
    const long = 'a purple cat walks, '.repeat(1000)
    const { features, tokens } = await encoder.encode(long)
    expect([tokens, features.length]).toEqual([32, 32 * description.dim])
    expect(encoder.countTokens(long)).toBe(5002)
    expect(features.every(Number.isFinite)).toBe(true)
  })

  test('refuses more tokens than there are positions, and weights of another size', async () => {
    const open = (changed: Partial<BertDescription>) => openTextEncoder({ ...description, ...changed }, folder, options)
    await expect(open({ maxTokens: 513 })).rejects.toMatchObject({ code: 'pack.text' })
    await expect(open({ dim: 256 })).rejects.toMatchObject({ code: 'weights.tensor' })
  })
})
