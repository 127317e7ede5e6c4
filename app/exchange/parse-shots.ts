/** Parses a shot list into a film. All faults are found in one run, each with its line. */
import { emptyFilm, newCard, type Card, type Film, type FilmSettings } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { sameName } from '../film/prompt.ts'
import { cardId } from '../ids.ts'
import type { Timebase } from '../time.ts'
import { parseHead } from './head.ts'
import { parseHeading, type Heading } from './heading.ts'
import { readLanguage } from './language-lines.ts'
import { recogniseLines, type Line } from './lines.ts'
import { SceneReader } from './scene-lines.ts'
import {
  areEnough,
  cardKeys,
  checkText,
  lineFault,
  quoting,
  secondTitle,
  shortened,
  type CardKey,
  type LineFault
} from './shot-list.ts'

export interface ParsedShots {
  /** Null when there are faults. */
  readonly film: Film | null
  /** Sorted by line. */
  readonly faults: readonly LineFault[]
}

/** A card being parsed. */
interface Draft {
  readonly line: number
  readonly heading: Heading
  readonly prompt: string[]
  readonly keys: Map<CardKey, string[]>
}

/**
 * Parses a shot list. Lengths snap to whole chunks of `base`. `idOf` gives the id of the card (or, counted separately from
 * 0, of the cast member or scene) at an index: 1 to 64 letters, digits, `_`, `.`, `:` or `-`; unique.
 */
export function parseShotList(source: string, base: Timebase, idOf: (index: number) => string): ParsedShots {
  const { lines, faults: found, texts } = recogniseLines(source)
  const faults = [...found]
  const firstCard = lines.findIndex(({ kind }) => kind === 'card')
  if (areEnough(faults) || (lines.length === 0 && faults.length > 0))
    return { film: null, faults: faults.map(quoting(texts)) }
  const head = parseHead(firstCard < 0 ? lines : lines.slice(0, firstCard), base, faults, idOf)
  const drafts = draftsOf(firstCard < 0 ? [] : lines.slice(firstCard), base, faults)
  if (drafts.length === 0) faults.push(noShot())
  if (drafts.length > limits.cards) {
    const line = drafts[limits.cards]!.line
    faults.push(
      lineFault(line, 'many', `a film has at most ${limits.cards} shots.`, 'Divide the list into several films.')
    )
  }
  const scenes = new SceneReader(idOf)
  const cards = drafts.map((draft, index) => cardOf(draft, index, head.settings, scenes, faults, idOf(index)))
  checkTitles(drafts, faults)
  if (faults.length === 0) return { film: { ...emptyFilm(head.title), ...head, cards }, faults }
  return { film: null, faults: faults.toSorted((one, other) => one.line - other.line).map(quoting(texts)) }
}

const noShot = (): LineFault =>
  lineFault(
    1,
    'empty',
    'there is no shot in this list.',
    'Begin each shot with a line such as “## Meeting (4 s)” and write below it what happens.'
  )

function draftsOf(lines: readonly Line[], base: Timebase, faults: LineFault[]): readonly Draft[] {
  const drafts: Draft[] = []
  let open: string[] | null = null
  for (const each of lines) {
    if (areEnough(faults) || drafts.length > limits.cards) break
    const { line, text } = each
    if (each.kind === 'card') {
      drafts.push({ line, heading: parseHeading(text, line, base, faults), prompt: [], keys: new Map() })
      open = null
      continue
    }
    const draft = drafts.at(-1)!
    if (each.kind === 'title') faults.push(secondTitle(line))
    else if (each.kind === 'text') {
      draft.prompt.push(text)
      if (text.trim() !== '') open = null
    } else if (each.kind === 'more') {
      if (open === null)
        faults.push(lineFault(line, 'line', 'it continues nothing.', 'Write “> notes: …” or “> dialogue: …” above it.'))
      open?.push(text)
    } else open = openKey(draft, each, faults)
  }
  return drafts
}

function openKey(draft: Draft, { line, key, text }: Line & { kind: 'key' }, faults: LineFault[]): string[] {
  const known = cardKeys.find((name) => name === key)
  const texts = [text]
  if (known === undefined) {
    faults.push(
      lineFault(line, 'key', `“${shortened(key)}” is not known here.`, `After > may stand ${cardKeys.join(', ')}.`)
    )
  } else if (draft.keys.has(known)) {
    faults.push(
      lineFault(
        line,
        'key',
        `this shot has “${known}” already.`,
        'Put two spaces after > to continue a text on the next line.'
      )
    )
  } else draft.keys.set(known, texts)
  return texts
}

function cardOf(
  { line, heading, prompt, keys }: Draft,
  index: number,
  settings: FilmSettings,
  scenes: SceneReader,
  faults: LineFault[],
  id: string
): Card {
  const textOf = (key: CardKey) => (keys.get(key) ?? []).join('\n').trim()
  const number = heading.shot === String(index + 1) ? '' : heading.shot
  const texts = {
    title: heading.title,
    shot: keys.has('shot') ? textOf('shot') : number,
    prompt: prompt.join('\n').trim(),
    notes: textOf('notes'),
    dialogue: textOf('dialogue')
  }
  for (const field of ['title', 'shot', 'prompt', 'notes', 'dialogue'] as const)
    if (!areEnough(faults)) checkText(field, texts[field], line, faults)
  return newCard(cardId(id), {
    ...texts,
    ...readLanguage(textOf, line, faults),
    scene: scenes.read(textOf('scene'), line, faults),
    length: heading.length ?? settings.length,
    seed: { value: heading.seed ?? 0, locked: heading.seed !== undefined },
    policy: heading.policy ?? null,
    lookAhead: heading.lookAhead ?? false,
    ...(heading.titleCard && { titleCard: heading.titleCard })
  })
}

function checkTitles(drafts: readonly Draft[], faults: LineFault[]): void {
  const lines = new Map<string, number>()
  for (const { line, heading } of drafts) {
    if (areEnough(faults)) return
    const title = sameName(heading.title)
    const first = lines.get(title)
    if (first !== undefined) {
      const cause = `the title “${shortened(heading.title)}” is that of line ${first} already.`
      faults.push(lineFault(line, 'title', cause, 'Give each shot its own title, or none.'))
    } else if (title !== '') lines.set(title, line)
  }
}
