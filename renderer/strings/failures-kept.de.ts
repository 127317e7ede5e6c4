/** Failures of the small files that the program keeps between its starts, from their facts. German. Part of `failuresDe`. */
import type { FailureTexts } from './failures.en.ts'

const keptAt = (path: string | number): string => `Die beschädigte Datei wurde aufgehoben: ${path}`

export const keptFailuresDe = {
  'kept.device': ({ path }) => [
    'Womit gerechnet werden soll, ist verloren: Die Datei damit ist beschädigt.',
    `Throughline wählt selbst, bis du im Menü unter „Rechnen mit …“ wieder wählst. ${keptAt(path)}`
  ],
  'kept.folder': ({ path }) => [
    'Der Ordner, den du für neue Filme gewählt hast, ist verloren: Die Datei damit ist beschädigt.',
    `Du wirst wieder gefragt, wenn ein neuer Film ihn braucht. ${keptAt(path)}`
  ],
  'kept.recents': ({ path }) => [
    'Die Liste der letzten Filme beginnt neu: Die Datei damit ist beschädigt.',
    `Deine Filme sind unverändert: Öffne sie mit „Öffnen …“. ${keptAt(path)}`
  ],
  'kept.unwritten': ({ detail }) => [
    `Damit wird von jetzt an gerechnet, doch für den nächsten Start ließ es sich nicht speichern (${detail}).`,
    'Mach auf der Platte mit deinem Benutzerordner Platz, und wähle es noch einmal.'
  ]
} satisfies Partial<FailureTexts>
