/** Drawing a sketch. English. */

export const drawEn = {
  label: 'Drawing',
  sheet: (shot: string) => `Drawing of shot ${shot}`,
  draw: 'Draw',
  drawOn: 'Draw on',
  over: 'Show the sketch over the film',
  tool: 'What is drawn with',
  tools: { black: 'Black', grey: 'Grey', light: 'Light grey', red: 'Red', eraser: 'Eraser' },
  breadth: 'Width',
  breadths: { thin: 'Thin', medium: 'Medium', broad: 'Broad' },
  /** Keys of the widths: they go one step. */
  narrower: 'Thinner, while drawing',
  wider: 'Broader, while drawing',
  choose: (tool: string) => `${tool}, while drawing`,
  undo: 'Undo: stroke',
  redo: 'Redo: stroke',
  done: 'Done'
}
