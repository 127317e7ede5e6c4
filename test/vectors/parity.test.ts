/** The parity runner: the recorded set, sets of other shapes, and folders that cannot be used. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { entryOf, openWeights } from '../../kernels/weights/safetensors.ts'
import { compareFolder, type Outcome } from './compare.ts'
import { writeSyntheticSet, type SyntheticConfig } from './synthetic-set.ts'

const temporary = mkdtempSync(join(tmpdir(), 'parity-'))
afterAll(() => {
  rmSync(temporary, { recursive: true })
})
const recorded = import.meta.dirname

async function outcomesOf(folder: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for await (const outcome of compareFolder(folder)) outcomes.push(outcome)
  return outcomes
}
const failuresIn = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((outcome) => ('rows' in outcome ? outcome.rows.filter(({ verdict }) => verdict === 'fail') : []))

function runParity(folder: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(recorded, 'parity.ts'), folder], {
    encoding: 'utf8'
  })
  return { status, output: stdout + stderr }
}

/** A copy of the recorded set to break. */
function copy(name: string): string {
  const folder = join(temporary, name)
  cpSync(recorded, folder, { recursive: true, filter: (path) => !path.endsWith('.ts') && !path.endsWith('checks') })
  return folder
}
function editManifest(folder: string, edit: (text: string) => string): string {
  const path = join(folder, 'manifest.json')
  writeFileSync(path, edit(readFileSync(path, 'utf8')))
  return folder
}

const odd: SyntheticConfig = {
  dim: 60,
  heads: 3,
  ffn: 37,
  layers: 3,
  text_dim: 11,
  text_len: 5,
  channels: 5,
  latent_h: 6,
  latent_w: 2,
  shift: 3,
  frames_per_chunk: 2,
  pastFrames: 4,
  start: 9,
  t: 411.25,
  seed: 7
}

describe('a set of vectors', () => {
  test('as recorded is met within every tolerance; other parts’ vectors are named as such', async () => {
    const outcomes = await outcomesOf(recorded)
    expect(failuresIn(outcomes)).toEqual([])
    expect(outcomes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10', 'V11', 'V12', 'V13', 'R12'])
    )
    for (const outcome of outcomes)
      if ('rows' in outcome) expect(outcome.rows.length, outcome.id).toBeGreaterThan(0)
      else expect(outcome).toEqual({ id: expect.stringMatching(/^V1[4-7]$/), skipped: "not the transformer's" })
  })

  test.each([odd, { ...odd, dim: 32, heads: 1, layers: 1, frames_per_chunk: 4, channels: 2, latent_w: 8, seed: 8 }])(
    'of another shape is met too: %j',
    async (config) => {
      const folder = join(temporary, `shape-${config.seed}`)
      writeSyntheticSet(folder, config)
      const outcomes = await outcomesOf(folder)
      expect(failuresIn(outcomes)).toEqual([])
      expect(outcomes.map(({ id }) => id)).toEqual(['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7'])
    }
  )

  test('ends the command with 0 when met, 1 when one number differs, 2 when it cannot be used', () => {
    const folder = join(temporary, 'codes')
    writeSyntheticSet(folder, odd)
    expect(runParity(folder)).toMatchObject({ status: 0, output: expect.stringContaining('all within tolerance') })

    const file = join(folder, 'V6.safetensors')
    const { offset } = entryOf(openWeights(file), 'out.cross_past')
    const bytes = readFileSync(file)
    bytes.writeFloatLE(bytes.readFloatLE(offset) + 0.01, offset)
    writeFileSync(file, bytes)
    const differing = runParity(folder)
    expect(differing).toMatchObject({ status: 1, output: expect.stringMatching(/V6 +out\.cross_past .* fail/) })
    expect(differing.output.match(/ fail$/gm)).toHaveLength(1)

    expect(runParity(join(temporary, 'nowhere'))).toMatchObject({
      status: 2,
      output: expect.stringContaining('not a folder')
    })
  })
})

describe('a folder is refused in words when', () => {
  const cases: [string, (folder: string) => string, RegExp][] = [
    ['it is a file', (folder) => join(folder, 'manifest.json'), /not a folder/],
    ['it has no manifest', (folder) => (rmSync(join(folder, 'manifest.json')), folder), /manifest\.json/],
    ['the manifest is not JSON', (folder) => editManifest(folder, (text) => text.slice(5)), /manifest\.json/],
    ['a size is missing', (folder) => editManifest(folder, (text) => text.replace('"dim"', '"dm"')), /config\.dim/],
    [
      'a file leaves the folder',
      (folder) => editManifest(folder, (text) => text.replace('v01_', '../v01_')),
      /file name/
    ],
    ['a file is missing', (folder) => (rmSync(join(folder, 'v05_selfattn.safetensors')), folder), /v05_selfattn/],
    [
      'a tensor is missing',
      (folder) => editManifest(folder, (text) => text.replace('out.ctx', 'out.context')),
      /out\.context/
    ],
    [
      'a shape differs',
      (folder) => editManifest(folder, (text) => text.replace(/\[\s*1000\s*\]/, '[1001]')),
      /sigmas_table/
    ],
    [
      'sizes contradict the weights',
      (folder) => editManifest(folder, (text) => text.replace(/"ffn": *256/, '"ffn":255')),
      /ffn/
    ],
    ['a vector is unknown', (folder) => editManifest(folder, (text) => text.replace('"V8"', '"V99"')), /V99/]
  ]
  test.each(cases)('%s', async (name, spoil, words) => {
    const folder = spoil(copy(name.replaceAll(' ', '-')))
    await expect(outcomesOf(folder)).rejects.toMatchObject({ name: 'Failure', message: expect.stringMatching(words) })
  })
})
