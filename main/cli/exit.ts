/** What the command line's exit codes mean (docs/cli.md). Scripts rely on them: they never change. */
import type { Failure } from '../../app/base/failure.ts'

export const exitCodes = {
  done: 0,
  /** Something unexpected. */
  unexpected: 1,
  /** The command line itself: unknown command, option or value. */
  usage: 2,
  /** What was given cannot be used: shot list, project, pack, card number. */
  input: 3,
  /** The engine could not do its work. */
  engine: 4,
  /** Writing failed: disk full, output path, ffmpeg. */
  output: 5,
  /** Ctrl-C. Everything finished is kept. */
  interrupted: 130
} as const

/** First part of a failure's code → exit code; every other kind of failure is about what was given. */
const byArea: Record<string, number> = {
  unexpected: exitCodes.unexpected,
  message: exitCodes.unexpected,
  usage: exitCodes.usage,
  engine: exitCodes.engine,
  runtime: exitCodes.engine,
  disk: exitCodes.output,
  export: exitCodes.output,
  ffmpeg: exitCodes.output,
  output: exitCodes.output
}

export function exitCodeOf({ code }: Failure): number {
  if (code === 'export.cancelled') return exitCodes.interrupted
  return byArea[code.split('.')[0]!] ?? exitCodes.input
}
