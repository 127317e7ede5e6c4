/** A file that shots are to be made of, as it was chosen or dropped, until that is decided. */
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { decodeText, type DecodedText } from '../../app/exchange/decode-text.ts'
import { hugeText } from '../../app/exchange/text-shots.ts'
import { ask } from './bridge.ts'
import { unfinished, type Deed } from './notices.svelte.ts'

export interface OfferedScript extends DecodedText {
  readonly name: string
  readonly path: string
  /** Where it was dropped among the shots; absent: behind those in hand. */
  readonly at?: number
}

/** A dialog that the studio opens by its name. */
export type DialogName = 'keys' | 'export' | 'find' | 'script' | 'device'

/** What it needs of the studio. */
interface Host {
  dialog: DialogName | null
  readonly leaving: boolean
  attempt(deed: Deed, work: () => Promise<unknown>): Promise<void>
}

export class ScriptOffer {
  /** What the dialog is of. */
  offered = $state.raw<OfferedScript | null>(null)
  readonly #studio: Host

  constructor(studio: Host) {
    this.#studio = studio
  }

  /** A dialog asks for a file. */
  choose(): Promise<void> {
    return this.#studio.attempt({ kind: 'script.choose', subject: [] }, async () => {
      const file = await ask({ type: 'script.choose' })
      if (file === null) return unfinished
      this.#offer({ name: file.name, path: file.path, ...decoded(file.bytes) })
    })
  }

  /** @param at where among the shots it was dropped */
  drop(file: File, path: string, at: number | undefined): Promise<void> {
    return this.#studio.attempt({ kind: 'script.choose', subject: [] }, async () => {
      if (file.size > limits.scriptFile) throw hugeText()
      const text = decoded(new Uint8Array(await file.arrayBuffer()))
      this.#offer({ name: file.name, path, ...text, ...(at !== undefined && { at }) })
    })
  }

  #offer(script: OfferedScript): void {
    if (this.#studio.leaving) return
    this.offered = script
    this.#studio.dialog = 'script'
  }
}

/** @throws Failure `text.unread` */
function decoded(bytes: Uint8Array): DecodedText {
  const text = decodeText(bytes)
  if (text) return text
  throw new Failure(
    'text.unread',
    'This is no text, or not in UTF-8, UTF-16 or Windows-1252.',
    'Save it as plain text (UTF-8) and drop it again.'
  )
}
