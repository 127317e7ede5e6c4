/**
 * A gist: one frame's mean cross-attention query over its tokens, per layer: [layers, dim]. A small page of its own, so that
 * comparing a whole film with a prompt reads little.
 */
import { pageId, type PageId } from '../../app/ids.ts'
import type { Note } from '../memory/archive.ts'
import { damagedPage } from './page.ts'
import type { PageFormat } from './page-format.ts'
import { bytesPerNumber, fromStored, toStored } from './precision.ts'
import { sha256 } from '../files/sha256.ts'

/** @param queries per layer [frames, dim] */
export function writeGist(queries: readonly Float32Array[], frame: number, { dim, precision }: PageFormat): Note {
  const all = new Float32Array(queries.length * dim)
  queries.forEach((ofLayer, layer) => all.set(ofLayer.subarray(frame * dim, (frame + 1) * dim), layer * dim))
  const bytes = toStored(all, precision)
  return { id: pageId(sha256(bytes)), kind: 'gist', bytes }
}

/** @throws Failure `memory.page` when the bytes do not match the gist's name or this model */
export function readGist(id: PageId, bytes: Uint8Array, { layers, dim, precision }: PageFormat): Float32Array {
  if (sha256(bytes) !== id || bytes.length !== layers * dim * bytesPerNumber(precision)) throw damagedPage(id)
  return fromStored(bytes, precision)
}
