/** Ctrl-C: the first asks for an orderly stop that keeps everything finished, the second ends at once. */

/**
 * Handles Ctrl-C (and SIGTERM) while `work` runs.
 * @param stop called once, at the first signal
 * @param kill called at the second signal, just before the process exits with 130
 */
export async function interruptible<Value>(
  work: Promise<Value>,
  { stop, kill }: { stop(): void; kill(): void }
): Promise<Value> {
  let asked = false
  const signal = () => {
    if (!asked) {
      asked = true
      stop()
      return
    }
    kill()
    process.exit(130)
  }
  process.on('SIGINT', signal)
  process.on('SIGTERM', signal)
  try {
    return await work
  } finally {
    process.off('SIGINT', signal)
    process.off('SIGTERM', signal)
  }
}
