/** The studio's log, and the report made from it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../app/base/failure.ts'
import { parseMessage } from '../../app/base/parse.ts'
import { keepLog, type LogFile } from '../../main/log/file.ts'
import { commandLine, note, noteFailure } from '../../main/log/note.ts'
import { reportText } from '../../main/log/report.ts'

let folder: string
let log: LogFile
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  log = keepLog(join(folder, 'new', 'app.log'))
})
afterEach(() => {
  log.end()
  rmSync(folder, { recursive: true })
})
const written = (): string => readFileSync(log.path, 'utf8')

describe('the log', () => {
  test('has each note with time and subject, until it is ended', () => {
    note('engine', 'ready')
    log.end()
    note('engine', 'not heard')
    expect(written()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} engine: ready\r?\n$/)
  })

  test('has a failure by its code and numbers, and no words of a film', () => {
    const facts = { file: 'Owl.throughline', quote: 'an owl sings', count: 3, most: 2 }
    noteFailure('film.edit', new Failure('text.long', 'The text “an owl sings” is too long.', 'Shorten it.', facts))
    expect(written()).toContain('failure: film.edit: text.long count=3 most=2')
    expect(written()).not.toMatch(/owl/i)
  })

  test('quotes no invalid message; records how an engine died', () => {
    const schema = v.strictObject({ type: v.literal('film.edit'), length: v.number() })
    try {
      parseMessage(schema, { type: 'film.edit', length: 'an owl sings' }, 'the window')
    } catch (error) {
      noteFailure('a message', error)
    }
    expect(written()).toContain('failure: a message: message.invalid')
    expect(written()).not.toMatch(/owl/)
    noteFailure('engine', new Failure('engine.crashed', 'It stopped (code 9).', 'It is started.', { detail: 'code 9' }))
    expect(written()).toContain('engine.crashed detail=code 9')
  })

  test('limits repeated notes per minute, and keeps others', () => {
    for (let time = 0; time < 5_000; time += 1) note('renderer', `error ${time}`)
    note('engine', 'restarting')
    const lines = written().trimEnd().split('\n')
    expect(lines.length).toBeLessThan(600)
    expect(lines.slice(-2).map((line) => line.slice(24))).toEqual([
      'renderer: more in this minute is left out',
      'engine: restarting'
    ])
  })

  test('has an unexpected error by kind and place, not by message', () => {
    const read = (): unknown => JSON.parse('{ an owl sings }')
    try {
      read()
    } catch (error) {
      noteFailure('film.open', error)
    }
    expect(written()).toMatch(/failure: film\.open: unexpected SyntaxError\n.* at /)
    expect(written()).not.toMatch(/owl/)
  })

  test('writes nothing to the terminal, whatever a library does', () => {
    note('engine', 'before\u001b]0;title\u0007after\u202e')
    for (const told of ['\u001b', '\u0007', '\u202e']) expect(written()).not.toContain(told)
  })

  test('is rotated: one older file is kept', () => {
    for (let line = 0; line < 3000; line++) note('engine', `${line} ${'x'.repeat(1000)}`)
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['app.log', 'app.old.log'])
    expect(written().length).toBeLessThan(1_100_000)
    expect(written()).toContain('2999 x')
  })

  test('is skipped when the file cannot be written', () => {
    rmSync(join(folder, 'new'), { recursive: true })
    writeFileSync(join(folder, 'new'), 'no folder')
    expect(() => note('engine', 'ready')).not.toThrow()
    expect(log.tail(5)).toBe('')
  })
})

test('a report has program, machine, counts and log; the home folder is “~”', () => {
  for (let line = 1; line <= 300; line++) note('ffmpeg', `/home/ada/bin/ffmpeg ${line}`)
  const text = reportText({ version: '9.8', model: 'm@1', film: { shots: 4, takes: 7 }, log }, '/home/ada')
  expect(text).toMatch(/^Throughline 9\.8, .*\n.* GiB\nModel m@1\nFilm open: 4 shots, 7 takes\n/)
  expect(text).toContain('~/bin/ffmpeg 300')
  expect(text).not.toMatch(/ada|ffmpeg 100\n/)
})

test('a command can be pasted into a terminal', () => {
  const args = ['-i', "Ada's film.mp4", '-vf', 'scale=2:3,format=yuv420p', '$HOME', '']
  const line = commandLine(process.execPath, [
    '-e',
    'console.log(JSON.stringify(process.argv.slice(1)))',
    '--',
    ...args
  ])
  expect(JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' }))).toEqual(args)
})
