/** The studio's language: the system's where there is a translation, else English; an explicit choice is stored. */
import { de } from './de.ts'
import { en, type Strings } from './en.ts'

export const languages = { en, de } as const
export type Language = keyof typeof languages

const key = 'language'
const isLanguage = (value: string | null): value is Language => value !== null && value in languages

class Catalogue {
  language = $state<Language>(initial())
  readonly texts: Strings = $derived(languages[this.language])

  choose(language: Language): void {
    this.language = language
    localStorage.setItem(key, language)
    document.documentElement.lang = language
  }
}

function initial(): Language {
  const chosen = localStorage.getItem(key)
  const system = navigator.language.slice(0, 2)
  const language = isLanguage(chosen) ? chosen : isLanguage(system) ? system : 'en'
  document.documentElement.lang = language
  return language
}

export const catalogue = new Catalogue()

/** The texts of the current language. Call it in markup or `$derived`, so that it is reactive. */
export const t = (): Strings => catalogue.texts
