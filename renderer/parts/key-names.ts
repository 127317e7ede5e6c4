/** Shortcuts as text: for people, in their language, and for screen readers (ARIA). */
import { t } from '../strings/strings.svelte.ts'

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const signs: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }

const parts = (name: string): readonly string[] => (name.endsWith('?') ? ['?'] : name.split(/\+(?=.)/))

/** As shown in menus and tooltips: `Ctrl+Z`, on a Mac `⌘Z`. @param name in an action's form: `Mod+Z` */
export function keyText(name: string, mac: boolean): string {
  const names: Readonly<Record<string, string>> = t().keyNames
  return parts(name)
    .map((part) => (mac ? macSigns[part] : undefined) ?? signs[part] ?? names[part] ?? part)
    .join(mac ? '' : '+')
}

/** As `aria-keyshortcuts`: `Control+Z`, on a Mac `Meta+Z`. */
export const ariaKeys = (name: string, mac: boolean): string =>
  parts(name)
    .map((part) => (part === 'Mod' ? (mac ? 'Meta' : 'Control') : part))
    .join('+')
