/** A film as a shot list; `parseShotList` reads it back. */
import { beginning } from '../base/text.ts'
import { emptyFilm, type Card, type Film } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { sameName } from '../film/prompt.ts'
import { chunksToSeconds, formatSeconds, type Timebase } from '../time.ts'
import { printHeading } from './heading.ts'
import { languageLines } from './language-lines.ts'
import { sceneLines } from './scene-lines.ts'
import { continuation, headingShot, needsEscape, type CardKey } from './shot-list.ts'

/** Duplicate scene titles get a number from the second on, as a list must name each uniquely. */
export function printShotList(film: Film, base: Timebase): string {
  const titles = distinctTitles(film.cards)
  const scenes = sceneLines(film.cards)
  const sceneOf = ({ scene }: Card): string => (scene && scenes.get(scene.id)) ?? ''
  const cards = film.cards.map((card, index) => printCard(card, index, titles[index]!, sceneOf(card), base))
  return [printHead(film, base), ...cards].filter((block) => block !== '').join('\n\n') + '\n'
}

function printHead({ title, settings, cast }: Film, base: Timebase): string {
  const usual = emptyFilm('').settings
  const lines = [
    title.trim() === '' ? '' : `# ${title.trim()}`,
    settings.seed === null ? '' : `seed: ${settings.seed}`,
    settings.policy === usual.policy ? '' : `memory: ${settings.policy}`,
    settings.length === usual.length ? '' : `length: ${formatSeconds(chunksToSeconds(settings.length, base))}`,
    settings.model === null ? '' : `model: ${settings.model}`,
    ...cast.map(({ kind, name, words }) => `@${name}${kind === 'character' ? '' : ` (${kind})`} = ${words.trim()}`)
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function printCard(card: Card, index: number, title: string, scene: string, base: Timebase): string {
  const place = String(index + 1)
  const shot = card.shot.trim()
  const inHeading = shot === '' || (headingShot.test(shot) && shot !== place)
  const { length, seed, policy, lookAhead, titleCard } = card
  const heading = printHeading(
    {
      shot: inHeading ? shot || place : place,
      title,
      length,
      ...(seed.locked && { seed: seed.value }),
      ...(policy !== null && { policy }),
      lookAhead,
      ...(titleCard && { titleCard })
    },
    base
  )
  const prompt = card.prompt.trim()
  const escaped = prompt.split('\n').map((line) => (needsEscape.test(line) ? `\\${line}` : line))
  return [
    heading,
    ...(prompt === '' ? [] : escaped),
    ...(inHeading ? [] : printKey('shot', shot)),
    ...printKey('scene', scene),
    ...languageLines(card).flatMap(([key, text]) => printKey(key, text)),
    ...printKey('notes', card.notes),
    ...printKey('dialogue', card.dialogue)
  ].join('\n')
}

function printKey(key: CardKey, text: string): readonly string[] {
  if (text.trim() === '') return []
  const [first, ...rest] = text.trim().split('\n')
  return [`> ${key}: ${first}`, ...rest.map((line) => (line === '' ? '>' : continuation + line))]
}

function distinctTitles(cards: readonly Card[]): readonly string[] {
  const taken = new Set<string>(cards.map(({ title }) => sameName(title.trim())))
  const seen = new Set<string>()
  /** Next number to try: smaller ones are taken. */
  const next = new Map<string, number>()
  return cards.map((card) => {
    const title = card.title.trim()
    if (title === '' || !seen.has(sameName(title))) {
      seen.add(sameName(title))
      return title
    }
    const stem = beginning(title, limits.title - 5).trim()
    let number = next.get(sameName(stem)) ?? 2
    while (taken.has(sameName(`${stem} ${number}`))) number++
    taken.add(sameName(`${stem} ${number}`))
    next.set(sameName(stem), number + 1)
    return `${stem} ${number}`
  })
}
