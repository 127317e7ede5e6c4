/** What must hold at each rest. Each oracle returns its violations as text. */
import { isDeepStrictEqual } from 'node:util'
import { shotNumber, type Card, type Film } from '../../app/film/film.ts'
import { areLocked } from '../../app/film/shot-numbers.ts'
import { displayFrame, timecode } from '../../app/time.ts'
import { placeClips } from '../../renderer/model/placed-clips.ts'
import type { Seen, Shown } from './look.ts'
import { essence, fields, type Field } from './fields.ts'
import type { World } from './world.ts'

export type Oracle = (world: World, seen: Seen) => readonly string[]

/** The page, main and the project file show the same film. */
const oneTruth: Oracle = (_, { page, state, stored }) => {
  if (!state || !stored) return ['no film is open']
  const problems: string[] = []
  if (!isDeepStrictEqual(state.view.film, stored.film)) problems.push('the file holds another film than main')
  const lead = shownCard(state.view.film, page)
  if (lead)
    for (const field of fields)
      if (page.fields[field] !== undefined && page.fields[field] !== lead[field] && !page.refused.includes(field))
        problems.push(`the page shows ${field} “${page.fields[field]}”, the film has “${lead[field]}”`)
  const shown = page.cards
  const order = state.view.film.cards.map(({ id }) => id as string).filter((id) => shown.includes(id))
  const { film, base } = state.view
  const chunks = film.cards.reduce((sum, { length }) => sum + length, 0)
  const frames = chunks * base.framesPerLatent * base.latentsPerChunk
  if (page.shots > 0 && (page.shots !== film.cards.length || page.frames !== frames)) {
    problems.push(
      `the page has ${page.shots} shots, ${page.frames} frames; the film has ${film.cards.length}, ${frames} frames`
    )
  }
  if (shown.join() !== order.join()) problems.push('the cards on the timeline are not those of the film')
  return problems
}

/** The bands above the cards match the film's scenes, with names and numbers of shots. */
const bandsTell: Oracle = (_, { page, state }) => {
  if (!state) return []
  const { cards } = state.view.film
  const runs = cards.flatMap(({ scene }, index) => {
    if (scene === null || scene.id === cards[index - 1]?.scene?.id) return []
    const count = cards.filter((card) => card.scene?.id === scene.id).length
    return [`${scene.id} Scene “${scene.name}”: ${count === 1 ? '1 shot' : `${count} shots`}`]
  })
  const shown = page.bands.map(([id, name]) => `${id} ${name.replace(/, [^,]*$/, '')}`)
  const told = `\n${shown.join('\n')}\n`
  return shown.length === 0 || `\n${runs.join('\n')}\n`.includes(told)
    ? []
    : [`the bands say ${shown.join(' | ')}; the scenes are ${runs.join(' | ') || 'none'}`]
}

/** The sound is as the artist left it, and each clip on the page is where the film has it. */
const soundTells: Oracle = (world, { page, state, stored }) => {
  if (!state || !stored) return []
  const problems: string[] = []
  if (!world.loose && !isDeepStrictEqual(world.film.sound, stored.film.sound))
    problems.push(`the sound must be ${JSON.stringify(world.film.sound)}, not ${JSON.stringify(stored.film.sound)}`)
  const { film, base } = state.view
  const placed = new Map(placeClips(film, base).map((each) => [each.clip.id as string, each]))
  for (const [id, lane, words] of page.clips) {
    const found = placed.get(id)
    const frame = Math.max(0, Math.round((found?.at ?? 0) / (48_000 / base.fps)))
    const told = [`from ${timecode(displayFrame(frame), base)},`, found?.shot ? `shot ${found.shot}` : 'Music']
    if (!found || found.clip.track !== lane || told.some((part) => !words.includes(part)))
      problems.push(`a sound is shown as “${words}”, and the film has it ${JSON.stringify(found)}`)
  }
  return problems
}

/** Every card and every text is exactly as the artist left it. */
const asWritten: Oracle = (world, { page, stored }) => {
  if (!stored) return []
  return world.loose ? mayBe(world, stored.film) : mustBe(world, stored.film, page)
}

