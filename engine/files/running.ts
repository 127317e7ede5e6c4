/** Whether a process runs. */

/** Whether the id belongs to another running process of this machine; an id is given again some time after its process ended. */
export function isOtherRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
