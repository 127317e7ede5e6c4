import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { parseFilm } from '../../../app/film/schema.ts'
import { parse, film, faults, purple } from './kit/shot-list.ts'

describe('a shot list', () => {
  test('is read as it is written', () => {
    const { title, settings, cast, cards } = film(purple)
    expect([title, settings.seed]).toEqual(['The purple cat', 7])
    expect(cast.map(({ kind, name, words }) => [kind, name, words])).toEqual([
      ['character', 'cat', 'a purple cat'],
      ['place', 'hill', 'a green hill']
    ])
    expect(cards[0]).toMatchObject({
      title: 'Meeting',
      shot: '',
      length: 4,
      seed: { value: 12, locked: true },
      prompt: '@cat walks to the right on @hill.',
      notes: 'Slowly.\nVery slowly.',
      dialogue: 'CAT: Hello.\nOWL: Who?'
    })
    expect(cards[1]).toMatchObject({ title: 'Night', shot: '2B', length: 90, policy: 'sink', lookAhead: true })
    expect(cards[1]!.prompt).toBe('It sleeps.\n\nThe moon shines.\n# not a title')
    expect(cards[2]).toMatchObject({ title: '', shot: '', length: 4, seed: { locked: false }, prompt: 'It wakes.' })
  })

  test('is documented by an example that can be read', () => {
    const [, example] = /```\n([^`]+)```/.exec(readFileSync('docs/shot-list.md', 'utf8'))!
    expect(film(example!).cards.map(({ title, length, dialogue }) => [title, length, dialogue])).toEqual([
      ['Meeting', 4, ''],
      ['The owl', 6, 'CAT: Hello.\nOWL: Who?'],
      ['Night', 4, '']
    ])
  })

  test('needs only headings and prompts', () => {
    const { cards } = film('## Meeting\r\nA cat.\r\n\r\n## Parting (2.4s)\r\nNo cat.')
    expect(cards.map(({ title, length, prompt }) => [title, length, prompt])).toEqual([
      ['Meeting', 4, 'A cat.'],
      ['Parting', 2, 'No cat.']
    ])
  })

  test('tells decimal commas from separators; 1,500 s is ambiguous', () => {
    const of = (options: string) => film(`## A (${options})`).cards[0]
    expect(of('4,5 s, seed 1')).toMatchObject({ length: 5, seed: { value: 1 } })
    expect(of('seed 7,4 s')).toMatchObject({ length: 4, seed: { value: 7 } })
    expect(of('0,75 min,look ahead')).toMatchObject({ length: 45, lookAhead: true })
    expect(film('length: 7,5 s\n## A').cards[0]).toMatchObject({ length: 8 })
    for (const text of ['## A (1,500 s, seed 1)', 'length: 1,500 s\n## A']) {
      expect(parse(text).faults.map(({ failure }) => [failure.code, failure.cause, failure.remedy])).toEqual([
        [
          ...['shots.length', 'Line 1: “1,500 s” may be 1.5 s or 1500 s.'],
          'Write it without the comma: (1.5 s) or (1500 s).'
        ]
      ])
    }
  })

  test('reads full-width punctuation of input methods and keeps the words', () => {
    const list =
      '＃紫の猫\nｓｅｅｄ：７\n＠ネコ（place）＝a purple cat\n＃＃ １２．出会い、再び（４．５秒、seed　３）\n＠ネコ が歩く：速く！\n＞notes：ゆっくり（３秒）\n＼＃５'
    const { title, settings, cast, cards } = film(list)
    expect([title, settings.seed, cast[0]!.name, cast[0]!.kind]).toEqual(['紫の猫', 7, 'ネコ', 'place'])
    expect(cards[0]).toMatchObject({ title: '出会い、再び', shot: '12', length: 5, notes: 'ゆっくり（３秒）' })
    expect(cards[0]!.seed.value).toBe(3)
    expect(cards[0]!.prompt).toBe('＠ネコ が歩く：速く！\n#５')
  })

  test('accepts the line ends of all systems and word processors', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v']) {
      const { cards } = film(['## A', 'A cat.', '> notes: x', '## B', 'A dog.'].join(end))
      expect(cards.map(({ prompt, notes }) => [prompt, notes])).toEqual([
        ['A cat.', 'x'],
        ['A dog.', '']
      ])
    }
  })

  test('takes emoji and right-to-left text', () => {
    const { cards } = film('## لقاء (3 s)\nقطة أرجوانية 🐈‍⬛ تمشي\u200F.\n')
    expect(cards[0]).toMatchObject({ title: 'لقاء', prompt: 'قطة أرجوانية 🐈‍⬛ تمشي\u200F.' })
  })

  test.each([
    ['', ['1 shots.empty']],
    ['# Title only\n', ['1 shots.empty']],
    ['A cat walks.', ['1 shots.key', '1 shots.empty']],
    ['## A (0 s)\nx', ['1 shots.length']],
    ['## A (10000 s)\nx', ['1 shots.length']],
    ['## A (10,000 s)\nx', ['1 shots.length']],
    ['## A (-4 s)\nx', ['1 shots.length']],
    ['## A (4 weeks)\nx', ['1 shots.length']],
    [`## A\n${'x'.repeat(20_000)}`, ['1 shots.text']],
    [`## ${'x'.repeat(201)}`, ['1 shots.text']],
    ['## A\nbell\u0007', ['2 shots.character']],
    ['## A\nover\u202Eride', ['2 shots.character']],
    ['## A\nx\n## a\ny', ['3 shots.title']],
    ['## A (4 s, colour red)\nx', ['1 shots.key']],
    ['## A\nx\n> camera: low', ['3 shots.key']],
    ['## A\nx\n> notes: a\n> notes: b', ['4 shots.key']],
    ['## A\nx\n> low', ['3 shots.line', '3 shots.line']],
    ['## A\n# B\n', ['2 shots.line']],
    ['camera: low\n## A', ['1 shots.key']],
    ['> notes: a\n## A', ['1 shots.key']],
    ['## A (seed x)', ['1 shots.seed']],
    ['## A (seed 4294967296)', ['1 shots.seed']],
    ['memory: best\n## A', ['1 shots.memory']],
    ['model: best\n## A', ['1 shots.model']],
    ['seed: 1\nseed: 2\n## A', ['2 shots.key']],
    ['## A (4 s, seed 1, seed 2)', ['1 shots.key']],
    ['## A (4 s, 5 s)', ['1 shots.key']],
    ['@cat\n## A', ['1 shots.cast']],
    ['@the cat = x\n## A', ['1 shots.cast']],
    ['@cat (tree) = x\n## A', ['1 shots.cast']],
    ['@cat = x\n@CAT = y\n## A', ['2 shots.cast']]
  ])('refuses %j', (text, expected) => {
    expect(faults(text)).toEqual(expected)
    for (const { failure } of parse(text).faults) {
      expect(failure.cause).toMatch(/^Line \d+: .*\.$/)
      expect(failure.remedy).toMatch(/\.$/)
      expect(failure.cause.length).toBeLessThan(200)
    }
  })

  test('is not slow to refuse a line of blanks', () => {
    const start = performance.now()
    expect(faults(`@cat${' '.repeat(100_000)}x\n## A`)).toEqual(['1 shots.cast'])
    expect(performance.now() - start).toBeLessThan(5000) // by squares it took 23 s
  })

  test('reports all faults at once, sorted by line', () => {
    expect(faults('@cat\n## A (0 s)\nx\n> low: b\n\n## a (seed y)\n\u0001')).toEqual([
      '1 shots.cast',
      '2 shots.length',
      '4 shots.key',
      '6 shots.seed',
      '6 shots.title',
      '7 shots.character'
    ])
  })

  test.each([
    ['blanks in an option', `## A (seed${' '.repeat(200_000)}x)`, '1 shots.seed'],
    ['blanks after a number', `## 1.${' '.repeat(200_000)}A (x y)`, '1 shots.key'],
    ['digits and commas', `## A (${'1,'.repeat(200_000)}x)`, '1 shots.length'],
    ['parentheses', `## ${'('.repeat(200_000)} (q)`, '1 shots.key']
  ])('is read at once: %s', (_, text, fault) => {
    const start = performance.now()
    expect(faults(`${text}\nx`)).toContain(fault)
    expect(performance.now() - start).toBeLessThan(5000)
    for (const { failure } of parse(text).faults) expect(failure.cause.length).toBeLessThan(300)
  })

  test('of very many lines is refused before they are read', () => {
    const found = faults('A cat walks on and on through the tall grass.\n'.repeat(limits.shotListLines + 1))
    expect(found).toEqual([`${limits.shotListLines + 1} shots.many`])
  })

  test.each([
    ['lines', '> what: x\n'],
    ['titles', '# x\n'],
    ['headings', '## A (q)\n'],
    ['lengths', '## (0 s)\n'],
    ['hidden characters', '\u0001\n'],
    ['long titles', `## ${'t'.repeat(300)}\n`]
  ])('reports at most a thousand faults: %s', (_, line) => {
    const found = faults(line.repeat(4_900))
    expect(found.length).toBeGreaterThanOrEqual(1_000)
    expect(found.length).toBeLessThan(1_010)
  })

  test('has at most as many shots as a film', () => {
    expect(faults('##\n'.repeat(limits.cards + 1))).toEqual([`${limits.cards + 1} shots.many`])
  })

  test('never crashes on any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('#', '## ', '> ', '\n', '@', '(', ')', '=', ':', '> notes: ', ' s')
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { film: read, faults: found } = parse(pieces.join(''))
        if (read === null) expect(found.length).toBeGreaterThan(0)
        else parseFilm(read)
      }),
      { seed: 3, numRuns: 2000 }
    )
  })
})
