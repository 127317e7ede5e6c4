/** Films with a ledger, for what is printed of them: said in a few numbers. */
import fc from 'fast-check'
import { emptyFilm, newCard, type Film } from '../../../../../app/film/film.ts'
import { cardId, chunkId, sceneId, snapshotId, takeId, type TakeId } from '../../../../../app/ids.ts'
import type { Ledger } from '../../../../../app/ledger/ledger.ts'
import type { ChunkRecord, TakeRecord } from '../../../../../app/ledger/records.ts'
import { chunk, displayFrame, type Timebase } from '../../../../../app/time.ts'

export const storybook: Timebase = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
export const wan: Timebase = { fps: 16, framesPerLatent: 4, latentsPerChunk: 3 }

export interface ShotSpec {
  readonly length: number
  /** Chunks made of each take; the first is shown. Empty: nothing is made. */
  readonly takes: readonly number[]
  /** First chunk of the shown take that the shot shows. */
  readonly from?: number
  /** Places of takes that have a star. */
  readonly starred?: readonly number[]
  readonly shot?: string
  readonly title?: string
  /** Name of its scene. */
  readonly scene?: string
  readonly notes?: string
  readonly dialogue?: string
  readonly markers?: readonly { readonly chunk: number; readonly frame: number; readonly text: string }[]
}

export interface Made {
  readonly film: Film
  readonly ledger: Ledger
}

const model = 'storybook@v0'
const nothing = snapshotId('0'.repeat(64))

export function made(shots: readonly ShotSpec[], title = 'The purple cat'): Made {
  const takes = new Map<TakeId, { record: TakeRecord; chunks: readonly ChunkRecord[] }>()
  const cards = shots.map((spec, index) => {
    const uses = spec.takes.map((chunks, place) => {
      const id = takeId(`take-${index + 1}-${place + 1}`)
      takes.set(id, { record: record(id, chunks), chunks: Array.from({ length: chunks }, (_, at) => chunkOf(id, at)) })
      const from = chunk(place === 0 ? (spec.from ?? 0) : 0)
      return { take: id, from, starred: spec.starred?.includes(place) ?? false }
    })
    return newCard(cardId(`card-${index + 1}`), {
      prompt: `shot ${index + 1}`,
      shot: spec.shot ?? '',
      title: spec.title ?? '',
      scene: spec.scene === undefined ? null : { id: sceneId(spec.scene), name: spec.scene, colour: 'sky' },
      notes: spec.notes ?? '',
      dialogue: spec.dialogue ?? '',
      length: chunk(spec.length),
      takes: uses,
      activeTake: uses[0]?.take ?? null,
      markers: (spec.markers ?? []).map((each) => ({
        chunk: chunk(each.chunk),
        frame: displayFrame(each.frame),
        text: each.text
      }))
    })
  })
  const ledger: Ledger = {
    model,
    take: (id) => takes.get(id)?.record,
    chunksOf: (id) => takes.get(id)?.chunks ?? [],
    snapshot: () => undefined
  }
  return { film: { ...emptyFilm(title), cards }, ledger }
}

const record = (id: TakeId, chunks: number): TakeRecord => ({
  ...{ id, prompt: `made as ${id}`, seed: 7, policy: 'memflow', model, chunks: chunk(chunks), start: nothing, made: 0 }
})

const chunkOf = (take: TakeId, index: number): ChunkRecord => ({
  id: chunkId(`${take}-${index}`),
  take,
  index: chunk(index),
  parent: index === 0 ? null : chunkId(`${take}-${index - 1}`),
  latents: '',
  before: nothing,
  after: nothing,
  device: 'cpu',
  timings: { text: 0, denoise: 0, decode: 0, clean: 0, encode: 0 }
})

/** Any film: shots that are not made, made in part, that begin late in their take, with takes of every length. */
export const anyShots: fc.Arbitrary<readonly ShotSpec[]> = fc.array(
  fc.record({
    length: fc.integer({ min: 1, max: 9 }),
    takes: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
    from: fc.integer({ min: 0, max: 4 }),
    starred: fc.subarray([0, 1, 2]),
    shot: fc.oneof(
      fc.constant(''),
      fc.constantFrom('12A', '12a', '3', 'Sz. 3', '第3場', '١٢'),
      fc.string({ maxLength: 20 })
    ),
    markers: fc.array(
      fc.record({
        chunk: fc.integer({ min: 0, max: 8 }),
        frame: fc.integer({ min: 0, max: 11 }),
        text: fc.constantFrom('', 'Here', 'Ö <&> "so"')
      }),
      { maxLength: 3 }
    )
  }),
  { maxLength: 12 }
)
