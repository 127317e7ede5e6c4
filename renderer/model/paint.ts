/** Strokes as pixels: on the sheet while they are drawn, and in the picture that the film keeps. */
import { getStroke } from 'perfect-freehand'
import type { Drawing, Stroke, Tool } from '../../app/film/drawing.ts'
import { drawnPicture } from '../../app/film/drawn-picture.ts'

/** What is drawn on, and the inks, as colours of CSS. */
export const paper = '#ffffff'
export const inkColours: Readonly<Record<Exclude<Tool, 'eraser'>, string>> = {
  black: '#1d1b18',
  grey: '#7a756c',
  light: '#c3beb4',
  red: '#d13f26'
}
const quality = 0.9 // of WebP: the strokes are kept beside it

type Canvas = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
const paths = new WeakMap<Stroke, Path2D>()

/** Paints strokes over what a transparent canvas has; the eraser takes it away. */
export function paint(canvas: Canvas, strokes: readonly Stroke[]): void {
  for (const stroke of strokes) {
    canvas.globalCompositeOperation = stroke.tool === 'eraser' ? 'destination-out' : 'source-over'
    canvas.fillStyle = stroke.tool === 'eraser' ? '#000000' : inkColours[stroke.tool]
    canvas.fill(pathOf(stroke))
  }
  canvas.globalCompositeOperation = 'source-over'
}

/** The picture of a drawing, with its strokes inside. @param under what was drawn over @throws Failure `sketch.full` */
export async function drawnSketch(drawing: Drawing, under: Under | null): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, strokes } = drawing
  const inked = new OffscreenCanvas(width, height)
  paint(inked.getContext('2d')!, strokes)
  const sheet = new OffscreenCanvas(width, height)
  const canvas = sheet.getContext('2d', { alpha: false })!
  canvas.fillStyle = paper
  canvas.fillRect(0, 0, width, height)
  if (under) place(canvas, under.picture, drawing)
  canvas.drawImage(inked, 0, 0)
  const made = await sheet.convertToBlob({ type: 'image/webp', quality })
  return drawnPicture(new Uint8Array(await made.arrayBuffer()), { drawing, under: under && under.bytes })
}

/** A sketch that is drawn over: decoded, and as the film has it. */
export interface Under {
  readonly picture: ImageBitmap
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Draws a picture as large as it fits on a sheet, in its middle. */
export function place(canvas: Canvas, picture: ImageBitmap, sheet: Pick<Drawing, 'width' | 'height'>): void {
  const scale = Math.min(sheet.width / picture.width, sheet.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  canvas.imageSmoothingQuality = 'high'
  canvas.drawImage(picture, (sheet.width - width) / 2, (sheet.height - height) / 2, width, height)
}

function pathOf(stroke: Stroke): Path2D {
  const known = paths.get(stroke)
  if (known) return known
  const path = outlineOf(stroke)
  paths.set(stroke, path)
  return path
}

/** The outline as quadratic curves through the middles of its sides. */
function outlineOf({ tool, width: size, pressed, points }: Stroke): Path2D {
  const input: [number, number, number][] = []
  for (let at = 0; at < points.length; at += 3)
    input.push([points[at]! / 10, points[at + 1]! / 10, points[at + 2]! / 100])
  const thinning = tool === 'eraser' && !pressed ? 0 : 0.5 // no hand expects an eraser to rub less when it is fast
  const outline = getStroke(input, { size, thinning, simulatePressure: !pressed, last: true })
  const path = new Path2D()
  const [first] = outline
  if (!first) return path
  path.moveTo(...first)
  outline.forEach(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length]!
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2)
  })
  path.closePath()
  return path
}
