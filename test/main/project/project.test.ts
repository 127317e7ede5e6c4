import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cardId, pageId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, jpegOf, madeChunk, memory, takeOf } from '../kit/made.ts'
import { sample } from '../kit/sample-project.ts'

describe('a project', () => {
  test('has everything that was acknowledged after a restart', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = sample(path)
    const { film, revision, history } = project
    const chunks = project.chunksOf(takeId('take-1'))
    project.close()
    expect(readdirSync(join(path, '..'))).toEqual(['a.throughline'])

    const again = Project.open(path)
    expect(again.film).toEqual(film)
    expect(again.revision).toBe(revision)
    expect(again.history).toEqual(history)
    expect(again.takes()).toEqual([takeOf('take-1', 3)])
    expect(again.chunksOf(takeId('take-1'))).toEqual(chunks)
    for (const [index, chunk] of chunks.entries()) {
      const made = madeChunk(takeId('take-1'), index)
      expect(chunk.parent).toBe(chunks[index - 1]?.id ?? null)
      expect(again.latents(chunk.latents)).toEqual(Buffer.from(made.latents))
      expect(again.frames(chunk.id)).toEqual(made.frames.map((frame) => Buffer.from(frame)))
      expect(again.frame(chunk.id, 5)).toEqual(Buffer.from(made.frames[5]!))
      expect(again.snapshot(chunk.after)).toEqual(made.after)
      expect(again.pages([pageId(made.pages[0]!.id)])[0]!.bytes).toEqual(Buffer.from(made.pages[0]!.bytes!))
    }
    expect(again.poster()).toEqual(Buffer.from(madeChunk(takeId('take-1'), 1).frames[6]!))
    again.close()
  })

  test('undoes and redoes across restarts, the shown take with it', () => {
    const path = join(freshFolder(), 'a.throughline')
    let project = sample(path)
    project.edit({ type: 'setText', card: cardId('card-2'), field: 'notes', text: 'slower' })
    project.edit({ type: 'removeCards', cards: [cardId('card-2')] })
    const end = project.film
    const reopen = (): void => {
      project.close()
      project = Project.open(path)
    }
    reopen()
    expect(project.undo()?.cards).toHaveLength(2)
    reopen()
    expect(project.undo()?.cards[1]?.notes).toBe('')
    expect(project.undo()?.cards[0]?.activeTake).toBeNull()
    expect(project.undo()).toBeNull()
    reopen()
    const [first, second] = filmOf(2).cards
    const takes = [{ take: takeId('take-1'), from: 0, starred: false }] // a made take stays among the takes
    expect(project.film).toEqual({ ...filmOf(2), cards: [{ ...first, takes }, second] })
    for (let step = 0; step < 3; step += 1) project.redo()
    expect(project.redo()).toBeNull()
    expect(project.film).toEqual(end)
    project.undo()
    project.edit({ type: 'setTitle', title: 'Another way' })
    reopen()
    expect(project.redo()).toBeNull()
    expect(project.film.title).toBe('Another way')
    project.close()
  })

  test('merges a burst of typing into one row of the log', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = Project.create(path, filmOf(1))
    for (const text of ['a', 'a c', 'a cat'])
      project.edit({ type: 'setText', card: cardId('card-1'), field: 'prompt', text }, 'typing')
    project.close()
    const again = Project.open(path)
    expect(again.history.done).toHaveLength(1)
    expect(again.undo()).toEqual(filmOf(1))
    again.close()
  })

  test('commits a chunk completely or not at all', () => {
    const project = sample(join(freshFolder(), 'a.throughline'), 3)
    const take = takeOf('take-2', 2)
    project.startTake(take, memory('take-2', 0))
    const good = madeChunk(take.id, 0)
    const wrong = [
      { ...good, index: 1 },
      { ...good, latents: new Uint8Array(8) },
      { ...good, pages: [{ ...good.pages[0]!, bytes: new Uint8Array(9) }] },
      { ...good, before: memory('take-2', 1) },
      { ...good, frames: [jpegOf('x'), new Uint8Array(50)] },
      { ...good, frames: [] }
    ]
    for (const made of wrong) expect(codeOf(() => project.commitChunk(take.id, made, 'cpu'))).toBe('chunk.refused')
    expect(codeOf(() => project.commitChunk(takeId('nobody'), good, 'cpu'))).toBe('chunk.refused')
    expect(project.chunksOf(take.id)).toEqual([])
    expect(project.pages([pageId(good.pages[0]!.id)])).toEqual([])
    expect(project.saved.state).toBe('saved')
    project.commitChunk(take.id, good, 'cpu')
    expect(codeOf(() => project.commitChunk(take.id, good, 'cpu'))).toBe('chunk.refused')
    project.commitChunk(take.id, madeChunk(take.id, 1), 'cpu')
    // The take was planned with two chunks; a shot that was extended afterwards continues it.
    project.commitChunk(take.id, madeChunk(take.id, 2), 'cpu')
    expect(project.chunksOf(take.id)).toHaveLength(3)
    project.close()
  })

  test('refuses a missing take, and a duplicate one', () => {
    const path = join(freshFolder(), 'a.throughline')
    const project = sample(path)
    expect(codeOf(() => project.edit({ type: 'addTake', card: cardId('card-2'), take: takeId('none') }))).toBe(
      'edit.unknown-take'
    )
    const before = project.film
    expect(() => project.startTake(takeOf('take-1', 3), memory('take-1', 0))).toThrow()
    expect(project.film).toBe(before)
    project.close()
    Project.open(path).close()
  })

  test('saves as another file and works on there, replacing what was there', async () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    writeFileSync(join(folder, 'b.throughline'), 'something older')
    await project.saveAs(join(folder, 'b.throughline'))
    expect(project.path).toBe(join(folder, 'b.throughline'))
    project.edit({ type: 'setTitle', title: 'In b' })
    await project.duplicate(join(folder, 'c.throughline'))
    project.edit({ type: 'setTitle', title: 'Still in b' })
    project.close()
    expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline', 'c.throughline'])
    const titles = ['a', 'b', 'c'].map((name) => {
      const copy = Project.open(join(folder, `${name}.throughline`))
      expect(copy.chunksOf(takeId('take-1'))).toHaveLength(3)
      copy.close()
      return copy.film.title
    })
    expect(titles).toEqual(['The purple cat', 'Still in b', 'In b'])
  })

  test('leaves the target unchanged when saving there fails', async () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    const other = sample(join(folder, 'open.throughline'))
    mkdirSync(join(folder, 'folder'))
    await expect(project.saveAs(join(folder, 'open.throughline'))).rejects.toMatchObject({ code: 'project.locked' })
    await expect(project.saveAs(join(folder, 'folder'))).rejects.toMatchObject({ code: 'project.not-a-file' })
    await expect(project.saveAs(join(folder, 'none', 'x'))).rejects.toMatchObject({ code: 'project.no-folder' })
    expect(project.path).toBe(join(folder, 'a.throughline'))
    project.edit({ type: 'setTitle', title: 'Goes on' })
    other.close()
    project.close()
    expect(readdirSync(folder)).toEqual(['a.throughline', 'folder', 'open.throughline'])
  })

  test('detects that its file was moved or deleted, and can be saved elsewhere', async () => {
    const folder = freshFolder()
    const project = sample(join(folder, 'a.throughline'))
    renameSync(join(folder, 'a.throughline'), join(folder, 'elsewhere.throughline'))
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'Lost' }))).toBe('project.moved')
    expect(project.saved).toMatchObject({ state: 'failed', failure: { code: 'project.moved' } })
    expect(project.film.title).toBe('The purple cat')
    await project.saveAs(join(folder, 'b.throughline'))
    project.edit({ type: 'setTitle', title: 'Kept' })
    expect(project.saved.state).toBe('saved')
    project.close()
    const moved = Project.open(join(folder, 'elsewhere.throughline'))
    expect(moved.chunksOf(takeId('take-1'))).toHaveLength(3)
    moved.close()
  })
})
