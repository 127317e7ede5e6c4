/** Screenplays become shots: each paragraph of action one, with what is said after it; what is not taken in is listed. */
import { describe, expect, test } from 'vitest'
import type { ReadScript } from '../../../../app/exchange/script/read-script.ts'
import { fdx, fountain, leftOf, read } from './kit/samples.ts'

const shotsOf = ({ shots }: ReadScript) =>
  shots.map(({ card: { scene, shot, prompt, dialogue, notes } }) => [scene?.name, shot, prompt, dialogue, notes])

describe('a Fountain script', () => {
  const script = read('night.fountain', fountain)

  test('has a shot for each paragraph of action, and what is said after it', () => {
    expect(script.film.title).toBe('The Night Train')
    expect(shotsOf(script)).toEqual([
      [
        ...['INT. STATION - NIGHT', '12', 'Rain on the glass roof. MIA runs fast along the platform.'],
        ...['MIA: (out of breath) Wait! Please!\nCONDUCTOR (O.S.): Too late.', 'Mia arrives late.\nUse the crane.']
      ],
      ['INT. STATION - NIGHT', '12A', 'The doors close.', '', ''],
      ['THE BRIDGE', '', 'The train crosses.\nSlowly.', '', ''],
      ['THE BRIDGE', '', 'THE END', '', '']
    ])
  })

  test('has a scene for each heading, on all of its shots', () => {
    expect(script.film.cards.map(({ title, scene }) => [title, scene?.name, scene?.colour])).toEqual([
      ['', 'INT. STATION - NIGHT', 'sky'],
      ['', 'INT. STATION - NIGHT', 'sky'],
      ['', 'THE BRIDGE', 'red'],
      ['', 'THE BRIDGE', 'red']
    ])
  })

  test('reports what is left out, with lines', () => {
    expect(leftOf(script)).toEqual({ titlePage: 1, section: 1, emphasis: 1, removed: 1, transition: 1, pageBreak: 1 })
    const { examples } = script.left.find(({ kind }) => kind === 'transition')!
    expect(examples).toEqual([{ line: 26, quote: 'CUT TO:' }])
  })

  test.each<[string, string, readonly (readonly string[])[]]>([
    [
      'words before any scene',
      'A cat.\n\nINT. HILL - DAY\n\nA dog.',
      [
        ['A cat.', ''],
        ['A dog.', '']
      ]
    ],
    ['a scene that begins with words', 'INT. HILL - DAY\n\nMIA\nHello.', [['INT. HILL - DAY', 'MIA: Hello.']]],
    [
      'a cue that nobody answers is action',
      'BOOM!\n\nSilence.',
      [
        ['BOOM!', ''],
        ['Silence.', '']
      ]
    ],
    ['a forced name', 'A cat.\n\n@McCLANE\nYippee.', [['A cat.', 'McCLANE: Yippee.']]],
    ['signs that stand for themselves', '5 * 3 = 15, snake_case, \\*so\\*.', [['5 * 3 = 15, snake_case, *so*.', '']]],
    [
      'a note that is not closed',
      'A cat. [[no\n\nA dog. ]] x',
      [
        ['A cat. [[no', ''],
        ['A dog. ]] x', '']
      ]
    ],
    ['a note alone divides nothing', 'A cat\n[[here]]\nwaits.', [['A cat\nwaits.', '']]],
    [
      'a pause within a speech',
      'A cat.\n\nMIA\nOne.\n  \nTwo.\n\nA dog.',
      [
        ['A cat.', 'MIA: One. Two.'],
        ['A dog.', '']
      ]
    ],
    ['Russian', 'INT. ДОМ\n\nКошка спит.\n\nМИЯ\nПривет.', [['Кошка спит.', 'МИЯ: Привет.']]],
    ['German', 'INNEN. KÜCHE - TAG\n\nEine Katze.', [['Eine Katze.', '']]],
    ['Windows', 'INT. HILL\r\n\r\nA cat.\r\n\r\nMIA\r\nHello.\r\n', [['A cat.', 'MIA: Hello.']]]
  ])('%s', (_name, text, shots) => {
    expect(read('a.fountain', text).film.cards.map(({ prompt, dialogue }) => [prompt, dialogue])).toEqual(shots)
  })
})

describe('a Final Draft script', () => {
  const script = read('night.fdx', fdx)

  test('has a shot for each paragraph of action with its speeches, dual ones as well', () => {
    expect(shotsOf(script)).toEqual([
      [
        ...['INT. STATION - NIGHT', '12', 'Rain on the glass roof & the rails.'],
        ...['MIA: (out of breath) Wait! Please!\nCONDUCTOR: Too late.\nVOICE: Run.', 'Use the crane.']
      ],
      ['INT. STATION - NIGHT', '12A', 'The doors close.', '', ''],
      ['EXT. BRIDGE - DAY', '', 'ANGLE ON the train.', '', '']
    ])
    expect(leftOf(script)).toEqual({ transition: 1, titlePage: 1 })
  })

  test.each([
    ['no XML', 'INT. HILL'],
    ['another program’s XML', '<html></html>'],
    ['an entity of its own', '<!DOCTYPE FinalDraft [<!ENTITY a "b">]><FinalDraft>&a;</FinalDraft>'],
    ['an entity that nobody declared', fdx.replace('&amp;', '&boom;')],
    ['cut short', fdx.slice(0, 700)],
    ['nested without end', `<FinalDraft>${'<Content>'.repeat(10_000)}`]
  ])('%s is refused', (_name, text) => {
    expect(() => read('a.fdx', text)).toThrow(expect.objectContaining({ code: 'script.fdx' }))
  })
})
