/** Shots of a model that does not make the film, or is not here, are exported as they were stored: never drawn by another one. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findFfmpeg } from '../../../main/export/ffmpeg.ts'
import { decodedBy, shotsAsStored } from '../../../main/export/film-export.ts'
import { exportFilmMp4 } from '../../../main/export/film-mp4.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import { exportTo, height, madeFilm, picture, pixelsOf, psnr, width } from '../kit/moving-picture.ts'
import { jpegPicture } from '../kit/pictures.ts'

const ffmpeg = await findFfmpeg()

test('another model’s seconds are shown as stored, an earlier revision’s drawn anew', async () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 2)
  const path = join(freshFolder(), 'film.mp4')
  const { pictures } = exportTo(project, path, ffmpeg)
  const still = picture(40)
  const drawStored = () => Promise.resolve(Array.from({ length: 5 }, () => still)) // fewer pictures a second
  const exported = (model: string | null) =>
    exportFilmMp4(project, exportTo(project, path, ffmpeg, { pictures: { ...pictures, model, drawStored } }))
  expect(await exported('storybook@v9')).toMatchObject({ chunks: 2, reused: 0 })
  expect(psnr(pixelsOf(path)[20]!, picture(20))).toBeGreaterThan(30)
  expect(await exported('wan@1')).toMatchObject({ chunks: 2, reused: 0 })
  expect(pixelsOf(path)).toHaveLength(24)
  expect(psnr(pixelsOf(path)[20]!, still)).toBeGreaterThan(30)
  expect(await exported(null)).toMatchObject({ chunks: 2, reused: 2 })
  project.close()
})

test('stored pictures of any size are drawn in that of the film, whole', async () => {
  const supervisor = { decode: () => Promise.reject(new Error('nothing is decoded')), turnTo: () => undefined }
  const pack = { facts: { ...storybookFacts, width, height }, folder: null }
  const pictures = decodedBy(supervisor, pack, { ffmpeg })
  const small = await jpegPicture(32, 64)
  const drawn = await pictures.drawStored([small, small, small])
  expect(drawn.map(({ length }) => length)).toEqual(Array(3).fill(width * height * 3))
  expect([...drawn[2]!.subarray(0, 3)].every((level) => level < 20)).toBe(true) // black beside it
})

test('an export says of which shots', () => {
  const project = madeFilm(join(freshFolder(), 'a.throughline'), 2)
  const facts = { ...storybookFacts, model: 'wan@1' }
  expect(shotsAsStored(project, { facts: storybookFacts, folder: '' })).toEqual([])
  expect(shotsAsStored(project, { facts, folder: '' })).toEqual(['1'])
  expect(shotsAsStored(project, { facts: storybookFacts, folder: null })).toEqual(['1'])
  project.close()
})
