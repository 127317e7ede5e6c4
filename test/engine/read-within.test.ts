/** Odd or endless files: checked before they are read. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readPictureFile } from '../../main/project/sketches.ts'
import { Recents } from '../../main/desk/recents.ts'
import { readShotList } from '../../main/cli/shots.ts'
import { readTextWithin, readWithin, Unreadable } from '../../engine/files/read-within.ts'
import { codeOf } from '../main/kit/code-of.ts'
import { freshFolder } from '../main/kit/fresh-folder.ts'
import { jpegOf } from '../main/kit/made.ts'

const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

mkdirSync(at('folder'))
execFileSync('mkfifo', [at('pipe')])
symlinkSync('/dev/zero', at('endless'))
writeFileSync(at('sparse'), '')
truncateSync(at('sparse'), 10 * 1024 ** 3)

const reasonOf = (path: string, most = 1_000_000): string => {
  try {
    readWithin(path, most)
    return 'read'
  } catch (error) {
    return error instanceof Unreadable ? error.reason : String(error)
  }
}

describe('a file that is read', () => {
  test.each([
    ['folder', 'folder'],
    ['pipe', 'other'],
    ['endless', 'other'],
    ['sparse', 'large'],
    ['none', 'missing']
  ])('is refused: %s', (name, reason) => {
    expect(reasonOf(at(name))).toBe(reason)
  })

  test('is read up to the limit, and refused beyond it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3_000_000 }), fc.integer({ min: -2, max: 2 }), (length, more) => {
        const bytes = Buffer.alloc(length, 'ab')
        writeFileSync(at('some'), bytes)
        if (more < 0) expect(reasonOf(at('some'), length + more)).toBe('large')
        else expect(Buffer.compare(readWithin(at('some'), length + more), bytes)).toBe(0)
      }),
      { numRuns: 30 }
    )
  })

  test('is read although its reported size is 0, as in /proc', () => {
    expect(readTextWithin('/proc/self/status', 100_000)).toContain('Pid:')
    expect(reasonOf('/proc/self/status', 10)).toBe('large')
  })
})

describe('every reader reports it in words', () => {
  test.each([
    ['folder', 'shots.folder', 'sketch.unreadable'],
    ['pipe', 'shots.no-file', 'sketch.unreadable'],
    ['endless', 'shots.no-file', 'sketch.unreadable'],
    ['sparse', 'shots.large', 'sketch.size'],
    ['none', 'shots.missing', 'sketch.unreadable']
  ])('%s', (name, asShots, asSketch) => {
    expect(codeOf(() => readShotList(at(name), base, () => undefined))).toBe(asShots)
    expect(codeOf(() => readPictureFile(at(name)))).toBe(asSketch)
  })

  test('but the program’s own small files count as missing', () => {
    const kept = freshFolder()
    execFileSync('mkfifo', [join(kept, 'recent.json')])
    expect(new Recents(kept).list).toEqual([])
  })

  test('and so do invalid posters of recent films', () => {
    const recents = new Recents(freshFolder())
    recents.note('/a/film.throughline', 'A film', jpegOf('a picture'), 1)
    const name = recents.list[0]!.poster!.replace(/^\/poster\/|\?.*$/g, '')
    expect(recents.poster(name)).toEqual(jpegOf('a picture'))
    const lies = jpegOf('a picture')
    lies.set([31, 64, 31, 64], 7) // 8,000 × 8,000
    recents.note('/a/film.throughline', 'A film', lies, 2)
    expect(recents.poster(name)).toBeUndefined()
  })
})
