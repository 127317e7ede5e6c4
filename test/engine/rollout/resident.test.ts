/**
 * One set of tests over every way to hold keys and values: arrays, buffers of the runtime on the processor, and buffers of the software
 * device. What they are compared with is a film whose memory is in arrays, made on the processor.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { FrameRef, MemoryWishes, Snapshot } from '../../../app/ledger/records.ts'
import type { TakePlan } from '../../../app/ledger/schemas.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { MadeChunk, Model } from '../../../engine/generate/types.ts'
import { fromStored } from '../../../engine/rollout/precision.ts'
import { Meter } from '../../../kernels/runtime/meter.ts'
import { softwareGpu, testOnGpu } from '../../kit/software-gpu.ts'
import { Shelf } from '../kit/fake-model.ts'
import { relativeError } from '../kit/pack-parts.ts'
import { smallModel, type Conventions, type SmallModelOptions } from '../kit/small-model.ts'

// Shaders are compiled on a processor that may be busy.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 })
beforeAll(() => void Object.assign(process.env, softwareGpu))

type Card = Pick<TakePlan, 'prompt' | 'chunks'> & Partial<Pick<TakePlan, 'policy' | 'wishes'>>

interface Filmed {
  readonly chunks: readonly MadeChunk[]
  /** Per pass and layer, the latent frames attended to. */
  readonly attended: readonly (readonly (readonly number[])[])[]
}

async function film(
  model: Model,
  cards: readonly Card[],
  shelf = new Shelf(),
  from: Snapshot | null = null,
  made: () => void = () => {}
): Promise<Filmed> {
  const chunks: MadeChunk[] = []
  const attended: (readonly (readonly number[])[])[] = []
  const trace = { attending: (_: string, __: number, past: readonly (readonly number[])[]) => attended.push(past) }
  for (const card of cards) {
    const plan = { policy: 'memflow' as const, ...card, seed: 3, firstChunk: 0 }
    for await (const chunk of generate(model, chunks.at(-1)?.after ?? from, plan, shelf.ports({ trace }))) {
      shelf.keep(chunk, plan)
      chunks.push(chunk)
      made()
    }
  }
  return { chunks, attended }
}

/** The same frames in every bank of every layer, and numbers within 1e-3. */
function expectSame(made: Filmed, right: Filmed): void {
  expect(made.attended).toEqual(right.attended)
  made.chunks.forEach(({ latents }, at) => {
    const error = relativeError(fromStored(latents, 'f16'), fromStored(right.chunks[at]!.latents, 'f16'))
    expect(error, `chunk ${at}`).toBeLessThan(1e-3)
  })
}

const onHost = (conventions: Conventions) => smallModel({ conventions })
const latentsOf = ({ chunks }: Filmed) => chunks.map(({ latentsHash }) => latentsHash)

const ways: readonly [string, Omit<SmallModelOptions, 'conventions'>, typeof testOnGpu][] = [
  ['in arrays', {}, test],
  ['in buffers on the processor', { resident: true }, test],
  ['in buffers on a device', { resident: true, device: 'webgpu' }, testOnGpu]
]

