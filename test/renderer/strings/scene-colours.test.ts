/** The colours of scenes are told apart with any colour vision, beside each other and on the ground they stand on. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sceneColours } from '../../../app/film/scene.ts'

const css = readFileSync(new URL('../../../renderer/look/tokens.css', import.meta.url), 'utf8')
const hexOf = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)![1]!

type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const visions: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  'without red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  'without green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  'without blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
}

const times = (matrix: Matrix, vector: Vector): Vector =>
  matrix.map((row) => row.reduce((sum, each, index) => sum + each * vector[index]!, 0)) as unknown as Vector

const linear = (hex: string): Vector =>
  [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as unknown as Vector

/** Björn Ottosson's OKLab: distances are about as large as they look. */
function oklab(rgb: Vector): Vector {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005]
    ],
    rgb.map((value) => Math.max(0, value)) as unknown as Vector
  )
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766]
    ],
    cones.map(Math.cbrt) as unknown as Vector
  )
}

const distance = (one: Vector, other: Vector): number => Math.hypot(...one.map((value, index) => value - other[index]!))
const luminance = ([red, green, blue]: Vector): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

test.each(Object.keys(visions))('are distinguishable for eyes %s', (vision) => {
  const seen = sceneColours.map((name) => oklab(times(visions[vision]!, linear(hexOf(`scene-${name}`)))))
  for (const [index, one] of seen.entries())
    for (const [other, each] of seen.entries())
      if (other > index)
        expect(distance(one, each), `${sceneColours[index]} and ${sceneColours[other]}`).toBeGreaterThan(0.07)
})

test.each(sceneColours)('%s has enough contrast against the panel', (name) => {
  const [on, ground] = [luminance(linear(hexOf(`scene-${name}`))), luminance(linear(hexOf('panel')))]
  expect((on + 0.05) / (ground + 0.05)).toBeGreaterThan(3)
})