function mustBe(world: World, film: Film, page: Shown): readonly string[] {
  const ids = (cards: readonly Card[]): string => cards.map(({ id }) => id.slice(0, 6)).join(' ')
  if (ids(world.cards) !== ids(film.cards))
    return [`the cards must be ${ids(world.cards)}; the film has ${ids(film.cards)}`]
  const title =
    film.title === world.film.title ? [] : [`the film must be called “${world.film.title}”, not “${film.title}”`]
  const shown = shownCard(film, page) // while film is made, the current shot may differ from the model's
  return world.cards
    .flatMap((card, index) => {
      const found = film.cards[index]!
      const texts = fields.flatMap((field) => {
        if (found[field] === world.textOf(card, field)) return []
        const pasted = world.pasted(card.id, field)
        if (pasted !== undefined && isThere(pasted, found[field])) return []
        // A text that is too long stays in its field, with a message.
        if (pasted !== undefined && (shown?.id !== card.id || page.refused.includes(field))) return []
        const stray = world.mayHold(card.id, field, found[field]) ? '' : ', which nobody wrote there'
        return [
          `shot ${index + 1}, ${field}: must be “${brief(world.textOf(card, field))}”, is “${brief(found[field])}”${stray}`
        ]
      })
      if (found.length !== card.length) texts.push(`shot ${index + 1}: must be ${card.length} long, is ${found.length}`)
      return [...texts, ...set(card, found).map((what) => `shot ${index + 1}: ${what}`)]
    })
    .concat(title)
}

/** Differences in other settings of a card. */
function set(card: Card, found: Card): string[] {
  const seed = card.seed.locked && (!found.seed.locked || found.seed.value !== card.seed.value)
  const both = card.takes.filter(({ take }) => found.takes.some((other) => other.take === take)) // others were added or removed since
  const stars = ({ takes }: Card): string =>
    takes.flatMap(({ take, starred }) => (starred && both.some((each) => each.take === take) ? [take] : [])).join()
  return [
    ...(seed ? [`must keep the seed ${card.seed.value}`] : []),
    ...(found.policy === card.policy ? [] : [`must remember by ${card.policy}, does by ${found.policy}`]),
    ...(sceneOf(found) === sceneOf(card) ? [] : [`must be of the scene ${sceneOf(card)}, is of ${sceneOf(found)}`]),
    ...plannedOtherwise(card, found),
    ...(found.sketch === card.sketch ? [] : [`must have the sketch ${card.sketch}, has ${found.sketch}`]),
    ...(stars(found) === stars(card) ? [] : ['other takes have a star'])
  ]
}

/** Shot language, label and poster. */
const plannedOtherwise = (card: Card, found: Card): readonly string[] =>
  (['language', 'label', 'poster'] as const).flatMap((field) => {
    const [must, is] = [card[field], found[field]]
    return isDeepStrictEqual(must, is) ? [] : [`${field} must be ${JSON.stringify(must)}, is ${JSON.stringify(is)}`]
  })

const sceneOf = ({ scene }: Card): string => (scene ? `“${scene.name}” (${scene.colour}) ${scene.id}` : 'none')

function mayBe(world: World, film: Film): readonly string[] {
  const isGiven = (field: Field, text: string): boolean =>
    field === 'shot' && areLocked(film.cards) && /^[A-Z]*\d+[A-Z]*$/.test(text) // the film's own number for a shot that came in
  return film.cards.flatMap((card, index) =>
    world.knows(card.id)
      ? fields
          .filter((field) => !world.mayHold(card.id, field, card[field]) && !isGiven(field, card[field]))
          .map((field) => `shot ${index + 1}, ${field}: is “${card[field]}”, which nobody wrote there`)
      : [`shot ${index + 1} is a card that nobody made`]
  )
}

/** Redo works right after an undo, whatever is made meanwhile. */
const redoable: Oracle = ({ takenBack }, { stored }) =>
  takenBack > 0 && stored?.undone.length === 0
    ? [`${takenBack} steps were taken back and nothing else was done, and there is nothing to redo`]
    : []

/** No made second is lost: it stays in the file, in a take that a shot, the shelf or an undo can show. */
const secondsKept: Oracle = ({ seconds }, { state, stored }) => {
  if (!state || !stored) return []
  const shots = stored.film.cards.map(({ takes }) => takes)
  const shelves = JSON.stringify([shots, state.view.shelf.map(({ id }) => id), stored.done, stored.undone])
  const lost = [...stored.takes].filter(([take, chunks]) => chunks > 0 && !shelves.includes(take))
  const gone = [...seconds].filter(([take, chunks]) => (stored.takes.get(take) ?? 0) < chunks)
  return [
    ...lost.map(([take, chunks]) => `the take ${take.slice(0, 8)} (${chunks} s) cannot be reached any more`),
    ...gone.map(([take, chunks]) => `the take ${take.slice(0, 8)} had ${chunks} s and has fewer now`)
  ]
}

