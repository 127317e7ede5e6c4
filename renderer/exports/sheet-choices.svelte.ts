/** Last used options of the contact sheet. Stored per machine, not in the film. */
import * as v from 'valibot'
import { sheetSchema, usualSheet, type SheetChoices } from '../../app/exchange/sheet/choices.ts'
import type { ExportOrder } from '../../app/contract/commands.ts'
import type { Language } from '../strings/strings.svelte.ts'

const key = 'sheet'
/** Longer side of a logo in pixels: some 50 mm in print. */
export const logoSide = 480
/** Limit of a stored logo, in characters. */
const mostLogo = 1_000_000

const keptSchema = v.strictObject({
  ...v.omit(sheetSchema, ['summary', 'date', 'language']).entries,
  /** The header has the date of the export. */
  dated: v.boolean(),
  /** A WebP in base64; empty: none. */
  logo: v.pipe(v.string(), v.maxLength(mostLogo), v.regex(/^[A-Za-z0-9+/=]*$/, 'base64'))
})
export type KeptSheet = v.InferOutput<typeof keptSchema>

const { grid, paper, landscape, fields, title, version, numbers } = usualSheet
const standard: KeptSheet = { grid, paper, landscape, fields, title, version, numbers, dated: true, logo: '' }

class SheetOptions {
  #kept = $state.raw<KeptSheet>(load())

  get now(): KeptSheet {
    return this.#kept
  }

  choose(some: Partial<KeptSheet>): void {
    this.#kept = { ...this.#kept, ...some }
    localStorage.setItem(key, JSON.stringify(this.#kept))
  }

  chooseLogo(bytes: Uint8Array): void {
    this.choose({ logo: btoa(String.fromCharCode(...bytes)) })
  }

  /** @param told the header's texts in the artist's language; the date is left out where it is not chosen */
  order(told: Pick<SheetChoices, 'summary' | 'date'>, language: Language): Extract<ExportOrder, { format: 'pdf' }> {
    const { logo, dated, ...choices } = this.#kept
    const bytes = logo === '' ? null : Uint8Array.from(atob(logo), (sign) => sign.charCodeAt(0))
    return { format: 'pdf', sheet: { ...choices, ...told, date: dated ? told.date : '', language }, logo: bytes }
  }
}

/** Invalid stored values, for example of another version, fall back to the default. */
function load(): KeptSheet {
  try {
    const kept = v.safeParse(keptSchema, JSON.parse(localStorage.getItem(key) ?? 'null'))
    return kept.success ? kept.output : standard
  } catch {
    return standard // unreadable
  }
}

export const sheetOptions = new SheetOptions()
