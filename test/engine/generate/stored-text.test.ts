/** What a large text model made of a prompt is stored with the film, and read from there. */
import { expect, test } from 'vitest'
import { generate } from '../../../engine/generate/generate.ts'
import type { GeneratePorts, MadeChunk, Model } from '../../../engine/generate/types.ts'
import { parseManifest } from '../../../engine/pack/parse-manifest.ts'
import { textNamer } from '../../../engine/text/text-page.ts'
import { storybookManifest } from '../kit/manifests.ts'
import { fakeModel, Shelf } from '../kit/fake-model.ts'

const plan = { prompt: '1', seed: 3, policy: 'memflow', firstChunk: 0, chunks: 2 } as const

/** A model that counts what it reads; a new one has read nothing. */
function reader() {
  const model = fakeModel()
  const read: string[] = []
  const counting: Model = {
    ...model,
    textPage: textNamer(model.pack.manifest),
    encodeText: async (prompt, between) => {
      await between?.()
      read.push(prompt)
      return model.encodeText(prompt)
    }
  }
  return { model: counting, read }
}

async function made(model: Model, ports: GeneratePorts, more: object = {}) {
  const chunks: MadeChunk[] = []
  const run = generate(model, null, { ...plan, ...more }, ports)
  for (;;) {
    const next = await run.next()
    if (next.done) return { chunks, end: next.value }
    chunks.push(next.value)
  }
}
const texts = ({ pages }: MadeChunk) => pages.filter(({ kind }) => kind === 'text')

test('a run stores it with its first chunk; a new engine reads it from the film', async () => {
  const shelf = new Shelf()
  const first = reader()
  const { chunks } = await made(first.model, shelf.ports())
  expect(first.read).toEqual(['1'])
  expect(chunks.map((chunk) => texts(chunk).length)).toEqual([1, 0])
  for (const chunk of chunks) shelf.keep(chunk)

  const second = reader()
  const again = await made(second.model, shelf.ports())
  expect(second.read).toEqual([])
  expect(again.chunks.map(({ latentsHash, after }) => [latentsHash, after.id])).toEqual(
    chunks.map(({ latentsHash, after }) => [latentsHash, after.id])
  )
  await made(second.model, shelf.ports(), { prompt: '2' })
  expect(second.read).toEqual(['2'])
})

test('what is damaged, or of another length, is read anew', async () => {
  const shelf = new Shelf()
  const [chunk] = (await made(reader().model, shelf.ports())).chunks
  shelf.keep(chunk!)
  const { id, bytes } = texts(chunk!)[0]!
  for (const other of [bytes!.map((byte) => byte ^ 1), bytes!.subarray(0, 20)]) {
    shelf.pages.set(id, other)
    const { model, read } = reader()
    await made(model, shelf.ports(), { chunks: 1 })
    expect(read).toEqual(['1'])
  }
})

test('a stop while it is read ends the run without a chunk', async () => {
  const { model, read } = reader()
  const { chunks, end } = await made(model, new Shelf().ports({ stopped: () => true }))
  expect([chunks.length, end, read]).toEqual([0, 'stopped', []])
})

test('packs that read a prompt in no time store nothing of it', () => {
  expect(textNamer(parseManifest(JSON.stringify(storybookManifest())))).toBe(null)
})
