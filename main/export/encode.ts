/** Raw frames to a video file, in one run of the encoder. */
import type { VideoFormat } from '../../app/exchange/formats.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { encoders, rawInput } from './formats.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { intoTarget } from './target.ts'

export interface EncodeOptions {
  readonly width: number
  readonly height: number
  /** Frames per second. */
  readonly fps: number
  /** The file, made when the video is complete. */
  readonly path: string
  /** The file that it may take the place of; by default none. */
  readonly replaces?: FileMark | null
  readonly ffmpeg: Ffmpeg
  /** Aborting ends ffmpeg at once. */
  readonly signal?: AbortSignal | undefined
  /** Told after each frame handed to the encoder: how many so far. */
  readonly progress?: ((frames: number) => void) | undefined
}

/** @param frames RGB, 8 bits a channel, `width * height * 3` bytes each. @throws Failure as `runFfmpeg`, `export.*` */
export async function encodeVideo(
  format: VideoFormat,
  frames: AsyncIterable<Uint8Array>,
  options: EncodeOptions
): Promise<void> {
  const { width, height, fps, path, replaces = null, ffmpeg, signal } = options
  await intoTarget(path, replaces, (partial) =>
    runFfmpeg(
      ffmpeg,
      [...rawInput(width, height, fps), ...encoders[format](1), partial],
      counted(frames, options),
      signal
    )
  )
}

/** H.264 in MP4 that starts playing before it has all arrived. */
export const encodeMp4 = (frames: AsyncIterable<Uint8Array>, options: EncodeOptions): Promise<void> =>
  encodeVideo('mp4', frames, options)

async function* counted(
  frames: AsyncIterable<Uint8Array>,
  { width, height, progress }: EncodeOptions
): AsyncIterable<Uint8Array> {
  let count = 0
  for await (const frame of frames) {
    if (frame.length !== width * height * 3) {
      throw new RangeError(`a frame of ${width}×${height} has ${width * height * 3} bytes, not ${frame.length}`)
    }
    yield frame
    progress?.((count += 1))
  }
}
