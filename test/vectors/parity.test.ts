/** The parity runner: the recorded set, sets of other shapes, and folders that cannot be used. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { entryOf, openWeights } from '../../kernels/weights/safetensors.ts'
import { compareFolder, type Outcome } from './compare.ts'
import { configSchema } from './set.ts'
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

/** Both names equally long. */
function renameTensor(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file)
  writeFileSync(path, readFileSync(path).toString('latin1').replaceAll(from, to), 'latin1')
  editManifest(folder, (text) => text.replaceAll(`"${from}"`, `"${to}"`))
}

/** The published memory on a tiny model; switches early and two of them in consecutive chunks. */
const small: SyntheticConfig = {
  dim: 24,
  heads: 2,
  ffn: 20,
  layers: 2,
  text_dim: 5,
  text_len: 4,
  channels: 2,
  latent_h: 4,
  latent_w: 2,
  shift: 5,
  frames_per_chunk: 3,
  local_attn_size: 12,
  sink_size: 3,
  bank_size: 3,
  record_interval: 3,
  denoising_step_list: [1000, 500],
  prompt_lens: [2, 4, 1, 3],
  chunks: 7,
  switches: [0, 12, 15],
  long_chunks: 14,
  rec_long_switches: [3, 30, 33],
  released_long_switches: [6],
  sma_chunks: 7,
  sma_switches: [3, 15],
  x0_steps_chunks: 2,
  clean_chunks: 2,
  pastFrames: 4,
  start: 9,
  t: 411.25,
  seed: 7
}
const others: readonly [string, Partial<SyntheticConfig>][] = [
  ['published memory', {}],
  [
    'no whole chunks in window and sink, switches inside chunks, two due at once',
    {
      dim: 60,
      heads: 3,
      layers: 3,
      ffn: 37,
      sink_size: 2,
      local_attn_size: 11,
      bank_size: 2,
      record_interval: 2,
      switches: [4, 10, 11],
      rec_long_switches: [13, 14, 30],
      sma_switches: [4, 11, 13],
      seed: 8
    }
  ],
  [
    'chunks of one frame, a long window, a large bank, six odd steps',
    {
      heads: 1,
      layers: 1,
      frames_per_chunk: 1,
      sink_size: 1,
      local_attn_size: 13,
      bank_size: 5,
      record_interval: 1,
      denoising_step_list: [999, 801, 633, 402, 377, 13],
      shift: 2.7,
      chunks: 15,
      switches: [13, 14],
      long_chunks: 9,
      rec_long_switches: [],
      released_long_switches: [],
      sma_chunks: 3,
      sma_switches: [1, 2],
      seed: 9
    }
  ],
  [
    'a sink of more than a chunk, a bank of one, one step, no prompt switch',
    {
      sink_size: 5,
      local_attn_size: 9,
      bank_size: 1,
      denoising_step_list: [700],
      text_len: 1,
      prompt_lens: [1],
      switches: [],
      rec_long_switches: [],
      released_long_switches: [],
      sma_switches: [],
      seed: 10
    }
  ]
]

