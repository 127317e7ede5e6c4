/** A folder for one case of bad input, and the check that a refused command leaves it unchanged. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { Project } from '../../../main/project/project.ts'
import { throughline, type RunOptions } from './throughline.ts'

export interface Refusal {
  readonly code: number
  /** The failure's code. */
  readonly says: string
  /** Must occur in cause or remedy. */
  readonly words: RegExp
}

export class Case {
  readonly folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  at = (name: string): string => join(this.folder, name)
  dispose = (): void => rmSync(this.folder, { recursive: true, force: true })

  /** Expects the command to be refused like this, as text and as JSON, and to change nothing. */
  async refuses(args: readonly string[], { code, says, words }: Refusal, options: RunOptions = {}): Promise<void> {
    const before = this.content()
    const plain = await throughline(args, options)
    expect(plain.stderr).toMatch(words)
    expect(plain.stderr).not.toMatch(/^\s+at /m)
    expect(plain.stdout).toBe('')
    expect(plain.code).toBe(code)
    const json = await throughline(['--json', ...args], options)
    const { error } = JSON.parse(json.stderr) as { error: { code: string; cause: string; remedy: string } }
    expect(error.code).toBe(says)
    expect(error.cause).not.toBe('')
    expect(error.remedy).not.toBe('')
    expect(json.code).toBe(code)
    expect(this.content()).toEqual(before)
  }

  /** Hash of every file in the folder; for a project, of its content, since opening it may change bytes. */
  content(): Record<string, string> {
    const files = readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
    return Object.fromEntries(
      files
        .filter((name) => statSync(this.at(name)).isFile() && !name.endsWith('.lock'))
        .map((name) => [
          name,
          createHash('sha256')
            .update(holding(this.at(name)) ?? readFileSync(this.at(name)))
            .digest('hex')
        ])
    )
  }
}

/** The content of a project as text; undefined for another file. */
function holding(path: string): string | undefined {
  if (!path.endsWith('.throughline')) return undefined
  try {
    const project = Project.open(path, { readOnly: true })
    const takes = project.takes().map((take) => ({ take, chunks: project.chunksOf(take.id) }))
    const { film, revision, history } = project
    project.close()
    return JSON.stringify({ film, revision, history, takes })
  } catch {
    return undefined
  }
}
