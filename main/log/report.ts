/** The text of a fault report: program, machine and the end of the log. No words of a film. */
import { cpus, homedir, release, totalmem } from 'node:os'

const lines = 200

export interface Reported {
  readonly version: string
  readonly model: string
  /** Counts of the open film; null when none is open. */
  readonly film: { readonly shots: number; readonly takes: number } | null
  readonly log: { tail(lines: number): string }
}

/** @param home is shortened to `~`, as it contains the user's name */
export function reportText({ version, model, film, log }: Reported, home = homedir()): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const text = [
    `Throughline ${version}, Electron ${process.versions['electron'] ?? 'none'}, Node ${process.versions.node}`,
    `${process.platform} ${process.arch} ${release()}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GiB`,
    `Model ${model}`,
    film === null ? 'No film is open' : `Film open: ${film.shots} shots, ${film.takes} takes`,
    '',
    log.tail(lines)
  ].join('\n')
  return home.length > 1 ? text.replaceAll(home, '~') : text
}
