/** The film that the drill damages, with at least one row in every table; and reading all of it. */
import { createHash } from 'node:crypto'
import { cardId, castId, pageId, takeId } from '../../app/ids.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import { chunk, latentFrame } from '../../app/time.ts'
import { Project } from '../../main/project/project.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { bytesOf, filmOf, madeChunk, memory, takeOf } from '../main/kit/made.ts'
import { pngSaying } from '../main/kit/pictures.ts'
import { addHeardAndDrawn, heardAndDrawn } from './heard.ts'

const [first, second, branch, wished] = ['take-1', 'take-2', 'take-3', 'take-4'].map(takeId) as [
  ...(readonly [ReturnType<typeof takeId>, ReturnType<typeof takeId>]),
  ...(readonly [ReturnType<typeof takeId>, ReturnType<typeof takeId>])
]
/** Number of chunks of the first take. */
const chunks = 4
const encodedKey = sha256(bytesOf('key', 8))

/** A memory under the policy `recall`, with an archive, chapters and gists. */
function archived() {
  const notes = (['gist', 'chapter', 'text'] as const).map((kind) => {
    const bytes = bytesOf(kind, 700)
    return { id: sha256(bytes), kind, sha256: sha256(bytes), bytes }
  })
  const [gist, chapter] = notes.map(({ id }) => pageId(id)) as [ReturnType<typeof pageId>, ReturnType<typeof pageId>]
  const recent = [{ page: chapter, frame: 0, at: latentFrame(0), gist, words: '0123456789abcdef' }]
  const after: Snapshot = { ...memory(second, 1), policy: 'recall', archive: { chapters: [chapter], recent } }
  return { memory: after, notes }
}

/** Writes a film with shots, cast, sketches, sound, a transition, undo and redo entries, takes, a branch, wishes, a queue and cached video. */
export function writeWhole(path: string): void {
  const project = Project.create(path, filmOf(2), { place: { second: 3 } })
  const member = { id: castId('cat'), kind: 'character', name: 'cat', words: 'a purple cat' } as const
  project.edit({ type: 'addCastMember', member })
  project.startTake(takeOf(first, chunks), memory(first, 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < chunks; index += 1) project.commitChunk(first, madeChunk(first, index), 'cpu')
  const start = memory(first, 0)
  project.startTake({ ...takeOf(branch, chunks), start: start.id, branch: { from: first, at: chunk(2) } }, start)
  const { memory: after, notes } = archived()
  project.startTake(takeOf(second, 1), memory(second, 0), { card: cardId('card-2'), burst: null })
  const made = madeChunk(second, 0)
  project.commitChunk(second, { ...made, after, pages: [...made.pages, ...notes] }, 'cpu')
  const frame = memory(first, 1).layers[0]!.window[0]!
  const wishes = { pins: [frame], forgets: [], lookAhead: [frame] }
  project.startTake({ ...takeOf(wished, 1), wishes }, memory(wished, 0))
  project.setQueue([{ kind: 'rest', card: cardId('card-1'), take: first, chunks: chunk(6), reason: 'Asked for.' }])
  project.keepEncoded(encodedKey, bytesOf('H.264', 900))
  project.sketch(cardId('card-2'), { type: 'image/png', bytes: pngSaying(160, 90) })
  addHeardAndDrawn(project)
  for (let number = 0; number < 12; number += 1) project.edit({ type: 'setTitle', title: `Title ${number}` })
  project.undo()
  project.close()
}

/** Everything that can be read of a film, in a fixed order. @throws Failure for damaged data */
export function contentOf(path: string): string {
  const project = Project.open(path, { readOnly: true })
  try {
    const digest = createHash('sha256')
    const add = (value: unknown): unknown => digest.update(JSON.stringify(value) ?? 'undefined')
    add([project.film, project.history, project.takes(), project.queue, project.setting('place')])
    add(project.film.cards.map(({ sketch }) => sketch && Buffer.from(project.asset(sketch)!.bytes).toString('hex')))
    add(heardAndDrawn(project))
    const seen = new Set<string>()
    for (const { id } of project.takes()) {
      for (const made of project.chunksOf(id)) {
        add({ ...made, id: null, parent: null }) // without random ids
        const memories = [project.snapshot(made.before), project.snapshot(made.after)]
        add([memories, seen.has(made.latents)])
        if (seen.has(made.latents)) continue
        seen.add(made.latents)
        digest.update(project.latents(made.latents) ?? 'none')
        for (const jpeg of project.frames(made.id)) digest.update(jpeg)
        digest.update(project.frame(made.id, 3) ?? 'none')
        for (const page of project.pages(pagesOf(memories[1]!))) digest.update(page.bytes)
      }
    }
    // A cache: a damaged entry counts as missing.
    const kept = project.encoded(encodedKey)
    if (kept && !Buffer.from(kept).equals(Buffer.from(bytesOf('H.264', 900)))) add('another video')
    return digest.digest('hex')
  } finally {
    project.close()
  }
}

function pagesOf({ layers, archive }: Snapshot) {
  const refs = layers.flatMap(({ sink, bank, window }) => [...sink, ...bank, ...window].map(({ page }) => page))
  return [...new Set([...refs, ...(archive ? [...archive.chapters, ...archive.recent.map(({ gist }) => gist)] : [])])]
}

/**
 * Continues the first take as the queue says: reads what the engine would need, and commits a chunk.
 * @param open the film if it is open already; it stays open
 * @throws Failure for damaged data
 */
export function goOn(path: string, open?: Project): void {
  const project = open ?? Project.open(path)
  try {
    const [want] = project.queue
    if (want?.kind !== 'rest') throw new Error('the queue is another')
    const last = project.chunksOf(want.take).at(-1)!
    const before = project.snapshot(last.after)!
    project.pages(pagesOf(before))
    project.commitChunk(want.take, madeChunk(want.take, last.index + 1), 'cpu')
    project.edit({ type: 'setTitle', title: 'Gone on' })
  } finally {
    if (!open) project.close()
  }
}