describe('a set of vectors', () => {
  test('as recorded passes within all tolerances', async () => {
    const outcomes = await outcomesOf(recorded)
    expect(failuresIn(outcomes)).toEqual([])
    const transformers = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10', 'V11', 'V12', 'V13', 'R12']
    expect(outcomes.map(({ id }) => id)).toEqual(expect.arrayContaining([...transformers, 'V14', 'V15', 'V16', 'V17']))
    for (const outcome of outcomes) expect('rows' in outcome && outcome.rows.length, outcome.id).toBeGreaterThan(0)
  }, 240_000)

  test.each(others)('of another shape passes too: %s', async (_, changes) => {
    const config = { ...small, ...changes }
    const folder = join(temporary, `shape-${config.seed}`)
    const { leastMargin } = writeSyntheticSet(folder, config)
    expect(leastMargin, 'a near-tie would compare rounding').toBeGreaterThan(1e-5)
    const outcomes = await outcomesOf(folder)
    expect(failuresIn(outcomes)).toEqual([])
    const transformers = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10', 'V11', 'V12', 'V13']
    expect(outcomes.map(({ id }) => id)).toEqual([...transformers, 'R10', 'R11', 'R12'])
  })

  test('may be partial; unknown files are named and skipped', async () => {
    const folder = copy('less')
    renameTensor(folder, 'v10_single.safetensors', 'out.x0_steps', 'out.x0_stepz')
    const kept = ['weights', 'inputs', 'V3', 'V6', 'V10', 'V14']
    editManifest(folder, (text) => {
      const manifest = JSON.parse(text) as { vectors: { id: string; file: string; tensors: unknown[] }[] }
      const unknown = { id: 'V99', file: 'nowhere.safetensors', tensors: [] }
      return JSON.stringify({
        ...manifest,
        vectors: [unknown, ...manifest.vectors.filter(({ id }) => kept.includes(id))]
      })
    })
    const outcomes = await outcomesOf(folder)
    expect(outcomes.filter((outcome) => 'skipped' in outcome)).toEqual([
      { id: 'V99', skipped: 'not checked: unknown here' },
      { id: 'V6', skipped: 'not checked: needs V5, which is not here' },
      { id: 'V10', skipped: 'not checked: out.x0_stepz' }
    ])
    expect(failuresIn(outcomes)).toEqual([])
    expect(outcomes.map(({ id }) => id)).toEqual(['V99', 'V3', 'V6', 'V10', 'V10', 'V14'])
  })

  test('may lack files of its manifest, also the transformer’s weights', async () => {
    const folder = copy('part')
    for (const file of ['v05_selfattn', 'v15_tae', 'weights']) rmSync(join(folder, `${file}.safetensors`))
    const outcomes = await outcomesOf(folder)
    expect(failuresIn(outcomes)).toEqual([])
    expect(outcomes).toContainEqual({ id: 'V15', skipped: 'not checked: its file is not here' })
    expect(outcomes).toContainEqual({ id: 'V1', skipped: 'not checked: needs weights, which is not here' })
    expect(outcomes.filter((outcome) => 'rows' in outcome).map(({ id }) => id)).toEqual(['V8', 'V14', 'V16', 'V17'])
  })

  test('exits with 0 when passed, 1 on a difference, 2 when unusable', () => {
    const folder = join(temporary, 'codes')
    writeSyntheticSet(folder, { ...small, chunks: 2, long_chunks: 2, sma_chunks: 2 })
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
      output: expect.stringMatching(/^The vectors in .*not a folder/)
    })
  })
})

describe('a folder is refused in words when', () => {
  const cases: [string, (folder: string) => string, RegExp][] = [
    ['it is a file', (folder) => join(folder, 'manifest.json'), /not a folder/],
    ['it has no manifest', (folder) => (rmSync(join(folder, 'manifest.json')), folder), /manifest\.json/],
    ['the manifest is not JSON', (folder) => editManifest(folder, (text) => text.slice(5)), /manifest\.json/],
    [
      'a file leaves the folder',
      (folder) => editManifest(folder, (text) => text.replace('v01_', '../v01_')),
      /file name/
    ],
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
    [
      'a prompt is missing',
      (folder) => editManifest(folder, (text) => text.replaceAll(/"switches": *\[\s*6,/g, '"switches":[0,6,')),
      /prompt 4 of 4/
    ]
  ]
  const keys = Object.keys(configSchema.entries).filter((key) => !key.endsWith('switches'))
  test.each(keys)('the configuration lacks %s', async (key) => {
    const folder = join(temporary, 'lacking')
    mkdirSync(folder, { recursive: true })
    const config = Object.fromEntries(keys.filter((other) => other !== key).map((other) => [other, 1]))
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ config, vectors: [] }))
    await expect(outcomesOf(folder)).rejects.toThrow(`config.${key}`)
  })

  test.each(cases)('%s', async (name, spoil, words) => {
    const folder = spoil(copy(name.replaceAll(' ', '-')))
    await expect(outcomesOf(folder)).rejects.toMatchObject({ name: 'Failure', message: expect.stringMatching(words) })
  })
})
