/** What the studio has to say without being asked: failures with their remedy, and what can be taken back. */
import type { Command } from '../../app/contract/commands.ts'
import { Failure } from '../../app/base/failure.ts'
import { t } from '../strings/strings.svelte.ts'
import { failureText } from '../strings/failure-text.ts'

/** Something that was asked for. What is done to a whole, `[film]`, is done to its parts, `[film, card]`. */
export interface Deed {
  readonly kind: Command['type']
  /** What it was to be done to: a film by its path, then the part of it. */
  readonly subject: readonly string[]
}

/** What an attempt gives that only began, or was called off: its deed is not done. */
export const unfinished = Symbol('unfinished')

export interface Notice {
  readonly id: number
  readonly tone: 'trouble' | 'news'
  readonly text: string
  readonly remedy: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Deeds that failed; the notice goes when all of them are done. Empty: it is for the person to dismiss. */
  readonly of: readonly Deed[]
}

const newsLife = 8_000 // milliseconds; troubles stay until they are dismissed, or what failed is done
const most = { trouble: 3, news: 2 } as const // each of its own: no news may push out a trouble that nobody has read

export class Notices {
  list = $state.raw<readonly Notice[]>([])
  #count = 0

  /** @param of what failed of it */
  trouble(error: unknown, ...of: readonly Deed[]): void {
    const [text, remedy] = failureText(Failure.from(error), t())
    const said = this.list.find((notice) => notice.text === text)
    if (!said) this.#add({ tone: 'trouble', text, remedy, of })
    else this.#change((notice) => (notice === said ? { ...said, of: [...said.of, ...of] } : notice))
  }

  /** Something was done: that it failed before is no news any more. */
  done(deed: Deed): void {
    this.#change((notice) => {
      const of = notice.of.filter((failed) => !covers(deed, failed))
      if (of.length === notice.of.length) return notice
      return of.length === 0 ? null : { ...notice, of }
    })
  }

  /** The film is in another file from now on. */
  follow(from: string, to: string): void {
    const follow = ({ kind, subject }: Deed): Deed => ({
      kind,
      subject: subject.map((part) => (part === from ? to : part))
    })
    this.#change((notice) => ({ ...notice, of: notice.of.map(follow) }))
  }

  /** @param more what follows from it, in a quiet voice, and what can be done about it */
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
