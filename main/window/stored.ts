/**
 * The renderer's storage. Preferences and texts that a film refused are in `localStorage`, which Chromium limits, and writes to
 * disk seconds late; here it is written every second, so that they survive a kill. Other storage (databases, caches,
 * files) the studio never uses; it is cleared at start, and when it grows.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Session } from 'electron'

/** Chromium's profile folders of unused storage. */
const folders = ['IndexedDB', 'File System', 'Service Worker', 'WebStorage', 'databases']
const mostBytes = 32 * 2 ** 20
/** Milliseconds between two looks at the folders, and between two writes. */
const every = { look: 2_000, write: 1_000 }

/**
 * Writes `localStorage` to disk every second, and clears unused storage, now and whenever it grows.
 * @param grown called then: foreign code runs in the renderer
 */
export function tendStorage(session: Session, grown: () => void): void {
  const drop = (): Promise<void> =>
    session
      .clearStorageData({ storages: ['indexdb', 'cachestorage', 'filesystem', 'serviceworkers'] })
      .catch(() => undefined) // retried when it grows
  const { storagePath } = session
  void drop()
  if (storagePath === null) return
  const look = (): void => {
    if (folders.reduce((sum, folder) => sum + bytesIn(join(storagePath, folder)), 0) <= mostBytes) return
    grown()
    void drop()
  }
  setInterval(look, every.look).unref()
  setInterval(() => session.flushStorageData(), every.write).unref()
}

/** Total bytes of the files in a folder; 0 where there is none. */
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
