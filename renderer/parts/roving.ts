/** Roving tabindex for a row of buttons: arrows, Home and End move focus. For `{@attach roving}`; buttons have `data-rove`. */
export function roving(row: HTMLElement): () => void {
  const stops = (): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('[data-rove]')]

  function keydown(event: KeyboardEvent): void {
    const all = stops()
    const at = all.findIndex((stop) => stop === event.target)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    all[Math.max(0, Math.min(to, all.length - 1))]!.focus()
  }

  function focusin({ target }: FocusEvent): void {
    const all = stops()
    if (all.includes(target as HTMLElement)) for (const stop of all) stop.tabIndex = stop === target ? 0 : -1
  }

  row.addEventListener('keydown', keydown)
  row.addEventListener('focusin', focusin)
  return () => {
    row.removeEventListener('keydown', keydown)
    row.removeEventListener('focusin', focusin)
  }
}