describe.each(ways)('keys and values %s', (_, way, testHere) => {
  const opened: Model[] = []
  const open = async (options: Omit<SmallModelOptions, 'device' | 'resident'>): Promise<Model> => {
    const model = await smallModel({ ...way, ...options })
    opened.push(model)
    return model
  }
  afterAll(async () => {
    for (const model of opened) await model.release()
  })

  testHere.each<[Conventions]>([['slot'], ['wan'], ['sparse']])(
    '%s: eight chunks and a prompt switch attend to the same frames',
    async (conventions) => {
      const cards = [
        { prompt: '1', chunks: 5 },
        { prompt: '2', chunks: 3 }
      ]
      const right = await film(await onHost(conventions), cards)
      expectSame(await film(await open({ conventions }), cards), right)
    }
  )

  testHere.each<[Conventions]>([['slot'], ['wan']])(
    '%s: pins, forgotten frames and look-ahead',
    async (conventions) => {
      const first = { prompt: '1', chunks: 5 }
      const wished = async (model: Model): Promise<Filmed> => {
        const shelf = new Shelf()
        const begun = await film(model, [first], shelf)
        const { layers } = begun.chunks.at(-1)!.after
        const window = layers[0]!.window
        const early = begun.chunks[1]!.after.layers[0]!.window.at(-1) as FrameRef
        const wishes: MemoryWishes = { pins: [early], forgets: [window[1]!], lookAhead: [layers[0]!.sink[0]!, early] }
        return film(model, [{ prompt: '2', chunks: 3, wishes }], shelf, begun.chunks.at(-1)!.after)
      }
      expectSame(await wished(await open({ conventions })), await wished(await onHost(conventions)))
    }
  )

  testHere('recall chooses the same frames of the whole film', async () => {
    const cards = ['1', '2', '3'].map((prompt) => ({ prompt, chunks: 4, policy: 'recall' as const }))
    const right = await film(await onHost('slot'), cards)
    expectSame(await film(await open({ conventions: 'slot' }), cards), right)
  })

  testHere.each<[Conventions]>([['slot'], ['wan']])(
    '%s: resumed from latents alone it is equal',
    async (conventions) => {
      const shelf = new Shelf()
      const [first, next] = [
        [
          { prompt: '1', chunks: 4 },
          { prompt: '2', chunks: 3 }
        ],
        [{ prompt: '3', chunks: 2 }]
      ]
      const model = await open({ conventions })
      const from = (await film(model, first, shelf)).chunks.at(-1)!.after
      const goneOn = await film(model, next, shelf, from)
      shelf.pages.clear()
      const again = await film(await open({ conventions }), next, shelf, from)
      expect(latentsOf(again)).toEqual(latentsOf(goneOn))
      expect(again.chunks.map(({ after }) => after.id)).toEqual(goneOn.chunks.map(({ after }) => after.id))
    }
  )

  testHere('pages that a project has stored are taken as they are', async () => {
    const shelf = new Shelf()
    const host = await onHost('wan')
    const from = (await film(host, [{ prompt: '1', chunks: 5 }], shelf)).chunks.at(-1)!.after
    expect(shelf.pages.size).toBeGreaterThan(0)
    const origins = new Map(shelf.origins)
    shelf.origins.clear() // nothing can be made again
    const next = [{ prompt: '2', chunks: 2 }]
    const made = await film(await open({ conventions: 'wan' }), next, shelf, from)
    for (const [id, origin] of origins) shelf.origins.set(id, origin)
    expectSame(made, await film(host, next, shelf, from))
  })

  testHere('a damaged page is refused', async () => {
    const shelf = new Shelf()
    const from = (await film(await onHost('slot'), [{ prompt: '1', chunks: 2 }], shelf)).chunks.at(-1)!.after
    for (const bytes of shelf.pages.values()) bytes[0]! ^= 1
    const model = await open({ conventions: 'slot' })
    await expect(film(model, [{ prompt: '1', chunks: 1 }], shelf, from)).rejects.toMatchObject({ code: 'memory.page' })
  })
})

const places: readonly [string, Omit<SmallModelOptions, 'conventions'>, typeof testOnGpu][] = ways
  .slice(1)
  .map(([name, way, testHere]) => [name, way, testHere])

describe.each(places)('memory that stays %s', (_, way, testHere) => {
  testHere('crosses as a few numbers only, however much is remembered', async () => {
    /** Bytes of each chunk after the first. */
    const crossing = async (resident: boolean): Promise<number[]> => {
      const meter = new Meter()
      const model = await smallModel({ ...way, conventions: 'wan', resident, meter })
      const marks: number[] = []
      await film(model, [{ prompt: '1', chunks: 7 }], new Shelf(), null, () => marks.push(meter.crossed))
      await model.release()
      expect(meter.held).toBe(0)
      return marks.slice(1).map((mark, at) => mark - marks[at]!)
    }
    const [stays, crosses] = [await crossing(true), await crossing(false)]
    expect(stays.at(-1)).toBe(stays[0])
    expect(stays.at(-1)).toBeLessThan(0.4 * crosses.at(-1)!)
  })

  testHere.each<[Conventions]>([['slot'], ['wan']])(
    '%s: is flat over 300 chunks, however small',
    async (conventions) => {
      const meter = new Meter()
      const model = await smallModel({ ...way, conventions, meter, limit: 0 })
      const held: number[] = []
      const shelf = new Shelf()
      let from: Snapshot | null = null
      for (let card = 0; card < 30; card++) {
        const made = await film(model, [{ prompt: String(card % 4), chunks: 10 }], shelf, from)
        from = made.chunks.at(-1)!.after
        held.push(meter.tensors)
      }
      // Sink 3, bank 3, window 6, and the prototype to come, in 3 layers; keys and values; two prompts.
      expect(Math.max(...held)).toBeLessThanOrEqual((3 + 3 + 6 + 1) * 3 * 2 + 2 * 3 * 2)
      expect(Math.max(...held.slice(15))).toBe(Math.max(...held.slice(2, 15)))
      await model.release()
      expect(meter.tensors).toBe(0)
    }
  )

  testHere('gives up what is not needed without changing the film', async () => {
    const cards = ['1', '2', '1'].map((prompt) => ({ prompt, chunks: 4 }))
    const roomy = await smallModel({ ...way, conventions: 'wan' })
    const tight = await smallModel({ ...way, conventions: 'wan', limit: 0 })
    expect(latentsOf(await film(tight, cards))).toEqual(latentsOf(await film(roomy, cards)))
    for (const model of [roomy, tight]) await model.release()
  })
})
