/** Keys while a sketch is drawn: they choose what is drawn with. */
import { tools, type Tool } from '../../app/film/drawing.ts'
import type { Easel } from '../model/easel.svelte.ts'
import type { Action } from './actions.ts'

export const toolKeys: Readonly<Record<Tool, string>> = { black: '1', grey: '2', light: '3', red: '4', eraser: 'E' }
export const breadthKeys = { narrower: '[', wider: ']' } as const

/** Keys that do what they always do: they go to another frame, shot or part of the window. */
const goesOn = /^(?:Mod\+.*|(?:Shift\+)?F6|Arrow\w+|Home|End|Tab|Enter|[WF?])$/

/**
 * @param name of the key press (`keyName`)
 * @returns whether it was used; null: it is the key of a command. A single key of one that changes the shot does nothing here.
 */
export function pressDrawing(easel: Easel, name: string): boolean | null {
  const tool = tools.find((each) => toolKeys[each] === name)
  if (tool) easel.tool = tool
  else if (name === breadthKeys.narrower) easel.widen(-1)
  else if (name === breadthKeys.wider) easel.widen(1)
  else if (name === 'Escape') easel.end()
  else if (goesOn.test(name)) return null
  return true
}

const beside: ReadonlySet<string> = new Set(['undo', 'redo', 'draw', 'save'])
/** Whether drawing goes on after a command; any other ends it, and has the drawing in the film before it begins. */
export const goesOnDrawing = ({ id, group }: Action): boolean => group === 'play' || group === 'view' || beside.has(id)
