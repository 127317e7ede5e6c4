// Lint: typed TypeScript rules, Svelte, and the direction of imports between the rooms (ARCHITECTURE.md).
import js from '@eslint/js'
import regexp from 'eslint-plugin-regexp'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** room → the rooms it may import. Anything else fails the build. */
const arrows = {
  app: [],
  kernels: [],
  engine: ['kernels', 'app'],
  main: ['engine', 'app'],
  renderer: ['app']
}
const rooms = Object.keys(arrows)
const native = ['onnxruntime-node', 'better-sqlite3', '@napi-rs/image', 'ffmpeg-static', 'electron']
/** The one room (or file) that may hold each native library; a Svelte or SQL import elsewhere is a defect. */
const owners = {
  'onnxruntime-node': 'kernels',
  'better-sqlite3': 'main',
  'ffmpeg-static': 'main',
  electron: 'main',
  '@napi-rs/image': 'engine'
}

/** One concept a file. */
const mostLines = 300
const every = '{app,kernels,engine,main,renderer}/**/*.{ts,svelte}'
/** What may stand only where it belongs, by kind: ESQuery selectors, and what to do instead. */
const kinds = {
  terminal: [
    "CallExpression[callee.property.name='write'][callee.object.object.name='process'][callee.object.property.name=/^std/]",
    'Say it with engine/files/terminal.ts, which takes out what a terminal would obey.'
  ],
  date: [
    "NewExpression[callee.name='Date'][arguments.length=0], MemberExpression[object.name='Date'][property.name='now'], CallExpression[callee.name='Date']",
    'Main alone knows what time it is: take it as an argument.'
  ],
  stopwatch: [
    "MemberExpression[object.name='performance'][property.name='now'], MemberExpression[property.name='hrtime']",
    'Measure with engine/generate/stopwatch.ts.'
  ],
  dice: ["MemberExpression[object.name='Math'][property.name='random']", 'Take seeds as arguments; names are UUIDs.'],
  chance: [
    'MemberExpression[property.name=/^(randomUUID|getRandomValues)$/], ImportSpecifier[imported.name=/^random(Bytes|UUID|Int|FillSync)$/]',
    'Take names and seeds as arguments; in the renderer from renderer/model/chance.ts.'
  ],
  // A kill between emptying a file and filling it leaves neither the old one nor the new one.
  plainWrite: [
    "CallExpression[callee.name=/^(write|append)File(Sync)?$/]:not(:has(Property[key.name='flag'][value.value='wx']))",
    "Replace a file with engine/files/replace-file.ts; write a new one with the flag 'wx'."
  ],
  ipcMain: [
    "ImportSpecifier[imported.name='ipcMain'], MemberExpression[property.name=/^(ipcMain|ipc)$/]",
    'Commands come in by main/ipc/channel.ts, parsed.'
  ],
  ipcRenderer: [
    'ImportSpecifier[imported.name=/^(ipcRenderer|contextBridge)$/], MemberExpression[property.name=/^(ipcRenderer|contextBridge)$/]',
    'The page has one door: main/preload/preload.ts.'
  ]
}
/** room → what may not stand in it, but for the files of `allowed`. */
const barred = {
  app: ['terminal', 'date', 'stopwatch', 'dice', 'chance'],
  kernels: ['terminal', 'date', 'stopwatch', 'dice', 'chance', 'plainWrite'],
  engine: ['terminal', 'date', 'stopwatch', 'dice', 'chance', 'plainWrite'],
  main: ['terminal', 'dice', 'ipcMain', 'ipcRenderer', 'plainWrite'],
  renderer: ['terminal', 'date', 'dice', 'chance']
}
const allowed = {
  'engine/files/terminal.ts': ['terminal'],
  'engine/files/partial.ts': ['chance'], // names of files that stand beside others
  'main/cli/throughline.ts': ['terminal'], // before anything is imported
  'engine/generate/stopwatch.ts': ['stopwatch'],
  'renderer/model/chance.ts': ['chance'],
  'main/export/film-as.ts': ['plainWrite'], // into its partial file, which is there
  'main/ipc/channel.ts': ['ipcMain'],
  'main/preload/preload.ts': ['ipcRenderer']
}
const bar = (files, names) => ({
  files,
  rules: {
    'no-restricted-syntax': ['error', ...names.map((name) => ({ selector: kinds[name][0], message: kinds[name][1] }))]
  }
})

