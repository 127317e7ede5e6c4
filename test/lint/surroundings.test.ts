/** A room can only use the globals of the environment it runs in: its tsconfig.json excludes the DOM, or Node. */
import { posix, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const files = new Map<string, ts.SourceFile | undefined>() // read once for all rooms

/** The compiler's errors for a file with this text in the room, by its tsconfig.json. */
function told(room: string, text: string): readonly string[] {
  const config = ts.getParsedCommandLineOfConfigFile(`${room}/tsconfig.json`, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => expect.unreachable(String(messageText))
  })!
  const file = resolve(room, 'a-new-file.ts')
  const ambient = config.fileNames.filter((name) => name.endsWith('.d.ts'))
  const host = ts.createCompilerHost(config.options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...how) => {
    if (posix.normalize(name) === file) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2023)
    if (!files.has(name)) files.set(name, read(name, ...how))
    return files.get(name)
  }
  const program = ts.createProgram([file, ...ambient], config.options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

const page = 'export const title = document.title'
const node = 'export const bytes = Buffer.alloc(1)'

test.each([
  ['app', page, 'document'],
  ['app', node, 'Buffer'],
  ['kernels', page, 'document'],
  ['engine', page, 'document'],
  ['main', page, 'document'],
  ['main/preload', node, 'Buffer'],
  ['renderer', node, 'Buffer'],
  ['renderer', 'export const here = process.cwd()', 'process']
])('%s: %s', (room, text, name) => {
  expect(told(room, text)).toEqual([expect.stringMatching(`^Cannot find name '${name}'`)])
})

test.each([
  ['engine', node],
  ['main', node],
  ['main/preload', page],
  ['renderer', page]
])('%s may: %s', (room, text) => expect(told(room, text)).toEqual([]))
