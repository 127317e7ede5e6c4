/** Output and its failures through the real command line: control characters, full disks, output paths, ffmpeg. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { PassThrough } from 'node:stream'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Output } from '../../main/cli/output.ts'
import { progressFor } from '../../main/cli/progress.ts'
import { forkLauncher } from '../../main/supervisor/fork.ts'
import { bitsOf, scratch, writeShots } from '../kill/kit/film.ts'
import { Case } from './kit/cli-case.ts'
import { reseal } from './kit/reseal.ts'
import { throughline } from './kit/throughline.ts'

const here = new Case()
const files = scratch()
const film = here.at('film.throughline')
const output = 5

beforeAll(async () => {
  expect((await throughline(['new', film, writeShots(files.at('film.shots'), 1, 2)])).code).toBe(0)
  expect((await throughline(['resume', film])).code).toBe(0)
})
afterAll(() => {
  here.dispose()
  files.dispose()
})

test('text of a film never contains terminal control sequences', async () => {
  const path = here.at('signs.throughline')
  const shots = here.at('signs.shots')
  writeFileSync(shots, '# A\u202eB\n\n## Eins\nA cat \u009b2J waits.\n')
  const made = await throughline(['new', path, shots])
  const told = await throughline(['info', made.code === 0 ? path : shots])
  for (const { stdout, stderr } of [made, told]) expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u)
})

/** Text with control sequences of several kinds: they clear a terminal, set its title or reverse the text. */
const signs = 'a\u001b[2J\u009b1;31mb\u007f\u202ec\u2028d\u0007'
const obeyed = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u

test('nor does text of a crafted film: takes, devices, table names', async () => {
  const handmade = (name: string, change: (db: Database.Database) => void): string => {
    const path = here.at(`${name}.throughline`)
    copyFileSync(film, path)
    const db = new Database(path)
    db.unsafeMode(true)
    change(db)
    reseal(db)
    db.close()
    return path
  }
  const made = handmade('made', (db) => {
    db.prepare('UPDATE take SET prompt = ?').run(signs)
    db.prepare('UPDATE chunk SET device = ?').run(signs)
  })
  const tables = handmade('tables', (db) => db.exec(`CREATE TABLE "${signs}" (a)`))
  for (const args of [
    ['--json', 'info', made],
    ['--json', 'verify', tables],
    ['verify', tables]
  ]) {
    const { stdout, stderr } = await throughline(args)
    expect([args, obeyed.exec(stdout + stderr)]).toEqual([args, null])
    expect(stdout + stderr).toContain('1;31mb') // printed as plain letters
  }
})

test('nor do paths, as text and as JSON, which stays equivalent', async () => {
  const folder = here.at(signs)
  mkdirSync(folder)
  const path = `${folder}/${signs}.throughline`
  copyFileSync(film, path)
  const commands = [
    ['info', path],
    ['verify', path],
    ['export', path, '--format', 'srt'],
    ['info', `${path}-none`],
    ['render', `${folder}/${signs}.shots`],
    ['--pack', folder, 'info', path],
    [signs],
    ['info', path, `--${signs}`]
  ]
  for (const args of commands) {
    const [plain, json] = [await throughline(args), await throughline(['--json', ...args])]
    for (const { stdout, stderr } of [plain, json]) expect([args, obeyed.exec(stdout + stderr)]).toEqual([args, null])
    const told = JSON.stringify(JSON.parse(json.stdout || json.stderr))
    expect([args, told]).toEqual([args, expect.stringContaining(JSON.stringify(signs).slice(1, -1))])
  }
})

test('nor does the engine’s standard error, whatever its libraries quote', async () => {
  const engine = here.at('engine.mjs')
  writeFileSync(
    engine,
    `process.stderr.write('E: node \\u001b]0;mine\\u0007\\u009b2J failed\\n', () => process.exit(1))`
  )
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const engineEnds = (hear?: Output['hear']) =>
    new Promise((ended) => forkLauncher(engine, hear)({ message: () => {}, ended }))
  try {
    await engineEnds()
    expect(told.mock.calls.join('')).toBe('E: node \ufffd]0;mine\ufffd\ufffd2J failed\n')
    told.mockClear()
    await engineEnds(new Output(true).hear)
    expect(told).not.toHaveBeenCalled()
  } finally {
    told.mockRestore()
  }
})

test('nor does progress, on a terminal or in a file', async () => {
  for (const isTTY of [true, false]) {
    const stream = Object.assign(new PassThrough(), { isTTY, columns: 80, cursorTo: () => {}, clearLine: () => {} })
    const progress = progressFor(stream as unknown as NodeJS.WriteStream, false)
    progress.note(signs)
    const speed = { framesPerSecond: 1, realTime: 1, remaining: 1 }
    for (const done of [1, 2]) progress.update({ done, total: 9, place: signs, part: 0, speed })
    progress.end()
    const said = String(stream.read()) // the progress bar itself uses cursor control sequences
    expect([isTTY, ['\u001b[2J', ...'\u009b\u007f\u0007\u202e\u2028'].filter((sign) => said.includes(sign))]).toEqual([
      isTTY,
      []
    ])
  }
})

