/** A film with a number encoded in each picture, so that every picture can be identified (`test/readers/conform.py`). */
import { newCard } from '../../../app/film/film.ts'
import { cardId, takeId } from '../../../app/ids.ts'
import { chunk, displayFrame } from '../../../app/time.ts'
import type { Decode, PictureSource } from '../../../main/export/pictures.ts'
import { Project } from '../../../main/project/project.ts'
import { sha256 } from '../../../engine/files/sha256.ts'
import { filmOf, madeChunk, memory, noLookBack, storybookFacts, takeOf } from './made.ts'

const [width, height] = [96, 64]
const framesPerChunk = 12
const latentBytes = 4

/** The number of a frame of a take: 16 bits, drawn as two rows of eight squares, highest bit first. */
export const codeOf = (take: number, frame: number): number => take * 512 + frame + 1

function picture(code: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const place = Math.floor(y / 32) * 8 + Math.floor(x / 12)
      pixels.fill((code >> (15 - place)) & 1 ? 235 : 20, (y * width + x) * 3, (y * width + x + 1) * 3)
    }
  return pixels
}

/** The latents contain take and chunk index. */
const decode: Decode = ([take, index]) =>
  Promise.resolve(
    Array.from({ length: framesPerChunk }, (_, frame) => picture(codeOf(take!, index! * framesPerChunk + frame)))
  )

export const codedPictures: PictureSource = {
  model: storybookFacts.model,
  decode,
  width,
  height,
  latentBytes,
  ...noLookBack
}
export const codedFacts = { ...storybookFacts, width, height, latentBytes }

export interface CodedShot {
  readonly length: number
  /** Chunks made of each take, in the order they were made; the last is shown. */
  readonly takes: readonly number[]
  /** First chunk of the shown take that the shot shows. */
  readonly from?: number
  readonly starred?: boolean
}

/** Takes are counted through the film, from 1. */
export function codedFilm(path: string, shots: readonly CodedShot[]): Project {
  const project = Project.create(path, filmOf(0))
  const cards = shots.map(({ length }, index) =>
    newCard(cardId(`card-${index + 1}`), {
      prompt: `shot ${index + 1}`,
      length: chunk(length),
      markers: index === 0 ? [{ chunk: chunk(0), frame: displayFrame(3), text: 'Here' }] : []
    })
  )
  project.edit({ type: 'addCards', at: 0, cards })
  let number = 0
  for (const [index, { takes, from = 0, starred = false }] of shots.entries()) {
    const card = cards[index]!.id
    for (const [place, chunks] of takes.entries()) {
      number += 1
      const last = place === takes.length - 1
      const take = takeOf(`take-${number}`, chunks)
      project.startTake(take, memory(take.id, 0), { card, burst: null, from: chunk(last ? from : 0) })
      for (let at = 0; at < chunks; at += 1) {
        const latents = Uint8Array.of(number, at, 1, 2)
        project.commitChunk(take.id, { ...madeChunk(take.id, at), latents, latentsHash: sha256(latents) }, 'cpu')
      }
      if (starred && !last) project.edit({ type: 'starTake', card, take: takeId(`take-${number}`), on: true })
    }
  }
  return project
}
