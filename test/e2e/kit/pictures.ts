/** Records what the player shows, inside the page, so that no frame is missed even when the test is slow. */
import type { Page } from '@playwright/test'

declare global {
  interface Window {
    seenPictures?: { prints: Set<string>; leastSpread: number }
  }
}

/** Starts recording every picture on the player's canvas while film is being made. */
export function watchPlayer(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = { prints: new Set<string>(), leastSpread: 255 }
    window.seenPictures = seen
    const look = (): void => {
      requestAnimationFrame(look)
      const canvas = document.querySelector('canvas')
      if (canvas === null || document.querySelector('[role=group][aria-label=Generating]') === null) return
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      let [low, high, print] = [255, 0, 0]
      for (let at = 0; at < data.length; at += 4) {
        low = Math.min(low, data[at]!)
        high = Math.max(high, data[at]!)
        print = (print * 31 + data[at]! + 7 * data[at + 1]! + 13 * data[at + 2]!) >>> 0
      }
      if (print === 0) return // the first picture is not drawn yet
      seen.prints.add(String(print))
      seen.leastSpread = Math.min(seen.leastSpread, high - low)
    }
    requestAnimationFrame(look)
  })
}

/** The number of different pictures, and the smallest range between darkest and lightest pixel of one. */
export function picturesSeen(page: Page): Promise<{ different: number; leastSpread: number }> {
  return page.evaluate(() => {
    const { prints, leastSpread } = window.seenPictures!
    return { different: prints.size, leastSpread }
  })
}
