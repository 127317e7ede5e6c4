/**
 * A studio without a model: it makes what a work plan says, with page names instead of pictures, and keeps the books as
 * the real one does. What a chunk leaves depends on everything it was made from, so equal memories mean equal histories.
 */
import { createHash } from 'node:crypto'
import { apply } from '../../../../app/edits/apply.ts'
import type { Edit } from '../../../../app/edits/edit.ts'
import type { Film } from '../../../../app/film/film.ts'
import { chunkId, pageId, snapshotId, takeId, type SnapshotId, type TakeId } from '../../../../app/ids.ts'
import type { Ledger } from '../../../../app/ledger/ledger.ts'
import type { ChunkRecord, FrameRef, Snapshot, TakeRecord } from '../../../../app/ledger/records.ts'
import { settle, wantOf } from '../../../../app/plan/want.ts'
import { planWork, type Work, type WorkRequest } from '../../../../app/plan/work.ts'
import type { WorkItem } from '../../../../app/plan/work-item.ts'
import { chunk, latentFrame } from '../../../../app/time.ts'

const hash = (...parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
const timings = { text: 1, denoise: 1, decode: 1, clean: 1, encode: 1 }

export class Studio implements Ledger {
  model = 'test@1'
  film: Film
  readonly takes = new Map<TakeId, TakeRecord>()
  readonly chunks = new Map<TakeId, ChunkRecord[]>()
  readonly snapshots = new Map<SnapshotId, Snapshot>()
  readonly empty: Snapshot
  private seeds = 1000

  constructor(film: Film) {
    this.film = film
    const layer = { sink: [], bank: [], window: [] }
    this.empty = this.keep({ next: latentFrame(0), prompt: null, layers: [layer, layer] })
  }

  take = (id: TakeId) => this.takes.get(id)
  chunksOf = (id: TakeId): ChunkRecord[] => {
    const branch = this.takes.get(id)?.branch
    return [...(branch ? this.chunksOf(branch.from).slice(0, branch.at) : []), ...(this.chunks.get(id) ?? [])]
  }
  snapshot = (id: SnapshotId) => this.snapshots.get(id)

  edit(edit: Edit): void {
    this.film = apply(this.film, edit).film
  }

  plan(request: WorkRequest): Work {
    return planWork(this.film, this, request, () => this.seeds++)
  }

  /** Plans and makes; stops after `most` chunks. */
  make(request: WorkRequest, most = Infinity): Work {
    const work = this.plan(request)
    for (const item of work.items) {
      most -= this.makeItem(item, most)
      if (most <= 0) break
    }
    return work
  }

  /** Makes one item as it is to be made now. @returns how many chunks */
  makeItem(planned: WorkItem, most = Infinity): number {
    const { card, take, from, plan, branch, shows } = settle(
      this.film,
      this,
      wantOf(planned),
      (planned.plan.wishes?.lookAhead.length ?? 0) > 0
    )!
    if (from.kind === 'previous') throw new Error('an item is settled before it is made')
    const start = from.kind === 'empty' ? this.empty.id : from.id
    const id = take ?? takeId(`take-${this.takes.size}`)
    if (take === null) {
      const { firstChunk: _, chunks, ...rest } = plan
      const record = { ...rest, id, model: this.model, chunks: chunk(chunks), made: 0 }
      const begun = branch ? this.takes.get(branch.from)!.start : start
      this.takes.set(id, { ...record, start: begun, ...(branch && { branch }) })
      this.chunks.set(id, [])
      this.edit({ type: 'addTake', card, take: id, ...(shows !== undefined && { from: shows }) })
    }
    let end = start
    let count = 0
    for (let index = plan.firstChunk; index < plan.chunks && count < most; index++, count++) {
      end = this.makeChunk(id, index, end, plan.prompt, plan.seed)
    }
    return count
  }

  private makeChunk(take: TakeId, index: number, from: SnapshotId, prompt: string, seed: number): SnapshotId {
    const before = this.snapshots.get(from)!
    const page = pageId(hash('page', from, prompt, seed, index))
    const frames = [0, 1, 2].map((frame): FrameRef => ({ page, frame, at: latentFrame(before.next + frame) }))
    const layers = before.layers.map(({ sink, bank, window }) => ({
      sink: before.next === 0 ? frames : sink,
      bank: before.next === 0 ? bank : [...bank, frames[0]!].slice(-3),
      window: before.next === 0 ? window : [...window, ...frames].slice(-6)
    }))
    const after = this.keep({ next: latentFrame(before.next + 3), prompt, layers })
    const made = this.chunks.get(take)!
    const parent =
      this.chunksOf(take).at(-1)?.id ?? [...this.chunks.values()].flat().find((each) => each.after === from)?.id ?? null
    const id = chunkId(`chunk-${take}-${index}`)
    const latents = hash('latents', from, prompt, seed, index)
    made.push({ id, take, index: chunk(index), parent, latents, before: from, after: after.id, device: 'cpu', timings })
    return after.id
  }

  private keep(fields: Pick<Snapshot, 'next' | 'prompt' | 'layers'>): Snapshot {
    const body = { model: this.model, policy: 'memflow' as const, pending: null, recent: [], ...fields }
    const snapshot = { ...body, id: snapshotId(hash(body)) }
    this.snapshots.set(snapshot.id, snapshot)
    return snapshot
  }
}
