/** Links, pipes, folders and foreign files under the names of the WAL, journal and lock. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Project } from '../../../main/project/project.ts'
import { lock } from '../../../main/store/lock.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf } from '../kit/made.ts'

test('pipes, links and folders beside a film are not opened or changed', () => {
  const script = fileURLToPath(new URL('../kit/odd-beside.ts', import.meta.url))
  const { stdout } = spawnSync(process.execPath, [script, freshFolder()], { encoding: 'utf8', timeout: 100_000 })
  const lines = stdout.trim().split('\n')
  expect(lines.filter((line) => !/: fine$/.test(line))).toEqual(['all done'])
  expect(lines.length).toBeGreaterThan(90)
}, 120_000)

test('a foreign file under a log’s name is set aside and reported', () => {
  const folder = freshFolder()
  const [path, killed] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
  Project.create(path, filmOf(1)).close()
  const living = Project.open(path)
  copyFileSync(path, killed)
  living.close()
  writeFileSync(`${killed}-wal`, 'A diary.')
  const project = Project.open(killed)
  expect(project.remarks.map(({ code }) => code)).toEqual(['project.log-set-aside', 'project.log-missing'])
  project.close()
  expect(readFileSync(`${killed}-wal.not-of-this-film`, 'utf8')).toBe('A diary.')
})

test('a link under the lock’s name is not followed', () => {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  Project.create(path, filmOf(1)).close()
  symlinkSync(path, join(folder, '.a.throughline.lock'))
  const before = readFileSync(path)
  const held = lock(path)
  expect(held.remarks.map(({ code }) => code)).toEqual(['project.odd-set-aside'])
  held.release()
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(['.a.throughline.lock.not-of-this-film', 'a.throughline'])
})
