/**
 * A press counts for the control under the pointer at pointerdown. The layout may shift during the press (a note below a
 * field disappears, the first take of a shot appears): the button is then released over something else, and the browser
 * sends neither control a click.
 */

const controls = 'button:not([aria-haspopup]), summary, label, input[type=checkbox], input[type=radio]'
/** Pixels the pointer may move during a press; beyond that the press is cancelled. */
const slip = 5

let down: { readonly control: HTMLElement; readonly x: number; readonly y: number } | null = null

/** Listener for `pointerdown` of the page; must be the first. */
export function followPress({ target, button, clientX: x, clientY: y }: PointerEvent): void {
  const control = button === 0 && target instanceof Element ? target.closest<HTMLElement>(controls) : null
  down = control && { control, x, y }
}

/** Listener for `click`, must be the first: forwards a click that missed its control. */
export function steadyPress(event: MouseEvent): void {
  const press = down
  down = null
  if (press === null || !event.isTrusted || event.detail === 0) return // from the keyboard, or synthetic
  const { control, x, y } = press
  if (event.target instanceof Node && control.contains(event.target)) return
  if (Math.hypot(event.clientX - x, event.clientY - y) > slip) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (control.isConnected) control.click()
}
