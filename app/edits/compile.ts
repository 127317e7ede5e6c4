/** Compiles an edit for one film: the list of primitive changes (empty: it changes nothing), or a failure. */
import type { PlainCode } from '../base/failure-codes.ts'
import { Failure } from '../base/failure.ts'
import { limits } from '../base/limits.ts'
import { activeUse, copyPlan, type Card, type Film, type FrameMark, type Instant, type TakeUse } from '../film/film.ts'
import { trimmedPoster } from '../film/poster.ts'
import { renameMentions } from '../film/prompt.ts'
import { demandShot, withTitle } from './with-title.ts'
import { takenIn, type Scene } from '../film/scene.ts'
import { numberedAt, withNumbers } from '../film/shot-numbers.ts'
import type { CardId, CastId } from '../ids.ts'
import { sameFrame } from '../ledger/records.ts'
import { chunk } from '../time.ts'
import { cardChange } from './card-change.ts'
import type { Change, FilmHead } from './change.ts'
import type { Edit } from './edit.ts'
import { recut } from './recut.ts'
import { compileSound, splitSound } from './compile-sound.ts'

/** @throws Failure `edit.*` when the film has no such card, take, index or cast member, or a card would become invalid */
export function compile(film: Film, edit: Edit): readonly Change[] {
  switch (edit.type) {
    case 'addCards':
    case 'pasteCards':
      return insert(film, edit.at, edit.cards)
    case 'bringCards':
      return [...head(film, { cast: [...film.cast, ...edit.cast] }), ...insert(film, edit.at, edit.cards)]
    case 'duplicateCards': {
      const originals = inFilmOrder(film, edit.cards)
      if (edit.copies.length !== originals.length)
        throw refuse('edit.copies', 'There must be one new id for each copy.')
      const after = film.cards.indexOf(originals.at(-1)!) + 1
      return insert(
        film,
        after,
        originals.map((card, index) => copyPlan(card, edit.copies[index]!))
      )
    }
    case 'removeCards':
      return [{ kind: 'remove', cards: inFilmOrder(film, edit.cards).map(({ id }) => id) }]
    case 'moveCards':
      return move(film, edit.cards, edit.to, edit.joins === true)
    case 'setLength':
      return set(film, { ...find(film, edit.card), length: edit.length })
    case 'lengthenCards':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => withLength(card, within(card.length + edit.by))))
    case 'trimHead':
      return set(film, shiftHead(find(film, edit.card), edit.by))
    case 'roll': {
      const left = find(film, edit.card)
      const right = film.cards[film.cards.indexOf(left) + 1]
      if (right === undefined) throw refuse('edit.neighbour', 'The last shot has no neighbour to take the difference.')
      return set(film, withLength(left, left.length + edit.by), shiftHead(right, edit.by))
    }
    case 'splitCard':
      return [
        ...split(film, find(film, edit.card), edit.at, edit.id),
        ...(edit.sound === undefined ? [] : splitSound(film.sound, edit.card, edit.id, edit.sound))
      ]
    case 'recut':
      return recut(film, edit.cards, edit.added)
    case 'setText':
      return set(film, { ...find(film, edit.card), [edit.field]: edit.text })
    case 'setTexts':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => ({ ...card, [edit.field]: edit.text })))
    case 'setLanguage': {
      const said = { [edit.field]: edit.value }
      const saying = (card: Card): Card => ({ ...card, language: { ...card.language, ...said } })
      return set(film, ...inFilmOrder(film, edit.cards).map(saying))
    }
    case 'setTransitionLength':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => ({ ...card, transitionLength: edit.length })))
    case 'setTitleCard':
      return set(film, withTitle(find(film, edit.card), edit.titleCard))
    case 'setLabel':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => ({ ...card, label: edit.label })))
    case 'setPoster':
      return set(film, { ...find(film, edit.card), poster: edit.poster })
    case 'setScene':
      return setScene(film, inFilmOrder(film, edit.cards), edit.scene)
    case 'lockNumbers':
      return set(film, ...withNumbers(film.cards))
    case 'countNumbers':
      return set(film, ...film.cards.map((card) => ({ ...card, shot: '' })))
    case 'setSeed':
      return set(film, { ...find(film, edit.card), seed: edit.seed })
    case 'setPolicy':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => ({ ...card, policy: edit.policy })))
    case 'setLookAhead':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => ({ ...card, lookAhead: edit.on })))
    case 'acceptTake': {
      const found = find(film, edit.card)
      const accepted = (use: TakeUse): TakeUse =>
        use.take === found.activeTake ? { ...use, accepted: edit.memory } : use
      return set(film, { ...found, takes: found.takes.map(accepted) })
    }
    case 'setSketch':
      return set(film, { ...find(film, edit.card), sketch: edit.sketch })
    case 'setMarkers':
      return set(film, { ...find(film, edit.card), markers: edit.markers })
    case 'markFrame':
      return set(film, ...inFilmOrder(film, edit.cards).map((card) => marked(card, edit.mark, edit.as)))
    case 'addTake': {
      const card = demandShot(find(film, edit.card))
      if (card.takes.some(({ take }) => take === edit.take))
        throw refuse('edit.take-twice', 'The shot has this take already.')
      const use: TakeUse = { take: edit.take, from: edit.from ?? chunk(0), starred: false }
      return set(film, { ...card, takes: [...card.takes, use], activeTake: edit.take })
    }
    case 'setActiveTake': {
      const card = find(film, edit.card)
      if (edit.take !== null) findUse(card, edit.take)
      return set(film, { ...card, activeTake: edit.take })
    }
    case 'starTake': {
      const card = find(film, edit.card)
      const starred = { ...findUse(card, edit.take), starred: edit.on }
      return set(film, { ...card, takes: card.takes.map((use) => (use.take === edit.take ? starred : use)) })
    }
    case 'dropTake': {
      const card = find(film, edit.card)
      const dropped = findUse(card, edit.take)
      const takes = card.takes.filter((use) => use !== dropped)
      const activeTake = card.activeTake === edit.take ? (takes.at(-1)?.take ?? null) : card.activeTake
      return set(film, { ...card, takes, activeTake })
    }
    case 'addCastMember':
      return head(film, { cast: [...film.cast, edit.member] })
    case 'setCastMember': {
      const before = findMember(film, edit.member.id)
      const cast = film.cast.map((member) => (member === before ? edit.member : member))
      return [...head(film, { cast }), ...rename(film, before.name, edit.member.name)]
    }
    case 'removeCastMember': {
      const gone = findMember(film, edit.id)
      return head(film, { cast: film.cast.filter((member) => member !== gone) })
    }
    case 'setTitle':
      return head(film, { title: edit.title })
    case 'setSettings':
      return head(film, { settings: edit.settings })
    case 'setModel':
      return head(film, { settings: { ...film.settings, model: edit.model } })
    case 'addClip':
    case 'moveClip':
    case 'trimClip':
    case 'setClipGain':
    case 'setClipFades':
    case 'removeClip':
    case 'setTrack':
    case 'removeTrack':
      return compileSound(film, edit)
  }
}

