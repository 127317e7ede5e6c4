/** Recent films: a moved film stays one entry, however it is located again. */
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Recents } from '../../../main/desk/recents.ts'
import { freshFolder } from '../kit/fresh-folder.ts'

const place = { frame: 31, cards: [], lead: null }

/** A list with the existing films A and B; A has a stored view. */
function listed() {
  const folder = freshFolder()
  const [a, b, away] = ['a', 'b', 'away/a'].map((name) => join(folder, `${name}.throughline`)) as [
    string,
    string,
    string
  ]
  mkdirSync(join(folder, 'away'))
  const recents = new Recents(join(folder, 'recent'))
  for (const [path, title] of [
    [a, 'A'],
    [b, 'B']
  ] as const) {
    writeFileSync(path, title)
    recents.note(path, title, undefined, 1)
  }
  recents.keepLastView(a, place)
  /** The list as the next start of the program reads it. */
  const now = () => new Recents(join(folder, 'recent')).list.map(({ path, present }) => [path, present])
  return { recents, a, b, away, now }
}

describe('a recent film that was moved', () => {
  test('is one entry when opened at its new path, with its last view', () => {
    const { recents, a, b, away, now } = listed()
    renameSync(a, away)
    expect(now()).toEqual([
      [b, true],
      [a, false]
    ])
    recents.note(away, 'A', undefined, 2)
    expect(now()).toEqual([
      [away, true],
      [b, true]
    ])
    expect(recents.lastViewOf(away)).toEqual(place)
  })

  test('to another disk is one entry once the user located it', () => {
    const { recents, a, b, away, now } = listed()
    copyFileSync(a, away)
    rmSync(a)
    recents.note(away, 'A', undefined, 2)
    recents.found(a, away, 'A')
    expect(now()).toEqual([
      [away, true],
      [b, true]
    ])
    expect(recents.lastViewOf(away)).toEqual(place)
  })

  test('is kept when another film was chosen instead', () => {
    const { recents, a, b, away, now } = listed()
    renameSync(a, away)
    recents.note(b, 'B', undefined, 2)
    recents.found(a, b, 'B')
    renameSync(away, a)
    recents.found(a, b, 'A')
    expect(now()).toEqual([
      [b, true],
      [a, true]
    ])
  })
})

test('a copy is a film of its own', () => {
  const { recents, a, b, away, now } = listed()
  copyFileSync(a, away)
  recents.note(away, 'A', undefined, 2)
  expect(now()).toEqual([
    [away, true],
    [b, true],
    [a, true]
  ])
})
