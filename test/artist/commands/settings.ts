/** Seed and memory policy of a shot, and starred takes. */
import * as fc from 'fast-check'
import { policyNames } from '../../../app/ledger/policies.ts'
import { takeId } from '../../../app/ids.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { outOfField, share } from './choose.ts'
import { several } from './words.ts'

const details = ({ open }: Artist) => open.page.getByRole('complementary', { name: 'Shot details' })

/** Sets the seed of the next take. */
export const seed = command({
  ...{ name: 'seed', weight: 2, args: fc.integer({ min: 0, max: 99_999 }) },
  async run(artist, value) {
    const { hands, world, open } = artist
    if (!world.lead) return 'no shot at hand'
    await details(artist).getByRole('textbox', { name: 'Seed', exact: true }).click()
    world.leave()
    const { chosen } = await hands.filmCards()
    await hands.press('Control+a')
    await open.page.keyboard.type(String(value))
    await hands.press('Enter', 'Escape')
    if (chosen.length !== 1) {
      world.disturb() // the number may have become the seed of the shot that was at hand when the field was clicked
      return several
    }
    world.find(...chosen)
    world.do({ type: 'setSeed', card: chosen[0]!, seed: { value, locked: true } })
    return undefined
  }
})

/** Chooses another memory policy. */
export const policy = command({
  ...{ name: 'policy', weight: 2, args: fc.constantFrom(null, ...policyNames) },
  async run(artist, policy) {
    const { hands, world } = artist
    if (!world.lead) return 'no shot at hand'
    await outOfField(artist)
    const fold = details(artist)
      .locator('details')
      .filter({ has: artist.open.page.locator('summary', { hasText: 'Advanced' }) })
    const choice = fold.locator('select')
    try {
      if (!(await choice.isVisible())) await fold.locator('summary').click({ timeout: 1500 })
    } catch {
      return 'several shots were selected before the hand came'
    }
    const { chosen } = await hands.filmCards()
    if (chosen.length !== 1) return several
    const before = (await hands.film())!.view.film.cards
    await choice.selectOption(policy ?? '', { timeout: 1500 }).catch(() => undefined) // the result is checked below
    await choice.blur({ timeout: 500 }).catch(() => undefined)
    await hands.answered(1)
    const after = (await hands.film())!.view.film.cards
    // While film is made, the current shot may have changed before the choice was made.
    const changed = after.find((card, index) => card.policy !== before[index]?.policy && card.id === before[index]?.id)
    if (!changed && before.find(({ id }) => id === chosen[0])?.policy !== policy && !world.making)
      throw new Error(`another memory was chosen for ${chosen[0]!.slice(0, 6)}, and no shot has it`)
    if (!changed) return 'it is that already'
    world.do({ type: 'setPolicy', cards: [changed.id], policy })
    return undefined
  }
})

/** Stars or unstars a take. */
export const star = command({
  ...{ name: 'star', weight: 2, args: share },
  async run(artist, at) {
    const { open, hands, world } = artist
    const stars = await open.page.getByRole('button', { name: /^Star take \d+$/ }).all()
    const button = oneOf(stars, at)
    if (!button) return 'no takes'
    const starred = async (): Promise<string[]> =>
      (await hands.film())!.view.cards.flatMap(({ card, takes }) =>
        takes.filter((take) => take.starred).map((take) => `${card} ${take.id}`)
      )
    const before = await starred()
    const pressed = await button.click({ timeout: 700 }).then(
      () => true,
      () => false // the click may still have had its effect
    )
    world.leave()
    const now = await hands.until(starred, (now) => now.join() !== before.join(), pressed ? 5_000 : 1_000)
    const changed = now.find((each) => !before.includes(each)) ?? before.find((each) => !now.includes(each))
    if (!changed && !pressed) {
      world.disturb() // it may still have another
      return 'it was gone before the hand came'
    }
    if (!changed) throw new Error('a star was pressed and no take has another')
    const [card, take] = changed.split(' ') as [string, string]
    const known = world.cards.find(({ id }) => id === card)
    if (!known) {
      world.disturb()
      return 'of a shot that the model does not know'
    }
    const edit = { type: 'starTake', card: known.id, take: takeId(take), on: now.includes(changed) } as const
    if (known.takes.some((each) => each.take === take)) world.do(edit)
    else world.disturb() // a take made since the last comparison
    return undefined
  }
})