/** A change to these cards; empty where they are equal already. */
function set(film: Film, ...cards: readonly Card[]): readonly Change[] {
  const next = new Map(cards.map((card) => [card.id, card]))
  const changes = film.cards.flatMap((card) => {
    const now = next.get(card.id)
    return (now && cardChange(card, now)) ?? []
  })
  return changes.length === 0 ? [] : [{ kind: 'set', cards: changes }]
}

function head(film: Film, fields: Partial<FilmHead>): readonly Change[] {
  const before: FilmHead = { title: film.title, cast: film.cast, settings: film.settings }
  const after = { ...before, ...fields }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ kind: 'head', head: after }]
}

function insert(film: Film, at: number, cards: readonly Card[]): readonly Change[] {
  if (at > film.cards.length) throw noPlace(film)
  const coming = numberedAt(takenIn(cards, film.cards, at), film.cards, at)
  return [{ kind: 'insert', places: coming.map((card, index) => ({ at: at + index, card })) }]
}

/** @param joins whether the cards join the scene they are moved into */
function move(film: Film, ids: readonly CardId[], to: number, joins: boolean): readonly Change[] {
  if (to > film.cards.length) throw noPlace(film)
  const moving = inFilmOrder(film, ids)
  const held = new Set(moving)
  const stay = film.cards.slice(0, to).filter((card) => !held.has(card)).length
  if (moving.every((card, index) => film.cards[stay + index] === card)) return []
  const places = moving.map(({ id }, index) => ({ at: stay + index, card: id }))
  const rest = film.cards.filter((card) => !held.has(card))
  return [{ kind: 'move', places }, ...(joins ? set(film, ...takenIn(moving, rest, stay)) : [])]
}

