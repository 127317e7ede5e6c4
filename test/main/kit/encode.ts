/** Encodes raw frames to an MP4 in one ffmpeg run, with the parts every export is made of. */
import type { FileMark } from '../../../engine/files/file-mark.ts'
import type { Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { encoders, rawInput } from '../../../main/export/formats.ts'
import { runFfmpeg } from '../../../main/export/run-ffmpeg.ts'
import { intoTarget } from '../../../main/export/target.ts'

interface EncodeOptions {
  readonly width: number
  readonly height: number
  /** Frames per second. */
  readonly fps: number
  /** The file, created when the video is complete. */
  readonly path: string
  /** The file it may replace; default none. */
  readonly replaces?: FileMark | null
  readonly ffmpeg: Ffmpeg
  /** Aborting ends ffmpeg at once. */
  readonly signal?: AbortSignal | undefined
  /** Called after each frame passed to the encoder, with their number so far. */
  readonly progress?: ((frames: number) => void) | undefined
}

/**
 * H.264 in MP4 with its index first, so that playback can start before the file has fully arrived.
 * @param frames RGB, 8 bits a channel, `width * height * 3` bytes each
 * @throws Failure as `runFfmpeg`, `export.*`
 */
export async function encodeMp4(frames: AsyncIterable<Uint8Array>, options: EncodeOptions): Promise<void> {
  const { width, height, fps, path, replaces = null, ffmpeg, signal } = options
  await intoTarget(path, replaces, (partial) =>
    runFfmpeg(
      ffmpeg,
      [...rawInput(width, height, fps), ...encoders.mp4(null), partial],
      counted(frames, options),
      signal
    )
  )
}

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
