/** Linear layers in 8 bits: the quantised weights and the product against plain arithmetic, on random and on the pack's matrices. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Graph } from '../../kernels/onnx/graph.ts'
import { int8Linear } from '../../kernels/onnx/ops.ts'
import { loadGraph } from '../../kernels/runtime/loaded-graph.ts'
import { quantised, type QuantisedMatrix } from '../../kernels/weights/int8.ts'
import { openWeights, readFloats } from '../../kernels/weights/safetensors.ts'
import { packFolder, relativeError } from '../engine/kit/pack-parts.ts'
import { gaussians } from './kit/random-model.ts'

const finite = { noNaN: true, noDefaultInfinity: true }
const matrices = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })).chain(([outputs, inputs]) =>
  fc.record({
    outputs: fc.constant(outputs),
    weight: fc.float32Array({ ...finite, minLength: outputs * inputs, maxLength: outputs * inputs })
  })
)

test('each column has its own scale, and each code is the nearest', () => {
  fc.assert(
    fc.property(matrices, ({ outputs, weight }) => {
      const { codes, scales } = quantised(weight, outputs)
      const inputs = weight.length / outputs
      for (let output = 0; output < outputs; output++) {
        const row = [...weight].slice(output * inputs, (output + 1) * inputs)
        const most = Math.max(...row.map(Math.abs))
        const quotient = most / 127
        const scale = quotient < 2 ** -126 ? 1 : Math.fround(quotient)
        expect(scales[output]).toBe(scale)
        row.forEach((value, input) => {
          const code = codes[input * outputs + output]! - 128
          expect(Math.abs(code)).toBeLessThanOrEqual(127)
          expect(Math.abs(code - value / scale)).toBeLessThanOrEqual(0.5)
        })
      }
    })
  )
})

/** The runtime's answer: x [rows, inputs] → [rows, outputs] */
async function inRuntime(
  x: Float32Array,
  { codes, scales }: QuantisedMatrix,
  bias: Float32Array
): Promise<Float32Array> {
  const outputs = bias.length
  const inputs = codes.length / outputs
  const g = new Graph('int8')
  const rows = x.length / inputs
  const fed = g.input('x', 'float32', [rows, inputs])
  const weight = g.uint8s(codes, [inputs, outputs])
  const y = int8Linear(g, fed, weight, g.floats(scales, [outputs]), g.floats(bias, [outputs]), outputs)
  g.output(y, 'float32', [rows, outputs], 'y')
  const loaded = await loadGraph(g, { threads: 1, spin: false })
  const results = await loaded.run({ x: { data: x, dims: [rows, inputs] } })
  await loaded.release()
  return results.floats('y')
}

/** The same in f64: x quantised as ONNX says (DynamicQuantizeLinear), whole numbers multiplied exactly. */
function exactly(x: Float32Array, { codes, scales }: QuantisedMatrix, bias: Float32Array): Float64Array {
  const outputs = bias.length
  const inputs = codes.length / outputs
  const [least, most] = x.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [0, 0])
  const scale = Math.fround((most - least) / 255)
  const zero = Math.round(-least / scale)
  const whole = Array.from(x, (v) => Math.max(0, Math.min(255, Math.round(Math.fround(v / scale)) + zero)) - zero)
  return linear(
    Float64Array.from(whole, (v) => v * scale),
    Float64Array.from(codes, (code, at) => (code - 128) * scales[at % outputs]!),
    bias,
    inputs
  )
}

/** x [rows, inputs] · weight [inputs, outputs] + bias */
function linear(x: Float64Array, weight: Float64Array, bias: Float32Array, inputs: number): Float64Array {
  const outputs = bias.length
  return Float64Array.from({ length: (x.length / inputs) * outputs }, (_, at) => {
    const [row, output] = [Math.floor(at / outputs), at % outputs]
    let sum = bias[output]!
    for (let input = 0; input < inputs; input++) sum += x[row * inputs + input]! * weight[input * outputs + output]!
    return sum
  })
}

/** Torch's [outputs, inputs] → [inputs, outputs] */
const transposed = (weight: Float32Array, outputs: number): Float64Array =>
  Float64Array.from(weight, (_, at) => weight[(at % outputs) * (weight.length / outputs) + Math.floor(at / outputs)]!)

test('the product is that of whole numbers, without saturation', async () => {
  const draw = gaussians(3)
  const [rows, inputs, outputs] = [5, 70, 33]
  // The largest codes on both sides: sums of two products need 17 bits.
  const weight = draw(inputs * outputs).map((v) => Math.sign(v))
  const x = draw(rows * inputs).map((v, at) => (at % inputs === 0 ? v : 1))
  const bias = draw(outputs)
  const matrix = quantised(weight, outputs)
  expect(relativeError(await inRuntime(x, matrix, bias), exactly(x, matrix, bias))).toBeLessThan(1e-5)
})

test('random linears are within 2 % of f32', async () => {
  const draw = gaussians(5)
  const [rows, inputs, outputs] = [12, 256, 64]
  const [x, weight, bias] = [draw(rows * inputs), draw(inputs * outputs, 1 / 16), draw(outputs)]
  const matrix = quantised(weight, outputs)
  const answer = await inRuntime(x, matrix, bias)
  expect(relativeError(answer, exactly(x, matrix, bias))).toBeLessThan(2e-3) // a value of x between two codes may go either way
  expect(relativeError(answer, linear(Float64Array.from(x), transposed(weight, outputs), bias, inputs))).toBeLessThan(
    0.02
  )
})

test.each(['self_attn.k', 'self_attn.o', 'cross_attn.q', 'ffn.0', 'ffn.2'])(
  'the pack’s %s is within 2 % of f32',
  async (name) => {
    const weights = openWeights(`${packFolder}transformer.safetensors`)
    for (const layer of [0, 7]) {
      const stem = `blocks.${layer}.${name}`
      const [weight, bias] = [readFloats(weights, `${stem}.weight`), readFloats(weights, `${stem}.bias`)]
      const inputs = weight.length / bias.length
      const x = gaussians(layer)(8 * inputs)
      const answer = await inRuntime(x, quantised(weight, bias.length), bias)
      const right = linear(Float64Array.from(x), transposed(weight, bias.length), bias, inputs)
      expect(relativeError(answer, right), stem).toBeLessThan(0.02)
    }
  }
)
