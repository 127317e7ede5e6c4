/** Finds ffmpeg: the one named by FFMPEG_BIN, the one shipped with the app, or the system's, in this order. */
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'

export interface Ffmpeg {
  readonly path: string
  readonly origin: 'FFMPEG_BIN' | 'shipped' | 'system'
}

/** For display and the log. */
export const ffmpegText = ({ path, origin }: Ffmpeg): string =>
  ({
    FFMPEG_BIN: `the ffmpeg named by FFMPEG_BIN (${path})`,
    shipped: 'the ffmpeg that comes with Throughline',
    system: `this computer's own ffmpeg (${path})`
  })[origin]

const remedy =
  'Install ffmpeg (https://ffmpeg.org), or set FFMPEG_BIN to the program. All but video export works without.'

/** @throws Failure `ffmpeg.missing`, `ffmpeg.misnamed` */
export async function findFfmpeg(env: NodeJS.ProcessEnv = process.env): Promise<Ffmpeg> {
  const named = env['FFMPEG_BIN']
  if (named) {
    if (isProgram(named)) return { path: named, origin: 'FFMPEG_BIN' }
    throw new Failure('ffmpeg.misnamed', `FFMPEG_BIN names ${named}, which is not a program that can be run.`, remedy, {
      path: named
    })
  }
  const shipped = await shippedPath()
  if (shipped && isProgram(shipped)) return { path: shipped, origin: 'shipped' }
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram)
  if (found) return { path: found, origin: 'system' }
  throw new Failure(
    'ffmpeg.missing',
    'No ffmpeg was found: neither shipped with Throughline nor on this computer.',
    remedy
  )
}

/** Where ffmpeg-static put its binary, if its download succeeded; a packaged app keeps programs outside the asar archive. */
async function shippedPath(): Promise<string | null> {
  const { default: path } = await import('ffmpeg-static')
  return path?.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked') ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile() // a folder also has the execute permission; it fails in the same way
  } catch {
    return false
  }
}
