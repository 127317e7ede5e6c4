/** The real command line as a process of its own, for tests. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
export const storybook = `${root}assets/packs/storybook`
export const engineEntry = `${root}engine/worker/entry.ts`
const entry = `${root}main/cli/throughline.ts`

export interface Ended {
  /** Exit code, or null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Record<string, string>
  /** A program (with arguments) to run it under: `prlimit --fsize=…`. */
  readonly under?: readonly string[]
}

/** Starts `throughline …`. `ended` resolves when it ends, for whatever reason. */
export function startThroughline(args: readonly string[], options: RunOptions = {}) {
  const line = [...(options.under ?? []), process.execPath, entry, ...args]
  const child = spawn(line[0]!, line.slice(1), {
    cwd: options.cwd ?? root,
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...output }))
  return { child, output, ended }
}

/** Runs `throughline …` to its end. */
export const throughline = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  startThroughline(args, options).ended

/** Process id of a running command's engine, or undefined when there is none. Linux only. */
export function engineOf(child: ChildProcess): number | undefined {
  const list = `/proc/${child.pid}/task/${child.pid}/children`
  if (!existsSync(list)) return undefined
  return readFileSync(list, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .find((pid) => readCommand(pid).includes('engine'))
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // it has just ended
  }
}
