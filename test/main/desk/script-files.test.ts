/** The page gets only those pictures beside a storyboard that the storyboard names. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { pictureOf, picturesBeside } from '../../../main/desk/script-files.ts'
import { readScriptFile } from '../../../main/project/script-file.ts'
import { pngSaying } from '../kit/pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-scripts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (...names: string[]): string => join(folder, ...names)
const board = at('night.storyboarder')
const boards = (...urls: string[]): void =>
  writeFileSync(board, JSON.stringify({ boards: urls.map((url) => ({ url })) }))
const refused = (code: string) => expect.objectContaining({ code })
mkdirSync(at('images'))
for (const name of ['a.png', 'other.png', '../secret.png']) writeFileSync(at('images', name), pngSaying(4, 4))

test('are those that are named and exist', () => {
  boards('a.png', 'gone.png', '../secret.png')
  expect(picturesBeside(board)).toEqual(['a.png'])
  expect(pictureOf(board, 'a.png')).toHaveLength(pngSaying(4, 4).length)
})

test.each(['other.png', '../secret.png', 'images/a.png', '../night.storyboarder'])('are not %s', (name) => {
  boards('a.png', '../secret.png')
  picturesBeside(board)
  expect(() => pictureOf(board, name)).toThrow(refused('sketch.unreadable'))
})

test('are read as pictures only', () => {
  boards('words.png')
  writeFileSync(at('images', 'words.png'), 'no picture')
  picturesBeside(board)
  expect(() => pictureOf(board, 'words.png')).toThrow(refused('sketch.type'))
})

test('are listed for storyboards only', () => {
  const other = at('notes.json')
  writeFileSync(other, JSON.stringify({ boards: [{ url: 'a.png' }] }))
  expect(() => picturesBeside(other)).toThrow(refused('script.board'))
})

test('a script that is too large or missing is refused', () => {
  writeFileSync(at('huge.fountain'), new Uint8Array(limits.scriptFile + 1))
  expect(() => readScriptFile(at('huge.fountain'))).toThrow(refused('text.huge'))
  expect(() => readScriptFile(at('gone.fountain'))).toThrow(refused('script.unreadable'))
})
