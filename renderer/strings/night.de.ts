/** Make everything overnight. German. */
import type { nightEn } from './night.en.ts'
import { duration } from './numbers.ts'
import { shots } from './units.de.ts'

export const nightDe: typeof nightEn = {
  title: 'Über Nacht alles machen',
  missing: (count) => `Was fehlt: ${shots(count)}`,
  outdated: (count) => `Was veraltet ist: ${shots(count)}`,
  unwritten: (count) =>
    count === 1
      ? '1 Einstellung hat keinen Text und bleibt weg.'
      : `${count} Einstellungen haben keinen Text und bleiben weg.`,
  nothing: 'Es gibt nichts zu machen.',
  takes: (count, time) => {
    if (time === null)
      return `${shots(count)} zu machen. Wie lange das dauert, ist noch nicht bekannt: Mit diesem Modell und Gerät wurde zu wenig gemacht.`
    const [least, most] = time
    return least === most
      ? `${shots(count)} zu machen, in etwa ${duration(least)} auf diesem Rechner.`
      : `${shots(count)} zu machen, in ${duration(least)} bis ${duration(most)}, so wie dieser Rechner zuletzt war.`
  },
  meanwhile: 'Der Rechner bleibt wach. Eine Einstellung, die misslingt, wird übergangen und morgens genannt.',
  begin: 'Alles machen',
  made: (count, ended) =>
    ended ? `Über Nacht gemacht: ${shots(count)}.` : `Über Nacht entsteht alles: bisher ${shots(count)}.`,
  again: (times) =>
    times === 1
      ? 'Das Programm wurde inzwischen neu gestartet und machte weiter.'
      : `Das Programm wurde inzwischen ${times}-mal neu gestartet und machte weiter.`,
  failed: (shot, why) => `Einstellung ${shot} ist nicht gemacht: ${why}`,
  each: 'Wie lange jede gedauert hat',
  took: (shot, seconds) => `Einstellung ${shot}: ${duration(seconds)}`,
  gone: '(nicht mehr im Film)',
  play: 'Das Neue abspielen'
}
