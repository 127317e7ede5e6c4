/** A failing export leaves what was there before. */
import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { takeId } from '../../../app/ids.ts'
import { findFfmpeg, ffmpegText, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmMp4, type FilmExport } from '../../../main/export/film-mp4.ts'
import { exportFilmStills } from '../../../main/export/film-stills.ts'
import { exportFilmVideo } from '../../../main/export/film-video.ts'
import { fileMark } from '../../../engine/files/file-mark.ts'
import { Project } from '../../../main/project/project.ts'
import { sha256 } from '../../../engine/files/sha256.ts'
import { encodeMp4 } from '../kit/encode.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { reseal } from '../kit/reseal.ts'
import { exportTo, latentBytes, madeFilm, pictures, shape } from '../kit/moving-picture.ts'

let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})

const exportOf = (project: Project, path: string, more: Partial<FilmExport> = {}): FilmExport =>
  exportTo(project, path, ffmpeg, more)

describe('a failing export leaves an old file unchanged', () => {
  /** Exports over an old film, which must stay unchanged. */
  async function overOld(run: (path: string, folder: string) => Promise<unknown>): Promise<unknown> {
    const folder = freshFolder()
    const path = join(folder, 'film.mp4')
    writeFileSync(path, 'the old film')
    const error: unknown = await run(path, folder).catch((thrown: unknown) => thrown)
    expect(readFileSync(path, 'utf8')).toBe('the old film')
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
    return error
  }
  /** A program in place of ffmpeg. */
  function standIn(folder: string, script: string): Ffmpeg {
    const path = join(folder, 'ffmpeg')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return { path, origin: 'FFMPEG_BIN' }
  }

  test('because ffmpeg dies midway, or never reads, or cannot start', async () => {
    const scripts = {
      'head -c 5000 >/dev/null; echo "it hurts" >&2; exit 3': /code 3.*it hurts/,
      'exec <&-; exit 1': /code 1/,
      'kill -9 $$': /SIGKILL/,
      'for last; do :; done; echo half > "$last"; exit 1': /code 1/
    }
    for (const [script, words] of Object.entries(scripts)) {
      const error = await overOld((path, folder) =>
        encodeMp4(pictures(200), { ...shape, path, replaces: fileMark(path), ffmpeg: standIn(folder, script) })
      )
      expect(error).toMatchObject({ code: 'ffmpeg.failed', cause: expect.stringMatching(words) as string })
    }
    const gone = await overOld((path) =>
      encodeMp4(pictures(3), {
        ...shape,
        path,
        replaces: fileMark(path),
        ffmpeg: { path: '/none/ffmpeg', origin: 'system' }
      })
    )
    expect(gone).toMatchObject({ code: 'ffmpeg.unstartable' })
  })

  test('because it was cancelled, before or midway', async () => {
    const cancel = new AbortController()
    const progress = (frames: number): void => {
      if (frames === 20) cancel.abort()
    }
    const run = (path: string): Promise<void> =>
      encodeMp4(pictures(100_000), {
        ...shape,
        path,
        replaces: fileMark(path),
        ffmpeg,
        signal: cancel.signal,
        progress
      })
    expect(await overOld(run)).toMatchObject({ code: 'export.cancelled' })
    expect(await overOld(run)).toMatchObject({ code: 'export.cancelled' })
  })

  test('because decoding fails midway', async () => {
    const failing = async function* (): AsyncIterable<Uint8Array> {
      yield* pictures(20)
      throw new Error('the engine is gone')
    }
    const error = await overOld((path) => encodeMp4(failing(), { ...shape, path, replaces: fileMark(path), ffmpeg }))
    expect(error).toMatchObject({ cause: expect.stringContaining('the engine is gone') as string })
  })

  test('because of its output path', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'sub'))
    const to = (path: string): Promise<void> => encodeMp4(pictures(3), { ...shape, path, ffmpeg })
    await expect(to(join(folder, 'sub'))).rejects.toMatchObject({ code: 'export.is-folder' })
    await expect(to(join(folder, 'none', 'film.mp4'))).rejects.toMatchObject({ code: 'export.no-folder' })
    const long = `${'a'.repeat(240)}.mp4` // the file name fits, but not that of the hidden partial file
    await expect(to(join(folder, long))).rejects.toMatchObject({ code: 'export.long-name', facts: { file: long } })
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 1)
    const stills = exportFilmStills(project, exportOf(project, join(folder, '紫'.repeat(80))))
    await expect(stills).rejects.toMatchObject({ code: 'export.long-name' })
    project.close()
    await expect(to('/proc/film.mp4')).rejects.toMatchObject({ code: 'export.not-writable' })
    expect(readdirSync(folder)).toEqual(['sub'])
  })

  test('and an empty folder for pictures', async () => {
    const folder = join(freshFolder(), 'stills')
    mkdirSync(folder)
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 1)
    const stills = exportFilmStills(project, { ...exportOf(project, folder), signal: AbortSignal.abort() })
    await expect(stills).rejects.toMatchObject({ code: 'export.cancelled' })
    project.close()
    expect(readdirSync(folder)).toEqual([])
  })

  test('because its latents have the wrong length or numbers: take and chunk named', async () => {
    const folder = freshFolder()
    const path = join(folder, 'a.throughline')
    madeFilm(path, 3).close()
    const lie = (latents: Uint8Array): void => {
      const db = new Database(path)
      const set = db.prepare('UPDATE chunk SET latents = ?, latents_sha256 = ? WHERE position = 1')
      set.run(latents, sha256(latents))
      reseal(db)
      db.close()
    }
    const nan = Uint8Array.of(0, 1, 0, 0x7e)
    const infinite = Uint8Array.of(0, 0xfc, 0, 1)
    for (const latents of [new Uint8Array(latentBytes * 200), new Uint8Array(latentBytes - 2), nan, infinite]) {
      lie(latents)
      const project = Project.open(path)
      const error = await exportFilmMp4(project, exportOf(project, join(folder, 'film.mp4'))).catch((e: unknown) => e)
      expect(error).toMatchObject({
        code: 'project.damaged',
        cause: expect.stringContaining('chunk 2 of take take-1') as string
      })
      await expect(exportFilmVideo('gif', project, exportOf(project, join(folder, 'film.gif')))).rejects.toMatchObject({
        code: 'project.damaged'
      })
      project.close()
    }
    expect(readdirSync(folder)).toEqual(['a.throughline'])
  })

  test('because a project is there, open or not, whatever its name', async () => {
    const folder = freshFolder()
    const at = (name: string): string => join(folder, name)
    const project = madeFilm(at('a.throughline'), 1)
    madeFilm(at('other.mp4'), 1).close()
    const old = readFileSync(at('other.mp4'))
    for (const name of ['a.throughline', 'other.mp4']) {
      const refused = { code: 'export.is-project', facts: { path: at(name) } }
      await expect(exportFilmMp4(project, exportOf(project, at(name)))).rejects.toMatchObject(refused)
      await expect(exportFilmVideo('gif', project, exportOf(project, at(name)))).rejects.toMatchObject(refused)
      const pictures = exportFilmStills(project, exportOf(project, at(name)))
      await expect(pictures).rejects.toMatchObject({ code: 'export.folder-used' })
    }
    expect(readFileSync(at('other.mp4')).equals(old)).toBe(true)
    expect(project.chunksOf(takeId('take-1'))).toHaveLength(1)
    project.close()
  })

  test('because the existing file is not a regular file, nor a link to one', async () => {
    const [folder, elsewhere] = [freshFolder(), freshFolder()]
    const at = (name: string): string => join(folder, name)
    writeFileSync(join(elsewhere, 'mine.mp4'), 'mine')
    symlinkSync(join(elsewhere, 'mine.mp4'), at('out.mp4'))
    symlinkSync(join(elsewhere, 'nothing.mp4'), at('nowhere.mp4'))
    symlinkSync(elsewhere, at('pictures'))
    execFileSync('mkfifo', [at('pipe.mp4')])
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 1)
    const refused = { 'out.mp4': 'export.is-link', 'nowhere.mp4': 'export.is-link', 'pipe.mp4': 'export.not-a-file' }
    for (const [name, code] of [...Object.entries(refused), ['/dev/null', 'export.not-a-file'] as const]) {
      const path = resolve(folder, name)
      await expect(exportFilmMp4(project, exportOf(project, path))).rejects.toMatchObject({ code, facts: { path } })
    }
    const stills = exportFilmStills(project, exportOf(project, at('pictures')))
    await expect(stills).rejects.toMatchObject({ code: 'export.folder-used' })
    project.close()
    expect(lstatSync(at('out.mp4')).isSymbolicLink()).toBe(true)
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(readdirSync(elsewhere)).toEqual(['mine.mp4'])
    expect(readFileSync(join(elsewhere, 'mine.mp4'), 'utf8')).toBe('mine')
  })

  test('because another file has the name, or gets it while the film is written', async () => {
    const folder = freshFolder()
    const path = join(folder, 'film.mp4')
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 2)
    writeFileSync(path, 'somebody else’s')
    const exists = { code: 'export.exists', facts: { path } }
    await expect(exportFilmMp4(project, exportOf(project, path, { replaces: null }))).rejects.toMatchObject(exists)
    const agreed = fileMark(path)
    for (const replaces of [agreed, null]) {
      if (replaces === null) rmSync(path)
      const progress = (): void => writeFileSync(path, 'changed meanwhile')
      const late = exportFilmMp4(project, exportOf(project, path, { replaces, progress }))
      await expect(late).rejects.toMatchObject(exists)
      expect(readFileSync(path, 'utf8')).toBe('changed meanwhile')
    }
    project.close()
    expect(readdirSync(folder)).toEqual(['film.mp4'])
  })

  test('but a link called frames beside the folder does not matter', async () => {
    const folder = freshFolder()
    symlinkSync('/dev', join(folder, 'frames'))
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 1)
    await exportFilmStills(project, exportOf(project, join(folder, 'stills')))
    project.close()
    expect(readdirSync(join(folder, 'stills'))).toHaveLength(12)
  })

  test('because ffmpeg is missing, which is reported', async () => {
    await expect(findFfmpeg({ FFMPEG_BIN: '/none' })).rejects.toMatchObject({ code: 'ffmpeg.misnamed' })
    const folder = freshFolder()
    await expect(findFfmpeg({ FFMPEG_BIN: folder })).rejects.toMatchObject({ code: 'ffmpeg.misnamed' })
    const named = standIn(folder, 'exit 0')
    expect(await findFfmpeg({ FFMPEG_BIN: named.path })).toEqual(named)
    expect(ffmpegText(named)).toContain(named.path)
  })
})
