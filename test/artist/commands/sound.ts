/** Sound: files dropped on cards and on the timeline; clips moved, trimmed and removed; tracks muted. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { Sound } from '../../../app/film/sound.ts'
import { movedClip } from '../../../renderer/model/clip-moves.ts'
import { cardStretches, placeClips } from '../../../renderer/model/placed-clips.ts'
import { command, oneOf, type Artist } from '../command.ts'
import { letGo } from './dropped.ts'
import { outOfField, share } from './choose.ts'

const rate = 8_000

/** A second of a saw tooth, as a WAV of 8 kHz, mono, 8 bits. */
function sawTooth(length: number): Uint8Array {
  const head = Buffer.alloc(44)
  head.write('RIFF\0\0\0\0WAVEfmt ', 'latin1')
  head.writeUInt32LE(36 + length, 4)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(length, 40)
  return Buffer.concat([head, Uint8Array.from({ length }, (_, at) => 64 + (at % 128))])
}

const soundOf = async ({ hands }: Artist): Promise<Sound | undefined> => (await hands.film())?.view.film.sound

/** Nothing of the sound is chosen any more, so that keys are of the shots. */
async function done({ hands, open }: Artist): Promise<undefined> {
  const chosen = open.page.locator('[data-sounding]')
  await hands.until(
    () => chosen.count(),
    (count) => count > 0,
    3_000
  )
  // The first Escape may only close the hint of a button that has the focus.
  for (let press = 0; press < 2 && (await chosen.count()) > 0; press++) await hands.press('Escape')
  await chosen.waitFor({ state: 'detached' })
  return undefined
}

/** A sound dropped on a card goes along with it; one dropped beside the cards is music. */
export const dropSound = command({
  ...{
    name: 'drop sound',
    weight: 4,
    args: fc.record({ at: share, onCard: fc.boolean(), length: fc.integer({ min: 1, max: 4 }) })
  },
  async run(artist, { at, onCard, length }) {
    const { hands, world, open, home } = artist
    if (world.loose) return 'the model does not know all'
    await outOfField(artist)
    const card = oneOf(await hands.cards(), at)
    if (onCard && !card) return 'no card in view'
    const before = await soundOf(artist)
    if (!before || before.clips.length >= 6) return 'enough sounds'
    const file = join(home, 'saw.wav')
    writeFileSync(file, sawTooth(length * rate))
    const view = (await open.page.locator('[data-timeline]').boundingBox())!
    const point =
      onCard && card
        ? { x: card.x + Math.min(18, card.width / 2), y: card.y + 30 }
        : { x: view.x + view.width - 40, y: view.y + 40 }
    if (onCard && (await hands.cardAt(point)) !== card?.id) return 'a notice lies over it'
    await letGo(open.page, point, { items: [], files: [file] })
    const known = new Set(before.clips.map(({ id }) => id))
    const fresh = async () => (await soundOf(artist))?.clips.find(({ id }) => !known.has(id))
    const clip = await hands.until(fresh, (found) => found !== undefined, 20_000)
    if (!clip) throw new Error('a sound was let go of and is not in the film')
    const track = (await soundOf(artist))!.tracks.find(({ id }) => id === clip.track)!
    if (clip.out !== length * 48_000) throw new Error(`a sound of ${length} s came as ${clip.out} samples`)
    if (track.kind !== (clip.card ? 'dialogue' : 'music')) throw new Error(`it came on a track of ${track.kind}`)
    const isNew = !world.film.sound.tracks.some(({ id }) => id === track.id)
    world.do({ type: 'addClip', sound: clip, track: isNew ? track : null })
    return done(artist)
  }
})

/** Chooses a clip by a press and does something to it by key. */
export const editSound = command({
  ...{ name: 'edit sound', weight: 6 },
  args: fc.record({ at: share, does: fc.constantFrom('later', 'earlier', 'remove', 'duplicate' as const) }),
  async run(artist, { at, does }) {
    const { hands, world, open } = artist
    if (world.loose || world.making) return 'the model does not know all'
    await outOfField(artist)
    const clip = oneOf(await open.page.locator('[data-clip]').all(), at)
    const box = clip && (await clip.boundingBox({ timeout: 500 }).catch(() => null))
    const view = (await open.page.locator('[data-timeline]').boundingBox())!
    const x = box ? Math.max(box.x, view.x) + 14 : 0
    if (!clip || !box || x > Math.min(box.x + box.width, view.x + view.width) - 14) return 'no clip to press'
    await open.page.mouse.click(x, box.y + box.height / 2)
    const pressed = open.page.locator('[data-clip][aria-pressed=true]')
    const id = await pressed.getAttribute('data-clip', { timeout: 3_000 }).catch(() => null)
    const { film } = world
    const { base } = (await hands.film())!.view
    const placed = placeClips(film, base).find((each) => each.clip.id === id)
    if (!placed) return 'something lies over it'
    const before = JSON.stringify(await soundOf(artist))
    await hands.press(
      { later: 'Alt+Shift+ArrowRight', earlier: 'Alt+Shift+ArrowLeft', remove: 'Delete', duplicate: 'd' }[does]
    )
    const changed = (sound: Sound | undefined): boolean => JSON.stringify(sound) !== before
    const cards = cardStretches(film, base, Infinity)
    const moved = (to: number) => movedClip(placed, to, cards)
    if (does === 'remove') world.do({ type: 'removeClip', clip: placed.clip.id })
    else if (does === 'duplicate') {
      const now = await hands.until(() => soundOf(artist), changed)
      const fresh = now?.clips.find((each) => !film.sound.clips.some((known) => known.id === each.id))
      if (!fresh) throw new Error('D was pressed on a sound and no copy came')
      world.do({
        type: 'addClip',
        sound: { ...placed.clip, id: fresh.id, ...moved(placed.at + placed.length) },
        track: null
      })
    } else {
      const to = placed.at + (does === 'later' ? 48_000 : -48_000)
      world.do({ type: 'moveClip', clip: placed.clip.id, track: placed.clip.track, ...moved(to) })
    }
    await hands.until(
      () => soundOf(artist),
      (sound) => JSON.stringify(sound) === JSON.stringify(world.film.sound)
    )
    return does === 'remove' ? undefined : done(artist)
  }
})

/** Presses Mute or Solo of a track. */
export const muteTrack = command({
  ...{ name: 'mute track', weight: 3, args: fc.record({ at: share, solo: fc.boolean() }) },
  async run(artist, { at, solo }) {
    const { hands, world, open } = artist
    const { tracks } = world.film.sound
    const track = oneOf(tracks, at)
    if (!track || world.loose) return 'no track'
    await outOfField(artist)
    const heads = open.page.getByRole('button', { name: solo ? /^Only this: / : /^Mute: / })
    await heads.nth(tracks.indexOf(track)).click()
    world.do({ type: 'setTrack', track: { ...track, ...(solo ? { solo: !track.solo } : { muted: !track.muted }) } })
    await hands.until(
      () => soundOf(artist),
      (sound) => JSON.stringify(sound) === JSON.stringify(world.film.sound)
    )
    return undefined
  }
})
