/**
 * No network: everything the studio shows and makes is on this machine. No session loads from a server, no DNS lookup, no
 * WebRTC peer. Only `npm run dev` may reach its own build server.
 */
import { app, type Session, type WebContents } from 'electron'
import { developmentServer } from './origin.ts'

const servers = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']

/** Call before the app is ready: from then on no host name is resolved. */
export function lookNothingUp(): void {
  if (developmentServer() === undefined) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Cancels every request of a session that would leave this machine or reach a server on it. */
export function cutOff(session: Session): void {
  session.webRequest.onBeforeRequest({ urls: servers }, ({ url }, answer) => answer({ cancel: !isDevelopment(url) }))
}

/** WebRTC bypasses request handlers, so it is blocked separately. */
export function callNobody(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** The build server's pages, and its WebSocket for hot updates. */
function isDevelopment(url: string): boolean {
  const server = developmentServer()
  return server !== undefined && new URL(url).host === new URL(server).host
}
