import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openWeights, readIntegers } from '../../kernels/weights/safetensors.ts'
import { PromptMeter } from '../../main/desk/prompt-meter.ts'

const folder = fileURLToPath(new URL('../../assets/packs/storybook/', import.meta.url))
const { text } = JSON.parse(await readFile(`${folder}manifest.json`, 'utf8')) as { text: { maxTokens: number } }
const most = text.maxTokens - 2
const meter = new PromptMeter()

describe('the count of a prompt', () => {
  test('equals the number of recorded token ids', async () => {
    const golden = openWeights(`${folder}golden.safetensors`)
    const prompts = JSON.parse(golden.metadata.get('prompts')!) as string[]
    for (const [index, prompt] of prompts.entries()) {
      const used = readIntegers(golden, `text.${index}.ids`).length - 2
      expect(await meter.measure(folder, prompt)).toEqual({ used, most, unread: '' })
    }
  })

  test('names the words that are cut off, from the first that does not fit whole', async () => {
    const cat = Array.from({ length: most }, () => 'cat').join(' ')
    expect(await meter.measure(folder, cat)).toEqual({ used: most, most, unread: '' })
    expect(await meter.measure(folder, `${cat}  at night. `)).toEqual({ used: most + 3, most, unread: 'at night.' })
    expect(await meter.measure(folder, 'a'.repeat(200))).toMatchObject({ used: 1, unread: '' })
    expect(await meter.measure(folder, '!'.repeat(most + 1))).toEqual({
      used: most + 1,
      most,
      unread: '!'.repeat(most + 1)
    })
  })

  test('keeps the longest prefix of words that fits', async () => {
    const word = fc.constantFrom('cat', 'unbelievably', 'owl,', 'Zoë’s', '雪', 'x_y', '[SEP]')
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 60 }), async (words) => {
        const { unread } = (await meter.measure(folder, words.join(' ')))!
        const left = unread === '' ? 0 : unread.split(' ').length
        const count = async (n: number): Promise<number> =>
          (await meter.measure(folder, words.slice(0, n).join(' ')))!.used
        expect(await count(words.length - left)).toBeLessThanOrEqual(most)
        if (left > 0) expect(await count(words.length - left + 1)).toBeGreaterThan(most)
      }),
      { numRuns: 40 }
    )
  })
})
