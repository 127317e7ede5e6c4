/** A script or an edited cut that was chosen or dropped, until the user has decided about it. */
import { limits } from '../../app/base/limits.ts'
import { demandText, type DecodedText } from '../../app/exchange/decode-text.ts'
import { hugeText } from '../../app/exchange/text-shots.ts'
import { ask } from './bridge.ts'
import { unfinished, type Deed } from './notices.svelte.ts'

export interface OfferedScript extends DecodedText {
  readonly name: string
  readonly path: string
  /** Where it was dropped among the shots; absent: after the selected ones. */
  readonly at?: number
}

/** Names of the studio's dialogs. */
export type DialogName = 'keys' | 'export' | 'find' | 'script' | 'device' | 'models' | 'night'

/** Dependencies on the studio. */
interface Host {
  dialog: DialogName | null
  readonly leaving: boolean
  attempt(deed: Deed, work: () => Promise<unknown>): Promise<void>
}

export class ScriptOffer {
  /** The file the dialog is about. */
  offered = $state.raw<OfferedScript | null>(null)
  readonly #studio: Host

  constructor(studio: Host) {
    this.#studio = studio
  }

  /** Asks for a file with a dialog. */
  choose(): Promise<void> {
    return this.#studio.attempt({ kind: 'script.choose', subject: [] }, async () => {
      const file = await ask({ type: 'script.choose' })
      if (file === null) return unfinished
      this.#offer({ name: file.name, path: file.path, ...demandText(file.bytes) })
    })
  }

  /** @param at index among the shots where it was dropped */
  drop(file: File, path: string, at: number | undefined): Promise<void> {
    return this.#studio.attempt({ kind: 'script.choose', subject: [] }, async () => {
      if (file.size > limits.scriptFile) throw hugeText()
      const text = demandText(new Uint8Array(await file.arrayBuffer()))
      this.#offer({ name: file.name, path, ...text, ...(at !== undefined && { at }) })
    })
  }

  #offer(script: OfferedScript): void {
    if (this.#studio.leaving) return
    this.offered = script
    this.#studio.dialog = 'script'
  }
}
