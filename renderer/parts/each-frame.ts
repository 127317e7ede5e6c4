/** Runs before every repaint. @param run gets the milliseconds since the last time @returns the function that ends it */
export function eachFrame(run: (elapsed: number) => void): () => void {
  let last = performance.now()
  let request = requestAnimationFrame(function tick(now) {
    request = requestAnimationFrame(tick)
    const elapsed = Math.max(0, now - last)
    last = now
    run(elapsed)
  })
  return () => cancelAnimationFrame(request)
}
