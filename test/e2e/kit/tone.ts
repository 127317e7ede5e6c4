/** A sound file for window tests. */
import { execFileSync } from 'node:child_process'

/** Quiet, loud, quiet: a shape that can be seen. */
export function tone(path: string, seconds: number, hertz = 330): string {
  const shape = `volume='1+6*abs(sin(2*PI*t/3))':eval=frame`
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', `sine=f=${hertz}:d=${seconds}`, '-af', shape, path])
  return path
}
