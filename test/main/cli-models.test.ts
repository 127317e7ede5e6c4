/** `throughline pack inspect` as a command. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoderShapes, filled, generatorShapes, textShapes } from '../engine/models/kit/model-files.ts'
import { encodeSafetensors } from '../kernels/kit/safetensors-writer.ts'
import { throughline } from './kit/throughline.ts'

let folder: string
const at = (file: string): string => join(folder, file)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-'))
  mkdirSync(at('here'))
  writeFileSync(at('here/generator.safetensors'), encodeSafetensors(filled(generatorShapes())))
  writeFileSync(at('here/text.safetensors'), encodeSafetensors(filled(textShapes)))
  writeFileSync(at('here/vae.safetensors'), encodeSafetensors(filled(decoderShapes)))
  writeFileSync(at('here/README.md'), '---\nlicense: cc-by-nc-4.0\n---\n')
  writeFileSync(at('here/\u001b[31mred.gguf'), 'GGUF and more')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('lists what is found and missing, without control characters', async () => {
  const { code, stdout, stderr } = await throughline(['pack', 'inspect', at('here')])
  expect(stdout).toMatch(/generator: makes the film\n {2}.*generator\.safetensors/)
  expect(stdout).toMatch(/licence: cc-by-nc-4\.0, not for commercial use/)
  expect(stdout).toMatch(/tokenizer: .*\n {2}missing\. Usually: spiece\.model/)
  expect(stdout).toMatch(/not used, 13 bytes:\n {2}.*red\.gguf.*GGUF.*\n {2}Take the same model/)
  expect(stdout).toMatch(/Missing: tokenizer\.\n/)
  expect(stdout).not.toContain('\u001b')
  expect([code, stderr]).toEqual([3, ''])
})

test('prints the same as JSON; exit code 0 when all is found', async () => {
  const piece = Buffer.from('0a030a0178', 'hex')
  writeFileSync(at('spiece.model'), Buffer.concat(Array.from({ length: 100_000 }, () => piece)))
  const { code, stdout } = await throughline(['--json', 'pack', 'inspect', at('here'), at('spiece.model')])
  const told = JSON.parse(stdout) as {
    complete: boolean
    parts: Record<string, { missing: boolean; found: { path: string; parameters: number; licence: object | null }[] }>
    notUsed: { code: string }[]
  }
  expect([code, told.complete]).toEqual([0, true])
  expect(told.parts.tokenizer).toMatchObject({ missing: false, found: [{ path: at('spiece.model'), licence: null }] })
  expect(told.parts.generator!.found[0]).toMatchObject({ licence: { name: 'cc-by-nc-4.0', nonCommercial: true } })
  expect(told.notUsed).toMatchObject([{ code: 'weights.form' }])
})

test('shows progress in a large folder', async () => {
  mkdirSync(at('many'))
  for (let n = 0; n < 5001; n++) writeFileSync(at(`many/${n}.${n < 101 ? 'gguf' : 'txt'}`), '')
  const { stderr } = await throughline(['pack', 'inspect', at('many')])
  expect(stderr).toBe('5,000 files found so far …\n100 of 101 files of weights looked into …\n')
})

test.each([
  [['pack'], 2, 'usage.invalid'],
  [['pack', 'inspect'], 2, 'usage.invalid'],
  [['pack', 'other'], 2, 'usage.invalid'],
  [['pack', 'inspect', '/nowhere/at/all'], 3, 'models.folder'],
  [['pack', 'inspect', '.', '--copy', 'other'], 2, 'usage.invalid']
])('is refused in words: %j', async (args, code, says) => {
  const ended = await throughline(['--json', ...args])
  const { error } = JSON.parse(ended.stderr) as { error: { code: string; cause: string } }
  expect([ended.code, error.code]).toEqual([code, says])
  expect(error.cause).toMatch(/^[A-Z/][^()]+/)
})
