/** Which stored or live chunk the player shows at a frame of the film. Pure. */
import type { Making } from '../../app/contract/open-film.ts'
import { takeId, type TakeId } from '../../app/ids.ts'
import type { ChunkAddress } from './frame-cache.ts'
import type { Shot } from './shots.ts'

/** Pictures of a take without an id yet are cached under the run's job id. */
export const liveTake = (job: string): TakeId => takeId(`live:${job}`)

/** Dependencies on the film. */
interface Shown {
  readonly shots: readonly Shot[]
  readonly framesPerChunk: number
  readonly making: Making | null
  readonly pictures: { has(chunk: ChunkAddress): boolean }
}

/** Null where nothing is made. */
export function chunkAt({ shots, framesPerChunk, making, pictures }: Shown, frame: number): ChunkAddress | null {
  const time = Math.floor(frame / framesPerChunk)
  const shot = shots.findLast(({ start }) => start <= time)
  if (!shot || time - shot.start >= shot.made) return null
  const index = shot.from + time - shot.start
  const live = liveChunk(making, shot, index)
  if (live && pictures.has(live)) return live
  return shot.take === null || time - shot.start >= shot.stored ? null : { take: shot.take, index }
}

/** The cache address of live pictures; null where the shot now shows another take. */
function liveChunk(making: Making | null, { id, take }: Shot, index: number): ChunkAddress | null {
  if (making?.card !== id || making.job === null || (making.take !== null && making.take !== take)) return null
  return { take: liveTake(making.job), index }
}
