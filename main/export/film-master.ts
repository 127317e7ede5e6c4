/** Exports chunks as one file for an editing program: conformed to its rate, with timecode and reel name. */
import type { MasterFormat } from '../../app/exchange/formats.ts'
import { cut, editRate, firstTimecode, fraction, usualRate, type EditFrame } from '../../app/exchange/handoff/rate.ts'
import { displayFrame } from '../../app/time.ts'
import type { Project } from '../project/project.ts'
import { conformed } from './conform.ts'
import { nothingToExport, type Exported, type FilmExport } from './film-mp4.ts'
import { withSound, type SoundArgs } from './film-sound.ts'
import { masters } from './formats.ts'
import { FilmReel } from './reel.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { intoTarget } from './target.ts'
import { checkWholeMp4 } from './whole-mp4.ts'

/** The film in one file. @throws Failure as `exportFilmMp4` */
export async function exportFilmMaster(format: MasterFormat, project: Project, film: FilmExport): Promise<Exported> {
  if (film.chunks.length === 0) throw nothingToExport()
  await intoTarget(film.path, film.replaces, (partial) =>
    withSound(project, film, 'mov', (sound) => writeMaster(format, project, { ...film, path: partial }, sound))
  )
  return { chunks: film.chunks.length, reused: 0, kept: 0 }
}

export interface Master extends Omit<FilmExport, 'replaces' | 'sound'> {
  /** Reel name, stored beside the timecode. */
  readonly reel?: string
  /** Frames of the file; default: as long as its chunks. */
  readonly length?: EditFrame
}

/** Writes the file at `path`, replacing whatever exists. @throws Failure as `exportFilmMp4` */
export async function writeMaster(
  format: MasterFormat,
  project: Project,
  master: Master,
  sound: SoundArgs = { input: [], output: [] }
): Promise<void> {
  const { fps, ffmpeg, signal, path, reel: name, rate = editRate(usualRate), length } = master
  const reel = new FilmReel(project, master)
  const { input, resize } = reel.footage
  const args = [
    ...sound.input,
    ...input(fraction(rate).join('/')),
    ...masters[format](resize),
    ...['-timecode', firstTimecode],
    ...(name === undefined ? [] : ['-metadata:s:v:0', `reel_name=${name}`]),
    ...sound.output,
    ...['-f', 'mov', path]
  ]
  const frames = conformed(reel.frames(master.progress), fps, rate, length ?? cut(displayFrame(0), { fps }, rate))
  await runFfmpeg(ffmpeg, args, frames, signal)
  checkWholeMp4(path) // a MOV has the same structure
}
