/** Every file and folder named in the docs, and in comments of the code, exists. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const rooms = ['app', 'engine', 'kernels', 'main', 'renderer', 'test', 'tools', 'docs', 'assets']
const code = globSync('{app,engine,kernels,main,renderer,test,tools}/**/*.{ts,svelte,mjs}')
const docs = globSync(['*.md', '{docs,assets,test}/**/*.md'])
const known = [...code, ...docs]
const names = new Set(known.map((path) => basename(path)))

/** Whether a path, its end (`ledger/records.ts`) or a file name exists in the repository; placeholders (`NAME.ts`, `*.ts`) always do. */
function exists(named: string): boolean {
  if (/[A-Z]{2}|[*{]/.test(named)) return true
  if (existsSync(named) || existsSync(`${named}.ts`)) return true
  if (rooms.includes(named.split('/')[0]!)) return false
  return named.includes('/') ? known.some((path) => path.endsWith(`/${named}`)) : names.has(named)
}

const inRoom = new RegExp(String.raw`^(?:${rooms.join('|')})/[\w./*{},-]+$`)
const isFile = /^\w[\w./-]*\.(?:ts|svelte|mjs)$/

/** Missing files named in code spans and links of a text. @param folder of the text, to which links are relative */
function missingInDoc(text: string, folder: string): readonly string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, span]) => span!.split(/\s+/))
  const paths = spans
    .map((word) => word.replace(/[:,/]+$/, ''))
    .filter((word) => inRoom.test(word) || isFile.test(word))
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link!).filter((link) => !/^\w+:/.test(link))
  return [
    ...paths.filter((path) => !exists(path)),
    ...links.filter((link) => !existsSync(normalize(join(folder, link))))
  ]
}

/** The same for comments: paths with an extension, and paths that begin with a room. */
function missingInComments(text: string): readonly string[] {
  const comments = text.match(/\/\*[^]*?\*\/|<!--[^]*?-->|(?<=^|\s)\/\/ .*$/gm) ?? []
  return comments
    .flatMap((comment) => comment.split(/[\s`'"(),;:]+/))
    .map((word) => word.replace(/[./]+$/, ''))
    .filter((word) => inRoom.test(word) || (word.includes('/') && isFile.test(word)))
    .filter((path) => !exists(path))
}

test.each(docs)('%s names files that exist', (path) => {
  expect(missingInDoc(readFileSync(path, 'utf8'), dirname(path))).toEqual([])
})

test('comments name files that exist', () => {
  const product = code.filter((path) => !path.startsWith('test/'))
  expect(
    product.flatMap((path) => missingInComments(readFileSync(path, 'utf8')).map((name) => `${path}: ${name}`))
  ).toEqual([])
})

test('a missing file is found in spans, links and comments', () => {
  expect(missingInDoc('`app/gone.ts`, `gone.ts`, `app/time.ts`, [here](gone.md)', '.')).toEqual([
    'app/gone.ts',
    'gone.ts',
    'gone.md'
  ])
  expect(missingInComments('/** See ledger/gone.ts. */ a // app/time.ts')).toEqual(['ledger/gone.ts'])
})
