import { walkTo } from './space-bar.ts'

/** Parts of the window in F6 order: header, cards, player, shot details, timeline. */
const panes = '[data-pane]'
const reachable =
  'button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]'

/** Moves focus to the next or previous part of the window. @param by 1 or -1 */
export function walkPanes(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(panes)]
  const at = all.findIndex((pane) => pane.contains(document.activeElement))
  for (let step = 1; step <= all.length; step++) {
    const from = at < 0 && by < 0 ? 0 : at
    const pane = all[(from + by * step + all.length * 2) % all.length]!
    const stops = [...pane.querySelectorAll<HTMLElement>(reachable)].filter((each) => each.tabIndex >= 0)
    const stop = stops.find((each) => each.matches('[data-prefer]')) ?? stops[0]
    if (stop) return walkTo(stop)
  }
}
