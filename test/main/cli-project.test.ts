/** Unusable projects through the real command line. */
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { root, throughline } from './kit/throughline.ts'

let here: Case
let path: string
beforeEach(async () => {
  here = new Case()
  path = here.at('film.throughline')
  writeFileSync(here.at('film.shots'), '## One (1 s, seed 1)\nA cat dances in a meadow.\n')
  expect((await throughline(['new', path, here.at('film.shots')])).code).toBe(0)
})
afterEach(() => here.dispose())

/** Expects the same refusal from every command that opens a project. */
async function allRefuse(says: string, words: RegExp): Promise<void> {
  const refusal = { code: 3, says, words }
  await here.refuses(['info', path], refusal)
  await here.refuses(['resume', path], refusal)
  await here.refuses(['regenerate', path, '--card', '1'], refusal)
  await here.refuses(['export', path, '-o', here.at('film.mp4')], refusal)
}

test('not SQLite', async () => {
  writeFileSync(path, 'Dear diary, today the cat left.'.repeat(100))
  await allRefuse('project.not-ours', /not a Throughline project/)
})

test("another program's SQLite", async () => {
  const other = here.at('other.throughline')
  const db = new Database(other)
  db.exec('CREATE TABLE song (name TEXT)')
  db.close()
  path = other
  await allRefuse('project.not-ours', /another program/)
})

test('truncated', async () => {
  truncateSync(path, Math.floor(statSync(path).size / 2))
  await allRefuse('project.damaged', /damaged/)
})

test('missing', async () => {
  path = here.at('no.throughline')
  await allRefuse('project.missing', /no\.throughline/)
})

test('from a newer version: readable, never changed', async () => {
  const db = new Database(path)
  db.pragma('user_version = 99')
  db.close()
  const refusal = { code: 3, says: 'project.newer', words: /newer/ }
  await here.refuses(['resume', path], refusal)
  await here.refuses(['regenerate', path, '--card', '1', '--prompt', 'A dog dances.'], refusal)
  const before = here.content()
  const { code, stdout } = await throughline(['info', path, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ cards: [{ title: 'One' }] })
  expect(here.content()).toEqual(before)
})

test('read-only: readable, never changed', async () => {
  const disk = here.at('disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', disk]).status === 0
  const locked = `${disk}/film.throughline`
  copyFileSync(path, locked)
  if (mounted) spawnSync('mount', ['-o', 'remount,ro', disk])
  else chmodSync(locked, 0o444) // read-only for everyone except root
  try {
    const refusal = { code: 3, says: 'project.read-only', words: /read-only/ }
    await here.refuses(['resume', locked], refusal)
    await here.refuses(['regenerate', locked, '--card', '1', '--seed', '4'], refusal)
    await here.refuses(['render', here.at('film.shots'), '--project', locked, '--fresh'], refusal)
    expect((await throughline(['info', locked])).code).toBe(0)
  } finally {
    if (mounted) spawnSync('umount', [disk])
  }
})

test('already open elsewhere', async () => {
  const holder = fork(`${root}test/main/kit/holder.ts`, [path], { execArgv: [] })
  await once(holder, 'message')
  try {
    const refusal = { code: 3, says: 'project.locked', words: /already open/ }
    await here.refuses(['resume', path], refusal)
    await here.refuses(['render', here.at('film.shots'), '--project', path, '--fresh'], refusal)
    expect((await throughline(['info', path])).code).toBe(0)
  } finally {
    holder.kill()
    await once(holder, 'exit')
  }
})

test('no existing project or other file is replaced without consent', async () => {
  await here.refuses(['new', path], { code: 3, says: 'project.exists', words: /exists already/ })
  writeFileSync(here.at('other.shots'), '## Two (1 s)\nA dog sleeps on a farm.\n')
  const other = ['render', here.at('other.shots'), '--project', path]
  await here.refuses(other, { code: 3, says: 'project.differs', words: /another storyboard/ })
  writeFileSync(here.at('diary.throughline'), 'Dear diary')
  const fresh = ['render', here.at('other.shots'), '--project', here.at('diary.throughline'), '--fresh']
  await here.refuses(fresh, { code: 3, says: 'project.not-ours', words: /not a Throughline project/ })
  expect(readFileSync(here.at('diary.throughline'), 'utf8')).toBe('Dear diary')
})

test('an unknown card number, and an invalid prompt', async () => {
  const regenerate = (...args: string[]) => ['regenerate', path, '--card', ...args]
  await here.refuses(regenerate('7'), { code: 3, says: 'film.no-card', words: /no card 7: the film has 1/ })
  await here.refuses(regenerate('0'), { code: 2, says: 'usage.invalid', words: /from 1/ })
  const long = 'cat '.repeat(5_000)
  await here.refuses(regenerate('1', '--prompt', long), { code: 3, says: 'edit.invalid', words: /20,000|20000/ })
  await here.refuses(regenerate('1', '--prompt', ' '), { code: 3, says: 'work.prompt', words: /no prompt/ })
  const unknown = regenerate('1', '--seed', '5', '--prompt', '@zebra sleeps.')
  await here.refuses(unknown, { code: 3, says: 'work.cast', words: /zebra/ })
})
