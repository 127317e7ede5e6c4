/** The folders of each room stand in layers: one imports only those below it, and no files import each other in a circle. */
import { globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { arrowsOf, circles, upward } from './kit/arrows.ts'

/** Folders, lowest first; `.` are the files beside them. The rooms themselves: eslint.config.js. */
const rooms = {
  app: ['base', '.', 'ledger', 'film', 'plan', 'edits', 'exchange', 'contract'],
  kernels: ['weights', 'checkpoints', 'onnx', 'runtime', 'text', 'autoencoder', 'transformer'],
  engine: ['files', 'noise', 'schedule', 'memory', 'decode', 'pack', 'models', 'text', 'rollout', 'generate', 'worker'],
  main: [
    ...[
      'log',
      'security',
      'protocol',
      'store',
      'project',
      'prover',
      'packs',
      'supervisor',
      'production',
      'export',
      'cli',
      'desk'
    ],
    ...['window', 'menu', 'ipc', 'print', 'preload', '.']
  ],
  renderer: [
    ...['strings', 'model', 'parts', 'commands', 'sketches', 'cast', 'player', 'memory', 'timeline', 'takes'],
    ...['inspector', 'projects', 'exports', 'scripts', 'start', 'shell', '.']
  ]
} as const

describe.each(Object.entries(rooms))('%s', (room, layers) => {
  const arrows = arrowsOf(globSync(`${room}/**/*.{ts,svelte}`))

  test('has no arrow that points up', () => expect(upward(arrows, layers)).toEqual([]))
  test('has no circle', () => expect(circles(arrows)).toEqual([]))
  test('has no layer without files', () => {
    const files = [...arrows.keys()]
    const isThere = (layer: string): boolean =>
      files.some((file) => (layer === '.' ? /^[^/]+\/[^/]+$/.test(file) : file.startsWith(`${room}/${layer}/`)))
    expect(layers.filter((layer) => !isThere(layer))).toEqual([])
  })
})

test('an arrow that points up, a circle and a folder without a place are found', () => {
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
