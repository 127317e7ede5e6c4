/** Runs axe on the current page. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './studio.ts'

/** Rules to skip while a menu is open: the page behind it is hidden from screen readers with its landmarks and headings. */
const behindMenu = ['region', 'page-has-heading-one']

/** Expects no violation of any axe rule on the whole page; reports each with reason and place. */
export async function blameless(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode() // Electron cannot open the second page that axe otherwise uses
  if ((await page.getByRole('menu').count()) > 0) axe.disableRules(behindMenu)
  const { violations } = await axe.analyze()
  const said = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(said).toEqual([])
}
