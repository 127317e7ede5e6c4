import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Edit } from '../../../app/edits/edit.ts'
import { emptyHistory, perform, redo, showMade, undo, type Edited } from '../../../app/edits/history.ts'
import { chunk } from '../../../app/time.ts'
import { cardId, pageId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

type Step =
  | { readonly do: 'edit'; readonly edit: Edit; readonly burst: string | null }
  | { readonly do: 'take'; readonly card: number }
  | { readonly do: 'undo' | 'redo' | 'chunk' | 'reopen' }

const card = fc.integer({ min: 1, max: 3 }).map((n) => cardId(`card-${n}`))
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ type: fc.constant('setTitle' as const), title: fc.constantFrom('A', 'B 🐈', 'ليل') }),
  fc.record({
    ...{ type: fc.constant('setText' as const), card, field: fc.constant('notes' as const) },
    text: fc.constantFrom('', 'slow', 'a\nb')
  }),
  fc.record({ type: fc.constant('removeCards' as const), cards: fc.tuple(card) }),
  fc.record({ type: fc.constant('moveCards' as const), cards: fc.tuple(card), to: fc.integer({ min: 0, max: 3 }) })
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), edit, burst: fc.constantFrom(null, 'one') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), card: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constantFrom('undo', 'undo', 'redo', 'chunk', 'chunk', 'chunk', 'reopen') })
  }
)

test('always equals the same steps in memory, also after reopening', () => {
  const folder = freshFolder()
  let run = 0
  const property = fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
    const path = join(folder, `${(run += 1)}.throughline`)
    let project = Project.create(path, filmOf(3))
    let model: Edited = { film: filmOf(3), history: emptyHistory }
    const takes: { name: string; chunks: number }[] = []
    for (const each of steps) {
      const before = model
      if (each.do === 'edit') {
        const inModel = codeOf(() => (model = perform(model.film, model.history, each.edit, each.burst)))
        expect(codeOf(() => project.edit(each.edit, each.burst))).toBe(inModel)
      } else if (each.do === 'undo' || each.do === 'redo') {
        model = (each.do === 'undo' ? undo : redo)(model.film, model.history) ?? model
        project[each.do]()
      } else if (each.do === 'take') {
        const name = `take-${takes.length + 1}`
        const card = cardId(`card-${each.card}`)
        const use = { take: takeId(name), from: chunk(0), starred: false }
        model = showMade(model.film, model.history, { card, use }, null) ?? model
        project.startTake(takeOf(name, 50), memory(name, 0), { card, burst: null })
        takes.push({ name, chunks: 0 })
      } else if (each.do === 'chunk' && takes.length > 0) {
        const take = takes.at(-1)!
        project.commitChunk(takeId(take.name), madeChunk(takeId(take.name), take.chunks), 'cpu')
        take.chunks += 1
      } else if (each.do === 'reopen') {
        project.close()
        project = Project.open(path)
      }
      expect(project.film).toEqual(model.film)
      expect(project.history).toEqual(model.history)
      if (model === before) expect(project.film).toEqual(before.film)
    }
    project.close()
    const again = Project.open(path)
    expect([again.film, again.history]).toEqual([model.film, model.history])
    expect(again.takes().map(({ id }) => ({ name: id as string, chunks: again.chunksOf(id).length }))).toEqual(takes)
    again.close()
    rmSync(path)
  })
  fc.assert(property, { numRuns: 30, seed: 20_26 })
})

/** A position in the file, as a fraction of its length. */
const place = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((n) => n / 1e6)
const mask = fc.integer({ min: 1, max: 255 })
const damage = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, with: mask }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('blank' as const), at: place, with: mask }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place, with: mask }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('header' as const), at: fc.integer({ min: 16, max: 99 }), with: mask })
  }
)

