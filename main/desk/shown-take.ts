/** Under which take the film shows a chunk that several takes share. */
import type { FramePicture } from '../../app/contract/memory.ts'
import { activeUse, type Film } from '../../app/film/film.ts'
import type { TakeId } from '../../app/ids.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import { holds } from '../../app/ledger/lineage.ts'
import type { TakeRecord } from '../../app/ledger/records.ts'
import { chunk } from '../../app/time.ts'

export class ShownTake {
  /** Records never change, so each is read once. */
  readonly #known = new Map<TakeId, TakeRecord | undefined>()
  readonly #takes: Pick<Ledger, 'take'>

  constructor(ledger: Pick<Ledger, 'take'>) {
    this.#takes = {
      take: (id) => {
        if (!this.#known.has(id)) this.#known.set(id, ledger.take(id))
        return this.#known.get(id)
      }
    }
  }

  /** A take on the timeline, else one that a card keeps, else the one that made it. */
  of(film: Film, { take, index }: Pick<FramePicture, 'take' | 'index'>): TakeId {
    const shares = (id: TakeId): boolean => id === take || holds(this.#takes, id, { take, index: chunk(index) })
    const active = film.cards.map((card) => activeUse(card)?.take).filter((id) => id !== undefined)
    const kept = film.cards.flatMap(({ takes }) => takes.map(({ take }) => take))
    return active.find(shares) ?? kept.find(shares) ?? take
  }
}
