/** The fake engine of the artist (test/artist/engine) sends main the same messages, of the same shape, as the real one. */
import { expect, test } from 'vitest'
import type { FromEngine, ToEngine } from '../../../app/contract/engine.ts'
import { EngineServer, type Workshop } from '../../../engine/worker/server.ts'
import { workshop as real } from '../../../engine/worker/workshop.ts'
import { workshopAt } from '../../artist/engine/workshop.ts'

const pack = new URL('../../../assets/packs/storybook/', import.meta.url).pathname

/** The shape of a message: hashes, numbers and texts by their type, bytes by their length. */
function shape(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (Array.isArray(value)) return value.map(shape)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'type' ? each : shape(each)]))
  return typeof value
}

/** The shape of a message without its JPEGs, whose length depends on the pictures. */
function told(message: FromEngine): unknown {
  if (message.type === 'chunk') {
    const kinds = message.pages.map(({ kind }) => kind)
    return { ...(shape({ ...message, frames: [] }) as object), kinds, frames: message.frames.length }
  }
  if (message.type === 'decoded')
    return { ...(shape({ ...message, frames: [] }) as object), frames: message.frames.length }
  return shape(message)
}

/** Loads the pack, makes two chunks, stops a second job, decodes a chunk, and sends impossible requests. */
async function conversation(workshop: Workshop): Promise<unknown[]> {
  const heard: FromEngine[] = []
  const waiting: { type: FromEngine['type']; got: () => void }[] = []
  const server = new EngineServer(
    {
      send(said) {
        const message = said as FromEngine // nothing is probed here
        heard.push(message)
        for (const each of waiting.filter(({ type }) => type === message.type)) each.got()
        if (message.type === 'chunk') say({ type: 'committed', job: message.job, index: message.index })
        if (message.type === 'progress' && message.job === 'stops') say({ type: 'turn', job: 'stops', to: 'stop' })
      },
      listen: () => undefined
    },
    workshop
  )
  const say = (message: ToEngine): void => server.receive(message, [])
  const until = (type: FromEngine['type']): Promise<void> =>
    new Promise((got) => {
      const one = { type, got: () => (waiting.splice(waiting.indexOf(one), 1), got()) }
      waiting.push(one)
    })
  const saying = async (message: ToEngine, type: FromEngine['type']): Promise<void> => {
    const answered = until(type)
    say(message)
    await answered
  }
  const plan = { prompt: 'A purple cat walks.', seed: 7, policy: 'memflow', chunks: 2, firstChunk: 0 } as const
  await saying(
    { type: 'load', pack, threads: 1, spin: false, nice: 0, device: 'automatic', precision: 'exact', driver: null },
    'ready'
  )
  await saying({ type: 'generate', job: 'makes', from: null, past: [], plan }, 'done')
  await saying({ type: 'generate', job: 'stops', from: null, past: [], plan }, 'done')
  const chunk = heard.find((message) => message.type === 'chunk')!
  await saying({ type: 'decode', job: 'again', latents: chunk.latents, past: [] }, 'decoded')
  await saying({ type: 'ping', sent: 1 }, 'pong')
  await saying({ type: 'decode', job: 'broken', latents: new Uint8Array(3), past: [] }, 'failed')
  return heard.map(told)
}

test('sends the same messages as the real engine, in the same order', { timeout: 240_000 }, async () => {
  expect(await conversation(workshopAt({ open: 0, pass: 0, decode: 0 }))).toEqual(await conversation(real))
})
