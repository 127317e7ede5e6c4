/** A file of another program comes in: dropped on the window, or chosen in the system's dialog. */
import type { ElectronApplication, Page } from '@playwright/test'

/** Drops a file on the middle of the window. */
export async function letGo(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 200, data })
  }
}

/** Sets the answer of the system's open dialog. */
export const answerOpen = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, path)
