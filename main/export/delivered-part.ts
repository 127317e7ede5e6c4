/** A part of one picture as an export would deliver it, pixel for pixel, to judge its enlargement by eye. */
import { Failure } from '../../app/base/failure.ts'
import { fitting, type Delivery, type PictureSize } from '../../app/exchange/delivery.ts'
import type { TakeId } from '../../app/ids.ts'
import type { Project } from '../project/project.ts'
import { findFfmpeg } from './ffmpeg.ts'
import { partArgs } from './formats.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/** Which picture, and how large a part of its middle. */
export interface DeliveredPart extends PictureSize {
  readonly take: TakeId
  /** Chunk of the take. */
  readonly index: number
  /** Of the chunk. */
  readonly frame: number
  readonly delivery: Delivery
}

/**
 * By the export's own filters, but of the stored JPEG: it is there at once, and no engine is asked.
 * @param model size of its pictures
 * @returns PNG, smaller than asked for where the delivered picture is
 * @throws Failure `export.no-pictures`, `ffmpeg.*`
 */
export async function deliveredPart(
  project: Pick<Project, 'chunksOf' | 'frame'>,
  model: PictureSize,
  { take, index, frame, delivery, ...size }: DeliveredPart
): Promise<Uint8Array<ArrayBuffer>> {
  const chunk = project.chunksOf(take)[index]
  const picture = chunk && project.frame(chunk.id, frame)
  if (!picture)
    throw new Failure('export.no-pictures', 'This picture is not in the film any more.', 'Choose another shot.')
  return new Uint8Array(await runFfmpeg(await findFfmpeg(), partArgs(fitting(model, delivery), size), [picture]))
}