/** Updates the scene on every card that has it. */
function setScene(film: Film, cards: readonly Card[], scene: Scene | null): readonly Change[] {
  const chosen = new Set(cards)
  const meant = film.cards.filter((card) => chosen.has(card) || (scene !== null && card.scene?.id === scene.id))
  return set(film, ...meant.map((card) => ({ ...card, scene })))
}

/**
 * A card without its first `by` chunks. Negative: chunks hidden at its start are shown again; where there are no more, the
 * card grows at its end.
 */
function shiftHead(card: Card, by: number): Card {
  const takes = card.takes.map((use) => ({ ...use, from: chunk(Math.max(0, use.from + by)) }))
  const shown = activeUse(card)
  const moved = shown ? Math.max(by, -shown.from) : Math.max(by, 0)
  return withLength({ ...card, takes, poster: trimmedPoster(card.poster, moved) }, card.length - by)
}

const within = (length: number): number => Math.min(Math.max(length, 1), limits.cardChunks)

function withLength(card: Card, length: number): Card {
  if (length < 1) throw refuse('edit.length', 'A shot cannot be shorter than one chunk.')
  return { ...card, length: chunk(length) }
}

/**
 * The first part keeps title, shot number, notes, dialogue and sketch; markers and poster stay at their pictures, a transition
 * at its end of the shot.
 */
function split(film: Film, card: Card, at: number, id: CardId): readonly Change[] {
  if (at < 1 || at >= card.length) throw refuse('edit.split', 'A shot is split between two of its chunks.')
  const isFirst = ({ chunk }: Instant): boolean => chunk < at
  const poster = card.poster && isFirst(card.poster) ? card.poster : null
  const [own, opens] = [card.language, card.language.transition === 'fadeIn']
  const cutTo = { ...own, transition: null }
  const first = {
    ...card,
    language: opens ? own : cutTo,
    length: chunk(at),
    poster,
    markers: card.markers.filter(isFirst)
  }
  const markers = card.markers.flatMap((marker) =>
    isFirst(marker) ? [] : [{ ...marker, chunk: chunk(marker.chunk - at) }]
  )
  const language = opens ? cutTo : own
  const second = {
    ...shiftHead(card, at),
    id,
    language,
    title: '',
    shot: '',
    notes: '',
    dialogue: '',
    sketch: null,
    markers
  }
  return [...set(film, first), ...insert(film, film.cards.indexOf(card) + 1, [second])]
}

/** Marking a marked frame again keeps its place in the list: only its name changes. */
function marked(card: Card, mark: FrameMark, as: 'pin' | 'forget' | null): Card {
  const put = (marks: readonly FrameMark[], here: boolean): readonly FrameMark[] => {
    const at = marks.findIndex((each) => sameFrame(each, mark))
    if (!here) return at < 0 ? marks : marks.toSpliced(at, 1)
    return at < 0 ? [...marks, mark] : marks.with(at, mark)
  }
  return { ...card, pins: put(card.pins, as === 'pin'), forgets: put(card.forgets, as === 'forget') }
}

/** A change of every prompt that mentions `from`, to mention `to`. */
function rename(film: Film, from: string, to: string): readonly Change[] {
  if (from === to) return []
  const cards = film.cards.flatMap((card) => {
    const prompt = renameMentions(card.prompt, from, to)
    return prompt === card.prompt ? [] : [{ ...card, prompt }]
  })
  return set(film, ...cards)
}

function find(film: Film, id: CardId): Card {
  const card = film.cards.find((each) => each.id === id)
  if (card === undefined) throw refuse('edit.card', 'The shot is no longer in the film.')
  return card
}

/** Cards by id, each once, in film order. */
function inFilmOrder(film: Film, ids: readonly CardId[]): readonly Card[] {
  const wanted = new Set(ids)
  const cards = film.cards.filter(({ id }) => wanted.has(id))
  if (cards.length !== ids.length)
    throw refuse('edit.card', 'One of the shots is no longer in the film, or is named twice.')
  return cards
}

function findUse(card: Card, take: string): TakeUse {
  const use = card.takes.find((each) => each.take === take)
  if (use === undefined) throw refuse('edit.take', 'The shot has no such take.')
  return use
}

function findMember(film: Film, id: CastId) {
  const member = film.cast.find((each) => each.id === id)
  if (member === undefined) throw refuse('edit.cast', 'The name is no longer in the cast.')
  return member
}

const noPlace = (film: Film): Failure =>
  refuse('edit.place', `The film has ${film.cards.length} shots; there is no such place in it.`)

const refuse = (code: PlainCode, cause: string): Failure => new Failure(code, cause, 'Nothing was changed.')
