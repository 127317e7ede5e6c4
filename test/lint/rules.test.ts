/** The lint rules of this repository: what is forbidden in a room is refused there, and allowed elsewhere. */
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'
import ts from 'typescript-eslint'

// Without type information, which these rules do not need: much faster.
const eslint = new ESLint({
  overrideConfig: [ts.configs.disableTypeChecked, { languageOptions: { parserOptions: { projectService: false } } }]
})
const rules = async (filePath: string, text: string): Promise<readonly (string | null)[]> => {
  const [result] = await eslint.lintText(text, { filePath })
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message)
}

const now = 'export const at = new Date()'
const ms = 'export const at = Date.now()'
const watch = 'export const at = performance.now()'
const dice = 'export const seed = Math.random()'
const name = 'export const id = crypto.randomUUID()'
const bytes = "import { randomBytes } from 'node:crypto'\nexport const id = randomBytes(4)"
const write = "import { writeFileSync } from 'node:fs'\nwriteFileSync('kept.json', '{}', { mode: 384 })"
const ipc = "import { ipcMain } from 'electron'\nipcMain.handle('film', () => null)"

test.each([
  ['app/film/new.ts', now],
  ['app/film/new.ts', ms],
  ['app/film/new.ts', dice],
  ['kernels/onnx/new.ts', watch],
  ['engine/memory/new.ts', ms],
  ['engine/worker/new.ts', watch],
  ['engine/noise/new.ts', name],
  ['engine/noise/new.ts', bytes],
  ['engine/files/new.ts', now],
  ['main/desk/new.ts', dice],
  ['main/window/new.ts', ipc],
  ['main/window/new.ts', "import { ipcRenderer } from 'electron'\nipcRenderer.send('film')"],
  ['main/window/new.ts', "import electron from 'electron'\nelectron.ipcMain.handle('film', () => null)"],
  ['main/window/new.ts', "export const listen = (page: Electron.WebContents) => page.ipc.on('film', () => {})"],
  ['main/window/new.ts', "import electron from 'electron'\nelectron.ipcRenderer.send('film')"],
  ['engine/worker/new.ts', 'export const at = process.hrtime.bigint()'],
  ['main/desk/new.ts', write],
  ['engine/pack/new.ts', write],
  ['renderer/timeline/new.ts', now],
  ['renderer/timeline/new.ts', name]
])('%s: %s', async (file, text) => {
  expect(new Set(await rules(file, text))).toContain('no-restricted-syntax')
})

test.each(['main/desk/new.ts', 'test/main/new.test.ts'])('a file has at most 300 lines: %s', async (file) => {
  const lines = (count: number) => rules(file, 'export {}\n'.repeat(count))
  expect([await lines(300), await lines(301)]).toEqual([[], ['max-lines']])
})

test.each([
  ['app/film/new.ts', 'export const at = (made: number): Date => new Date(made)'],
  ['engine/generate/stopwatch.ts', watch],
  ['main/project/new.ts', ms],
  ['main/desk/new.ts', write.replace('mode: 384', "flag: 'wx'")],
  ['main/ipc/channel.ts', ipc],
  ['renderer/model/chance.ts', name],
  ['renderer/timeline/new.ts', watch]
])('%s may: %s', async (file, text) => expect(await rules(file, text)).toEqual([]))
