/** `generate` around a fake transformer: order, stop, pause, missing and damaged memory, Wan's conventions. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { pageId, type PageId } from '../../../app/ids.ts'
import { policyNames, type PolicyName } from '../../../app/ledger/policies.ts'
import type { LayerMemory, Snapshot } from '../../../app/ledger/records.ts'
import { latentFrame } from '../../../app/time.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { GeneratePorts, MadeChunk, Model } from '../../../engine/generate/types.ts'
import { sealed } from '../../../engine/memory/state.ts'
import { fakeModel, Shelf, slotLike, wanLike } from '../kit/fake-model.ts'

interface Card {
  readonly prompt: string
  readonly chunks: number
  readonly policy?: PolicyName
}

/** Makes cards one after another on one shelf; with `restarts` a new model before every chunk. */
async function film(description: object, cards: readonly Card[], restarts: boolean): Promise<MadeChunk[]> {
  const shelf = new Shelf()
  const made: MadeChunk[] = []
  let model = fakeModel(description)
  let from: Snapshot | null = null
  for (const { prompt, chunks, policy = 'memflow' } of cards)
    for (let firstChunk = 0; firstChunk < chunks; firstChunk++) {
      if (restarts) model = fakeModel(description)
      const plan = { prompt, seed: 3, policy, chunks: firstChunk + 1, firstChunk }
      for await (const chunk of generate(model, from, plan, shelf.ports())) {
        made.push(chunk)
        shelf.keep(chunk)
        from = chunk.after
      }
    }
  if (!restarts) expect(shelf.asked).toEqual([])
  return made
}

const whatLasts = ({ latents, latentsHash, pages, before, after }: MadeChunk) => ({
  latents,
  latentsHash,
  pages,
  before,
  after
})

describe('a restart before every chunk changes nothing', () => {
  const cards = fc.array(
    fc.record({ prompt: fc.constantFrom('0', '1', '2'), chunks: fc.integer({ min: 1, max: 5 }) }),
    { minLength: 1, maxLength: 5 }
  )
  test.each([
    ["Wan's conventions, re-cache included", wanLike()],
    ["the storybook pack's conventions", slotLike()]
  ])('%s', async (_, description) => {
    const policies = fc.constantFrom(...policyNames)
    await fc.assert(
      fc.asyncProperty(cards, policies, async (plan, policy) => {
        const all = plan.map((card) => ({ ...card, policy }))
        const [straight, restarted] = [await film(description, all, false), await film(description, all, true)]
        expect(restarted.map(whatLasts)).toEqual(straight.map(whatLasts))
      }),
      { numRuns: 25 }
    )
  })
})

test('under any policies all layers remember equally many distinct frames', async () => {
  const cards = fc.array(
    fc.record({
      prompt: fc.constantFrom('0', '1', '2'),
      chunks: fc.integer({ min: 1, max: 6 }),
      policy: fc.constantFrom<PolicyName>('memflow', 'recall', 'fifo', 'sink', 'none')
    }),
    { minLength: 1, maxLength: 5 }
  )
  await fc.assert(
    fc.asyncProperty(cards, fc.constantFrom(wanLike(), slotLike()), async (plan, description) => {
      for (const { after } of await film(description, plan, false)) {
        for (const part of ['sink', 'bank', 'window'] as const)
          expect(new Set(after.layers.map((layer) => layer[part].length)).size).toBe(1)
        const { sink, bank, window } = after.layers[0]!
        expect(window.map(({ at }) => at)).toEqual(
          Array.from({ length: window.length }, (_, index) => after.next - window.length + index)
        )
        expect(bank.map(({ at }) => at)).toEqual([...new Set(bank.map(({ at }) => at))].sort((a, b) => a - b))
        if (after.policy === 'none') expect([sink, bank]).toEqual([[], []])
        if (after.policy === 'sink') expect(bank).toEqual([])
      }
    }),
    { numRuns: 30 }
  )
})

const plan = { prompt: '0', seed: 1, policy: 'memflow' as const, chunks: 2, firstChunk: 0 }

async function all(model: Model, from: Snapshot | null, ports: GeneratePorts, of = plan) {
  const run = generate(model, from, of, ports)
  const made: MadeChunk[] = []
  for (;;) {
    const next = await run.next()
    if (next.done) return { made, end: next.value }
    made.push(next.value)
  }
}

test('steps, pictures and checkpoints come in order; pictures before the clean pass', async () => {
  const events: string[] = []
  const { end } = await all(
    fakeModel(),
    null,
    new Shelf().ports({
      checkpoint: () => {
        events.push('?')
        return 'go'
      },
      onProgress: (chunk, step, steps) => events.push(`${chunk}:${step}/${steps}`),
      onFrames: (chunk, { frames }) => void events.push(`pictures ${chunk} ${frames.length}`)
    })
  )
  const chunk = (index: number) => [
    ...[1, 2, 3, 4].flatMap((step) => ['?', `${index}:${step}/5`]),
    `pictures ${index} 1`,
    '?',
    `${index}:5/5`
  ]
  expect(events).toEqual([...chunk(0), ...chunk(1)])
  expect(end).toBe('complete')
})

test('stop drops the chunk in progress and keeps those yielded', async () => {
  for (const [passes, whole] of [
    [0, 0],
    [3, 0],
    [4, 0],
    [5, 1],
    [9, 1]
  ] as const) {
    let asked = 0
    const checkpoint = () => (asked++ === passes ? ('stop' as const) : ('go' as const))
    const { made, end } = await all(fakeModel(), null, new Shelf().ports({ checkpoint }))
    expect([made.length, end]).toEqual([whole, 'stopped'])
  }
})

