/** Layout preferences of the window. Stored per machine, not in the film. */
import { MediaQuery } from 'svelte/reactivity'

const key = 'arrangement'

/** Heights of a card on the timeline, in CSS pixels. */
export const cardHeights = { least: 80, standard: 104, most: 240 } as const
/** Widths of a card on the board that the slider offers, in CSS pixels. */
export const cellWidths = { least: 140, standard: 220, most: 460 } as const

interface Arrangement {
  tray: boolean
  inspector: boolean
  /** Height of the cards; the timeline's height follows from it. */
  cards: number
  /** The board is shown instead of player and timeline. */
  board: boolean
  /** Width of a card on the board, in CSS pixels. */
  cells: number
  /** Loudness of the player, 0 … 1; and whether it is silent. */
  volume: number
  silent: boolean
}

/** With both panels open the picture would be smaller than either: the window is zoomed, or the screen small. */
const narrow = new MediaQuery('max-width: 899px')

export class Preferences {
  readonly #kept = $state<Arrangement>(load())
  /** Where there is room for one panel only, the last one opened is shown. */
  #last = $state<'tray' | 'inspector'>('inspector')

  get tray(): boolean {
    return this.#shows('tray', 'inspector')
  }
  get inspector(): boolean {
    return this.#shows('inspector', 'tray')
  }
  get cards(): number {
    return this.#kept.cards
  }

  get board(): boolean {
    return this.#kept.board
  }
  get cells(): number {
    return this.#kept.cells
  }

  get volume(): number {
    return this.#kept.volume
  }
  get silent(): boolean {
    return this.#kept.silent
  }

  /** @param volume 0 … 1; of 0 the player is silent */
  setVolume(volume: number): void {
    this.#kept.volume = Math.max(0, Math.min(1, volume))
    this.#kept.silent = this.#kept.volume === 0
    this.#keep()
  }

  toggleSilent(): void {
    this.#kept.silent = !this.#kept.silent
    if (!this.#kept.silent && this.#kept.volume === 0) this.#kept.volume = 1
    this.#keep()
  }

  toggleBoard(): void {
    this.#kept.board = !this.#kept.board
    this.#keep()
  }

  setCells(width: number): void {
    this.#kept.cells = within(width, cellWidths)
    this.#keep()
  }

  toggle(part: 'tray' | 'inspector'): void {
    this.#kept[part] = !this[part]
    this.#last = part
    this.#keep()
  }

  setCards(height: number): void {
    this.#kept.cards = within(height, cardHeights)
    this.#keep()
  }

  #shows(part: 'tray' | 'inspector', other: 'tray' | 'inspector'): boolean {
    return this.#kept[part] && !(narrow.current && this.#kept[other] && this.#last === other)
  }

  #keep(): void {
    localStorage.setItem(key, JSON.stringify(this.#kept))
  }
}

const within = (size: number, { least, most }: { readonly least: number; readonly most: number }): number =>
  Math.round(Math.min(most, Math.max(least, size)))

function load(): Arrangement {
  const standard = {
    ...{ tray: true, inspector: true, cards: cardHeights.standard },
    ...{ board: false, cells: cellWidths.standard, volume: 1, silent: false }
  }
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Arrangement>
    return {
      tray: kept.tray ?? standard.tray,
      inspector: kept.inspector ?? standard.inspector,
      cards: within(kept.cards ?? standard.cards, cardHeights),
      board: kept.board ?? standard.board,
      cells: within(kept.cells ?? standard.cells, cellWidths),
      volume: Math.max(0, Math.min(1, kept.volume ?? standard.volume)),
      silent: kept.silent ?? standard.silent
    }
  } catch {
    return standard
  }
}

export const preferences = new Preferences()
