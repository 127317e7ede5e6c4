/** One film with everything in it, and what other programs' libraries read of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { cutList, type CutList } from '../../../../../app/exchange/handoff/cut-list.ts'
import { editRate } from '../../../../../app/exchange/handoff/rate.ts'
import { reads } from '../../../../kit/readers.ts'
import { made, storybook, type ShotSpec } from './films.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
/** Writes a text as it leaves the program, and has it read. */
export function read<Told>(kind: string, text: string, ...more: readonly string[]): Told {
  const path = join(folder, `${(count += 1)}.${kind}`)
  writeFileSync(path, text)
  return reads<Told>('read.py', kind, path, ...more)
}

export const odd = 'A & B <c> "d" \'e\' — Ünïcödé 猫 قطة 🐈 \\ %20 #1'
export const long = 'Long '.repeat(40).trim().padEnd(200, '!')
export const shots: readonly ShotSpec[] = [
  {
    length: 2,
    takes: [5, 3],
    starred: [1],
    from: 1,
    title: odd,
    notes: `${odd}\nsecond line`,
    dialogue: `- ${odd}\n\n=1+1`
  },
  {
    length: 3,
    takes: [1],
    scene: 'INT. BARN - NIGHT',
    shot: '12A',
    markers: [
      { chunk: 0, frame: 5, text: odd },
      { chunk: 2, frame: 0, text: 'in the gap' }
    ]
  },
  { length: 1, takes: [], title: long, dialogue: 'Nobody sees me --> yet' },
  { length: 2, takes: [2], shot: '12a', title: 'قطة' }
]
export const listOf = (rate = editRate('24'), base = storybook, title = odd): CutList => {
  const { film, ledger } = made(shots, title)
  return cutList(film, ledger, base, rate)
}
