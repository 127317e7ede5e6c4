/** One run of ffmpeg: bytes in, file or bytes out. Arguments are a list, never a shell command. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { Failure } from '../../app/base/failure.ts'
import { commandLine, note } from '../log/note.ts'
import type { Ffmpeg } from './ffmpeg.ts'

/** Characters kept from the end of ffmpeg's error output. */
const complaintLength = 2000

export const cancelled = (): Failure =>
  new Failure('export.cancelled', 'The export was cancelled.', 'Nothing was replaced. Start it again when you like.')

/**
 * Runs ffmpeg to its end, feeding `input` to its standard input as fast as it takes it.
 * @returns what it wrote to its standard output
 * @throws Failure `ffmpeg.unstartable`, `ffmpeg.failed`, `disk.full`, `export.cancelled`, and whatever `input` throws
 */
export async function runFfmpeg(
  ffmpeg: Ffmpeg,
  args: readonly string[],
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal?: AbortSignal
): Promise<Uint8Array> {
  if (signal?.aborted) throw cancelled()
  const all = ['-hide_banner', '-loglevel', 'error', '-y', ...args]
  note('ffmpeg', commandLine(ffmpeg.path, all))
  const child = spawn(ffmpeg.path, all)
  const stop = (): boolean => child.kill('SIGKILL')
  signal?.addEventListener('abort', stop)
  const output: Uint8Array[] = []
  child.stdout.on('data', (bytes: Uint8Array) => output.push(bytes))
  let complaint = ''
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-complaintLength)))
  const end = ended(child)
  try {
    await feed(child, input, end)
    const reason = await end
    if (signal?.aborted) throw cancelled()
    if (reason !== null) note('ffmpeg', `ended with ${reason}: ${complaint.trim()}`)
    if (reason !== null) throw failed(ffmpeg, reason, complaint)
    return Buffer.concat(output)
  } finally {
    signal?.removeEventListener('abort', stop)
    if (child.exitCode === null) stop()
    await end
  }
}

/** Null when it succeeded, else the reason. Never rejects. */
function ended(child: ChildProcessWithoutNullStreams): Promise<string | null> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve(error.message)
    })
    child.on('close', (code, killer) => {
      resolve(code === 0 ? null : (killer ?? `code ${code}`))
    })
  })
}

async function feed(
  child: ChildProcessWithoutNullStreams,
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  end: Promise<string | null>
): Promise<void> {
  const { stdin } = child
  let open = true
  stdin.on('error', () => (open = false)) // a broken pipe: the exit code tells why
  void end.then(() => (open = false))
  for await (const bytes of input) {
    if (!open) return
    if (!stdin.write(bytes)) await Promise.race([new Promise((resolve) => stdin.once('drain', resolve)), end])
  }
  stdin.end()
}

function failed(ffmpeg: Ffmpeg, reason: string, complaint: string): Failure {
  if (/No space left on device|ENOSPC|Disk quota exceeded/.test(complaint)) {
    return new Failure(
      'disk.full',
      'The disk is full, so the film could not be written.',
      'Free some space and export again.'
    )
  }
  if (/ENOENT|EACCES/.test(reason)) {
    return new Failure(
      'ffmpeg.unstartable',
      `${ffmpeg.path} could not be started (${reason}).`,
      'Install ffmpeg again.',
      { path: ffmpeg.path }
    )
  }
  const last = complaint.trim().split('\n').slice(-3).join(' ')
  const detail = last ? `${reason}: ${last}` : reason
  return new Failure(
    'ffmpeg.failed',
    `ffmpeg could not finish (${detail}).`,
    'Nothing was replaced. Export again; if it fails again, choose another folder or another ffmpeg (FFMPEG_BIN).',
    { detail }
  )
}
