/**
 * No network: everything the studio shows and makes is on this machine. No session loads anything from a server, no
 * name is looked up, no peer is called. Only `npm run dev` may reach its own build server.
 */
import { app, type Session, type WebContents } from 'electron'
import { developmentServer } from './origin.ts'

const servers = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']

/** Call before the app is ready: from then on no host name has an address. */
export function lookNothingUp(): void {
  if (developmentServer() === undefined) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Cancels every request of a session that would leave this machine, or reach a server on it. */
export function cutOff(session: Session): void {
  session.webRequest.onBeforeRequest({ urls: servers }, ({ url }, answer) => answer({ cancel: !isDevelopment(url) }))
}

/** WebRTC goes past requests: it gets no way out either. */
export function callNobody(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** The build server's pages, and the socket by which it tells of changes. */
function isDevelopment(url: string): boolean {
  const server = developmentServer()
  return server !== undefined && new URL(url).host === new URL(server).host
}