/** Calls of test, describe, and of what their `each`, `skipIf` and the like answer (ESQuery). */
const testCalls =
  ':matches(CallExpression[callee.name=/^(test|describe)$/], CallExpression[callee.callee.object.name=/^(test|describe)$/])'

function arrowRules(room) {
  const forbidden = rooms.filter((other) => other !== room && !arrows[room].includes(other))
  const patterns = [
    ...forbidden.map((other) => ({
      // Every room may say no in the same words: app/base/failure.ts is open to all.
      regex: `^(\\.\\./)+${other}/(?!base/failure\\.ts$)`,
      message: `${room} may not import ${other}: arrows point one way (ARCHITECTURE.md).`
    })),
    ...native
      .filter((library) => owners[library] !== room)
      .map((library) => ({ regex: `^${library}(/|$)`, message: `${library} belongs to ${owners[library]}.` }))
  ]
  if (room === 'app') patterns.push({ regex: '^(node:|svelte)', message: 'app is pure: no Node, no Svelte.' })
  if (room === 'renderer') patterns.push({ regex: '^node:', message: 'the renderer is sandboxed: no Node.' })
  return {
    files: [`${room}/**/*.{ts,svelte}`],
    rules: { 'no-restricted-imports': ['error', { patterns }] }
  }
}

export default ts.config(
  { ignores: ['node_modules', 'out', 'dist', 'demo', 'test-results', 'assets'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['**/*.{ts,svelte,svelte.ts}'],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser }
    },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off', // typed-array indexing after a checked length
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  },
  // No expression tries again what it has read: a text of a few thousand signs would keep the studio for seconds.
  {
    files: rooms.map((room) => `${room}/**/*.{ts,svelte}`),
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }]
    }
  },
  // The purity of app.
  {
    files: ['app/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'window', 'document', 'setTimeout', 'crypto', 'fetch']
    }
  },
  { files: [every], rules: { 'no-console': 'error' } },
  { files: [every, '{test,tools}/**/*.{ts,mjs}'], rules: { 'max-lines': ['error', mostLines] } },
  ...Object.entries(barred).map(([room, kinds]) => bar([`${room}/**/*.{ts,svelte}`], kinds)),
  ...Object.entries(allowed).map(([file, kinds]) => {
    const own = barred[file.slice(0, file.indexOf('/'))]
    return bar(
      [file],
      own.filter((kind) => !kinds.includes(kind))
    )
  }),
  { files: ['engine/files/terminal.ts', 'main/cli/throughline.ts'], rules: { 'no-console': 'off' } },
  ...rooms.map(arrowRules),
  // A test's name is read in one look, and every test is called a test.
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'vitest', importNames: ['it'], message: 'Say test: one word for one thing.' }] }
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: `${testCalls} > Literal:first-child[value=/^.{81,}$/]`,
          message: 'Name it in at most 80 characters.'
        }
      ]
    }
  },
  // The headless half must run without Electron, but for the file that starts Electron's kind of engine process.
  {
    files: ['main/{store,project,prover,packs,production,supervisor,export,cli}/**/*.ts'],
    ignores: ['main/supervisor/utility.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^electron(/|$)', message: 'headless services run without Electron.' },
            { regex: '^(\\.\\./)+(renderer|kernels)/', message: 'main may not import this room.' },
            { regex: '^(onnxruntime-node|@napi-rs/image)(/|$)', message: 'belongs to the engine.' }
          ]
        }
      ]
    }
  }
)
