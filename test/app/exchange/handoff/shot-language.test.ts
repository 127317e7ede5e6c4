/** Shot language and labels in what editors get. */
import { expect, test } from 'vitest'
import { printCsv } from '../../../../app/exchange/handoff/csv.ts'
import { cutList } from '../../../../app/exchange/handoff/cut-list.ts'
import { printFcpxml } from '../../../../app/exchange/handoff/fcpxml.ts'
import { printOtio } from '../../../../app/exchange/handoff/otio.ts'
import { editRate } from '../../../../app/exchange/handoff/rate.ts'
import { noLanguage } from '../../../../app/film/shot-language.ts'
import { read } from '../script/kit/samples.ts'
import { made, storybook } from './kit/films.ts'

const language = {
  ...noLanguage,
  size: 'closeUp',
  movement: 'dolly',
  lens: '35 mm',
  place: 'Barn',
  time: 'night'
} as const
const { film, ledger } = made([
  { length: 2, takes: [2] },
  { length: 1, takes: [] }
])
const [first, second] = film.cards
const told = { ...film, cards: [{ ...first!, language, label: 'red' as const }, second!] }
const list = cutList(told, ledger, storybook, editRate('24'))

test('a table has a column for each, and is read back', () => {
  const [head, one, two] = printCsv(list).split('\r\n')
  expect(head).toMatch(/,File,Size,Angle,Movement,Lens,Place,Time of day,Transition,Label$/)
  expect(one).toMatch(/,CU,,DOLLY,35 mm,Barn,NIGHT,,red$/)
  expect(two).toMatch(/,,,,,,,,$/)
  expect(read('cut.csv', printCsv(list)).film.cards.map((card) => card.language)).toEqual([language, noLanguage])
})

test('OTIO has all of it, FCPXML what is said', () => {
  const { tracks } = JSON.parse(printOtio(list)) as {
    tracks: { children: [{ children: { metadata: { throughline: object } }[] }] }
  }
  const metadata = tracks.children[0].children.map((child) => child.metadata.throughline)
  expect(metadata).toMatchObject([
    { language, label: 'red' },
    { language: noLanguage, label: null }
  ])
  const xml = printFcpxml(list, { width: 288, height: 160 })
  expect(xml.match(/app\.throughline\.(?:size|movement|lens|place|time|label)" value="[^"]*"/g)).toEqual([
    ...['size" value="CU"', 'movement" value="DOLLY"', 'lens" value="35 mm"', 'place" value="Barn"'].map(
      (each) => `app.throughline.${each}`
    ),
    ...['time" value="NIGHT"', 'label" value="red"'].map((each) => `app.throughline.${each}`)
  ])
})
