/** Unusable shot lists and options through the real command line. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { Case } from './kit/cli-case.ts'
import { throughline } from './kit/throughline.ts'

let here: Case
afterEach(() => here.dispose())

const shot = (heading: string, prompt = 'A cat dances in a meadow.') => `## ${heading}\n${prompt}\n`

const refused: [name: string, text: string | Uint8Array, says: string, words: RegExp][] = [
  ['an empty list', '', 'shots.empty', /no shot/],
  ['a list of blank lines', '\n\n// only a remark\n', 'shots.empty', /no shot/],
  ['a card of 0 s', shot('One (0 s)'), 'shots.length', /Line 1.*0 s/],
  ['a card of 10000 s', shot('One (10000 s)'), 'shots.length', /too long/],
  ['a card of 1,500 s', shot('One (1,500 s)'), 'shots.length', /1\.5 s or 1500 s/],
  ['a card of -3 s', shot('One (-3 s)'), 'shots.length', /Line 1/],
  ['a prompt of 20,000 characters', shot('One (1 s)', 'cat '.repeat(5_000)), 'shots.text', /prompt/],
  ['a control character', shot('One (1 s)', 'A cat\u0007 dances.'), 'shots.character', /Line 2/],
  ['text that turns the reading direction', shot('One (1 s)', 'A cat \u202Edances.'), 'shots.character', /Line 2/],
  ['two cards with one title', shot('One (1 s)') + shot('One (1 s)'), 'shots.title', /Line 3.*line 1/],
  ['an unknown option', shot('One (1 s, colour red)'), 'shots.key', /colour red/],
  ['an unknown key', `${shot('One (1 s)')}> camera: pan\n`, 'shots.key', /camera/],
  ['a card without a prompt', shot('One (1 s)', ''), 'work.prompt', /no prompt/],
  ['a name that nobody has', shot('One (1 s)', '@zebra dances.'), 'work.cast', /zebra/],
  ['several problems', shot('One (0 s)') + shot('One (1 s, seed x)'), 'shots.length', /3 problems[^]*Line 1[^]*Line 3/],
  [
    'something that is no text',
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46]),
    'shots.not-text',
    /UTF-8/
  ]
]

test.each(refused)('%s', async (_, text, says, words) => {
  here = new Case()
  writeFileSync(here.at('film.shots'), text)
  await here.refuses(['render', here.at('film.shots')], { code: 3, says, words })
})

test('a missing shot list, or a folder', async () => {
  here = new Case()
  await here.refuses(['render', here.at('no.shots')], { code: 3, says: 'shots.missing', words: /There is no/ })
  mkdirSync(here.at('folder.shots'))
  await here.refuses(['render', here.at('folder.shots')], { code: 3, says: 'shots.folder', words: /folder/ })
})

test('a shot list in UTF-16 or Windows-1252 is read; the encoding is printed', async () => {
  here = new Case()
  const text = shot('Über die Brücke (4,5 s)')
  writeFileSync(here.at('wide.shots'), Buffer.from(`\uFEFF${text}`, 'utf16le'))
  writeFileSync(here.at('western.shots'), Buffer.from(text.replaceAll('\n', '\r'), 'latin1'))
  for (const [name, encoding] of [
    ['wide', 'UTF-16'],
    ['western', 'Windows-1252']
  ] as const) {
    const made = await throughline(['new', here.at(`${name}.throughline`), here.at(`${name}.shots`)])
    expect(made.stderr).toContain(`${name}.shots was read as ${encoding}.`)
    expect(made.stdout).toContain('Über die Brücke')
  }
})

test('usage: unknown command, option and value', async () => {
  here = new Case()
  const usage = (words: RegExp) => ({ code: 2, says: 'usage.invalid', words })
  await here.refuses(['paint'], usage(/unknown command/i))
  await here.refuses(['render', 'x.shots', '--loud'], usage(/--loud/))
  await here.refuses(['render', 'x.shots', '--seed', 'seven'], usage(/whole number/))
  await here.refuses(['render', 'x.shots', '--policy', 'forget'], usage(/memflow/))
  await here.refuses(['regenerate', 'x.throughline'], usage(/--card/))
})

test('emoji and right-to-left letters are normal text', async () => {
  here = new Case()
  writeFileSync(here.at('film.shots'), shot('😺 قط (1 s, seed 1)', 'A 😺 cat, قطة, dances in a meadow.'))
  const made = await throughline(['--json', 'render', here.at('film.shots'), '-o', here.at('film.mp4')])
  expect(made.stderr).toBe('')
  const { project } = JSON.parse(made.stdout) as { project: { cards: { title: string; state: { name: string } }[] } }
  expect(project.cards).toMatchObject([{ title: '😺 قط', state: { name: 'fits' } }])
})

test('--help shows examples and exit codes; every command has help', async () => {
  here = new Case()
  const all = await throughline(['--help'])
  expect(all.code).toBe(0)
  expect(all.stdout).toMatch(/Examples:[^]*Exit codes:/)
  for (const command of ['new', 'render', 'regenerate', 'resume', 'info', 'export']) {
    const { code, stdout } = await throughline([command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Example/)
  }
})

test('a prompt longer than the model reads is made; its cut end is printed', async () => {
  here = new Case()
  writeFileSync(here.at('film.shots'), shot('One (1 s)', `A cat dances in a meadow${', and dances'.repeat(12)}.`))
  const { code, stderr } = await throughline(['render', here.at('film.shots')])
  expect(code).toBe(0)
  expect(stderr).toMatch(/prompt of card 1 is longer than the model reads/)
})