/** Everything requested is made, or a notice says why not. */
const madeAsAsked: Oracle = ({ asked, finished }, { page, state }) => {
  if (!finished || !asked || !state || page.notices.length > 0) return []
  return state.view.cards.flatMap(({ card, prompt, unknownNames, state: { made } }, index) => {
    if (!asked.has(card) || prompt === '' || unknownNames.length > 0) return []
    const { length } = state.view.film.cards[index]!
    return made >= length
      ? []
      : [`shot ${index + 1} was asked for; ${made} of ${length} s of it are made, and nothing says why`]
  })
}

/** The artist's selection is kept, unless something legitimately changed it since. */
const asChosen: Oracle = ({ sure, making, running, chosen }, { page, state }) => {
  if (!sure || making || running || state?.making || page.running) return []
  const shown = page.chosen
  return shown.toSorted().join() === chosen.toSorted().join()
    ? []
    : [`${chosen.join(' ')} was chosen, and ${shown.join(' ') || 'nothing'} is selected`]
}

/** Selection, player, details and memory strip show the same shot: the one under the playhead. */
const oneShot: Oracle = (_, { page, state }) => {
  if (!state || state.view.film.cards.length === 0) return []
  const { film, base } = state.view
  const time = page.frame / (base.framesPerLatent * base.latentsPerChunk)
  let end = 0
  const index = film.cards.findIndex(({ length }) => time < (end += length))
  if (index < 0) return [`the playhead is at frame ${page.frame}, behind the end of the film`]
  const number = shotNumber(film.cards[index]!, index)
  const { chosen } = page
  const told = {
    'the player': page.slate,
    'the memory strip': /^Shot (.*) (?:remembers|will remember)$/.exec(page.strip)?.[1]
  }
  return [
    ...(chosen.length === 1 && page.heading !== `Shot ${number}` ? [`the details show “${page.heading}”`] : []),
    ...(chosen.includes(film.cards[index]!.id) ? [] : ['it is not selected']),
    ...Object.entries(told).flatMap(([what, shown]) =>
      shown === undefined || shown === number ? [] : [`${what} speaks of shot ${shown}`]
    )
  ].map((problem) => `shot ${number} is under the playhead, and ${problem}`)
}

/** The film has the model that was chosen; what another one made, and only that, is outdated for it. */
const modelTold: Oracle = (world, { state, stored }) => {
  if (!state || !stored || state.making) return []
  const { settings } = stored.film
  const must = world.film.settings.model
  const wrong = state.view.cards.flatMap(({ takes, state: { code } }, index) => {
    const shown = takes.find(({ active }) => active)
    if (shown === undefined || code === 'take-lost') return []
    const other = shown.model !== state.model.model
    if (other === (code === 'model-changed')) return []
    return [`shot ${index + 1} shows a take of ${shown.model}; the film has ${state.model.model}; it says ${code}`]
  })
  const named = settings.model === null || settings.model === state.model.model
  return [
    ...(world.loose || settings.model === must ? [] : [`the film must have the model ${must}, has ${settings.model}`]),
    ...(named && state.model.isHere
      ? []
      : [`the film’s model is ${settings.model}, the window has ${state.model.model}`]),
    ...wrong
  ]
}

export const oracles: Readonly<Record<string, Oracle>> = {
  ...{ oneTruth, bandsTell, asWritten, redoable, secondsKept, madeAsAsked, asChosen, oneShot, soundTells, modelTold }
}

/** Several shots may have the same number, one of them typed: then it is the selected one. */
function shownCard({ cards }: Film, { heading, chosen }: Shown): Card | undefined {
  const named = cards.filter((card, index) => heading === `Shot ${shotNumber(card, index)}`)
  return named.length > 1 ? named.find(({ id }) => chosen.includes(id)) : named[0]
}

const isThere = (pasted: string, text: string): boolean => essence(pasted) === essence(text)
const brief = (text: string): string => (text.length > 120 ? `${text.slice(0, 60)}…${text.slice(-50)}` : text)
