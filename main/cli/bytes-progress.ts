/** Progress over files for people: a bar on a terminal, one line a file where the output is a file or a pipe. Standard error. */
import { SingleBar } from 'cli-progress'
import { forTerminal } from '../../app/exchange/terminal.ts'
import { sayTo } from '../../engine/files/terminal.ts'
import { size } from './bytes.ts'

export interface BytesProgress {
  /** The next file is begun. */
  readonly file: (what: string, bytes: number) => void
  readonly done: (bytes: number) => void
  readonly end: () => void
}

/** @param total bytes of all files */
export function bytesProgress(stream: NodeJS.WriteStream, silent: boolean, total: number): BytesProgress {
  const nothing = (): void => undefined
  if (silent) return { file: nothing, done: nothing, end: nothing }
  if (!stream.isTTY)
    return { file: (what, bytes) => sayTo(stream, `${what}, ${size(bytes)}`), done: nothing, end: nothing }
  const bar = new SingleBar({
    format: `{bar} {percentage}% of ${size(total)}  {what}`,
    ...{ stream, barsize: 24, hideCursor: true, fps: 8, barCompleteChar: '━', barIncompleteChar: '─' }
  })
  bar.start(Math.max(total, 1), 0, { what: '' })
  return {
    file: (what) => bar.update({ what: forTerminal(what) }),
    done: (bytes) => bar.increment(bytes),
    end: () => bar.stop()
  }
}
