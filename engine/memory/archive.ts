/**
 * The archive of `recall`: every prototype of the film so far, in time order. If each snapshot listed all of it, the file
 * would grow with the square of the film's length. So every `chapterLength` frames form a chapter, a small page stored once;
 * snapshots name chapters and list only the few frames since.
 */
import * as v from 'valibot'
import { archivedFrameSchema } from '../../app/ledger/schemas.ts'
import { pageId, type PageId } from '../../app/ids.ts'
import type { Archive, ArchivedFrame } from '../../app/ledger/records.ts'
import type { MemoryState, MemoryRules } from './policy.ts'
import { sha256 } from '../files/sha256.ts'

/** A page without keys and values, named by the hash of its content. */
export interface Note {
  readonly id: PageId
  readonly kind: 'gist' | 'chapter'
  readonly bytes: Uint8Array
}

export const chapterLength = 64
export const emptyArchive: Archive = { chapters: [], recent: [] }

/** Identifies a prompt: frames made from the same words count as one shot. */
export const markOf = (prompt: string): string => sha256(prompt).slice(0, 16)

/** The archive with one more frame; `chapter` is to be stored when this frame completed one. */
export function enrolled(archive: Archive, frame: ArchivedFrame): { archive: Archive; chapter: Note | null } {
  const recent = [...archive.recent, frame]
  if (recent.length < chapterLength) return { archive: { ...archive, recent }, chapter: null }
  const bytes = new TextEncoder().encode(JSON.stringify(recent.map(plainArchived)))
  const id = pageId(sha256(bytes))
  return { archive: { chapters: [...archive.chapters, id], recent: [] }, chapter: { id, kind: 'chapter', bytes } }
}

/** Nothing but the record's fields, in fixed order: equal frames have equal JSON. */
export const plainArchived = ({ page, frame, at, gist, words }: ArchivedFrame) => ({ page, frame, at, gist, words })

const chapterSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(archivedFrameSchema),
  v.length(chapterLength)
) as unknown as v.GenericSchema<unknown, readonly ArchivedFrame[]>

/** The frames of a stored chapter; null when the bytes do not match its name. */
export function readChapter(id: PageId, bytes: Uint8Array): readonly ArchivedFrame[] | null {
  const parsed = v.safeParse(chapterSchema, new TextDecoder().decode(bytes))
  return sha256(bytes) === id && parsed.success ? parsed.output : null
}

/** The archived frames that may be chosen now, oldest first: where the pack says so, frames still in the window are excluded. */
export function offeredOf(
  rules: MemoryRules,
  memory: MemoryState,
  frames: readonly ArchivedFrame[]
): readonly ArchivedFrame[] {
  if (rules.enterBank === 'nextChunk') return frames
  const windowFrom = memory.next - (memory.layers[0]?.window.length ?? 0)
  return frames.filter(({ at }) => at < windowFrom)
}
