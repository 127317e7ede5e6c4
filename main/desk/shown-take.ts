/** Chooses the take under which the film shows a chunk that several takes share. */
import type { FramePicture } from '../../app/contract/memory.ts'
import { activeUse, type Film } from '../../app/film/film.ts'
import type { TakeId } from '../../app/ids.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import { holds } from '../../app/ledger/lineage.ts'
import type { TakeRecord } from '../../app/ledger/records.ts'
import { chunk } from '../../app/time.ts'

/** A film's use of takes, cached: every picture of a memory needs it. */
interface Uses {
  readonly film: Film
  readonly active: ReadonlySet<TakeId>
  readonly kept: ReadonlySet<TakeId>
  /** Takes that share chunks of others, in film order. */
  readonly branches: readonly TakeId[]
}

export class ShownTake {
  #uses: Uses | null = null
  /** Cache: records never change. */
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

  /** A take on the timeline, else one that a card has, else the one that made it. */
  of(film: Film, { take, index }: Pick<FramePicture, 'take' | 'index'>): TakeId {
    if (this.#uses?.film !== film) this.#uses = this.#read(film)
    const { active, kept, branches } = this.#uses
    if (active.has(take)) return take
    const sharing = branches.filter((id) => holds(this.#takes, id, { take, index: chunk(index) }))
    return sharing.find((id) => active.has(id)) ?? (kept.has(take) ? take : (sharing[0] ?? take))
  }

  #read(film: Film): Uses {
    const kept = new Set(film.cards.flatMap(({ takes }) => takes.map(({ take }) => take)))
    return {
      film,
      active: new Set(film.cards.flatMap((card) => activeUse(card)?.take ?? [])),
      kept,
      branches: [...kept].filter((id) => this.#takes.take(id)?.branch)
    }
  }
}
