/** The artist's hands: real mouse and keyboard events only. */
import type { Locator, Page } from '@playwright/test'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { CastMember } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import type { Field } from './fields.ts'

export interface Place {
  readonly x: number
  readonly y: number
}
export interface CardPlace extends Place {
  readonly id: CardId
  readonly width: number
  readonly height: number
  readonly chosen: boolean
  /** Its right end is visible, too. */
  readonly whole: boolean
}

const names: Record<Field, string> = {
  ...{ prompt: 'What happens', shot: 'Shot number', title: 'Title', dialogue: 'Dialogue', notes: 'Notes' }
}

export class Hands {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  pause(milliseconds: number): Promise<void> {
    return this.page.waitForTimeout(milliseconds)
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve())
  }

  /**
   * Presses the key of a command, and types a text at once, without looking.
   * @returns the shots that were selected at key down, in film order: the command applies to them
   */
  async command(key: string, text = ''): Promise<readonly CardId[]> {
    await this.page.evaluate(() => (window.presses = []))
    await this.page.keyboard.press(key)
    await this.page.keyboard.type(text)
    return (await this.page.evaluate(() => window.presses[0] ?? [])).map(cardId)
  }

  /** The shots that were selected when the last key or button went down. */
  async atPress(): Promise<readonly CardId[]> {
    return (await this.page.evaluate(() => window.atPress)).map(cardId)
  }

  /** Whether a text field has the focus. */
  writing(): Promise<boolean> {
    return this.page.evaluate(() => document.activeElement?.matches('textarea, input:not([type=range])') ?? false)
  }

  /** Whether the focus is inside an element of this selector. */
  isIn(selector: string): Promise<boolean> {
    return this.page.evaluate((selector) => document.activeElement?.closest(selector) != null, selector)
  }

  /** The focus and the open dialog, for error messages. */
  where(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement: at } = document
      const name = at?.getAttribute('aria-label') ?? at?.textContent?.trim().slice(0, 40) ?? ''
      const dialogs = [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=menu]')]
      const open = dialogs.map((dialog) => dialog.getAttribute('aria-label') ?? dialog.textContent?.slice(0, 60))
      return `the keyboard is in ${at?.tagName.toLowerCase()} “${name}”, open: ${open.join(', ') || 'nothing'}`
    })
  }

  field(field: Field): Locator {
    const details = this.page.getByRole('complementary', { name: 'Shot details' })
    return details.getByRole('textbox', { name: names[field], exact: true })
  }

  /**
   * Clicks into a field. @returns the shots selected then: while film is made the current shot changes at any moment, but not while
   * one of its fields has the focus
   */
  async enter(field: Field): Promise<readonly CardId[]> {
    await this.field(field).click()
    for (let before = '', tries = 0; ; tries++) {
      const { chosen } = await this.filmCards()
      if (chosen.join() === before || tries > 20) return chosen
      before = chosen.join()
      await this.pause(50) // the page may not have handled the click yet
    }
  }

  /** Types at the end of the field that was entered; with `anew` replaces its text. */
  async write(field: Field, text: string, { anew = false } = {}): Promise<void> {
    await this.page.keyboard.press(anew ? 'Control+a' : 'Control+End')
    if (text === '') await this.page.keyboard.press('Delete')
    else await this.page.keyboard.type(text)
    // Letters that reach the timeline are commands: N adds a card, D duplicates, R makes film.
    if (!(await this.field(field).evaluate((box) => box === document.activeElement)))
      throw new Error(`the keyboard was taken out of ${field} while “${text}” was being written`)
  }

  /** Number of pinned pictures of all shots. */
  async pins(): Promise<number> {
    return (await this.film())?.view.film.cards.reduce((sum, { pins }) => sum + pins.length, 0) ?? 0
  }

  /** The card that is at a point now; null when something else is. */
  async cardAt({ x, y }: Place): Promise<CardId | null> {
    const id = await this.page.evaluate(
      ([x, y]) => document.elementFromPoint(x, y)?.closest('[data-shot]')?.getAttribute('data-shot') ?? null,
      [x, y] as const
    )
    return id === null ? null : cardId(id)
  }

  /** Cards that are visible where `pick` clicks, left to right. */
  cards(): Promise<CardPlace[]> {
    return this.page.evaluate(() => {
      const view = document.querySelector('[data-timeline]')?.getBoundingClientRect()
      if (!view) return []
      return [...document.querySelectorAll('[data-shot]')]
        .map((card) => {
          const { x, y, width, height } = card.getBoundingClientRect()
          const chosen = card.getAttribute('aria-pressed') === 'true'
          return { id: card.getAttribute('data-shot')!, x, y, width, height, chosen, whole: x + width < view.right }
        })
        .filter(({ x, width }) => width > 24 && x >= view.left && x + 24 < view.right)
        .filter(({ id, x, y, width, height }) => {
          const hit = document.elementFromPoint(x + Math.min(18, width / 2), y + height / 2)
          return hit?.closest('[data-shot]')?.getAttribute('data-shot') === id // otherwise something covers it
        })
        .toSorted((one, other) => one.x - other.x)
    }) as Promise<CardPlace[]>
  }

  /**
   * Clicks a card left of its middle, away from its edges and its menu. @returns the card under the pointer then: the timeline
   * may have scrolled, or something may have come to lie over it, since it was looked at; null when it was none
   */
  async pick({ x, y, width, height }: CardPlace, keys: readonly ('Shift' | 'Control')[] = []): Promise<CardId | null> {
    for (const key of keys) await this.page.keyboard.down(key)
    await this.page.mouse.click(x + Math.min(18, width / 2), y + height / 2)
    for (const key of keys) await this.page.keyboard.up(key)
    return this.pressed()
  }

  /** The shot whose card was under the last button press; null: none. */
  async pressed(): Promise<CardId | null> {
    const pressed = await this.page.evaluate(() => window.pressedCard)
    return pressed === null ? null : cardId(pressed)
  }

  async drag(from: Place, to: Place): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(to.x, to.y, { steps: 5 })
    await mouse.up()
  }

  /** The film's cards in order, according to main, and the selected ones, according to the page. */
  async filmCards(): Promise<{ all: CardId[]; chosen: CardId[] }> {
    return this.page.evaluate(async () => {
      const answer = await window.throughline.command({ type: 'studio.state' })
      const film = answer.ok
        ? (answer.value as { film: { view: { film: { cards: { id: string }[] } } } | null }).film
        : null
      return { all: film?.view.film.cards.map(({ id }) => id) ?? [], chosen: window.selectedShots() }
    }) as Promise<{ all: CardId[]; chosen: CardId[] }>
  }

  /** The open film, according to main. */
  async film(): Promise<FilmState | null> {
    return this.page.evaluate(async () => {
      const answer = await window.throughline.command({ type: 'studio.state' })
      return answer.ok ? (answer.value as { film: FilmState | null }).film : null
    })
  }

  /** What is being made; null when nothing is. */
  async making(): Promise<string | null> {
    return (await this.film())?.making?.state ?? null
  }

  async path(): Promise<string | null> {
    return (await this.film())?.path ?? null
  }

  async cast(): Promise<readonly CastMember[]> {
    return (await this.film())?.view.film.cast ?? []
  }

  /**
   * Waits until a sequence of undos and redos is answered: they run one after another. On a busy machine the page may still lag
   * behind then, so this also waits until nothing changes any more.
   */
  async answered(steps: number): Promise<readonly CardId[]> {
    for (let step = 0; step < steps; step++) await this.filmCards()
    let last = await this.filmCards()
    for (let look = 0; look < 40; look++) {
      await this.pause(60)
      const now = await this.filmCards()
      if (now.all.join() === last.all.join() && now.chosen.join() === last.chosen.join()) break
      last = now
    }
    return last.chosen
  }

  /** Whether a marker is at the playhead. */
  async isAtMarker(): Promise<boolean> {
    const playhead = this.page.getByRole('slider', { name: 'Playhead', exact: true })
    const frame = Number(await playhead.getAttribute('aria-valuenow'))
    const { base, film } = (await this.film())!.view
    const perChunk = base.framesPerLatent * base.latentsPerChunk
    let start = 0
    return film.cards.some(({ length, markers }) => {
      const first = start * perChunk
      start += length
      return markers.some((marker) => first + marker.chunk * perChunk + marker.frame === frame)
    })
  }

  /** The length of each card, in chunks. */
  async lengths(): Promise<ReadonlyMap<CardId, number>> {
    return new Map((await this.film())?.view.film.cards.map(({ id, length }) => [id, length]))
  }

  /** Waits until new cards are in the film and selected, as a person would. @returns the new cards */
  async arrivals(before: readonly CardId[], within = 15_000): Promise<CardId[]> {
    const read = async () => {
      const { all, chosen } = await this.filmCards()
      return { chosen, fresh: all.filter((id) => !before.includes(id)).map(cardId) }
    }
    const isThere = ({ fresh, chosen }: Awaited<ReturnType<typeof read>>): boolean =>
      fresh.length > 0 && fresh.every((id) => chosen.includes(id))
    return (await this.until(read, isThere, within)).fresh
  }

  /** Polls until the value is wanted or `within` milliseconds have passed. @returns the last value */
  async until<Value>(read: () => Promise<Value>, isWanted: (value: Value) => boolean, within = 5_000): Promise<Value> {
    const end = Date.now() + within
    for (;;) {
      const value = await read()
      if (isWanted(value) || Date.now() > end) return value
      await this.pause(15)
    }
  }

  /** Waits until these cards are gone. */
  async departures(gone: readonly CardId[]): Promise<CardId[]> {
    const haveLeft = ({ all, chosen }: { all: CardId[]; chosen: CardId[] }): boolean =>
      !all.some((id) => gone.includes(id)) && (chosen.length > 0 || all.length === 0)
    return (await this.until(() => this.filmCards(), haveLeft)).chosen
  }
}
