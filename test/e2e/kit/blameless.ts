/** axe on the page as it is now. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './studio.ts'

/** While a menu is open, the page behind it is hidden from screen readers, its landmarks and headings with it. */
const behindMenu = ['region', 'page-has-heading-one']

/** Every rule of axe, on the whole page; each violation with what is wrong and where. */
export async function blameless(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode() // Electron opens no second page for it
  if ((await page.getByRole('menu').count()) > 0) axe.disableRules(behindMenu)
  const { violations } = await axe.analyze()
  const said = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(said).toEqual([])
}