test('damaged in any way, is refused or read correctly; recovery is correct', { timeout: 240_000 }, () => {
  const folder = freshFolder()
  const good = join(folder, 'good.throughline')
  const take = takeId('take-1')
  const project = Project.create(good, filmOf(2))
  project.startTake(takeOf(take, 6), memory(take, 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < 6; index += 1) project.commitChunk(take, madeChunk(take, index), 'cpu')
  const [asItWas, filmAsItWas] = [project.takes(), project.film]
  project.close()
  const bytes = readFileSync(good)
  const bad = join(folder, 'bad.throughline')
  const rescued = join(folder, 'rescued.throughline')
  let recovered = 0

  /** Reads everything; what can be read must be what was written. */
  const readAll = (path: string, isRescued = false): string =>
    codeOf(() => {
      const found = Project.open(path)
      try {
        if (!isRescued)
          expect([found.film, found.takes(), found.chunksOf(take).length]).toEqual([filmAsItWas, asItWas, 6])
        for (const chunk of found.chunksOf(take)) {
          const made = madeChunk(take, chunk.index)
          expect(Buffer.compare(found.latents(chunk.latents)!, made.latents)).toBe(0)
          expect(found.snapshot(chunk.after)).toEqual(made.after)
          const frames = found.frames(chunk.id)
          if (!isRescued || frames.length > 0)
            expect(frames.map((each) => Buffer.from(each))).toEqual(made.frames.map((each) => Buffer.from(each)))
          for (const page of found.pages(made.pages.map(({ id }) => pageId(id))))
            expect(Buffer.compare(page.bytes, made.pages[0]!.bytes!)).toBe(0)
        }
        found.poster()
      } finally {
        found.close()
      }
    })

  const property = fc.property(fc.array(damage, { minLength: 1, maxLength: 12 }), (damages) => {
    let spoiled = Buffer.from(bytes)
    for (const each of damages) {
      const at = each.kind === 'header' ? each.at : Math.max(0, Math.floor(each.at * (spoiled.length - 1)))
      if (each.kind === 'cut') spoiled = spoiled.subarray(0, at)
      else if (each.kind === 'blank' && at < spoiled.length) spoiled.fill(0, at, Math.min(spoiled.length, at + 4096))
      else if (each.kind !== 'blank' && at < spoiled.length) spoiled[at]! ^= each.with
    }
    writeFileSync(bad, spoiled)
    const code = readAll(bad)
    expect(code).toMatch(/^(no failure|project\.|film\.|edit\.log|disk\.failed)/)
    writeFileSync(bad, spoiled)
    if (codeOf(() => recoverProject(bad, rescued)) === 'no failure') {
      recovered += 1
      expect(readAll(rescued, true)).toBe('no failure')
    }
    expect(readFileSync(bad).equals(spoiled)).toBe(true)
    for (const name of readdirSync(folder)) if (name !== 'good.throughline') rmSync(join(folder, name))
  })
  fc.assert(property, { numRuns: 50, seed: 7 })
  expect(recovered).toBeGreaterThan(20)
  expect(readFileSync(good).equals(bytes)).toBe(true)
})

test('recovers a whole project entirely, and a truncated one up to the cut', () => {
  const folder = freshFolder()
  const at = (name: string): string => join(folder, `${name}.throughline`)
  const take = takeId('take-1')
  const project = Project.create(at('good'), filmOf(2))
  project.startTake(takeOf(take, 40), memory(take, 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < 40; index += 1) project.commitChunk(take, madeChunk(take, index), 'cpu')
  project.close()
  const whole = recoverProject(at('good'), at('whole'))
  expect(whole.filmRebuilt).toBe(false)
  expect(Object.values(whole.tables).every(({ lost }) => lost === 0)).toBe(true)
  const copy = Project.open(at('whole'))
  expect([copy.film, copy.history.done.length, copy.chunksOf(take).length]).toEqual([project.film, 1, 40])
  copy.close()

  copyFileSync(at('good'), at('cut'))
  const bytes = readFileSync(at('cut'))
  writeFileSync(at('cut'), bytes.subarray(0, Math.floor(bytes.length * 0.8)))
  expect(codeOf(() => Project.open(at('cut')))).toBe('project.damaged')
  recoverProject(at('cut'), at('rest'))
  const rest = Project.open(at('rest'))
  expect(rest.chunksOf(take).length).toBeGreaterThan(10)
  expect(rest.chunksOf(take).length).toBeLessThan(40)
  rest.close()
  expect(codeOf(() => recoverProject(at('cut'), at('rest')))).toBe('project.exists')
  expect(codeOf(() => recoverProject(at('none'), at('other')))).toBe('project.missing')
  expect(existsSync(at('other'))).toBe(false)
})
