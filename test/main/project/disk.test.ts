import { execFileSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deliveredAs } from '../../../app/exchange/delivery.ts'
import { expect, test } from 'vitest'
import { takeId } from '../../../app/ids.ts'
import { fileMark } from '../../../engine/files/file-mark.ts'
import { findFfmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmMp4 } from '../../../main/export/film-mp4.ts'
import { Project } from '../../../main/project/project.ts'
import { codeOf } from '../kit/code-of.ts'
import { encodeMp4 } from '../kit/encode.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, noLookBack, storybookFacts, takeOf } from '../kit/made.ts'
import { decode, fps, height, latentBytes, madeFilm, picture, width } from '../kit/moving-picture.ts'
import { noDisk, smallDisk } from '../kit/small-disk.ts'

const take = takeId('take-1')

test('a full disk stops the work, loses nothing; it continues with space', async ({ skip }) => {
  const disk = smallDisk(8) ?? skip(noDisk)
  const path = join(disk.path, 'a.throughline')
  writeFileSync(join(disk.path, 'ballast'), new Uint8Array(3 << 20))
  const project = Project.create(path, filmOf(1))
  project.startTake(takeOf(take, 1000), memory(take, 0))
  let kept = 0
  const fill = (): string => {
    for (;;) {
      const code = codeOf(() => project.commitChunk(take, madeChunk(take, kept), 'cpu'))
      if (code !== 'no failure') return code
      kept += 1
    }
  }
  expect(fill()).toBe('disk.full')
  const atFirst = kept
  expect(kept).toBeGreaterThan(2)
  expect(project.saved).toMatchObject({ state: 'failed', failure: { code: 'disk.full' } })
  let title = project.film.title
  const retitle = (): string => {
    for (let n = 0; ; n += 1) {
      const code = codeOf(() => project.edit({ type: 'setTitle', title: `Title ${n}` }))
      if (code !== 'no failure') return code
      title = `Title ${n}`
    }
  }
  expect(retitle()).toBe('disk.full')
  expect(project.film.title).toBe(title)
  expect(project.chunksOf(take)).toHaveLength(kept)
  await expect(project.duplicate(join(disk.path, 'b.throughline'))).rejects.toMatchObject({ code: 'disk.full' })
  expect(readdirSync(disk.path).filter((name) => /partial|b\.throughline/.test(name))).toEqual([])

  rmSync(join(disk.path, 'ballast'))
  project.edit({ type: 'setTitle', title: 'There is room' })
  expect(project.saved.state).toBe('saved')
  expect(fill()).toBe('disk.full')
  expect(kept).toBeGreaterThan(atFirst)
  project.close()

  const elsewhere = join(freshFolder(), 'a.throughline')
  for (const suffix of ['', '-wal'])
    if (readdirSync(disk.path).includes(`a.throughline${suffix}`)) copyFileSync(path + suffix, elsewhere + suffix)
  const again = Project.open(elsewhere)
  expect(again.film.title).toBe('There is room')
  expect(again.chunksOf(take)).toHaveLength(kept)
  for (const chunk of again.chunksOf(take)) expect(again.frames(chunk.id)).toHaveLength(12)
  again.close()
})

test('a full disk stops an export, keeps the old film and leaves nothing behind', async ({ skip }) => {
  const disk = smallDisk(2) ?? skip(noDisk)
  const ffmpeg = await findFfmpeg()
  const film = join(disk.path, 'film.mp4')
  writeFileSync(film, 'the old film')
  writeFileSync(join(disk.path, 'ballast'), new Uint8Array((2 << 20) - 16_000))
  async function* noise(): AsyncIterable<Uint8Array> {
    for (let n = 0; n < 200; n += 1)
      yield await Promise.resolve(picture(n).map((value, i) => value ^ ((i * n * 7919) >> 3)))
  }
  await expect(
    encodeMp4(noise(), { width, height, fps, path: film, replaces: fileMark(film), ffmpeg })
  ).rejects.toMatchObject({
    code: 'disk.full'
  })
  expect(readFileSync(film, 'utf8')).toBe('the old film')
  expect(readdirSync(disk.path).sort()).toEqual(['ballast', 'film.mp4'])
})

test('a project on a full disk can be exported to another disk', async ({ skip }) => {
  const disk = smallDisk(4) ?? skip(noDisk)
  const project = madeFilm(join(disk.path, 'a.throughline'), 2)
  execFileSync('sh', ['-c', `cat /dev/zero > '${disk.path}/ballast' 2>/dev/null || true`])
  const path = join(freshFolder(), 'film.mp4')
  const done = await exportFilmMp4(project, {
    ...{
      chunks: project.chunksOf(take),
      fps,
      delivery: deliveredAs(1),
      path,
      replaces: null,
      ffmpeg: await findFfmpeg()
    },
    pictures: { model: storybookFacts.model, decode, width, height, latentBytes, ...noLookBack }
  })
  expect(done).toEqual({ chunks: 2, reused: 0, kept: 0 })
  project.close()
})

test('on a read-only disk a project opens, closed or after a crash', ({ skip }) => {
  const disk = smallDisk(16) ?? skip(noDisk)
  const closed = join(disk.path, 'closed.throughline')
  const crashed = join(disk.path, 'crashed.throughline')
  const make = (path: string): Project => {
    const project = Project.create(path, filmOf(1))
    project.startTake(takeOf(take, 3), memory(take, 0))
    for (let index = 0; index < 3; index += 1) project.commitChunk(take, madeChunk(take, index), 'cpu')
    return project
  }
  make(closed).close()
  const open = make(join(disk.path, 'open.throughline'))
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(open.path + suffix, crashed + suffix)
  open.close()
  disk.readOnly()
  for (const path of [closed, crashed]) {
    const project = Project.open(path)
    expect(project.readOnly?.code).toBe('project.read-only')
    expect(project.saved.state).toBe('read-only')
    expect(project.chunksOf(take)).toHaveLength(3)
    expect(codeOf(() => project.edit({ type: 'setTitle', title: 'x' }))).toBe('project.read-only')
    project.close()
  }
  expect(codeOf(() => Project.create(join(disk.path, 'new.throughline'), filmOf(1)))).toBe('project.read-only')
})

test('a read-only project can be saved where one may write', async ({ skip }) => {
  const disk = smallDisk(16) ?? skip(noDisk)
  Project.create(join(disk.path, 'a.throughline'), filmOf(1)).close()
  disk.readOnly()
  const project = Project.open(join(disk.path, 'a.throughline'))
  await project.saveAs(join(freshFolder(), 'mine.throughline'))
  expect(project.readOnly).toBeNull()
  project.edit({ type: 'setTitle', title: 'Mine' })
  expect(project.saved.state).toBe('saved')
  project.close()
})