test('the event loop runs between passes, so messages are handled', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  const slow = fakeModel()
  const forward = slow.transformer.forward.bind(slow.transformer)
  const busy = {
    ...slow.transformer,
    forward: (input: Parameters<typeof forward>[0]) => {
      for (const until = performance.now() + 3; performance.now() < until;);
      return forward(input)
    }
  }
  await all({ ...slow, transformer: busy }, null, new Shelf().ports())
  clearInterval(timer)
  expect(turns).toBeGreaterThanOrEqual(8)
})

test('a resumed take uses the noise of its own chunk, not of the first', async () => {
  const shelf = new Shelf()
  const { made } = await all(fakeModel(), null, shelf.ports())
  made.forEach((chunk) => shelf.keep(chunk))
  const from = made[0]!.after
  const right = await all(fakeModel(), from, shelf.ports(), { ...plan, firstChunk: 1 })
  const wrong = await all(fakeModel(), from, shelf.ports(), { ...plan, chunks: 1 })
  expect(right.made[0]!.latents).toEqual(made[1]!.latents)
  expect(wrong.made[0]!.latents).not.toEqual(made[1]!.latents)
})

describe('what cannot be continued is refused in words', () => {
  async function refusal(bend: (shelf: Shelf, from: Snapshot) => unknown, of = plan): Promise<Failure> {
    const shelf = new Shelf()
    const { made } = await all(fakeModel(), null, shelf.ports())
    made.forEach((chunk) => shelf.keep(chunk))
    const from = (bend(shelf, made[1]!.after) ?? made[1]!.after) as Snapshot
    const error = await all(fakeModel(), from, shelf.ports(), of).then(
      () => null,
      (thrown: unknown) => thrown
    )
    if (error instanceof Failure) return error
    throw new Error(`not refused with a Failure: ${String(error)}`)
  }
  const firstPage = (shelf: Shelf): string => shelf.pages.keys().next().value!

  test('a page that is gone', async () => {
    expect((await refusal((shelf) => void shelf.pages.delete(firstPage(shelf)))).code).toBe('memory.missing')
  })
  test('a page with one bit turned', async () => {
    const failure = await refusal((shelf) => {
      shelf.pages.get(firstPage(shelf))![5]! ^= 1
    })
    expect(failure.code).toBe('memory.page')
  })
  test('latents that a re-cache needs, damaged', async () => {
    const failure = await refusal(
      (shelf) => {
        for (const bytes of shelf.latents.values()) bytes[0]! ^= 1
      },
      { ...plan, prompt: '1' }
    )
    expect(failure.code).toBe('memory.latents')
  })
  test('a snapshot that was edited', async () => {
    expect((await refusal((_, from) => ({ ...from, next: 9 as typeof from.next }))).code).toBe('memory.damaged')
  })
  describe('a valid snapshot with more content than any film can have:', () => {
    const many = <T>(one: T, count = 20_000): T[] => Array.from({ length: count }, () => one)
    const hash = (index: number): PageId => pageId(index.toString(16).padStart(64, '0'))
    const crammed = (from: Snapshot, part: keyof LayerMemory): Partial<Snapshot> => ({
      layers: from.layers.map((layer) => ({ ...layer, [part]: many(layer.sink[0]!) }))
    })
    const archive = (from: Snapshot, chapters: PageId[], recent: number): Partial<Snapshot> => ({
      policy: 'recall',
      archive: { chapters, recent: many({ ...from.layers[0]!.sink[0]!, gist: hash(0), words: '0'.repeat(16) }, recent) }
    })
    test.each<[string, (from: Snapshot) => Partial<Snapshot>]>([
      ['in a sink', (from) => crammed(from, 'sink')],
      ['in a bank', (from) => crammed(from, 'bank')],
      ['in a window', (from) => crammed(from, 'window')],
      ['latents to encode again', (from) => ({ recent: many(from.recent[0]!) })],
      ['more archived frames than chunks', (from) => archive(from, [], 3)],
      ['a chapter that was not bound', (from) => ({ ...archive(from, [], 64), next: latentFrame(300) })],
      ['chapters of another film', (from) => archive(from, [hash(1)], 0)],
      ['a chapter many times', (from) => ({ ...archive(from, many(hash(1)), 0), next: latentFrame(3e9) })]
    ])('%s', async (_, bend) => {
      const recalling = { ...plan, policy: 'recall' as never }
      const failure = await refusal((_shelf, from) => sealed({ ...from, ...bend(from) }), recalling)
      expect([failure.code, failure.cause]).toEqual(['memory.shape', expect.stringContaining('more than')])
    })
  })
  test("another model's memory", async () => {
    const failure = await refusal((_, from) => ({ ...from, model: 'wan-tiny@2' }))
    expect([failure.code, failure.cause]).toEqual(['memory.model', expect.stringContaining('wan-tiny@2')])
  })
  test('`released` in the middle of a film', async () => {
    expect((await refusal(() => {}, { ...plan, policy: 'released' as never })).code).toBe('memory.policy')
  })
  test('a plan that begins after its end', async () => {
    expect((await refusal(() => {}, { ...plan, firstChunk: 3 })).code).toBe('plan.range')
  })
})

test('NaN in the latents ends the run before it reaches the memory', async () => {
  const model = fakeModel()
  const broken = {
    ...model.transformer,
    forward: async () => ({ output: new Float32Array(96).fill(NaN), keys: [], values: [] })
  }
  await expect(all({ ...model, transformer: broken }, null, new Shelf().ports())).rejects.toMatchObject({
    code: 'model.numbers'
  })
})
