/**
 * A press means the control that was under the pointer as the button went down. What stands above it may come or go during the
 * press (a note below a field that is left, the first take of a shot): the button then comes up over something else, and the browser
 * tells neither of the two that it was pressed.
 */

const controls = 'button:not([aria-haspopup]), summary, label, input[type=checkbox], input[type=radio]'
/** Pixels the pointer may move during a press; a control that it is pulled off is not pressed. */
const slip = 5

let down: { readonly control: HTMLElement; readonly x: number; readonly y: number } | null = null

/** To be told of every `pointerdown` of the page, before anything else is. */
export function followPress({ target, button, clientX: x, clientY: y }: PointerEvent): void {
  const control = button === 0 && target instanceof Element ? target.closest<HTMLElement>(controls) : null
  down = control && { control, x, y }
}

/** To be told of every `click`, before anything else is: one that missed its control is given to it. */
export function steadyPress(event: MouseEvent): void {
  const press = down
  down = null
  if (press === null || !event.isTrusted || event.detail === 0) return // by a key, or by the program
  const { control, x, y } = press
  if (event.target instanceof Node && control.contains(event.target)) return
  if (Math.hypot(event.clientX - x, event.clientY - y) > slip) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (control.isConnected) control.click()
}
