// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { noLanguage } from '../../../app/film/shot-language.ts'
import { sceneId } from '../../../app/ids.ts'
import { foundShots } from '../../../renderer/shell/found-shots.ts'
import { opened, planned } from '../kit/opened.ts'

test('a shot is found by number and by every word, with or without accents', async () => {
  const film = planned(1, 1, 1)
  const cards = film.cards.map((card, index) => ({
    ...card,
    ...[
      { title: 'Café', scene: { id: sceneId('a'), name: 'Ext. Château', colour: 'sky' as const } },
      { notes: 'slowly, 7 steps' },
      { shot: '7' }
    ][index]
  }))
  const open = (await opened({ ...film, cards })).film
  const find = (sought: string): number[] =>
    foundShots(open.state.view.film, open.shots, sought).map(({ index }) => index)
  expect(find('')).toEqual([0, 1, 2])
  expect(find('CAFE')).toEqual([0])
  expect(find('slowly shot')).toEqual([1])
  expect(find('3')).toEqual([2])
  expect(find('7')).toEqual([2, 1]) // the shot of that number first
  expect(find('chateau')).toEqual([0])
  expect(find('nobody')).toEqual([])
})

test('a shot is found by its shot language and its label', async () => {
  const film = planned(1, 1, 1)
  const [first, second, third] = film.cards
  const cards = [
    { ...first!, language: { ...noLanguage, size: 'mediumCloseUp', place: 'Château' } as const },
    { ...second!, language: { ...noLanguage, angle: 'overTheShoulder', time: 'night' } as const },
    { ...third!, label: 'red' as const }
  ]
  const open = (await opened({ ...film, cards })).film
  const find = (sought: string): number[] =>
    foundShots(open.state.view.film, open.shots, sought).map(({ index }) => index)
  expect(find('medium close-up')).toEqual([0])
  expect(find('mcu chateau')).toEqual([0])
  expect(find('ots night')).toEqual([1])
  expect(find('red label')).toEqual([2])
})

test('a copy has no number of its own, so numbers are unique', async () => {
  const film = planned(1, 1)
  const [first, second] = film.cards
  const open = (await opened({ ...film, cards: [{ ...first!, shot: '12A' }, second!] })).film
  await open.hand.duplicate()
  expect(open.shots.map(({ number }) => number)).toEqual(['12A', '2', '3'])
})
