import { beforeAll, expect, test } from 'vitest'
import { freeTable, readFreePrompts } from './free.ts'
import { readHeldOut, type Words } from './heldout.ts'
import { longScript, recallScript } from './scripts.ts'
import { packFolder } from '../../engine/kit/pack-parts.ts'

let words: Words
beforeAll(async () => {
  words = (await readHeldOut(packFolder)).words
})

const seconds = (shots: readonly { readonly seconds: number }[]) => shots.reduce((sum, shot) => sum + shot.seconds, 0)
const names = (prompt: string, list: readonly string[]) =>
  list.filter((name) => new RegExp(`\\b${name}\\b`).test(prompt))

test('names a colour once, on the hero’s first card; the guest differs in both', () => {
  const [cast, colours] = [Object.keys(words.cast), Object.keys(words.colours)]
  for (let seed = 10_000_000; seed < 10_000_200; seed++) {
    const script = recallScript(words, seed)
    const { before, shown, away, back, hero, home, colour } = script
    expect(seconds(away)).toBe(16)
    // A red barn and a green meadow are places, not characters' colours.
    const plain = (prompt: string) => prompt.replace('red barn', 'barn').replace('green meadow', 'meadow')
    expect(names(plain(shown.prompt), colours)).toEqual(colour === null ? [] : [colour])
    for (const { prompt } of [...before, ...away, back]) expect(names(plain(prompt), colours)).toEqual([])
    for (const { prompt } of [shown, back]) expect(names(prompt.toLowerCase(), cast)).toEqual([hero])
    const atHome = words.places[home.place]!
    for (const { prompt } of [...before, ...away]) {
      expect(names(prompt.toLowerCase(), cast)).not.toContain(hero)
      expect(atHome.some((phrase) => prompt.includes(phrase))).toBe(false)
    }
  }
})

test('each seed is another film; half begin with the guest, a quarter have no colour', () => {
  const scripts = Array.from({ length: 40 }, (_, i) => recallScript(words, 10_000_000 + i))
  expect(recallScript(words, 10_000_007)).toEqual(scripts[7])
  expect(scripts.filter(({ opens }) => opens)).toHaveLength(20)
  expect(scripts.filter(({ colour }) => colour === null)).toHaveLength(10)
  expect(new Set(scripts.map(({ shown }) => shown.prompt)).size).toBeGreaterThan(35)
})

test('the long film lasts a minute and stays in its set', () => {
  const { shots, set } = longScript(words, 10_001_000)
  expect(seconds(shots)).toBe(60)
  for (const { prompt } of shots) expect(words.places[set.place]!.some((phrase) => prompt.includes(phrase))).toBe(true)
})

test('a hundred free prompts, which expect only what the world has', async () => {
  const prompts = await readFreePrompts()
  expect(new Set(prompts.map(({ prompt }) => prompt)).size).toBe(100)
  for (const { character, place, time } of prompts) {
    expect(Object.keys(words.cast)).toEqual(expect.arrayContaining(character === null ? [] : [character]))
    expect(Object.keys(words.places)).toEqual(expect.arrayContaining(place === null ? [] : [place]))
    expect(Object.keys(words.times)).toEqual(expect.arrayContaining(time === null ? [] : [time]))
  }
})

test('their table counts the answers, and has no figure where there are none', () => {
  const answer = { group: 'long', prompt: '', time: null, character: null }
  const table = freeTable([
    { ...answer, place: true },
    { ...answer, place: false },
    { ...answer, place: null }
  ])
  expect(table).toContain('| long | 50 % (9–91) | – | – |')
})
