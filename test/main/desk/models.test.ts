/** The models of the window: real packs and disks, the real process that works on them; only the engine's opening is faked. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import type { ModelOffer, ModelTask } from '../../../app/contract/models.ts'
import { Models } from '../../../main/desk/models.ts'
import { Remaining } from '../../../main/desk/remaining.ts'
import { packFacts } from '../../../main/production/pack-facts.ts'
import * as published from '../../engine/models/kit/published.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { launchPacker } from '../kit/side-process.ts'
import { storybook } from '../kit/throughline.ts'
import { tinyPack } from '../kit/tiny-pack.ts'

const { model: shipped } = await packFacts(storybook)
type State = ModelTask['state']
const slow = { timeout: 300_000 } // a process is started for each step

/** @param prove fakes the engine's opening of a copied pack */
function studio({ prove = () => Promise.resolve(), ofFilm = [] as string[] } = {}) {
  const folder = freshFolder()
  const added = join(folder, 'packs')
  const told: (ModelTask | null)[] = []
  let hear = (): void => undefined
  const models = new Models({
    ...{ launch: launchPacker, looked: () => undefined, ofFilm: () => new Set(ofFilm), prove },
    places: { embedded: storybook, added },
    emit: (event) => {
      if (event.type === 'modelTask') told.push(event.task)
      hear()
    }
  })
  onTestFinished(() => models.quit())
  /** Waits for a state. @throws Error when it is `failed` instead */
  const until = async <Wanted extends State>(wanted: Wanted): Promise<Extract<ModelTask, { state: Wanted }>> => {
    for (;;) {
      const { task } = models
      if (task?.state === wanted && !(task.state === 'offered' && task.again))
        return task as Extract<ModelTask, { state: Wanted }>
      if (task?.state === 'failed') throw Failure.from(task.error)
      await new Promise<void>((resolve) => (hear = resolve))
    }
  }
  const offer = async (...folders: readonly string[]): Promise<ModelOffer> => {
    models.look(folders)
    return (await until('offered')).offer
  }
  const names = async (): Promise<string[]> => (await models.shelf()).models.map(({ model }) => model)
  const left = (): string[] => (existsSync(added) ? readdirSync(added) : [])
  return { at: (name: string) => join(folder, name), added, models, told, until, offer, names, left }
}

