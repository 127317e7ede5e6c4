/** A real disk of a few megabytes that can be filled or remounted read-only. Needs Linux and root. */
import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { freshFolder } from './fresh-folder.ts'

export interface SmallDisk {
  readonly path: string
  readOnly(): void
}

/** @returns undefined where no disk can be mounted; the test is then skipped with that reason */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const path = freshFolder()
  const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'ignore' })
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path)
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', ['-l', path]))
  return {
    path,
    readOnly: () => {
      mount('-o', 'remount,ro', path)
    }
  }
}

export const noDisk = 'no small disk can be mounted here (that takes Linux and root)'
