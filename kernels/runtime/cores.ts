/** Threads per loaded graph: one per physical core (two per core is slower). */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Physical cores this process may use. */
export function physicalCores(): number {
  const logical = availableParallelism()
  if (process.platform === 'linux') return Math.max(1, Math.min(logical, linuxCores(logical)))
  // Apple's cores have one thread each. Windows does not tell Node; x64 CPUs mostly have two.
  if (process.platform === 'win32' && process.arch === 'x64') return Math.max(1, logical >> 1)
  return Math.max(1, logical)
}

/** From Linux sysfs: logical CPUs of one core list the same siblings. */
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