describe('the models of this machine', () => {
  test('the shipped one is listed and cannot be removed', slow, async () => {
    const { models, until } = studio()
    const { models: list, free } = await models.shelf()
    expect(list).toMatchObject([{ model: shipped, shipped: true, problem: null }])
    expect(list[0]!.label).toMatchObject({ width: 288, height: 160, fps: 12 })
    expect(list[0]!.label!.licences).toContainEqual({ part: 'model', said: 'CC0-1.0', nonCommercial: false })
    expect(free).toBeGreaterThan(0)
    models.remove(shipped)
    await expect(until('removed')).rejects.toMatchObject({ code: 'pack.embedded' })
  })

  test('a ready model is told first, then added, checked and removed', slow, async () => {
    const proved: string[] = []
    const { at, added, models, told, until, offer, names, left } = studio({
      prove: (folder = '') => Promise.resolve(void proved.push(folder))
    })
    mkdirSync(at('around'))
    const source = tinyPack(at('around/tiny'))
    writeFileSync(join(source, 'notes.pdf'), 'for people')
    expect(await offer(at('around'))).toMatchObject({ files: null, models: [{ model: 'tiny@1', left: ['notes.pdf'] }] })
    expect(left()).toEqual([])
    models.add(false)
    await until('added')
    expect(proved).toHaveLength(1)
    expect(told.some((task) => task?.state === 'adding' && task.done > 0)).toBe(true)
    expect(told).toContainEqual(expect.objectContaining({ state: 'adding', file: null }))
    expect([await names(), left()]).toEqual([[shipped, 'tiny@1'], ['tiny@1']])

    models.check('tiny@1')
    expect(await until('checked')).toMatchObject({ model: 'tiny@1', faults: [] })
    appendFileSync(join(added, 'tiny@1', 'vocab.txt'), '.')
    models.check('tiny@1')
    expect(await until('checked')).toMatchObject({ faults: [{ code: 'pack.hash', facts: { file: 'vocab.txt' } }] })

    models.remove('tiny@1')
    await until('removed')
    expect([await names(), left()]).toEqual([[shipped], []])
  })

  test('cancelled while it is tried, nothing of it is left', slow, async () => {
    let tried = (): void => undefined
    const trying = new Promise<void>((resolve) => (tried = resolve))
    const { at, models, until, offer, left } = studio({
      prove: () => new Promise<void>((_, reject) => (tried(), setTimeout(reject, 60_000).unref()))
    })
    await offer(tinyPack(at('tiny')))
    models.add(false)
    await trying
    expect(left()).toHaveLength(1)
    expect(codeOf(() => models.check(shipped))).toBe('models.busy')
    await models.end()
    await until('cancelled')
    expect(left()).toEqual([])
    await models.end()
    expect(models.task).toBeNull()
  })

  test('when the program ends meanwhile, nothing is left', slow, async () => {
    let tried = (): void => undefined
    const trying = new Promise<void>((resolve) => (tried = resolve))
    const { at, models, offer, left } = studio({ prove: () => (tried(), new Promise<void>(() => undefined)) })
    await offer(tinyPack(at('tiny')))
    models.add(false)
    await trying
    await models.quit()
    expect(left()).toEqual([])
  })

  test('one that the engine does not open is not added', slow, async () => {
    const broken = new Failure('pack.numbers', 'NaN.', 'Another.', { file: 'a' })
    const { at, models, until, offer, left } = studio({ prove: () => Promise.reject(broken) })
    await offer(tinyPack(at('tiny')))
    models.add(false)
    await expect(until('added')).rejects.toMatchObject({ code: 'pack.numbers', facts: { file: 'a' } })
    expect(left()).toEqual([])
  })

  test('a licence that has to be agreed to is, or nothing is added', slow, async () => {
    const { at, models, until, offer, names } = studio()
    const licence = { model: 'CC BY-NC 4.0' }
    const [found] = (await offer(tinyPack(at('tiny'), (same) => ({ ...same, licence })))).models
    expect(found!.label.licences).toEqual([{ part: 'model', said: 'CC BY-NC 4.0', nonCommercial: true }])
    models.add(false)
    await expect(until('added')).rejects.toMatchObject({ code: 'models.agree' })
    await offer(at('tiny'))
    models.add(true)
    await until('added')
    expect(await names()).toEqual([shipped, 'tiny@1'])
  })

  test('what was exchanged after it was offered is not added', slow, async () => {
    const { at, models, until, offer, left } = studio()
    await offer(tinyPack(at('tiny')))
    rmSync(at('tiny'), { recursive: true })
    tinyPack(at('tiny'), (same) => ({ ...same, revision: '2' }))
    models.add(true)
    await expect(until('added')).rejects.toMatchObject({ code: 'models.changed' })
    expect(left()).toEqual([])
    expect(codeOf(() => models.add(true))).toBe('models.changed')
  })

  test('the model of the open film stays', slow, async () => {
    const { at, models, until, offer } = studio({ ofFilm: ['tiny@1'] })
    await offer(tinyPack(at('tiny')))
    models.add(false)
    await until('added')
    expect(codeOf(() => models.remove('tiny@1'))).toBe('models.in-use')
  })

  test('published files are told part by part, then made into a model', slow, async () => {
    const { at, models, until, offer, names } = studio()
    published.layouts['Self-Forcing'](at('files'))
    const part = await offer(at('files/checkpoints'))
    expect(part.models).toEqual([])
    expect(part.files!.parts.filter(({ missing }) => missing).map((each) => each.part)).toEqual([
      ...['text', 'tokenizer', 'decoder']
    ])
    expect(part.files!.parts.find((each) => each.part === 'decoder')!.usual).toContain('Wan2.1_VAE.pth')

    models.look([at('files/Wan2.1')], true)
    const all = (await until('offered')).offer
    expect(all.folders).toEqual([at('files/checkpoints'), at('files/Wan2.1')])
    expect(all.files).toMatchObject({ family: null, untold: false, problem: null })
    expect(all.files!.parts.some(({ missing }) => missing)).toBe(false)
    expect(all.models).toEqual([])
    models.wish({ family: 'memflow', use: [] })
    const { files } = (await until('offered')).offer
    expect(files!.problem).toMatchObject({ code: 'models.missing', facts: { names: expect.stringMatching(/^LoRA/) } })

    models.wish({ family: 'self-forcing', use: [] })
    const [made] = (await until('offered')).offer.models
    expect(made!.label).toMatchObject({ name: 'Self-Forcing, 832×480', width: 832, height: 480, fps: 16 })
    expect(made!.label.licences[0]).toEqual({ part: 'model', said: null, nonCommercial: false })
    models.add(true)
    await until('added')
    expect(await names()).toEqual([shipped, made!.model])
    await offer(at('files'))
    models.wish({ family: 'self-forcing', use: [] })
    expect((await until('offered')).offer.files!.problem).toMatchObject({ code: 'pack.added' })
  })

  test('folders without a model are refused', slow, async () => {
    const { at, offer } = studio()
    mkdirSync(at('empty'))
    await expect(offer(at('empty'))).rejects.toMatchObject({ code: 'pack.missing' })
    writeFileSync(at('empty/model.gguf'), 'GGUF and more')
    await expect(offer(at('empty'))).rejects.toMatchObject({ code: 'pack.foreign', facts: { folder: at('empty') } })
    await expect(offer(at('nowhere'))).rejects.toMatchObject({ code: 'pack.missing' })
  })
})

test('the time left follows from the time taken', () => {
  const remaining = new Remaining()
  expect(remaining.after(0, 100, 5_000)).toBeNull()
  expect(remaining.after(10, 100, 6_000)).toBeNull()
  expect(remaining.after(25, 100, 10_000)).toBe(15)
  expect(remaining.after(100, 100, 20_000)).toBe(0)
})
