/** Drawing a sketch. German. */
import type { drawEn } from './draw.en.ts'

export const drawDe: typeof drawEn = {
  label: 'Zeichnen',
  sheet: (shot) => `Zeichnung zu Einstellung ${shot}`,
  draw: 'Zeichnen',
  drawOn: 'Weiterzeichnen',
  over: 'Skizze über dem Film zeigen',
  tool: 'Womit gezeichnet wird',
  tools: { black: 'Schwarz', grey: 'Grau', light: 'Hellgrau', red: 'Rot', eraser: 'Radierer' },
  breadth: 'Breite',
  breadths: { thin: 'Dünn', medium: 'Mittel', broad: 'Breit' },
  narrower: 'Dünner, beim Zeichnen',
  wider: 'Breiter, beim Zeichnen',
  choose: (tool) => `${tool}, beim Zeichnen`,
  undo: 'Rückgängig: Strich',
  redo: 'Wiederholen: Strich',
  done: 'Fertig'
}
