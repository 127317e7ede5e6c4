/**
 * Delivers events in the order in which they were given. Electron's `webContents.send` runs pending promises before it
 * sends: events from those would arrive first, and the window would keep the older state.
 */
export function inOrder<Event>(deliver: (event: Event) => void): (event: Event) => void {
  const waiting: Event[] = []
  let delivering = false
  return (event) => {
    waiting.push(event)
    if (delivering) return
    delivering = true
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) deliver(next)
    } finally {
      delivering = false
    }
  }
}
