/** Tables and storyboards of other programs become shots. */
import { describe, expect, test } from 'vitest'
import { csv, leftOf, read, shotList, storyboarder } from './kit/samples.ts'

describe('a table', () => {
  const script = read('night.csv', csv)

  test('is read by the headings of its columns', () => {
    expect(script.table).toEqual({
      fields: ['shot', 'scene', 'action', 'dialogue', 'notes', 'length', 'none'],
      headings: true,
      heads: ['Shot', 'Scene', 'Description', 'Dialogue', 'Camera', 'Duration', 'Start TC'],
      samples: ['1A', 'Station', 'Rain on the "glass" roof.\nIt pours.', 'MIA: Wait!', 'Crane', '4,5 s', '01:00:00:00']
    })
    expect(
      script.shots.map(({ estimated, card: { scene, shot, prompt, dialogue, notes, length } }) => [
        ...[scene?.name, shot, prompt, dialogue, notes, length, estimated]
      ])
    ).toEqual([
      ['Station', '1A', 'Rain on the "glass" roof.\nIt pours.', 'MIA: Wait!', 'Camera: Crane', 5, false],
      ['Station', '1B', 'The doors close.', '', '', 1, true],
      ['Bridge', '2', '-20 degrees. The train crosses.', '', 'Camera: Wide', 6, false]
    ])
  })

  test('reports ignored columns and invalid lengths', () => {
    expect(leftOf(script)).toEqual({ column: 1, length: 1 })
    expect(script.left.map(({ examples }) => examples)).toEqual([
      [{ line: null, quote: 'Start TC' }],
      [{ line: 4, quote: 'soon' }]
    ])
  })

  test('is read by the columns the user chose', () => {
    const fields = ['none', 'none', 'notes', 'action', 'none', 'none', 'none'] as const
    const { shots } = read('night.csv', csv, { fields, headings: true })
    expect(shots.map(({ card: { prompt, notes } }) => [prompt, notes])).toEqual([
      ['MIA: Wait!', 'Description: Rain on the "glass" roof.\nIt pours.'],
      ['', 'Description: The doors close.'],
      ['', 'Description: -20 degrees. The train crosses.']
    ])
  })

  test('columns of shot language are that; what is no term of it is a note', () => {
    const head = 'Prompt,Shot size,Framing,Angle,Movement,Lens,Place,Time of day,Transition'
    const script = read('a.csv', `${head}\nA cat.,MCU,tight,over-the-shoulder,slow push,35 mm,Barn,NIGHT,dissolve\n`)
    const { language, notes } = script.film.cards[0]!
    expect(language).toEqual({
      ...{ size: 'mediumCloseUp', angle: 'overTheShoulder', movement: null, lens: '35 mm', place: 'Barn' },
      ...{ time: 'night', transition: 'dissolve' }
    })
    expect(notes).toBe('Framing: tight\nMovement: slow push')
    expect(script.left).toEqual([])
  })

  test('without headings, the column with the most words is the prompt', () => {
    const { film, table } = read('a.csv', '1,A cat walks in the rain.,2\n2,"A dog, wet.",3\n')
    expect(table).toMatchObject({ headings: false, fields: ['none', 'action', 'none'] })
    expect(film.cards.map(({ prompt }) => prompt)).toEqual(['A cat walks in the rain.', 'A dog, wet.'])
  })

  test('our own export is read back: texts, numbers, scenes and lengths', () => {
    const head = 'Shot,Scene,Title,Prompt,Dialogue,Notes,Length,Start TC,Seed,Take,File'
    const rows = `1A,Station,Rain,"'@mia, running.",'-No!,Slowly,00:00:04:12,01:00:00:00,7,2,1A_t2.mov\r\n`
    const script = read('cut.csv', `\uFEFF${head}\r\n${rows}`)
    const { shot, scene, title, prompt, dialogue, notes, length } = script.film.cards[0]!
    expect([shot, scene?.name, title, prompt, dialogue, notes, length]).toEqual([
      ...['1A', 'Station', 'Rain', '@mia, running.', '-No!', 'Slowly', 4]
    ])
    expect(script.left.map(({ examples }) => examples.map(({ quote }) => quote))).toEqual([
      ['Start TC', 'Seed', 'Take', 'File']
    ])
  })

  test('an unterminated cell is refused with its line', () => {
    expect(() => read('a.csv', 'Prompt\nA cat.\n"A dog.\n')).toThrow(
      expect.objectContaining({ code: 'script.quote', facts: { line: 3 } })
    )
  })
})

describe('a storyboard of Storyboarder', () => {
  const script = read('night.storyboarder', storyboarder)

  test('has a shot for each board, as long as that, with its picture', () => {
    expect(
      script.shots.map(({ card: { shot, prompt, dialogue, notes, length }, pictures }) => [
        ...[shot, prompt, dialogue, notes, length, pictures]
      ])
    ).toEqual([
      ['1A', 'Rain on the roof.', 'Wait!', 'Use the crane.', 3, ['board-1-A1-posterframe.jpg', 'board-1-A1.png']],
      ['1B', 'The doors close.', '', '', 2, []] // a name that leads out of its folder is none
    ])
    expect(leftOf(script)).toEqual({ sound: 1, other: 1 })
  })

  test.each(['', '{', '[]', '{"boards": 1}', '[['.repeat(50_000)])('refuses other files: %.10s', (text) => {
    expect(() => read('a.storyboarder', text)).toThrow(expect.objectContaining({ code: 'script.board' }))
  })
})

test('invisible characters given as entities are removed and counted', () => {
  const board = { action: 'Ra\u0000in\u202E.', shot: '1\nA', dialogue: 'No\uD800!' }
  const escaped = JSON.stringify({ boards: [board] }).replace('\u202E', '\\u202E')
  const fromJson = read('a.storyboarder', escaped)
  expect(fromJson.film.cards[0]).toMatchObject({ prompt: 'Rain.', shot: '1 A', dialogue: 'No!' })
  const xml = '<Content><Paragraph Type="Action"><Text>Ra&#x202E;in.</Text></Paragraph></Content>'
  const fromXml = read('a.fdx', `<FinalDraft>${xml}</FinalDraft>`)
  expect(fromXml.film.cards[0]!.prompt).toBe('Rain.')
  expect([leftOf(fromJson), leftOf(fromXml)]).toEqual([{ hidden: 3 }, { hidden: 1 }])
})

test('a shot number on two lines of a cell becomes one line', () => {
  expect(read('a.csv', 'Shot,Prompt\n"1\nA",A cat.\n').film.cards[0]!.shot).toBe('1 A')
})

describe('a text without a telling name', () => {
  test('is recognised by its content', () => {
    expect(read('a.txt', shotList).kind).toBe('shots')
    expect(read('a.txt', 'INT. HILL - DAY\n\nA cat.').kind).toBe('fountain')
    const { kind, shots } = read('a.txt', '- A cat waits.\n- A dog comes.')
    expect([kind, shots.map(({ card }) => card.prompt)]).toEqual(['text', ['A cat waits.', 'A dog comes.']])
  })

  test('a shot list keeps lengths and cast, and reports ignored settings', () => {
    const { film, left } = read('a.shots', shotList)
    expect([film.cards[0]!.length, film.cast[0]!.name]).toEqual([4, 'mia'])
    expect(left).toEqual([{ kind: 'settings', count: 1, examples: [{ line: null, quote: 'seed: 7' }] }])
  })
})
