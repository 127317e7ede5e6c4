/** Failures name the right cause: a disk error is not damage, and a changed header not a read-only folder. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf } from '../kit/made.ts'
import { throughline } from '../kit/throughline.ts'

function film(): string {
  const path = join(freshFolder(), 'a.throughline')
  Project.create(path, filmOf(3)).close()
  return path
}

/** Arguments to run a program in which reading `path` fails from the `at`th read on, as on a broken disk. */
const failing = (path: string, at: number): string[] => {
  const log = join(mkdtempSync(join(tmpdir(), 'strace-')), 'log')
  const inject = ['-e', 'trace=pread64,read', '-e', `inject=pread64,read:error=EIO:when=${at}+`]
  return ['strace', '-f', '--seccomp-bpf', '-o', log, '-P', path, ...inject]
}
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

test.runIf(canTrace)(
  'a failing read while opening, reading pages or verifying is reported',
  async () => {
    const path = film()
    for (const at of [1, 2, 3, 5, 8, 12]) {
      const { stderr, code } = await throughline(['--json', 'verify', path], { under: failing(path, at) })
      const told = code === 0 ? 'whole' : (JSON.parse(stderr) as { error: { code: string } }).error.code
      expect([at, told]).toEqual([at, at > 8 && code === 0 ? 'whole' : 'disk.failed'])
    }
  },
  120_000
)

test('any flipped header bit: damage or the film, never a wrong reason', () => {
  const path = film()
  const whole = readFileSync(path)
  const told = new Map<string, number[]>()
  for (let bit = 0; bit < 800; bit += 1) {
    const bytes = Buffer.from(whole)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    writeFileSync(path, bytes)
    const code = codeOf(() => {
      const project = Project.open(path, { readOnly: bit % 2 === 0 })
      const { readOnly, film } = project
      project.close()
      expect(film.cards).toHaveLength(3)
      if (readOnly && readOnly.code !== 'project.opened-read-only') throw Failure.from(readOnly)
    })
    told.set(code, [...(told.get(code) ?? []), bit >> 3])
  }
  const newer = told.get('project.newer') ?? []
  told.delete('project.newer')
  expect(newer.filter((byte) => byte < 60 || byte > 63)).toEqual([]) // these bytes contain the format version
  expect([...told.keys()].filter((code) => !['no failure', 'project.damaged'].includes(code))).toEqual([])
})
