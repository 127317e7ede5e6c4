/**
 * The open film's stored pictures, by take and chunk: `/frame/TAKE/CHUNK/N` is one JPEG, `/frames/TAKE/CHUNK` all of a
 * chunk; and the sketches brought in, by their hash: `/sketch/HASH`.
 */
import { hashPattern } from '../../app/base/fields.ts'
import { packFrames } from '../../app/contract/frame-bundle.ts'
import { takeId, type ChunkId } from '../../app/ids.ts'
import type { Desk } from './desk.ts'
import type { Recents } from './recents.ts'
import type { Route, RouteAnswer } from '../protocol/scheme.ts'

const number = '(\\d{1,9})'
const take = '([A-Za-z0-9_.:-]{1,64})'
const one = new RegExp(`^${take}/${number}/${number}$`)
const all = new RegExp(`^${take}/${number}$`)

const jpeg = (bytes: Uint8Array): RouteAnswer => ({ body: new Uint8Array(bytes), type: 'image/jpeg', immutable: true })

export function frameRoutes(desk: Desk): Readonly<Record<'frame' | 'frames', Route>> {
  /** Id of a stored chunk; undefined when it is not (yet) stored. */
  const stored = (take: string, index: number): ChunkId | undefined => desk.project.chunksOf(takeId(take))[index]?.id
  return {
    async frame(path) {
      const found = one.exec(path)
      const chunk = found && stored(found[1]!, Number(found[2]))
      const bytes = chunk && desk.project.frame(chunk, Number(found[3]))
      return bytes ? jpeg(bytes) : undefined
    },
    async frames(path) {
      const found = all.exec(path)
      const chunk = found && stored(found[1]!, Number(found[2]))
      if (!chunk) return undefined
      return { body: packFrames(desk.project.frames(chunk)), type: 'application/octet-stream', immutable: true }
    }
  }
}

export const sketchRoute =
  (desk: Desk): Route =>
  async (id) => {
    const asset = hashPattern.test(id) ? desk.project.sketchPicture(id) : undefined
    return asset && { body: new Uint8Array(asset.bytes), type: asset.type, immutable: true }
  }

export const posterRoute =
  (recents: Recents): Route =>
  async (name) => {
    const bytes = recents.poster(name)
    return bytes && jpeg(bytes)
  }
