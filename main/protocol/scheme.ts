/**
 * `app://bundle/…`: the renderer's files and the open film's pictures on one origin, without a server. A route answers a
 * path below its first segment; everything else is a file of the renderer (window-files.ts).
 */
import { protocol, type Session } from 'electron'
import { securityHeaders } from '../security/policy.ts'
import { Gate } from './gate.ts'

/** Answers the rest of a path; `undefined` means 404. */
export type Route = (rest: string) => Promise<RouteAnswer | undefined>

export interface RouteAnswer {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  /** True when the content of this URL never changes. */
  readonly immutable: boolean
}

/** Must run before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

/** Serves `app://bundle/NAME/REST` from `routes[NAME]`, everything else from `files`; 503 where too much is asked at once. */
export function serve(session: Session, routes: Readonly<Record<string, Route>>, files: Route): void {
  const gate = new Gate()
  session.protocol.handle('app', async (request) => (await gate.pass(() => answer(request))) ?? refuse(503))

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (url.host !== 'bundle' || request.method !== 'GET') return refuse(404)
    const [, name = '', rest = ''] = /^\/([^/]*)(?:\/(.*))?$/.exec(url.pathname) ?? []
    try {
      const route = Object.hasOwn(routes, name) ? routes[name] : undefined // a URL may contain `/constructor`
      const found = await (route?.(decodeURIComponent(rest)) ?? files(decodeURIComponent(url.pathname)))
      return found === undefined ? refuse(404) : give(found)
    } catch {
      return refuse(404) // a malformed URL, or a film that is being closed
    }
  }
}

function give(answer: RouteAnswer): Response {
  const cache = answer.immutable ? 'private, max-age=31536000, immutable' : 'no-store'
  return new Response(answer.body, {
    headers: { ...securityHeaders, 'content-type': answer.type, 'cache-control': cache }
  })
}

const refuse = (status: number): Response => new Response(null, { status, headers: securityHeaders })
