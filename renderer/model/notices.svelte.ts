/** Notices: failures with their remedy, and news with an undo or another action. */
import type { Command } from '../../app/contract/commands.ts'
import { Failure } from '../../app/base/failure.ts'
import { t } from '../strings/strings.svelte.ts'
import { failureText } from '../strings/failure-text.ts'

/** Identifies something the user asked for. A deed on a whole, `[film]`, covers its parts, `[film, card]`. */
export interface Deed {
  readonly kind: Command['type']
  /** Its object: a film by path, then the part of it. */
  readonly subject: readonly string[]
}

/** Result of an attempt that only started, or was cancelled: the deed does not count as done. */
export const unfinished = Symbol('unfinished')

export interface Notice {
  readonly id: number
  readonly tone: 'trouble' | 'news'
  readonly text: string
  readonly remedy: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Failed deeds; the notice is removed when all of them succeed. Empty: the user dismisses it. */
  readonly of: readonly Deed[]
}

const newsLife = 8_000 // milliseconds; failures stay until dismissed or resolved
const most = { trouble: 3, news: 2 } as const // separate limits: news must not displace an unread failure

export class Notices {
  list = $state.raw<readonly Notice[]>([])
  #count = 0

  /** @param of the deeds that failed with it */
  trouble(error: unknown, ...of: readonly Deed[]): void {
    const [text, remedy] = failureText(Failure.from(error), t())
    const said = this.list.find((notice) => notice.text === text)
    if (!said) this.#add({ tone: 'trouble', text, remedy, of })
    else this.#change((notice) => (notice === said ? { ...said, of: [...said.of, ...of] } : notice))
  }

  /** A deed succeeded: removes the notices of its earlier failures. */
  done(deed: Deed): void {
    this.#change((notice) => {
      const of = notice.of.filter((failed) => !covers(deed, failed))
      if (of.length === notice.of.length) return notice
      return of.length === 0 ? null : { ...notice, of }
    })
  }

  /** The film has a new path. */
  follow(from: string, to: string): void {
    const follow = ({ kind, subject }: Deed): Deed => ({
      kind,
      subject: subject.map((part) => (part === from ? to : part))
    })
    this.#change((notice) => ({ ...notice, of: notice.of.map(follow) }))
  }

  /** @param more quiet details, and an action */
  news(text: string, more: { readonly quiet?: string; readonly action?: Notice['action'] } = {}): void {
    const { quiet = '', action } = more
    const id = this.#add({ tone: 'news', text, remedy: quiet, of: [], ...(action && { action }) })
    setTimeout(() => this.dismiss(id), newsLife)
  }

  dismiss(id: number): void {
    this.#change((notice) => (notice.id === id ? null : notice))
  }

  #change(change: (notice: Notice) => Notice | null): void {
    this.list = this.list.map(change).filter((notice) => notice !== null)
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = ++this.#count
    const old = this.list.filter(({ tone }) => tone === notice.tone).slice(0, -(most[notice.tone] - 1))
    this.list = [...this.list.filter((each) => !old.includes(each)), { ...notice, id }]
    return id
  }
}

const covers = (deed: Deed, failed: Deed): boolean =>
  deed.kind === failed.kind && deed.subject.every((part, index) => failed.subject[index] === part)
