import { expect, test } from 'vitest'
import { cardIn } from '../../main/window/graphics-card.ts'

test.each([
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    '31.0.15.5123',
    'NVIDIA GeForce RTX 3060 31.0.15.5123'
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', '', 'ANGLE Metal Renderer: Apple M2'],
  ['NVIDIA GeForce GTX 1080/PCIe/SSE2', '550.54', 'NVIDIA GeForce GTX 1080 550.54'],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', '22.3.6', 'llvmpipe 22.3.6'],
  ['', '', null]
])('%j is a card that people know', (renderer, driver, name) => {
  expect(cardIn(renderer, driver)).toBe(name)
})

test('a card’s name is short and has no control characters', () => {
  expect(cardIn(`X\u001b[2J${'y'.repeat(300)}`, '1')).toMatch(/^X\[2Jy{96}$/)
})
