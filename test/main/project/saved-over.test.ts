/** What takes the place of another file: a film saved over one, and an export over a film. */
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test, vi } from 'vitest'
import { takeId } from '../../../app/ids.ts'
import { checkTarget } from '../../../main/export/target.ts'
import { Project } from '../../../main/project/project.ts'
import { replaceDatabase } from '../../../main/store/replace.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { film, hurt } from '../kit/attacked-film.ts'

describe('a film saved over one that was left in the middle of writing', () => {
  test('is the saved film, whatever files are beside the name', async () => {
    const folder = freshFolder()
    const [one, other, killed] = ['one', 'other', 'killed'].map((name) => join(folder, `${name}.throughline`)) as [
      ...[string, string, string]
    ]
    const living = film(other, 'Other')
    living.edit({ type: 'setTitle', title: 'Only in the WAL' })
    for (const end of ['', '-wal', '-shm']) copyFileSync(other + end, killed + end) // as kill -9 leaves it
    living.close()
    writeFileSync(`${killed}-journal`, 'of an older one')
    const mine = film(one, 'Mine')
    await mine.duplicate(killed)
    mine.close()
    expect(readdirSync(folder)).toEqual(['killed.throughline', 'one.throughline', 'other.throughline'])
    const again = Project.open(killed)
    expect([again.film.title, again.remarks]).toEqual(['Mine', []])
    expect(again.chunksOf(takeId('take-1'))).toHaveLength(2)
    again.close()
  })
  test('keeps the old film’s files until the new film is complete', () => {
    const path = join(freshFolder(), 'a.throughline')
    writeFileSync(`${path}-wal`, 'what was saved last')
    expect(() => replaceDatabase(`${path}-none`, path)).toThrow()
    expect(existsSync(`${path}-wal`)).toBe(true)
  })
  test('is not replaced by a damaged one', async () => {
    const folder = freshFolder()
    const [one, other] = [join(folder, 'one.throughline'), join(folder, 'other.throughline')]
    film(other, 'Other').close()
    const mine = film(one, 'Mine')
    hurt(one, `PRAGMA foreign_keys = OFF; UPDATE chunk SET after = '${'0'.repeat(64)}' WHERE number = 2`)
    await expect(mine.duplicate(other)).rejects.toMatchObject({
      code: 'project.damaged',
      facts: { file: 'one.throughline' }
    })
    mine.close()
    const again = Project.open(other)
    expect(again.film.title).toBe('Other')
    again.close()
    expect(readdirSync(folder)).toEqual(['one.throughline', 'other.throughline'])
  })
  test.each(['duplicate', 'saveAs'] as const)('is verified twice, before and after the rename: %s', async (how) => {
    const folder = freshFolder()
    const mine = film(join(folder, 'one.throughline'), 'Mine')
    const pragma = vi.spyOn(Database.prototype, 'pragma')
    await mine[how](join(folder, 'other.throughline'))
    expect(pragma.mock.calls.filter(([asked]) => asked.startsWith('integrity_check'))).toHaveLength(2)
    pragma.mockRestore()
    mine.close()
  })
  test('keeps its name if a stray log lies beside the new one', () => {
    const folder = freshFolder()
    const [path, target] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
    const mine = film(path, 'Mine')
    copyFileSync(`${path}-wal`, `${target}-wal`)
    expect(mine.closeAs(target)).toBe(path)
    expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline-wal'])
  })
})

test('an export never replaces a film, open or closed, whatever its name', () => {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  const open = film(path, 'Mine')
  copyFileSync(film(join(folder, 'b.throughline'), 'Other').path, join(folder, 'renamed.mp4'))
  for (const name of ['a.throughline', 'renamed.mp4']) {
    expect([name, codeOf(() => checkTarget(join(folder, name)))]).toEqual([name, 'export.is-project'])
  }
  open.edit({ type: 'setTitle', title: 'Still locked, still saved' })
  expect(open.saved.state).toBe('saved')
  open.close()
})
