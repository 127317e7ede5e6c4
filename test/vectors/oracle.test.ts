/** The float64 oracle agrees with the recorded set, so it can stand for sets that were never recorded. */
import { expect, test } from 'vitest'
import { readFloats } from '../../kernels/weights/safetensors.ts'
import { parameterShapes } from '../kernels/kit/random-model.ts'
import { noiseLevel, type OracleModel } from './oracle-model.ts'
import { oracleRollout } from './oracle-rollouts.ts'
import { relativeError, VectorSet } from './set.ts'

const set = new VectorSet(import.meta.dirname, new Set(['V2', 'V11', 'R11']))
const { config, shape } = set

test('matches the recorded table of noise levels bit for bit', () => {
  const levels = Array.from({ length: 1000 }, (_, i) => noiseLevel(1000 - i, config.shift))
  expect(levels.map(({ t }) => t)).toEqual([...set.floats('V2', 'out.timesteps_table')])
  expect(levels.map(({ sigma }) => sigma)).toEqual([...set.floats('V2', 'out.sigmas_table')])
})

test.each(['V11', 'R11'])('matches the first four chunks of %s and its first re-cache', (id) => {
  const text = set.floats('inputs', 'in.text')
  const rows = config.text_len * config.text_dim
  const names = Object.keys(parameterShapes(shape))
  const model: OracleModel = {
    shape,
    weights: Object.fromEntries(names.map((name) => [name, readFloats(set.weights, name)])),
    sink: config.sink_size,
    attention: config.local_attn_size,
    bank: config.bank_size,
    recordInterval: config.record_interval,
    framesPerChunk: config.frames_per_chunk,
    shift: config.shift,
    steps: config.denoising_step_list,
    noise: set.floats('inputs', 'in.noise'),
    eps: set.floats('inputs', 'in.eps'),
    texts: Array.from({ length: text.length / rows }, (_, p) => text.subarray(p * rows, (p + 1) * rows)),
    textLengths: set.integers('inputs', 'in.text_len')
  }
  const { switches, keys } = set.extra(id) as { switches: number[]; keys: object[] }
  const rule = id === 'V11' ? 'released-interactive' : 'recommended'
  const trace = oracleRollout(model, { rule, chunks: 4, switches })
  expect(relativeError(trace.x0, set.floats(id, 'out.x0').subarray(0, trace.x0.length))).toBeLessThan(1e-6)
  expect(trace.keys).toEqual(keys.slice(0, trace.keys.length))
  expect(trace.keys.map(({ kind }) => kind)).toEqual(['denoise', 'denoise', 'recache', 'denoise', 'denoise'])
  const window = trace.recaches[0]!.after.flatMap((layer) => layer.window.flatMap((held) => held.keys))
  expect(relativeError(window, set.floats(id, 'out.switch6.window_k_after'))).toBeLessThan(1e-6)
})
