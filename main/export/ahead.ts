/** Prefetch: works on the next items while the current one is used, in order. */

/** Results of `work` in the order of `items`, with at most `width` of them under way at a time. */
export async function* ahead<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>
): AsyncGenerator<Result, void> {
  const underWay: Promise<Result>[] = []
  let next = 0
  const start = (): void => {
    const running = work(items[next]!)
    running.catch(() => undefined) // awaited below, unless an earlier one failed: then that failure is thrown
    underWay.push(running)
    next += 1
  }
  while (next < items.length || underWay.length > 0) {
    while (next < items.length && underWay.length < width) start()
    yield await underWay.shift()!
  }
}
