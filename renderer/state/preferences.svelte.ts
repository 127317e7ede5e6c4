/** How the window is arranged: belongs to the person, not to the film. Kept between starts. */
const key = 'arrangement'

/** Heights of a card on the timeline, in CSS pixels. */
export const cardHeights = { least: 80, standard: 104, most: 240 } as const

interface Arrangement {
  tray: boolean
  inspector: boolean
  /** Height of the cards on the timeline, which follows it. */
  cards: number
}

class Preferences {
  readonly #kept = $state<Arrangement>(load())

  get tray(): boolean {
    return this.#kept.tray
  }
  get inspector(): boolean {
    return this.#kept.inspector
  }
  get cards(): number {
    return this.#kept.cards
  }

  toggle(part: 'tray' | 'inspector'): void {
    this.#kept[part] = !this.#kept[part]
    this.#keep()
  }

  setCards(height: number): void {
    this.#kept.cards = possible(height)
    this.#keep()
  }

  #keep(): void {
    localStorage.setItem(key, JSON.stringify(this.#kept))
  }
}

const possible = (height: number): number => Math.round(Math.min(cardHeights.most, Math.max(cardHeights.least, height)))

function load(): Arrangement {
  const standard = { tray: true, inspector: true, cards: cardHeights.standard }
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Arrangement>
    return {
      tray: kept.tray ?? standard.tray,
      inspector: kept.inspector ?? standard.inspector,
      cards: possible(kept.cards ?? standard.cards)
    }
  } catch {
    return standard
  }
}

export const preferences = new Preferences()
