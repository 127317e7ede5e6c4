/** What the studio has to say without being asked: failures with their remedy, and what can be taken back. */
import { Failure } from '../../app/contract/failure.ts'
import { t } from '../strings/strings.svelte.ts'
import { told } from '../strings/told.ts'

export interface Notice {
  readonly id: number
  readonly tone: 'trouble' | 'news'
  readonly text: string
  readonly remedy: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

const newsLife = 8_000 // milliseconds; troubles stay until they are dismissed

export class Notices {
  list = $state.raw<readonly Notice[]>([])
  #count = 0

  trouble(error: unknown): void {
    const [cause, remedy] = told(Failure.from(error), t())
    if (this.list.some(({ text }) => text === cause)) return
    this.#add({ tone: 'trouble', text: cause, remedy })
  }

  news(text: string, action?: Notice['action']): void {
    const id = this.#add({ tone: 'news', text, remedy: '', ...(action && { action }) })
    setTimeout(() => this.dismiss(id), newsLife)
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id)
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = ++this.#count
    this.list = [...this.list, { ...notice, id }].slice(-3)
    return id
  }
}
