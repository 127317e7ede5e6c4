/** Stored chunks that are decoded by a model that looks back: which latents go to the engine, and what happens without them. */
import { expect, test } from 'vitest'
import type { FromEngine } from '../../app/contract/engine.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { infoOf } from '../../engine/worker/model-info.ts'
import { EngineServer, type Workshop } from '../../engine/worker/server.ts'
import { workshop as real } from '../../engine/worker/workshop.ts'
import { damaged } from '../../main/store/failures.ts'
import type { StoredPast } from '../../main/supervisor/work.ts'
import { Supervisor } from '../../main/supervisor/supervisor.ts'
import { fakeModel } from '../engine/kit/fake-model.ts'

const latents = [1, 2, 3].map((each) => new Uint8Array([each]))
const hashes = latents.map(sha256)

/** Draws one picture, of the bytes before a chunk and its own; like a decoder, it reads nothing that it has just drawn. */
function drawing(): Workshop {
  let drawn: readonly string[] = []
  return {
    ...real,
    open: () => {
      const model = fakeModel()
      return Promise.resolve({ model, info: infoOf(model.pack, 1) })
    },
    async decode(_, own, past) {
      const follows = drawn.join() === past.hashes.join()
      const before = follows ? [] : await past.read()
      drawn = [...past.hashes, sha256(own)]
      return { width: 1, height: 1, frames: [new Uint8Array([...before, own].flatMap((each) => [...each]))] }
    }
  }
}

/** A supervisor with engines in this process. @param ends the first engine ends when it asks for latents */
function started({ ends = false } = {}) {
  let engines = 0
  const supervisor = new Supervisor({
    load: { pack: '/pack', threads: 1, spin: false, nice: 0, device: 'cpu', precision: 'exact', driver: null },
    backoff: [0],
    launch(on) {
      const nth = ++engines
      const send = (message: object): void => {
        if (ends && nth === 1 && (message as FromEngine).type === 'need') on.ended('SIGKILL')
        else queueMicrotask(() => on.message(structuredClone(message)))
      }
      const server = new EngineServer({ send, listen: () => undefined }, drawing())
      const receive = (message: object): void => queueMicrotask(() => server.receive(structuredClone(message), []))
      return { pid: nth, send: receive, kill: () => {} }
    }
  })
  return { supervisor, engines: () => engines }
}

/** Of the chunks before the third. */
function pastOf(read: StoredPast['read'] = () => []): StoredPast & { asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = []
  return {
    asked,
    hashes: hashes.slice(0, 2),
    read(wanted) {
      asked.push(wanted)
      return read(wanted)
    }
  }
}
const stored: StoredPast['read'] = (wanted) =>
  wanted.map((sha256) => ({ sha256, bytes: latents[hashes.indexOf(sha256)]! }))

test('latents before a chunk go to the engine only when it asks for them', async () => {
  const { supervisor } = started()
  const past = pastOf(stored)
  expect((await supervisor.decode(latents[2]!, past)).frames).toEqual([new Uint8Array([1, 2, 3])])
  expect(past.asked).toEqual([hashes.slice(0, 2)])
  const next = { ...pastOf(stored), hashes }
  expect((await supervisor.decode(latents[2]!, next)).frames).toEqual([new Uint8Array([3])])
  expect(next.asked).toEqual([])
})

test('where they are missing or unreadable the decoding fails, and others go on', async () => {
  const { supervisor } = started()
  const broken = damaged('/a.throughline', 'the latents changed on the disk')
  const unread = pastOf(() => {
    throw broken
  })
  const [gone, refused, whole] = [pastOf(), unread, pastOf(stored)].map((past) => supervisor.decode(latents[2]!, past))
  await expect(gone).rejects.toMatchObject({ code: 'memory.missing' })
  await expect(refused).rejects.toBe(broken)
  expect((await whole)!.frames).toEqual([new Uint8Array([1, 2, 3])])
})

test('an engine that ends while it asks is started again, and asks again', async () => {
  const { supervisor, engines } = started({ ends: true })
  const past = pastOf(stored)
  expect((await supervisor.decode(latents[2]!, past)).frames).toEqual([new Uint8Array([1, 2, 3])])
  expect([engines(), past.asked.length]).toEqual([2, 1])
})
