/**
 * How much the renderer may store: preferences and texts that could not be saved yet, which `localStorage` holds and Chromium bounds. What
 * else a renderer can store (databases, caches, files of its own) the studio never uses; it goes when the program starts, and when
 * it grows.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Session } from 'electron'

/** Chromium's folders in a profile for what is never used. */
const folders = ['IndexedDB', 'File System', 'Service Worker', 'WebStorage', 'databases']
const mostBytes = 32 * 2 ** 20
const every = 2_000 // milliseconds

/** Drops what is never used, now and whenever it grows. @param grown told then: code that is not ours runs in the renderer */
export function keepStorageSmall(session: Session, grown: () => void): void {
  const drop = (): Promise<void> =>
    session
      .clearStorageData({ storages: ['indexdb', 'cachestorage', 'filesystem', 'serviceworkers'] })
      .catch(() => undefined) // tried again, should it grow
  const { storagePath } = session
  void drop()
  if (storagePath === null) return
  const look = (): void => {
    if (folders.reduce((sum, folder) => sum + bytesIn(join(storagePath, folder)), 0) <= mostBytes) return
    grown()
    void drop()
  }
  setInterval(look, every).unref()
}

/** Bytes of all files in a folder; 0 where there is none. */
function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      return sum + (found?.isFile() ? found.size : 0)
    }, 0)
  } catch {
    return 0
  }
}
