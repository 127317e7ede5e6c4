/** Clocks inside the page: the time between its frames, from a key to the change it makes, from pictures' arrival to their use. */
import type { Page } from '@playwright/test'

declare global {
  interface Window {
    bench?: { frames: number[]; keys: number[]; ready: number[] }
  }
}

/** Begins to watch; every reading is in milliseconds. */
export function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const bench = { frames: [] as number[], keys: [] as number[], ready: [] as number[] }
    window.bench = bench

    let last = performance.now()
    const tick = (now: number): void => {
      bench.frames.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)

    // From the key to the first frame that is painted after the time in the transport bar has changed.
    let pressed = 0
    addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), true)
    new MutationObserver(() => {
      const from = pressed
      pressed = 0
      if (from > 0) requestAnimationFrame(() => setTimeout(() => bench.keys.push(performance.now() - from)))
    }).observe(document.querySelector('[role=toolbar] p')!, { subtree: true, childList: true, characterData: true })

    // The moment (milliseconds since 1970) the last picture of each preview can be drawn. Its size in bytes tells it.
    const awaited = new Map<number, () => void>()
    window.throughline.listen((event) => {
      if (event.type !== 'preview') return
      const place = bench.ready.push(Number.NaN) - 1
      awaited.set(event.preview.frames.at(-1)!.byteLength, () => (bench.ready[place] = Date.now()))
    })
    const real = globalThis.createImageBitmap
    globalThis.createImageBitmap = async (source: ImageBitmapSource) => {
      const bitmap = await real(source)
      if (source instanceof Blob) awaited.get(source.size)?.()
      return bitmap
    }
  })
}

/** Forgets the readings so far. */
export const reset = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.bench!.frames.length = 0
    window.bench!.keys.length = 0
  })

export const readings = (page: Page): Promise<{ frames: number[]; keys: number[]; ready: number[] }> =>
  page.evaluate(() => window.bench!)
