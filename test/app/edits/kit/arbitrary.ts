/** Random edits that suit a film: most can be made, some are refused. */
import * as fc from 'fast-check'
import type { Edit } from '../../../../app/edits/edit.ts'
import type { Card, Film } from '../../../../app/film/film.ts'
import { languageFields } from '../../../../app/film/shot-language.ts'
import { cardTexts } from '../../../../app/film/schema.ts'
import { cardId, castId, sceneId, takeId, type CardId, snapshotId } from '../../../../app/ids.ts'
import { policyNames } from '../../../../app/ledger/policies.ts'
import { chunk, sample } from '../../../../app/time.ts'
import { ofSound } from './arbitrary-sound.ts'
import {
  anyCard,
  anyColour,
  anyFrameMark,
  anyLabel,
  anyMarkers,
  anyPoster,
  anyTitleCard,
  anySaid,
  anyScene,
  anySeed,
  anyText,
  anyTransitionLength,
  record
} from '../../film/kit/arbitrary.ts'

/** `fresh` makes ids that are new to the film. */
export function anyEdit(film: Film, fresh: string): fc.Arbitrary<Edit> {
  const size = film.cards.length
  const place = fc.nat(size + 1) // one too far now and then
  const adding = record({ at: place, card: anyCard(`new-${fresh}`) })
  const member = record({
    id: fc.constantFrom(castId(`cast-${fresh}`), ...film.cast.map(({ id }) => id)),
    kind: fc.constantFrom('character', 'place', 'action' as const),
    name: fc.constantFrom('cat', 'Zoë', 'dog', 'owl', 'Moon'),
    words: anyText(500, false)
  })
  const ofFilm: fc.Arbitrary<Edit>[] = [
    adding.map(({ at, card }) => ({ type: 'addCards', at, cards: [card] })),
    adding.map(({ at, card }) => ({ type: 'pasteCards', at, cards: [card] })),
    fc.tuple(adding, member).map(([{ at, card }, each]) => ({ type: 'bringCards', at, cards: [card], cast: [each] })),
    member.map((each) => ({ type: 'addCastMember', member: each })),
    member.map((each) => ({ type: 'setCastMember', member: each })),
    fc.constantFrom(castId('cast-0'), castId('gone')).map((id) => ({ type: 'removeCastMember', id })),
    anyText(200, false).map((title) => ({ type: 'setTitle', title })),
    fc.constantFrom(null, 'tiny@1', 'memflow@2').map((model) => ({ type: 'setModel', model })),
    record({
      model: fc.constant('tiny@2'),
      seed: fc.option(fc.nat()),
      policy: fc.constantFrom(...policyNames),
      length: fc.constant(chunk(5))
    }).map((settings) => ({ type: 'setSettings', settings }))
  ]
  if (size === 0) return fc.oneof(...ofFilm, ofSound(film, fresh))
  const numbers = fc.constantFrom<Edit>({ type: 'lockNumbers' }, { type: 'countNumbers' })
  const some = fc.shuffledSubarray([...film.cards], { minLength: 1 }).map((cards) => cards.map(({ id }) => id))
  const one = fc.constantFrom(...film.cards)
  return fc.oneof(
    ...ofFilm,
    ofSound(film, fresh),
    numbers,
    recutOf(film, fresh),
    ...ofSelection(some, place, fresh),
    one.chain((card) => fc.oneof(...ofCard(card, fresh)))
  )
}

/** Every card in any order, of any length, with any of its takes, and a new one among them; a card twice now and then. */
const recutOf = (film: Film, fresh: string): fc.Arbitrary<Edit> =>
  anyCard(`new-${fresh}`, false).chain((added) => {
    const entry = (card: Card) =>
      record({
        card: fc.constant(card.id),
        length: fc.integer({ min: 1, max: 12 }).map(chunk),
        take: fc.constantFrom(card.activeTake, ...card.takes.map(({ take }) => take)),
        from: fc.nat(5).map(chunk)
      })
    const all = [...film.cards, added]
    return fc
      .tuple(fc.tuple(...all.map(entry)), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(9))
      .map(([entries, order, twice]) => ({
        type: 'recut',
        added: [added],
        cards: [...order.map(({ id }) => entries.find(({ card }) => card === id)!), ...(twice > 0 ? [] : [entries[0]!])]
      }))
  })