const exportTo = (path: string) => ['export', film, '-o', path]

test('an output path that is a folder, or in no folder', async () => {
  mkdirSync(here.at('folder.mp4'), { recursive: true })
  await here.refuses(exportTo(here.at('folder.mp4')), { code: output, says: 'export.is-folder', words: /is a folder/ })
  const nowhere = here.at('nowhere/film.mp4')
  await here.refuses(exportTo(nowhere), { code: output, says: 'export.no-folder', words: /no folder/ })
  const render = [
    'render',
    files.at('film.shots'),
    '-o',
    here.at('folder.mp4'),
    '--project',
    here.at('new.throughline')
  ]
  await here.refuses(render, { code: output, says: 'export.is-folder', words: /is a folder/ })
})

test('an output path that is the project or the shot list, also by a link', async () => {
  const before = readFileSync(film)
  const onto = { code: output, says: 'export.is-project', words: /is a project/ }
  copyFileSync(film, here.at('renamed.mp4'))
  for (const args of [exportTo(here.at('renamed.mp4')), ['render', film, '-o', here.at('renamed.mp4')]]) {
    await here.refuses([...args, '--replace'], onto)
  }
  const named = { code: 2, says: 'usage.extension', words: /film\.mp4/ }
  await here.refuses([...exportTo(film), '-f', 'mp4'], named)
  rmSync(here.at('renamed.mp4'))
  expect(readFileSync(film).equals(before)).toBe(true)
  const shots = files.at('film.shots')
  const link = files.at('link.mp4')
  symlinkSync(shots, link)
  const text = readFileSync(shots, 'utf8')
  for (const target of [shots, link]) {
    const self = { code: output, says: 'export.is-source', words: /itself/ }
    await here.refuses(['render', shots, '-o', target, '--project', film], self)
  }
  expect(readFileSync(shots, 'utf8')).toBe(text)
})

test('an output path that is not writable', async () => {
  await here.refuses(exportTo('/proc/film.mp4'), { code: output, says: 'export.not-writable', words: /not write/ })
})

test('no ffmpeg', async () => {
  const refusal = { code: output, says: 'ffmpeg.misnamed', words: /FFMPEG_BIN/ }
  const env = { FFMPEG_BIN: '/nowhere/ffmpeg' }
  await here.refuses(exportTo(here.at('film.mp4')), refusal, { env })
})

test('ffmpeg dies midway: the old film stays, no leftovers', async () => {
  const dying = files.at('ffmpeg')
  writeFileSync(dying, '#!/bin/sh\nhead -c 100000 > /dev/null\necho "Conversion failed!" >&2\nexit 1\n', {
    mode: 0o755
  })
  writeFileSync(here.at('film.mp4'), 'the old film')
  await here.refuses(
    [...exportTo(here.at('film.mp4')), '--replace'],
    { code: output, says: 'ffmpeg.failed', words: /Conversion failed/ },
    { env: { FFMPEG_BIN: dying } }
  )
  expect(readFileSync(here.at('film.mp4'), 'utf8')).toBe('the old film')
  rmSync(here.at('film.mp4'))
})

test('disk full while rendering: committed chunks stay, resume completes', { timeout: 120_000 }, async () => {
  await withSmallDisk(6, async (disk) => {
    const path = `${disk}/film.throughline`
    const shots = writeShots(files.at('long.shots'), 1, 8)
    const full = await throughline(['render', shots, '--project', path, '-o', files.at('long.mp4')])
    expect(full.stderr).toMatch(/disk .*full.*Free some space/i)
    expect(full.code).toBe(output)
    expect(existsSync(files.at('long.mp4'))).toBe(false)
    const kept = bitsOf(path)[0]!
    expect(kept.length).toBeGreaterThan(0)
    spawnSync('mount', ['-o', 'remount,size=64m', disk])
    expect((await throughline(['resume', path])).code).toBe(0)
    const whole = bitsOf(path)[0]!
    expect(whole).toHaveLength(8)
    expect(whole.slice(0, kept.length)).toEqual(kept)
  })
})

test('disk full while exporting: no partial film', { timeout: 120_000 }, async () => {
  await withSmallDisk(1, async (disk) => {
    writeFileSync(`${disk}/ballast`, new Uint8Array(1024 * 1024 - 4096))
    const full = await throughline(exportTo(`${disk}/film.mp4`))
    expect(full.stderr).toMatch(/disk .*full.*Free some space/i)
    expect(full.code).toBe(output)
    expect(readdirSync(disk)).toEqual(['ballast'])
  })
})

/** Runs `work` on a disk of a few megabytes. Needs root, as in containers and CI; otherwise `work` is skipped. */
async function withSmallDisk(megabytes: number, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = files.at('disk')
  mkdirSync(disk, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]).status === 0
  if (!mounted) return console.warn('No small disk could be mounted: not tested here.')
  try {
    await work(disk)
  } finally {
    spawnSync('umount', [disk])
  }
}
