/** Files that an export may replace without asking: unchanged exports of the same film. */
import { appendFileSync, copyFileSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportFile } from '../../../main/export/film-as.ts'
import { mayReplace, noteExported, wasExported } from '../../../main/export/exported.ts'
import { fileMark } from '../../../engine/files/file-mark.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { madeFilm } from '../kit/moving-picture.ts'

function exported() {
  const folder = freshFolder()
  const project = madeFilm(join(folder, 'a.throughline'), 1)
  const path = join(folder, 'a.srt')
  return { folder, project, path, write: (text: string) => exportFile(project, path, fileMark(path), () => text) }
}

test('replaces the film’s own exports, also after a restart', async () => {
  const { folder, project, path, write } = exported()
  await write('one')
  expect(wasExported(project, path)).toBe(true)
  expect(mayReplace(path, () => wasExported(project, path), false)).toBe(fileMark(path))
  await write('two')
  project.close()
  renameSync(join(folder, 'a.throughline'), join(folder, 'Titled.throughline')) // as happens when a film gets a title
  const again = Project.open(join(folder, 'Titled.throughline'))
  expect(wasExported(again, path)).toBe(true)
  again.close()
})

test('but not a changed, replaced, renamed or linked one', async () => {
  const { folder, project, path, write } = exported()
  await write('text')
  const other = join(folder, 'b.srt')
  linkSync(path, other)
  expect(wasExported(project, other)).toBe(false)
  rmSync(other)
  appendFileSync(path, 'corrected by hand')
  expect(wasExported(project, path)).toBe(false)
  await write('text')
  copyFileSync(path, other)
  rmSync(path)
  renameSync(other, path) // the same bytes, but another file
  expect(wasExported(project, path)).toBe(false)
  expect(codeOf(() => mayReplace(path, () => wasExported(project, path), false))).toBe('export.exists')
  expect(mayReplace(path, () => false, true)).toBe(fileMark(path)) // the user agreed
  expect(mayReplace(other, () => false, false)).toBeNull() // there is no file
  project.close()
})

test('nor those of another film with the same title, or of a copy', async () => {
  const { folder, project, path, write } = exported()
  await write('text')
  const copy = join(folder, 'copy.throughline')
  await project.duplicate(copy)
  mkdirSync(join(folder, 'sub'))
  const others = [Project.open(copy), madeFilm(join(folder, 'sub', 'a.throughline'), 1)]
  for (const other of others) {
    expect(wasExported(other, path)).toBe(false)
    other.close()
  }
  project.close()
})

test('a film that is read-only or has odd notes asks every time, and exports', async () => {
  const { project, path, write } = exported()
  project.setSetting('exported', { no: 'list' })
  expect(wasExported(project, path)).toBe(false)
  await write('text')
  expect(wasExported(project, path)).toBe(true)
  project.close()
  const looked = Project.open(project.path, { readOnly: true })
  writeFileSync(path, 'another')
  noteExported(looked, path)
  expect(wasExported(looked, path)).toBe(false)
  looked.close()
})
