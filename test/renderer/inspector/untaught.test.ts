import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Vocabulary } from '../../../app/contract/prompt.ts'
import { untaught } from '../../../renderer/inspector/untaught.ts'

const pack = new URL('../../../assets/packs/storybook/manifest.json', import.meta.url)
const { knows } = JSON.parse(readFileSync(pack, 'utf8')) as { knows: Vocabulary }
const strange = (prompt: string) => untaught(prompt, knows)

test('knows every phrase it offers, and their common forms', () => {
  for (const kind of ['cast', 'colours', 'actions', 'places', 'times'] as const) {
    for (const phrase of knows[kind]) expect([phrase, strange(phrase)]).toEqual([phrase, []])
  }
  expect(
    strange('The PURPLE cat’s dogs were walking, dancing and hopping; it jumped, then stopped, on the beaches.')
  ).toEqual([])
})

test('lists each unknown word once, in prompt order', () => {
  expect(strange('A fox and a dragon fly over the castle. The fox laughs!')).toEqual([
    'fox',
    'dragon',
    'fly',
    'castle',
    'laughs'
  ])
  expect(strange('Eine lila Katze läuft über die Wiese.')).toEqual([
    'eine',
    'lila',
    'katze',
    'läuft',
    'über',
    'die',
    'wiese'
  ])
  expect(strange('猫 2 😺 …')).toEqual(['猫'])
})

test('lists nothing for a model without a vocabulary', () => {
  const { words: _, ...silent } = knows
  expect(untaught('A fox.', silent)).toEqual([])
})
