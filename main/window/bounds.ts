/** Window bounds: stored in a small file, and restored only if a screen still shows them. */
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import * as v from 'valibot'
import { KeptFile } from '../kept/kept-file.ts'

const side = v.pipe(v.number(), v.safeInteger())
const schema = v.object({ x: side, y: side, width: side, height: side, maximised: v.boolean() })
const standard = { width: 1280, height: 800 }

export interface WindowPlace {
  readonly rectangle: Partial<Rectangle>
  readonly maximised: boolean
}

export function savedBounds(file: string): WindowPlace {
  const kept = new KeptFile(file, schema).read()
  if (kept === null) return { rectangle: standard, maximised: false }
  const { maximised, ...rectangle } = kept
  return { rectangle: isVisible(rectangle) ? rectangle : standard, maximised }
}

/** Stores the bounds whenever the window closes. */
export function keepBounds(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const place = { ...window.getNormalBounds(), maximised: window.isMaximized() }
    try {
      new KeptFile(file, schema).write(place)
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
