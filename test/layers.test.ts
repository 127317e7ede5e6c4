/** The folders of each room are layers: a folder imports only those below it, and there are no import cycles. */
import { globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { arrowsOf, circles, upward } from './kit/arrows.ts'

/** Folders of each room, lowest layer first; `.` stands for the files beside them. Imports between rooms: eslint.config.js. */
const rooms = {
  app: ['base', '.', 'ledger', 'film', 'sound', 'plan', 'edits', 'exchange', 'contract'],
  kernels: ['weights', 'checkpoints', 'onnx', 'runtime', 'text', 'autoencoder', 'transformer'],
  engine: [
    'files',
    'noise',
    'schedule',
    'memory',
    'decode',
    'pack',
    'models',
    'text',
    'rollout',
    'generate',
    'probe',
    'worker'
  ],
  main: [
    ...[
      'log',
      'kept',
      'security',
      'protocol',
      'side',
      'store',
      'project',
      'prover',
      'packs',
      'packer',
      'supervisor',
      'probe',
      'production',
      'export',
      'sound',
      'cli',
      'desk'
    ],
    ...['window', 'menu', 'ipc', 'print', 'preload', '.']
  ],
  renderer: [
    ...['strings', 'model', 'parts', 'commands', 'sketches', 'cast', 'player', 'memory', 'sound', 'timeline'],
    ...['takes', 'board', 'inspector', 'projects', 'exports', 'models', 'scripts', 'start', 'shell', '.']
  ]
} as const

describe.each(Object.entries(rooms))('%s', (room, layers) => {
  const arrows = arrowsOf(globSync(`${room}/**/*.{ts,svelte}`))

  test('has no import from a higher layer', () => expect(upward(arrows, layers)).toEqual([]))
  test('has no import cycle', () => expect(circles(arrows)).toEqual([]))
  test('has no layer without files', () => {
    const files = [...arrows.keys()]
    const isThere = (layer: string): boolean =>
      files.some((file) => (layer === '.' ? /^[^/]+\/[^/]+$/.test(file) : file.startsWith(`${room}/${layer}/`)))
    expect(layers.filter((layer) => !isThere(layer))).toEqual([])
  })
})

test('upward imports, cycles and folders without a layer are detected', () => {
  const text: Readonly<Record<string, string>> = {
    'app/base/limits.ts': "import type { Film } from '../film/film.ts'",
    'app/film/film.ts': "import { limits } from '../base/limits.ts'\nconst text = await import('../new/text.ts')",
    'app/new/text.ts': ''
  }
  const arrows = arrowsOf(Object.keys(text), (file) => text[file]!)
  expect(upward(arrows, ['base', 'film'])).toEqual([
    'app/base/limits.ts → app/film/film.ts',
    'app/new/text.ts is in no layer'
  ])
  expect(circles(arrows)).toEqual(['app/base/limits.ts → app/film/film.ts → app/base/limits.ts'])
})
