/** Window bounds: stored in a small file, and restored only if a screen still shows them. */
import { writeFileSync } from 'node:fs'
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import * as v from 'valibot'
import { limits } from '../../app/base/limits.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'

const side = v.pipe(v.number(), v.safeInteger())
const schema = v.object({ x: side, y: side, width: side, height: side, maximised: v.boolean() })
const standard = { width: 1280, height: 800 }

export interface WindowPlace {
  readonly rectangle: Partial<Rectangle>
  readonly maximised: boolean
}

export function savedBounds(file: string): WindowPlace {
  try {
    const { maximised, ...rectangle } = v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile)))
    return { rectangle: isVisible(rectangle) ? rectangle : standard, maximised }
  } catch {
    return { rectangle: standard, maximised: false } // first start, or an invalid file
  }
}

/** Stores the bounds whenever the window closes. */
export function keepBounds(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const place = { ...window.getNormalBounds(), maximised: window.isMaximized() }
    try {
      writeFileSync(file, JSON.stringify(place))
    } catch {
      // Not worth a message: the window opens at its default bounds next time.
    }
  })
}

function isVisible(rectangle: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(rectangle)
  const overlap = (start: number, length: number, from: number, size: number): number =>
    Math.min(start + length, from + size) - Math.max(start, from)
  return (
    overlap(rectangle.x, rectangle.width, workArea.x, workArea.width) > 200 &&
    overlap(rectangle.y, rectangle.height, workArea.y, workArea.height) > 100
  )
}