const ofSelection = (
  some: fc.Arbitrary<CardId[]>,
  place: fc.Arbitrary<number>,
  fresh: string
): fc.Arbitrary<Edit>[] => [
  fc
    .tuple(some, anyFrameMark, fc.constantFrom('pin' as const, 'forget' as const, null))
    .map(([cards, mark, as]) => ({ type: 'markFrame', cards, mark, as })),
  fc
    .constantFrom('title' as const, 'prompt' as const, 'notes' as const, 'dialogue' as const)
    .chain((field) => fc.tuple(some, anyText(cardTexts[field].most, cardTexts[field].lines), fc.constant(field)))
    .map(([cards, text, field]) => ({ type: 'setTexts', cards, field, text })),
  some.map((cards) => ({ type: 'removeCards', cards: cards.slice(0, 2) })),
  fc.tuple(some, place).map(([cards, to]) => ({ type: 'moveCards', cards, to })),
  fc.tuple(some, place, fc.boolean()).map(([cards, to, joins]) => ({ type: 'moveCards', cards, to, joins })),
  fc
    .constantFrom(...languageFields)
    .chain((field) => fc.tuple(some, fc.constant(field), anySaid[field]))
    .map(([cards, field, value]) => ({ type: 'setLanguage', cards, field, value }) as Edit),
  fc.tuple(some, anyTransitionLength).map(([cards, length]) => ({ type: 'setTransitionLength', cards, length })),
  fc.tuple(some, anyLabel).map(([cards, label]) => ({ type: 'setLabel', cards, label })),
  fc.tuple(some, anyScene).map(([cards, scene]) => ({ type: 'setScene', cards, scene })),
  fc
    .tuple(some, fc.constantFrom('scene-0', fresh), anyText(200, false), anyColour)
    .map(([cards, id, name, colour]) => ({
      ...{ type: 'setScene', cards, scene: { id: sceneId(id), name, colour } }
    })),
  some.map((cards) => ({
    type: 'duplicateCards',
    cards: cards.slice(0, 2),
    copies: cards.slice(0, 2).map((_, index) => cardId(`copy-${fresh}-${index}`))
  })),
  fc
    .tuple(some, fc.option(fc.constantFrom(...policyNames)))
    .map(([cards, policy]) => ({ type: 'setPolicy', cards, policy })),
  fc.tuple(some, fc.boolean()).map(([cards, on]) => ({ type: 'setLookAhead', cards, on }))
]

function ofCard({ id: card, takes, length }: Card, fresh: string): fc.Arbitrary<Edit>[] {
  const by = fc.integer({ min: -4, max: 4 })
  const take = fc.constantFrom(...takes.map((use) => use.take), takeId('unknown'))
  const fields = ['title', 'shot', 'prompt', 'notes', 'dialogue'] as const
  return [
    fc.integer({ min: 1, max: 15 }).map((value) => ({ type: 'setLength', card, length: chunk(value) })),
    by.map((each) => ({ type: 'lengthenCards', cards: [card], by: each })),
    by.map((each) => ({ type: 'trimHead', card, by: each })),
    by.map((each) => ({ type: 'roll', card, by: each })),
    fc.tuple(fc.nat(length), fc.boolean()).map(([at, divides]) => ({
      ...{ type: 'splitCard', card, at: chunk(at), id: cardId(`half-${fresh}`) },
      ...(divides && { sound: sample(at * 12_000) })
    })),
    fc
      .constantFrom(...fields)
      .chain((field) => anyText(cardTexts[field].most, cardTexts[field].lines).map((text) => ({ field, text })))
      .map(({ field, text }) => ({ type: 'setText', card, field, text })),
    anySeed.map((seed) => ({ type: 'setSeed', card, seed })),
    fc.constantFrom(null, 'sketch-9').map((sketch) => ({ type: 'setSketch', card, sketch })),
    anyPoster.map((poster) => ({ type: 'setPoster', card, poster })),
    anyTitleCard.map((titleCard) => ({ type: 'setTitleCard', card, titleCard })),
    anyMarkers.map((markers) => ({ type: 'setMarkers', card, markers })),
    fc
      .option(fc.nat(4).map(chunk))
      .map((from) => ({ type: 'addTake', card, take: takeId(`take-${fresh}`), ...(from !== null && { from }) })),
    fc.option(take).map((each) => ({ type: 'setActiveTake', card, take: each })),
    fc.tuple(take, fc.boolean()).map(([each, on]) => ({ type: 'starTake', card, take: each, on })),
    fc.constantFrom('0', 'f').map((digit) => ({ type: 'acceptTake', card, memory: snapshotId(digit.repeat(64)) })),
    take.map((each) => ({ type: 'dropTake', card, take: each }))
  ]
}
