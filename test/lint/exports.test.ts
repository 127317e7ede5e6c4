/** What the rooms export: every value is imported by another file, and a type's name is the name of one type. */
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

interface Export {
  readonly file: string
  readonly name: string
  readonly isType: boolean
}

const declared =
  /^export (?:default )?(?:async )?(?:abstract )?(const|let|function\*?|class|interface|type) ([A-Za-z_$][\w$]*)/gm
/** `import { a, type B as C } from './x.ts'`, also of more than one line, and `export { … } from`. */
const named = /\b(?:import|export)\s+([^'"`;()]*?)\s+from\s+['"](\.[^'"?]+)/g
const dynamic = /\bimport\(\s*['"](\.[^'"?]+)/g

const exportsOf = (file: string, text: string): readonly Export[] =>
  [...text.matchAll(declared)].map(([, kind, name]) => ({
    file,
    name: name!,
    isType: kind === 'interface' || kind === 'type'
  }))

/** `FILE NAME` of everything imported by name; `FILE *` where a whole module is imported. */
function importsOf(file: string, text: string): readonly string[] {
  const at = (path: string): string => posix.join(posix.dirname(file), path)
  const byName = [...text.matchAll(named)].flatMap(([, what, path]) => {
    const names = what!.includes('*') ? ['*'] : (/\{([^}]*)\}/.exec(what!)?.[1]?.split(',') ?? [])
    return names.map((name) => `${at(path!)} ${name.trim().replace(/^type\s+|\s+as\s.*$/g, '')}`)
  })
  return [...byName, ...[...text.matchAll(dynamic)].map(([, path]) => `${at(path!)} *`)]
}

type Texts = Readonly<Record<string, string>>
const all = (texts: Texts): readonly Export[] => Object.entries(texts).flatMap(([file, text]) => exportsOf(file, text))

/** @param readers files whose imports count besides */
function unused(texts: Texts, readers: Texts = {}): readonly string[] {
  const used = new Set(Object.entries({ ...texts, ...readers }).flatMap(([file, text]) => importsOf(file, text)))
  return all(texts)
    .filter(({ file, name, isType }) => !isType && !used.has(`${file} ${name}`) && !used.has(`${file} *`))
    .map(({ file, name }) => `${file}: ${name}`)
}

/** Names of types and classes that more than one file exports. */
function ambiguous(texts: Texts): readonly string[] {
  const files = new Map<string, Set<string>>()
  for (const { file, name } of all(texts)) {
    if (/^[A-Z]/.test(name)) files.set(name, (files.get(name) ?? new Set()).add(file))
  }
  return [...files].filter(([, each]) => each.size > 1).map(([name, each]) => `${name}: ${[...each].join(', ')}`)
}

const read = (pattern: string): Texts =>
  Object.fromEntries(globSync(pattern).map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]))
const rooms = read('{app,engine,kernels,main,renderer}/**/*.{ts,svelte}')
const others = read('{test,tools}/**/*.{ts,svelte,mjs}')

test('every value that a room exports is imported somewhere', () => expect(unused(rooms, others)).toEqual([]))

test('an exported type’s name is the name of one type', () => expect(ambiguous(rooms)).toEqual([]))

test('unused values and ambiguous types are found', () => {
  const texts = {
    'app/a.ts':
      "export const used = 1\nexport const unused = 2\nexport interface Page {}\nimport type { B } from './b.ts'",
    'app/b.ts': "import {\n  used,\n  type Page as P\n} from './a.ts'\nexport type B = P\nexport class Page {}",
    'app/c.ts': 'export const whole = 1'
  }
  expect(unused(texts, { 'test/c.test.ts': "await import('../app/c.ts')" })).toEqual([
    'app/a.ts: unused',
    'app/b.ts: Page'
  ])
  expect(ambiguous(texts)).toEqual(['Page: app/a.ts, app/b.ts'])
})
