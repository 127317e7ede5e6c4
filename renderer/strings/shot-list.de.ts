/** Faults of a shot list, with the line. German; the English is where they are found (app/exchange). */
import type { WindowFailures } from '../../app/base/failure-codes.ts'
import type { FailureTexts } from './failures.en.ts'

/** The line number is in the text; the line itself is shown. */
const at =
  (what: string, remedy: string) =>
  ({ line, quote }: WindowFailures['shots.key']) =>
    [`Zeile ${line} („${quote}“): ${what}`, remedy] as const

export const shotListDe = {
  'shots.text': at('Dieser Text ist zu lang.', 'Kürze ihn.'),
  'shots.character': ({ line }) => [
    `In Zeile ${line} steht ein Zeichen, das man nicht sehen kann.`,
    'Lösche es, oder schreib die Zeile neu.'
  ],
  'shots.line': at(
    'Diese Zeile passt nicht zu dem, was darüber steht.',
    'Der Film hat einen Titel (#), jede Einstellung beginnt mit ##. Nach > steht „notes: …“ oder „dialogue: …“, oder zwei Leerzeichen, die die Zeile darüber fortsetzen.'
  ),
  'shots.key': at(
    'Das gehört hier nicht hin, oder es steht zweimal da.',
    'Vor der ersten Einstellung: seed, memory, length und „@name = Wörter“. Unter ihrer Zeile mit ##: > notes, > dialogue, > shot, > scene, > label, > size und die übrige Bildsprache. In Klammern: eine Länge (4 s), seed 7, memory sink, look ahead.'
  ),
  'shots.length': at(
    'Das ist keine brauchbare Länge.',
    'Schreib die Länge in Sekunden, zum Beispiel (4 s), ohne Komma bei Tausendern.'
  ),
  'shots.over': at('Das ist keine Zahl von Bildern.', 'Schreib, wie viele Bilder der Übergang dauert, in Ziffern.'),
  'shots.seed': at('Das ist kein Startwert.', 'Schreib eine ganze Zahl, in Ziffern.'),
  'shots.model': at('Dieses Modell gibt es nicht.', 'Schreib Kennung und Revision, etwa wan@1.'),
  'shots.memory': at('Diese Art Erinnerung gibt es nicht.', 'Nimm die Angabe heraus: Dann gilt die des Films.'),
  'shots.term': at(
    'Dieses Wort der Bildsprache, oder diese Farbe, gibt es nicht.',
    'Nimm eine Abkürzung wie MCU, OTS oder DOLLY, für das Etikett red, yellow, green oder blue, oder lass die Zeile weg.'
  ),
  'shots.title': at(
    'Diesen Titel hat schon eine andere Einstellung.',
    'Gib jeder Einstellung einen eigenen Titel, oder keinen.'
  ),
  'shots.cast': at(
    'So kommt niemand in die Besetzung.',
    'Schreib zum Beispiel „@katze = a purple cat“ oder „@wiese (place) = a meadow“, jeden Namen einmal.'
  ),
  'shots.empty': () => [
    'In dieser Liste steht keine Einstellung.',
    'Beginn jede mit einer Zeile wie „## Begegnung (4 s)“, und schreib darunter, was geschieht.'
  ],
  'shots.many': () => ['So viele Einstellungen fasst kein Film.', 'Teil die Liste auf mehrere Filme auf.']
} satisfies Partial<FailureTexts>
