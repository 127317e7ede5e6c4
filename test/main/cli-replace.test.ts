/** A command never replaces another file without `--replace`, and the extension must match the format. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { throughline } from './kit/throughline.ts'

const output = 5
const usage = 2
let here: Case
beforeEach(() => {
  here = new Case()
  writeFileSync(here.at('cat.shots'), '# Cat\n\n## One (1 s, seed 1)\nA cat dances in a meadow.\n> dialogue: Look!\n')
})
afterEach(() => here.dispose())

const done = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await throughline(args)
  expect([code, stderr.includes('rror')]).toEqual([0, false])
  return stdout
}

test('another file needs --replace; the film’s own export does not', async () => {
  const film = here.at('cat.throughline')
  await done('new', film, here.at('cat.shots'))
  const srt = here.at('cat.srt')
  writeFileSync(srt, 'timed by hand')
  const exists = { code: output, says: 'export.exists', words: /cat\.srt is there already.*--replace/s }
  await here.refuses(['export', film, '-f', 'srt'], exists)
  await done('export', film, '-f', 'srt', '--replace')
  await done('export', film, '-f', 'srt')
  expect(readFileSync(srt, 'utf8')).toContain('Look!')
  writeFileSync(srt, readFileSync(srt, 'utf8').replace('Look!', 'Look, there!'))
  await here.refuses(['export', film, '-f', 'srt'], exists)

  const other = here.at('other.throughline') // a film with the same title
  await done('new', other, here.at('cat.shots'))
  await done('export', film, '-o', here.at('list.shots'))
  await here.refuses(['export', other, '-o', here.at('list.shots')], { ...exists, words: /list\.shots/ })
  copyFileSync(film, here.at('copy.throughline'))
  await here.refuses(['export', here.at('copy.throughline'), '-o', here.at('list.shots')], {
    ...exists,
    words: /list\.shots/
  })
})

test('another film’s file beside a shot list stays, and nothing is made', { timeout: 240_000 }, async () => {
  writeFileSync(here.at('cat.mp4'), 'holiday')
  const render = ['render', here.at('cat.shots')]
  await here.refuses(render, { code: output, says: 'export.exists', words: /cat\.mp4 is there already/ })
  expect(readdirSync(here.folder).sort()).toEqual(['cat.mp4', 'cat.shots'])
  await done(...render, '--replace')
  const first = readFileSync(here.at('cat.mp4'))
  expect(first.toString('latin1', 4, 8)).toBe('ftyp')
  await done(...render)
  await done(...render, '--fresh') // replaces the project, whose last export is still unchanged
  await done('resume', here.at('cat.throughline'), '-o', here.at('cat.mp4'))
  await here.refuses(['resume', here.at('cat.throughline'), '--replace'], {
    code: usage,
    says: 'usage.replace',
    words: /--replace.*--output/s
  })
})

test('anything but a regular file is never replaced, even with --replace', async () => {
  const film = here.at('cat.throughline')
  await done('new', film, here.at('cat.shots'))
  writeFileSync(here.at('mine.srt'), 'mine')
  symlinkSync(here.at('mine.srt'), here.at('link.srt'))
  execFileSync('mkfifo', [here.at('pipe.srt')])
  mkdirSync(here.at('folder.srt'))
  const kinds = { link: 'export.is-link', pipe: 'export.not-a-file', folder: 'export.is-folder' }
  for (const [name, says] of Object.entries(kinds)) {
    const refusal = { code: output, says, words: new RegExp(`${name}\\.srt is`) }
    await here.refuses(['export', film, '-o', here.at(`${name}.srt`), '--replace'], refusal)
  }
  expect(readFileSync(here.at('mine.srt'), 'utf8')).toBe('mine')
})

test('the extension must match the format', { timeout: 240_000 }, async () => {
  const film = here.at('cat.throughline')
  await done('new', film, here.at('cat.shots'))
  await done('export', film, '-o', here.at('Кот v1.2.SRT'))
  expect(readFileSync(here.at('Кот v1.2.SRT'), 'utf8')).toContain('-->')
  const wrong: readonly (readonly [name: string, format: string | null, words: RegExp])[] = [
    ['cat.webm', 'mp4', /Name it cat\.mp4/],
    ['cat', 'srt', /Name it cat\.srt/],
    ['cat.srt.', 'srt', /Name it cat\.srt/],
    ['frames.png', 'png', /Name it frames\./],
    ['cat.avi', null, /end in \.mp4, \.webm, \.gif, \.srt, \.shots, \.mov/],
    ['cat', null, /--format png/],
    ['猫.ｍｐ４', null, /does not say/]
  ]
  for (const [name, format, words] of wrong) {
    const args = ['export', film, '-o', here.at(name), ...(format === null ? [] : ['-f', format])]
    await here.refuses(args, { code: usage, says: 'usage.extension', words })
  }
  for (const command of [['render'], ['resume'], ['regenerate', '--card', '1']]) {
    const refusal = { code: usage, says: 'usage.extension', words: /end in \.mp4, \.webm, \.gif\./ }
    await here.refuses([...command, film, '-o', here.at('cat.avi')], refusal)
  }
  await done('render', film, '-o', here.at('cat.WebM'))
  expect(readFileSync(here.at('cat.WebM')).readUInt32BE(0)).toBe(0x1a45dfa3) // the EBML magic number: it is a WebM
})
