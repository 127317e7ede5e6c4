/** How many threads a loaded graph should use: one a physical core, never more (two a core is slower). */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Physical cores this process may use. */
export function physicalCores(): number {
  const logical = availableParallelism()
  if (process.platform === 'linux') return Math.max(1, Math.min(logical, linuxCores(logical)))
  // Apple's cores have one thread each. On Windows nothing in Node tells; x64 parts mostly have two.
  if (process.platform === 'win32' && process.arch === 'x64') return Math.max(1, logical >> 1)
  return Math.max(1, logical)
}

/** Cores named by the kernel: processors that share a core list the same siblings. */
function linuxCores(logical: number): number {
  try {
    const siblings = new Set<string>()
    for (let cpu = 0; cpu < logical; cpu++)
      siblings.add(readFileSync(`/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`, 'utf8').trim())
    return siblings.size
  } catch {
    return logical
  }
}
