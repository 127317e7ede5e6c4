/** A page with the timeline's view and its row of cards where a window would have laid them out. */
export function layOutTimeline(): HTMLElement {
  const place = (name: string, top: number, bottom: number): HTMLElement => {
    const part = document.createElement('div')
    part.setAttribute(name, '')
    part.getBoundingClientRect = () => new DOMRect(0, top, 1000, bottom - top)
    return part
  }
  const view = place('data-timeline', 600, 750)
  view.append(place('data-cards', 632, 736))
  document.body.replaceChildren(view)
  return view
}

/** Presses, moves and releases of one pointer, as the page hears them. */
export function pointer(
  target: EventTarget,
  type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
  [clientX, clientY]: readonly [number, number],
  more: PointerEventInit = {}
): PointerEvent {
  const event = new PointerEvent(type, { clientX, clientY, pointerId: 1, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}
