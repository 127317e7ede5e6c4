/** What is planned beside the texts: labels by key, shot language in the details, the poster by the menu of a card. */
import * as fc from 'fast-check'
import { labelColours } from '../../../app/film/label.ts'
import { termsOf, type Term } from '../../../app/film/shot-language.ts'
import { chunk, displayFrame } from '../../../app/time.ts'
import type { Card } from '../../../app/film/film.ts'
import type { CardId } from '../../../app/ids.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { look } from '../look.ts'
import { dismiss, outOfField, share } from './choose.ts'
import { several } from './words.ts'

/** Labels the selected shots, or takes their labels away. */
export const label = command({
  ...{ name: 'label', weight: 5, args: fc.constantFrom(null, ...labelColours) },
  async run(artist, label) {
    const { hands, world } = artist
    if (world.chosen.length === 0) return 'no shot at hand'
    await outOfField(artist)
    const meant = world.meant(await hands.command(label === null ? '0' : String(labelColours.indexOf(label) + 1)))
    const cards = meant.map(({ id }) => id)
    if (cards.length > 0 && meant.some((card) => card.label !== label)) world.do({ type: 'setLabel', cards, label })
    else if (world.loose) world.disturb() // the film may differ from the model
    return undefined
  }
})

/**
 * Chooses an option in the folded shot language of the details.
 * @param of what a card says there
 * @returns the card that has it now; else why nothing was done
 */
async function choose(
  artist: Artist,
  label: string,
  option: string,
  of: (card: Card) => string | number | null
): Promise<{ readonly card: CardId } | string> {
  const { hands, world, open } = artist
  if (!world.lead) return 'no shot at hand'
  await outOfField(artist)
  const fold = open.page
    .getByRole('complementary', { name: 'Shot details' })
    .locator('details')
    .filter({ has: open.page.locator('summary', { hasText: 'Shot language' }) })
  const choice = fold.getByRole('combobox', { name: label, exact: true })
  try {
    if (!(await choice.isVisible())) await fold.locator('summary').click({ timeout: 1500 })
    if (await choice.isDisabled({ timeout: 1500 })) return 'there is nothing to choose'
  } catch {
    return 'several shots were selected before the hand came'
  }
  const { chosen } = await hands.filmCards()
  if (chosen.length !== 1) return several
  const said = async () => new Map((await hands.film())!.view.film.cards.map((card) => [card.id, of(card)]))
  const before = await said()
  await choice.selectOption(option, { timeout: 1500 }).catch(() => undefined) // the result is checked below
  await choice.blur({ timeout: 500 }).catch(() => undefined)
  await hands.answered(1)
  const after = await said()
  // While film is made, the current shot may have changed before the choice was made.
  const changed = [...after.keys()].find((id) => before.has(id) && after.get(id) !== before.get(id))
  if (!changed && String(before.get(chosen[0]!) ?? '') !== option && !world.making)
    throw new Error(`another ${label} was chosen for ${chosen[0]!.slice(0, 6)}, and no shot has it`)
  return changed ? { card: changed } : 'it is that already'
}

/** Chooses a shot size in the details. */
export const shotSize = command({
  ...{ name: 'shot size', weight: 4, args: fc.constantFrom<Term<'size'> | null>(null, ...termsOf('size')) },
  async run(artist, size) {
    const done = await choose(artist, 'Size', size ?? '', ({ language }) => language.size)
    if (typeof done === 'string') return done
    artist.world.do({ type: 'setLanguage', cards: [done.card], field: 'size', value: size })
    return undefined
  }
})

/** Chooses a transition to the next shot. */
export const transition = command({
  ...{
    name: 'transition',
    weight: 4,
    args: fc.constantFrom<Term<'transition'> | null>(null, ...termsOf('transition'))
  },
  async run(artist, term) {
    const done = await choose(artist, 'Transition', term ?? '', ({ language }) => language.transition)
    if (typeof done === 'string') return done
    artist.world.do({ type: 'setLanguage', cards: [done.card], field: 'transition', value: term })
    return undefined
  }
})

/** Chooses how long the transition takes: the usual time, or a second. */
export const transitionLength = command({
  ...{ name: 'length of a transition', weight: 3, args: fc.boolean() },
  async run(artist, usual) {
    const fps = (await artist.hands.film())?.view.base.fps
    if (fps === undefined) return 'no film'
    const length = usual ? null : displayFrame(Math.round(fps))
    const option = length === null ? '' : String(length)
    const done = await choose(artist, 'Length of the transition', option, (card) => card.transitionLength)
    if (typeof done === 'string') return done
    artist.world.do({ type: 'setTransitionLength', cards: [done.card], length })
    return undefined
  }
})

/** Takes the picture at the playhead for the card, or its usual one again, by the menu of the card. */
export const poster = command({
  ...{ name: 'poster', weight: 3, args: fc.tuple(share, fc.boolean()) },
  async run(artist, [at, usual]) {
    const { hands, world, open } = artist
    if (world.loose || world.making || world.running) return 'the playhead does not stand still'
    const card = oneOf(await hands.cards(), at)
    if (!card) return 'no card to click'
    await outOfField(artist)
    const pressed = await hands.pick(card)
    if (pressed === null) return dismiss(artist).then(() => 'the card was covered')
    world.choose(pressed)
    await open.page.mouse.click(card.x + Math.min(18, card.width / 2), card.y + card.height / 2, { button: 'right' })
    const name = usual ? 'Use the first picture again' : 'Use this picture for the card'
    const item = open.page.getByRole('menuitem', { name, exact: true })
    await item.waitFor({ timeout: 8_000 })
    if ((await item.getAttribute('data-disabled')) !== null) return dismiss(artist).then(() => 'nothing to choose')
    const { page, state } = await look(open.page)
    const perChunk = state!.view.base.framesPerLatent * state!.view.base.latentsPerChunk
    const index = world.cards.findIndex(({ id }) => id === pressed)
    const start = world.cards.slice(0, index).reduce((sum, { length }) => sum + length, 0)
    const frame = page.frame - start * perChunk
    await item.click({ timeout: 8_000 })
    const chosen = { chunk: chunk(Math.floor(frame / perChunk)), frame: displayFrame(frame % perChunk) }
    world.do({ type: 'setPoster', card: pressed, poster: usual ? null : chosen })
    world.find(...(await hands.filmCards()).chosen)
    return undefined
  }
})
