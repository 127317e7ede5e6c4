/** Exit codes of the command line (docs/cli.md). Scripts rely on them: never change one. */
import type { FailureCode } from '../../app/base/failure-codes.ts'
import type { Failure } from '../../app/base/failure.ts'

export const exitCodes = {
  done: 0,
  /** Something unexpected. */
  unexpected: 1,
  /** A wrong command line: unknown command, option or value. */
  usage: 2,
  /** Unusable input: shot list, project, pack, card number. */
  input: 3,
  /** The engine failed. */
  engine: 4,
  /** Writing failed: disk full, output path, ffmpeg. */
  output: 5,
  /** Ctrl-C. Everything finished is kept. */
  interrupted: 130
} as const

/** Codes that are not what their first part says. */
const byCode: Readonly<Partial<Record<FailureCode, number>>> = {
  'export.cancelled': exitCodes.interrupted,
  'device.failed': exitCodes.engine,
  'device.given-up': exitCodes.engine,
  'device.lost': exitCodes.engine,
  'device.memory': exitCodes.engine
}

type Area<Code extends string = FailureCode> = Code extends `${infer First}.${string}` ? First : Code

/** First part of a failure code → exit code; all other failures count as wrong input. */
const byArea: Readonly<Partial<Record<Area, number>>> = {
  unexpected: exitCodes.unexpected,
  message: exitCodes.unexpected,
  usage: exitCodes.usage,
  engine: exitCodes.engine,
  runtime: exitCodes.engine,
  disk: exitCodes.output,
  export: exitCodes.output,
  ffmpeg: exitCodes.output
}

export function exitCodeOf({ code }: Failure): number {
  return byCode[code] ?? byArea[code.split('.')[0] as Area] ?? exitCodes.input
}
