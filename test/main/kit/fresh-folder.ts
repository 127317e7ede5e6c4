/** Temporary folders for tests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder, deleted after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
