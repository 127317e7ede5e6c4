/** Scenes: grouping shots, renaming, pressing the band, dissolving. */
import * as fc from 'fast-check'
import { nextColour, scenesOf, type Scene } from '../../../app/film/scene.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { outOfField, share } from './choose.ts'

const name = fc.integer({ min: 100, max: 99_999 }).map((number) => `Barn${number}`)
const shotsOf = ({ world }: Pick<Artist, 'world'>, scene: Scene) =>
  world.cards.flatMap((card) => (card.scene?.id === scene.id ? [card.id] : []))

/** Makes the selected shots a scene, or renames their scene; the name is typed at once. */
export const makeScene = command({
  ...{ name: 'make scene', weight: 5, args: name },
  async run(artist, name) {
    const { hands, world } = artist
    if (world.chosen.length === 0 || world.loose) return 'no shots of which the model knows all'
    await outOfField(artist)
    const before = world.cards
    const pressed = await hands.command('Control+g', name)
    await hands.press('Enter')
    const meant = world.meant(pressed)
    const cards = meant.map(({ id }) => id)
    const sceneOf = async () => (await hands.film())!.view.film.cards.find(({ id }) => id === cards[0])?.scene ?? null
    const made = await hands.until(sceneOf, (scene) => scene?.name === name, 8_000)
    if (cards.length === 0) return stayedOut(artist)
    if (made?.name !== name)
      throw new Error(`Ctrl G was pressed and no scene is called “${name}”; ${await hands.where()}`)
    const [first] = meant
    const whole = first?.scene && shotsOf(artist, first.scene).join() === cards.join() ? first.scene : null
    const scene: Scene = whole ?? { id: made.id, name: freshName(before), colour: nextColour(scenesOf(before)) }
    if (!whole) world.do({ type: 'setScene', cards, scene })
    world.find(...(await hands.filmCards()).chosen)
    world.do({ type: 'setScene', cards: shotsOf(artist, scene), scene: { ...scene, name } })
    return undefined
  }
})

/** The first free name `Scene N`, counting from the number of scenes. */
function freshName(cards: readonly { readonly scene: Scene | null }[]): string {
  const names = scenesOf(cards).map((scene) => scene.name)
  let number = names.length + 1
  while (names.includes(`Scene ${number}`)) number++
  return `Scene ${number}`
}

async function stayedOut({ hands, world }: Artist): Promise<string> {
  world.disturb()
  world.find(...(await hands.filmCards()).chosen)
  return 'other shots were at hand'
}

/** Presses a band, which selects all shots of its scene. */
export const pressBand = command({
  ...{ name: 'press band', weight: 5, args: share },
  async run({ hands, world, open }, at) {
    const band = oneOf(await open.page.locator('[data-scene]').all(), at)
    const box = band && (await band.boundingBox({ timeout: 500 }).catch(() => null))
    const view = await open.page.locator('[data-timeline]').boundingBox()
    if (!band || !box || !view || box.x < view.x || box.x + 12 > view.x + view.width) return 'no band to press'
    const scene = await band.getAttribute('data-scene', { timeout: 500 }).catch(() => null)
    await open.page.mouse.click(box.x + Math.min(10, box.width / 2), box.y + box.height / 2)
    const shots = world.cards.filter((card) => card.scene?.id === scene).map(({ id }) => id)
    if (world.loose || world.making || shots.length === 0) world.find(...(await hands.filmCards()).chosen)
    else world.choose(...shots)
    return undefined
  }
})

/** Selects or dissolves the scene of the current shot. */
export const ofScene = command({
  ...{ name: 'of scene', weight: 4, args: fc.constantFrom('select' as const, 'dissolve' as const) },
  async run(artist, what) {
    const { hands, world } = artist
    if (world.loose || world.making || !world.sure) return 'which shot is at hand the model does not know'
    if (!world.lead?.scene) return 'no shot of a scene is at hand alone'
    const shots = shotsOf(artist, world.lead.scene)
    await outOfField(artist)
    world.meant(await hands.command(what === 'select' ? 'Control+Shift+A' : 'Control+Shift+G'))
    if (what === 'select') world.choose(...shots)
    else world.do({ type: 'setScene', cards: shots, scene: null })
    return undefined
  }
})
