/** Makes main's answers late, as on a machine that is busy with a film. */
import type { ElectronApplication } from '@playwright/test'

/** From now on every answer is sent so many milliseconds later; 0: at once. Main acts at once, so events come before answers. */
export function answerLate(app: ElectronApplication, milliseconds: number): Promise<void> {
  return app.evaluate(({ ipcMain }, milliseconds) => {
    type Handler = ((...given: unknown[]) => Promise<unknown>) & { prompt?: Handler }
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
    const [[channel, found]] = [...handlers] as [[string, Handler]]
    const prompt = found.prompt ?? found
    const late: Handler = async (...given) => {
      const answer = await prompt(...given)
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      return answer
    }
    handlers.set(channel, milliseconds === 0 ? prompt : Object.assign(late, { prompt }))
  }, milliseconds)
}
