/** Every edit is undone by Ctrl Z and redone by Ctrl Shift Z; the film document is compared, not the screen. */
import type { Page } from '@playwright/test'
import { face, makeAgain } from './kit/hands.ts'
import { expect, test } from './kit/films.ts'
import { filmState, openFilm } from './kit/window.ts'

/** The film document, according to main. */
const document = async (page: Page) => (await filmState(page)).view.film

type Film = Awaited<ReturnType<typeof document>>

/** The film before something was made, with all takes of `after`: making is undone, but its takes stay. */
const showing = (before: Film, after: Film): Film => ({
  ...before,
  cards: before.cards.map((card, index) => ({ ...card, takes: after.cards[index]!.takes }))
})

interface Edit {
  readonly name: string
  readonly does: (page: Page) => Promise<void>
}

const keys = (name: string, ...all: readonly string[]): Edit => ({
  name,
  async does(page) {
    for (const key of all) await page.keyboard.press(key)
  }
})

const writes = (field: 'What happens' | 'Title' | 'Dialogue' | 'Notes'): Edit => ({
  name: `write into ${field}`,
  async does(page) {
    const box = page.getByRole('complementary', { name: 'Shot details' }).getByLabel(field)
    await box.focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' Slowly.')
    await page.keyboard.press('Escape') // leaves the field, so that Ctrl Z is the studio's
  }
})

/** Presses a button of the shot's details, by keyboard. */
const presses = (button: string): Edit => ({
  name: button,
  async does(page) {
    await page.getByRole('complementary', { name: 'Shot details' }).getByRole('button', { name: button }).focus()
    await page.keyboard.press('Enter')
  }
})

const edits: readonly Edit[] = [
  keys('a new card', 'n', 'Escape'), // Escape leaves the focused prompt
  writes('What happens'),
  writes('Title'),
  writes('Dialogue'),
  writes('Notes'),
  keys('longer', 'Alt+ArrowUp'),
  keys('shorter', 'Alt+ArrowDown'),
  keys('move left', 'Alt+ArrowLeft'),
  keys('move right', 'Alt+ArrowRight'),
  keys('duplicate', 'd'),
  keys('delete', 'Backspace'),
  keys('cut', 'Control+x'),
  keys('copy and paste', 'Control+c', 'Control+v'),
  keys('split at the playhead', 'Shift+ArrowRight', 's'),
  keys('trim the beginning', 'Shift+ArrowRight', '['),
  keys('trim the end', 'Shift+ArrowRight', ']'),
  presses('Another seed'),
  presses('Every take gets a new seed'),
  presses('Star take 1'),
  {
    name: 'kind of memory',
    async does(page) {
      await page.getByText('Advanced', { exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('combobox', { name: 'Memory' }).selectOption('sink')
      await page.getByText('Advanced', { exact: true }).focus() // a list would take the typed letters
    }
  },
  {
    name: 'name of the film',
    async does(page) {
      const title = page.getByRole('textbox', { name: 'Name of the film' })
      await title.focus()
      await title.fill('Another name')
      await page.keyboard.press('Enter')
    }
  },
  {
    name: 'make a shot again',
    async does(page) {
      await makeAgain(page)
    }
  },
  {
    name: 'show an earlier take',
    async does(page) {
      await page.getByRole('button', { name: 'Show take 1' }).focus()
      await page.keyboard.press('Enter')
    }
  }
]

test('each edit is undone and redone by keyboard', async ({ studio: { app, page }, made: film }) => {
  await openFilm(app, page, film)
  for (const { name, does } of edits) {
    await test.step(name, async () => {
      for (let up = 0; up < 5; up++) await page.keyboard.press('ArrowUp') // to the first shot, from wherever
      await page.keyboard.press('ArrowDown') // the second, with the playhead on its first frame
      await expect(face(page, 2)).toHaveAttribute('aria-pressed', 'true')
      const before = await document(page)
      await does(page)
      await expect.poll(() => document(page)).not.toEqual(before)
      const after = await document(page)
      const making = name === 'make a shot again'
      await page.keyboard.press('Control+z')
      await expect.poll(() => document(page)).toEqual(making ? showing(before, after) : before)
      await page.keyboard.press('Control+Shift+z')
      await expect.poll(() => document(page)).toEqual(after)
      if (making) return // the next edit needs its takes
      await page.keyboard.press('Control+z')
      await expect.poll(() => document(page)).toEqual(before)
    })
  }
})
