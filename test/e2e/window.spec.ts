import { expect, test } from './studio.ts'

test('the window opens on the studio', async ({ studio }) => {
  await expect(studio.page.getByRole('main')).toBeVisible()
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the page has no Node, is isolated, and runs no inline script', async ({ studio }) => {
  const inside = await studio.page.evaluate(() => [
    typeof Reflect.get(globalThis, 'require'),
    typeof Reflect.get(globalThis, 'process'),
    location.href,
    crossOriginIsolated
  ])
  expect(inside).toEqual(['undefined', 'undefined', 'app://bundle/', true])
  const blocked = await studio.page.evaluate(
    () =>
      new Promise((resolve) => {
        const heard = (event: SecurityPolicyViolationEvent): void => resolve(event.violatedDirective)
        document.addEventListener('securitypolicyviolation', heard, { once: true })
        const script = document.createElement('script')
        script.textContent = 'globalThis.evil = 1'
        document.body.append(script)
      })
  )
  expect(blocked).toBe('script-src-elem')
})
