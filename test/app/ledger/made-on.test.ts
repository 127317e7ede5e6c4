import { expect, test } from 'vitest'
import {
  devicesOf,
  madeOn,
  madeOnText,
  onProcessorExactly,
  processor,
  type MadeOn
} from '../../../app/ledger/made-on.ts'
import { chunk } from '../../../app/time.ts'

test('a device record is parsed as it was written', () => {
  const told: MadeOn[] = [
    processor,
    { device: 'cpu', precision: 'fast', driver: null },
    { device: 'webgpu', precision: 'exact', driver: null },
    { device: 'webgpu', precision: 'half', driver: 'Radeon RX 7800 / 24.1' }
  ]
  for (const made of told) expect(madeOn(madeOnText(made))).toEqual(made)
})

test('films from before there were other devices say cpu, and so do new ones', () => {
  expect(madeOnText(processor)).toBe('cpu')
  expect(madeOn('cpu')).toEqual(processor)
})

test('a take continued on another device has parts', () => {
  const chunks = ['cpu', 'cpu', 'webgpu/exact', 'cpu'].map((device, index) => ({ index: chunk(index), device }))
  expect(devicesOf(chunks).map(({ at, device }) => [at, device])).toEqual([
    [0, 'cpu'],
    [2, 'webgpu'],
    [3, 'cpu']
  ])
  expect(devicesOf([])).toEqual([])
})

test('a take continued in another precision has parts, which are shown', () => {
  const chunks = ['cpu', 'cpu/fast', 'cpu/fast'].map((device, index) => ({ index: chunk(index), device }))
  const parts = devicesOf(chunks)
  expect(parts.map(({ at, precision }) => [at, precision])).toEqual([
    [0, 'exact'],
    [1, 'fast']
  ])
  expect(onProcessorExactly(parts)).toBe(false)
  expect(onProcessorExactly(parts.slice(0, 1))).toBe(true)
})
