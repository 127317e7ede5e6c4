/** Adds a script's pictures to its cards as sketches. */
import type { PlannedShot } from '../../app/exchange/script/plan.ts'
import type { Card } from '../../app/film/film.ts'
import { ask } from './bridge.ts'
import { makeSketch } from './sketch.ts'

/** The first of a shot's picture names that exists; null: none does. */
export const pictureThere = ({ pictures }: PlannedShot, there: ReadonlySet<string>): string | null =>
  pictures.find((name) => there.has(name)) ?? null

export interface Drawn {
  readonly cards: readonly Card[]
  readonly sketches: readonly Uint8Array[]
  /** Names of pictures that could not be read. */
  readonly unread: readonly string[]
}

/** The cards of a script with its pictures as sketches. @param onEach called with the number read so far */
export async function drawn(
  shots: readonly PlannedShot[],
  path: string,
  there: ReadonlySet<string>,
  onEach: (count: number) => void
): Promise<Drawn> {
  const cards: Card[] = []
  const sketches: Uint8Array[] = []
  const unread: string[] = []
  for (const shot of shots) {
    const name = pictureThere(shot, there)
    const bytes = name === null ? null : await sketchOf(path, name).catch(() => null)
    if (name !== null && bytes === null) unread.push(name)
    if (bytes !== null) sketches.push(bytes)
    cards.push(bytes === null ? shot.card : { ...shot.card, sketch: await hashOf(bytes) })
    if (name !== null) onEach(sketches.length + unread.length)
  }
  return { cards, sketches, unread }
}

const sketchOf = async (path: string, name: string): Promise<Uint8Array<ArrayBuffer>> =>
  makeSketch(new Blob([await ask({ type: 'script.picture', path, name })]))

/** The id of an asset: SHA-256, in hex. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
