/** A real model under another name, which an engine opens: the storybook's files. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { storybook } from '../../main/kit/throughline.ts'
import { expect } from './studio.ts'

export function nightly(folder: string, licence?: string): string {
  cpSync(storybook, folder, { recursive: true, filter: (from) => !/recipe|golden|contact-sheet/.test(from) })
  const file = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { licence: object }
  const said = licence === undefined ? {} : { licence: { ...manifest.licence, model: licence } }
  writeFileSync(file, JSON.stringify({ ...manifest, ...said, id: 'nightly', revision: '1', name: 'Nightly' }))
  return folder
}

export const modelsDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Models' })
export const modelRow = (page: Page, name: string): Locator =>
  modelsDialog(page).getByRole('article', { name, exact: true })

export async function openModels(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Models…' }).click()
  await expect(modelRow(page, 'Storybook')).toBeVisible()
  return modelsDialog(page)
}
