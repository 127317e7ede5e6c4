/** How the window is arranged: belongs to the person, not to the film. Kept between starts. */
const key = 'arrangement'

interface Arrangement {
  tray: boolean
  inspector: boolean
}

class Preferences {
  readonly #kept = $state<Arrangement>(load())

  get tray(): boolean {
    return this.#kept.tray
  }
  get inspector(): boolean {
    return this.#kept.inspector
  }

  toggle(part: keyof Arrangement): void {
    this.#kept[part] = !this.#kept[part]
    localStorage.setItem(key, JSON.stringify(this.#kept))
  }
}

function load(): Arrangement {
  const standard = { tray: true, inspector: true }
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Arrangement>
    return { tray: kept.tray ?? standard.tray, inspector: kept.inspector ?? standard.inspector }
  } catch {
    return standard
  }
}

export const preferences = new Preferences()
