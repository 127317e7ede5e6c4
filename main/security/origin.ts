/** Who may send messages to main: the studio's own page in a main frame, and in development the page of the local build server. */
import { app, type WebFrameMain } from 'electron'

export const origin = 'app://bundle'

/** The local build server of `npm run dev`; never honoured in a packaged app. */
export const developmentServer = (): string | undefined =>
  app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

/** True for the studio's own URL. */
export function isOurs(address: string): boolean {
  const server = developmentServer()
  return address === `${origin}/` || (server !== undefined && address.startsWith(`${server}/`))
}

/** True for messages from the top frame of the studio's own page. `null`: the frame is gone already. */
export function isTrusted(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurs(frame.url)
}
