import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CheckState } from '../../../app/contract/check.ts'
import { cardId, takeId } from '../../../app/ids.ts'
import { FilmCheck } from '../../../main/desk/check.ts'
import { Project } from '../../../main/project/project.ts'
import { flipIn } from '../kit/flip.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, storybookFacts, takeOf } from '../kit/made.ts'
import { launchProver } from '../kit/side-process.ts'

const take = takeId('take-1')
const made = madeChunk(take, 1)

/** A film with two shots; the second is made and three seconds long. */
function film(): string {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(2))
  project.startTake(takeOf(take, 500), memory(take, 0), { card: cardId('card-2'), burst: null })
  for (let index = 0; index < 3; index += 1) project.commitChunk(take, madeChunk(take, index), 'cpu')
  project.close()
  return path
}

/** Opens a film and starts its check. */
function checking(path: string, readOnly = false) {
  const project = Project.open(path, { readOnly })
  const told: (CheckState | null)[] = []
  let hear = (): void => undefined
  const check: FilmCheck = new FilmCheck(project.path, project, {
    ...{ launch: launchProver, base: () => storybookFacts.base },
    emit: () => {
      told.push(check.state)
      hear()
    }
  })
  onTestFinished(async () => {
    await check.end()
    project.close()
  })
  /** Resolves with the first message that is not progress. */
  const said = (): Promise<CheckState | null> =>
    new Promise((resolve) => (hear = () => check.state?.state !== 'running' && resolve(check.state)))
  return { project, check, told, said }
}

describe('the check of an open film', () => {
  test('reports success only when requested', async () => {
    const { check, said, told } = checking(film())
    check.begin('asked')
    expect(await said()).toEqual({ state: 'whole', things: expect.any(Number) as number })
    const things = (check.state as { things: number }).things
    expect(things).toBeGreaterThan(20)
    told.length = 0
    await check.end()
    check.begin('quietly')
    await wait(1500)
    expect(told.filter((each) => each !== null)).toEqual([])
  })
  test.each([
    ['a picture', made.frames[4]!, { what: 'pictures', shot: '2', second: 1, again: true }],
    ['latents', made.latents, { what: 'master', shot: '2', second: 1, again: true }],
    ['a page of memory', made.pages[0]!.bytes!, { what: 'memory', shot: '2', second: 1, again: true }]
  ])('names one changed bit by shot and second: %s', async (_, bytes, place) => {
    const path = film()
    flipIn(path, bytes, 100)
    const { check, said } = checking(path)
    check.begin('quietly')
    expect(await said()).toEqual({ state: 'damaged', places: [place], tried: false })
  })
  test('offers no repair in a read-only film', async () => {
    const path = film()
    flipIn(path, made.latents, 100)
    const { check, said } = checking(path, true)
    check.begin('quietly')
    expect(await said()).toMatchObject({ places: [{ again: false }] })
  })
  test('does not report concurrent writes as damage', async () => {
    const { check, project, said } = checking(film())
    check.yield(true)
    check.begin('asked')
    const ended = said()
    let [over, index, edits] = [false, 3, 0]
    void ended.then(() => (over = true))
    while (!over) {
      if (index < 40) project.commitChunk(take, madeChunk(take, index++), 'cpu')
      project.edit({ type: 'setTitle', title: String((edits += 1)) })
      if (edits % 3 === 0) project.undo()
      await wait(5)
    }
    expect(index).toBeGreaterThan(5)
    expect(await ended).toMatchObject({ state: 'whole' })
  })
  test('releases the file when cancelled', async () => {
    const path = film()
    const { check, project } = checking(path)
    check.begin('asked')
    await wait(100)
    await check.end()
    project.close()
    Project.open(path).close()
    expect(check.state).toBeNull()
  })
})
