/** What the window calls each kind of memory, in every language: all texts of a new policy are here. */
import type { PolicyName } from '../../app/ledger/policies.ts'
import { inLanguage, type InLanguages } from './in-language.ts'

/** `film`: the card has none of its own. */
const texts: Readonly<Record<'film' | PolicyName, InLanguages<string>>> = {
  film: { en: 'As the film', de: 'Wie der Film' },
  memflow: { en: 'Remembers what matters', de: 'Merkt sich, worauf es ankommt' },
  recall: { en: 'Remembers the whole film', de: 'Merkt sich den ganzen Film' },
  released: { en: 'As published', de: 'Wie veröffentlicht' },
  none: { en: 'Remembers nothing', de: 'Merkt sich nichts' },
  sink: { en: 'Remembers the opening', de: 'Merkt sich den Anfang' },
  fifo: { en: 'Remembers the latest', de: 'Merkt sich das Neueste' }
}

/** The texts of one language. */
export const policyTexts = (language: keyof InLanguages<string>) => inLanguage(texts, language)
