/** One shot: details, cast, sketch, takes, memory. German. */
import { capital } from '../../app/film/prompt.ts'
import type { shotEn } from './shot.en.ts'
import { policyTexts } from './policies.ts'
import { moment, part, seconds, shots, time } from './units.de.ts'

const strength = (layers: number, all: number): string =>
  layers === 0
    ? 'nicht in Erinnerung'
    : layers === all
      ? 'deutlich in Erinnerung'
      : layers * 2 >= all
        ? 'teilweise in Erinnerung'
        : 'schwach in Erinnerung'

export const shotDe: typeof shotEn = {
  inspector: {
    label: 'Angaben zur Einstellung',
    none: 'Wähle eine Einstellung, um sie hier zu sehen.',
    many: (count) => `${shots(count)} gewählt`,
    below: (shot) => `Unten: Einstellung ${shot}, an der Abspielmarke.`,
    shot: (shot) => `Einstellung ${shot}`,
    all: {
      label: (count) => `Alle ${shots(count)}`,
      texts: 'Texte',
      differs: 'Überall anders; was du tippst, ersetzt alle',
      several: 'Verschiedene',
      length: (count) => `Länge aller ${count}`,
      memory: (count) => `Gedächtnis aller ${count}`,
      prompt: (count) => `Was in allen ${count} geschieht`,
      title: (count) => `Titel aller ${count}`,
      dialogue: (count) => `Dialog aller ${count}`,
      notes: (count) => `Notizen zu allen ${count}`
    },
    prompt: 'Was geschieht',
    promptHint: 'Auf Englisch: A purple cat walks through a forest at night.',
    room: (left) =>
      left > 1
        ? `Platz für etwa ${left} weitere Wörter`
        : left > 0
          ? 'Platz für etwa ein weiteres Wort'
          : 'Kein Platz für weitere Wörter',
    unread: (end) => `Zu lang: Das Modell liest „${end}“ nicht`,
    number: 'Nummer',
    length: 'Länge',
    shorter: 'Eine Sekunde kürzer',
    longer: 'Eine Sekunde länger',
    seconds,
    range: (least, most) => `${seconds(least)} – ${seconds(most)}`,
    seed: 'Startwert',
    seedHint: 'Derselbe Text mit demselben Startwert gibt dieselben Bilder.',
    anySeed: 'Beliebig',
    locked: 'Die nächste Aufnahme behält diesen Startwert',
    unlocked: 'Jede Aufnahme bekommt einen neuen Startwert',
    dice: 'Anderer Startwert',
    takes: 'Aufnahmen',
    /** The number stands beside the part, as it is seen. */
    activate: (take, part) => (part === null ? `Aufnahme ${take} zeigen` : `Zeigen: Aufnahme ${take}, ${part}`),
    star: (take) => `Aufnahme ${take} mit Stern versehen`,
    again: 'Neu erzeugen',
    againMany: (count) => `${shots(count)} neu erzeugen`,
    make: 'Erzeugen',
    title: 'Titel',
    notes: 'Notizen',
    dialogue: 'Dialog',
    knows: {
      title: 'Was dieses Modell kennt',
      hint: 'Es liest Englisch und zeichnet, was es gelernt hat. Ein Klick schreibt es in den Text; andere Wörter kann es nur erraten.',
      cast: 'Wer',
      colours: 'In welcher Farbe',
      actions: 'Tut was',
      places: 'Wo',
      times: 'Wann',
      untaught: (words) => `Nicht gelernt hat es: ${words.join(', ')}. Es zeichnet das Nächste, was es kennt.`
    },
    advanced: 'Für Fortgeschrittene',
    memory: 'Erinnerung',
    whichMemory: policyTexts('de'),
    reason: 'Wie sie passt',
    looksFine: 'Passt so',
    titleCard: {
      words: 'Wörter',
      ground: 'Grund',
      grounds: { '#000000': 'Schwarz', '#ffffff': 'Weiß', own: 'Farbe' },
      colour: 'Farbe des Grundes',
      size: 'Schrift',
      sizes: { small: 'Klein', medium: 'Mittel', large: 'Groß' }
    },
    taken: (turns: number, controls: number) =>
      `Herausgenommen, weil es niemand sähe: ${[
        ...(turns > 0
          ? [turns === 1 ? 'ein Zeichen, das die Richtung dreht' : `${turns} Zeichen, die die Richtung drehen`]
          : []),
        ...(controls > 0 ? [controls === 1 ? 'ein Steuerzeichen' : `${controls} Steuerzeichen`] : [])
      ].join(' und ')}.`,
    pasted: (count: number) => `Eingefügt wurden ${count} Absätze oder Zeilen.`,
    makeShots: (count: number) => `${shots(count)} daraus machen`,
    until: (held: string) => `Bis dahin: ${held}.`
  },
  cast: {
    label: 'Besetzung des Films',
    add: 'In die Besetzung',
    empty: 'Gib allem, was wiederkehrt, einen Namen und schreib @Name in die Texte.',
    insert: (name) => `@${name} in den Text schreiben`,
    change: (name) => `@${name} ändern`,
    kind: 'Was es ist',
    kinds: { character: 'Figur', place: 'Ort', action: 'Handlung' },
    name: 'Name',
    nameHint: { character: 'Mia', place: 'Heim', action: 'Freude' },
    words: 'Worte',
    wordsHint: { character: 'a purple cat', place: 'in a forest at night', action: 'jumps up and down' },
    use: (name, count) =>
      count === 0 ? `@${name} steht im Text für diese Worte.` : `@${name} steht in ${shots(count)} für diese Worte.`,
    taken: 'Diesen Namen gibt es schon.',
    badName: 'Ein Wort, das mit einem Buchstaben beginnt: Buchstaben, Ziffern, - und _.',
    remove: 'Entfernen',
    save: 'Sichern',
    unknown: (name) => `In der Besetzung heißt niemand @${name}.`,
    addNamed: (name) => `@${name} in die Besetzung aufnehmen`,
    named: (name, numbers) =>
      `${numbers.length === 1 ? 'Einstellung' : 'Die Einstellungen'} ${numbers.join(', ')} ${numbers.length === 1 ? 'nennt' : 'nennen'} @${name}. Ohne die Besetzung liest das Modell dort nur den Namen.`,
    missing: 'Es braucht einen Namen und Worte.',
    unkept: (why) => `${why} So kann es nicht behalten werden.`,
    discard: 'Verwerfen',
    goOn: 'Weiterschreiben',
    removeAnyway: 'Trotzdem entfernen',
    keep: 'Behalten',
    reads: (prompt) => `Gelesen wird: ${prompt}`
  },
  sketch: {
    label: 'Skizze',
    of: (shot) => `Skizze zu Einstellung ${shot}`,
    hint: 'Steht für die Einstellung, bis sie erzeugt ist. Ein Bild lässt sich auch auf die Karte ziehen.',
    replace: 'Andere Skizze …',
    onShots: 'Zieh ein Bild auf eine Einstellung: Es wird ihre Skizze.'
  },
  shelf: {
    label: 'Aufnahmen ohne Einstellung',
    add: (words, length) => `Als Einstellung in den Film: ${words} ${length}`,
    made: (made) => `Erzeugt am ${moment(made)}`,
    more: (words) => `Mehr zur Aufnahme: ${words}`,
    asShot: 'Als eigene Einstellung',
    among: (shot) => `Zu den Aufnahmen von Einstellung ${shot}`,
    amongNone: 'Zu den Aufnahmen der Einstellung an der Abspielmarke',
    given: (shot) => `Sie gehört jetzt zu den Aufnahmen von Einstellung ${shot} und wird gezeigt.`,
    all: (count) => `Alle ${count} zeigen`,
    found: (count) =>
      count === 1 ? 'Eine Aufnahme gehört zu keiner Einstellung.' : `${count} Aufnahmen gehören zu keiner Einstellung.`,
    where: 'Aufbewahrt sind sie links bei den Karten, unter „Aufnahmen ohne Einstellung“.'
  },
  takes: {
    part,
    compare: 'Zwei Aufnahmen vergleichen',
    compareWith: 'Mit der gezeigten vergleichen',
    take: (number) => `Aufnahme ${number}`,
    picture: (number) => `Aufnahme ${number} im selben Augenblick`,
    made: (number, seeds, made, devices = []) => {
      const parts = seeds.map(({ seed, from }) =>
        from === 0 ? `Startwert ${seed}` : `ab ${seconds(from)} Startwert ${seed}`
      )
      const on = devices.map(({ name, from }) => (from === 0 ? name : `ab ${seconds(from)} ${name}`))
      return [`Aufnahme ${number}`, moment(made), parts.join(', '), ...(on.length > 0 ? [on.join(', ')] : [])].join(
        ' · '
      )
    },
    more: (number) => `Mehr zu Aufnahme ${number}`,
    star: 'Mit Stern versehen',
    unstar: 'Stern wegnehmen',
    keepSeed: 'Ihren Startwert für die nächste festhalten',
    drop: 'Aus den Aufnahmen nehmen',
    lookAhead: (shot) => `Vorausschauen: auch zu Einstellung ${shot} passen`,
    left: 'Aufnahme links',
    right: 'Aufnahme rechts',
    use: 'Diese nehmen',
    active: 'Im Film',
    line: 'Linie zwischen den Aufnahmen',
    wipe: 'Wischen',
    beside: 'Nebeneinander',
    controls: 'Vergleichen',
    close: 'Zurück zum Film'
  },
  memory: {
    label: 'Woran sich die Einstellung erinnert',
    title: {
      made: (shot) => `Einstellung ${shot} erinnert sich`,
      planned: (shot) => `Einstellung ${shot} wird sich erinnern`
    },
    sink: 'Immer im Gedächtnis',
    bank: 'Für diese Einstellung gemerkt',
    window: 'Eben gesehen',
    empty: 'Hier werden die Bilder stehen, die der Film im Gedächtnis behält.',
    nothing: 'Noch an nichts: Das ist der Anfang.',
    unknown: 'Erzeuge die Einstellung, um zu sehen, woran sie sich erinnert.',
    chosenLater: 'Das Übrige wird aus dem ganzen Film gewählt, wenn die Einstellung erzeugt wird.',
    frame: (shot, at) => `Aus Einstellung ${shot}, bei ${time(at)}`,
    otherTake: (shot, at) => `Aus einer anderen Aufnahme von Einstellung ${shot}, bei ${time(at)}`,
    more: (count) => `+${count}`,
    elsewhere: (at) => `Aus einer Einstellung, die nicht mehr im Film ist, bei ${time(at)}`,
    strength: (layers, all) => capital(strength(layers, all)),
    marked: { pin: 'Im Sinn behalten', forget: 'Weggelassen' },
    unmarked: 'Wie das Modell es wählt',
    keep: 'Im Sinn behalten',
    leaveOut: 'Weglassen',
    name: 'Was es zeigt',
    nameHint: 'Das Gesicht der Heldin',
    after: 'Auch in den Einstellungen danach',
    next: 'Gilt für die nächste Aufnahme: Erzeuge die Einstellung neu.',
    full: (places) => `Eine Einstellung behält ${places} Bilder im Sinn: Die ersten ${places} gelten.`,
    unable: 'Die Art der Erinnerung dieser Einstellung wählt keine Bilder (Für Fortgeschrittene).',
    show: 'Im Film zeigen',
    did: 'Was das in dieser Aufnahme bewirkt hat',
    kept: (name, before, now, all) => {
      const then = before === now ? 'wie vorher' : `vorher ${strength(before, all)}`
      return `${name}: im Sinn behalten, ${strength(now, all)}; ${then}.`
    },
    forgotten: (name, before, all) =>
      before === 0
        ? `${name}: weggelassen; vorher hatte sich nichts daran erinnert.`
        : `${name}: weggelassen; vorher ${strength(before, all)}.`,
    lookedAhead: (shot) => `Sie hat zu Einstellung ${shot} vorausgeschaut.`
  }
}
