/** The classifier's graph against plain loops, with weights made here: the layout is the recipe's (recipe/classifier.py). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openClassifier } from './classifier.ts'
import { answers } from './following.ts'
import type { Truth } from './heldout.ts'
import { encodeSafetensors } from '../../kernels/kit/safetensors-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'classifier-'))
afterAll(() => rmSync(folder, { recursive: true }))
const options = { threads: 1, spin: false }
const names = {
  cast: ['cat', 'dog'],
  places: ['meadow', 'moon'],
  times: ['day', 'night'],
  actions: ['stand', 'jump'],
  colours: ['own', 'red', 'blue']
}
const outputs = 2 + 2 + 2 + 2 * 2 + 2 * 3

const wave = (length: number, speed: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * speed) * 0.3)
const widths = [18, 3, 4, 4, 4, 5]
const layers = [1, 2, 3, 4, 5].map((n) => ({
  weight: wave(widths[n]! * widths[n - 1]! * 9, n + 0.1),
  bias: wave(widths[n]!, n)
}))
const head = { weight: wave(outputs * 10, 0.7), bias: wave(outputs, 1.3) }

const rows = 16
const columns = 144
const chunk = {
  width: columns * 2,
  height: rows * 2,
  frames: Array.from({ length: 12 }, (_, f) =>
    Uint8Array.from({ length: rows * columns * 12 }, (_, i) => (i * 31 + f * 77) % 256)
  )
}

/** Convolution 3 × 3, padding 1, ReLU. */
function conv(x: Float64Array, inputs: number, h: number, w: number, n: number) {
  const { weight, bias } = layers[n]!
  const stride = n === 3 ? 1 : 2
  const [oh, ow] = [Math.ceil(h / stride), Math.ceil(w / stride)]
  const out = new Float64Array(bias.length * oh * ow)
  for (let o = 0; o < bias.length; o++)
    for (let r = 0; r < oh; r++)
      for (let c = 0; c < ow; c++) {
        let sum = bias[o]!
        for (let i = 0; i < inputs; i++)
          for (let k = 0; k < 9; k++) {
            const [y, z] = [r * stride + Math.floor(k / 3) - 1, c * stride + (k % 3) - 1]
            if (y >= 0 && y < h && z >= 0 && z < w) sum += weight[(o * inputs + i) * 9 + k]! * x[(i * h + y) * w + z]!
          }
        out[(o * oh + r) * ow + c] = Math.max(0, sum)
      }
  return { out, oh, ow }
}

/** The logits of `chunk`, in plain loops. */
function expected(): number[] {
  let x = new Float64Array(18 * rows * columns)
  for (let p = 0; p < 6; p++)
    for (let c = 0; c < 3; c++)
      for (let y = 0; y < rows; y++)
        for (let z = 0; z < columns; z++) {
          let sum = 2
          for (const [dy, dz] of [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1]
          ] as const)
            sum += chunk.frames[2 * p]![((2 * y + dy) * chunk.width + 2 * z + dz) * 3 + c]!
          x[((p * 3 + c) * rows + y) * columns + z] = Math.floor(sum / 4) / 255 - 0.5
        }
  let [h, w] = [rows, columns]
  for (let n = 0; n < 5; n++) {
    const { out, oh, ow } = conv(x, widths[n]!, h, w, n)
    ;[x, h, w] = [out, oh, ow]
  }
  const planes = Array.from({ length: 5 }, (_, i) => [...x.subarray(i * h * w, (i + 1) * h * w)])
  const pooled = [
    ...planes.map((plane) => plane.reduce((a, b) => a + b) / plane.length),
    ...planes.map((p) => Math.max(...p))
  ]
  return Array.from(
    head.bias,
    (b, o) => b + pooled.reduce((sum, value, i) => sum + value * head.weight[o * 10 + i]!, 0)
  )
}

test('gives the logits that plain loops give', async () => {
  const f32 = (data: Float32Array, shape: number[]) => ({ dtype: 'F32', shape, data })
  const tensors = Object.fromEntries(
    layers.flatMap(({ weight, bias }, i) => [
      [`conv${i + 1}.weight`, f32(weight, [widths[i + 1]!, widths[i]!, 3, 3])],
      [`conv${i + 1}.bias`, f32(bias, [widths[i + 1]!])]
    ])
  )
  const path = join(folder, 'classifier.safetensors')
  writeFileSync(
    path,
    encodeSafetensors(
      { ...tensors, 'head.weight': f32(head.weight, [outputs, 10]), 'head.bias': f32(head.bias, [outputs]) },
      { names: JSON.stringify(names), accuracyOnTrueFrames: '{"cast":0.9}' }
    )
  )
  const classifier = (await openClassifier(path, options))!
  const [read, found] = [await classifier.read(chunk), await classifier.logits(chunk)]
  await classifier.release()
  const logits = expected()
  for (const [i, logit] of logits.entries()) expect(found[i]).toBeCloseTo(logit, 3)
  expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(0.5)
  const best = (list: readonly string[], from: number) =>
    list.reduce((a, b, i) => (logits[from + i]! > logits[from + list.indexOf(a)]! ? b : a))
  expect(read).toEqual({
    cast: new Set(names.cast.filter((_, i) => logits[i]! > 0)),
    place: best(names.places, 2),
    time: best(names.times, 4),
    action: { cat: best(names.actions, 6), dog: best(names.actions, 8) },
    colour: { cat: best(names.colours, 10), dog: best(names.colours, 13) }
  })
  expect(classifier.accuracy).toEqual({ cast: 0.9 })
})

test('without a weights file there is no classifier', async () => {
  expect(await openClassifier(join(folder, 'none.safetensors'), options)).toBeNull()
})

test('an answer names exactly those seen, except who just entered', () => {
  const actor = (name: string, action: string, x = 100) => ({ name, action, x, colour: 'red', said: name === 'cat' })
  const truth = (...actors: Truth['actors']): Truth => ({ place: 'meadow', layout: 0, time: 'day', actors })
  const read = (...cast: string[]) => ({
    cast: new Set(cast),
    place: 'meadow',
    time: 'day',
    action: { cat: 'jump', dog: 'stand' },
    colour: { cat: 'red', dog: 'blue' }
  })
  const two = truth(actor('cat', 'jump'), actor('dog', 'jump'))
  expect(answers(two, read('cat', 'dog'))).toEqual({ character: [true], action: [true, false], colour: [true] })
  expect(answers(two, read('cat'))).toMatchObject({ character: [false], action: [true, false] })
  expect(answers(truth(actor('cat', 'jump')), read('cat', 'dog')).character).toEqual([false])
  const entering = truth(actor('cat', 'jump'), actor('dog', 'enter_l'))
  expect(answers(entering, read('cat', 'dog'))).toMatchObject({ character: [true], action: [true] })
  expect(answers(entering, read('cat')).character).toEqual([true])
})
