import type { Strings } from './en.ts'
import { failuresDe } from './failures.de.ts'
import { exportsDe, projectsDe } from './projects.de.ts'

const shots = (count: number): string => (count === 1 ? '1 Einstellung' : `${count} Einstellungen`)
const number = (value: number, digits = 1): string => value.toLocaleString('de', { maximumFractionDigits: digits })
const seconds = (value: number): string => `${number(value)} s`
const percent = (share = 0): string => `${Math.round(share * 100)} %`

/** When something was: `23. Nov., 08:14`. */
const moment = (at: Date): string =>
  at.toLocaleString('de', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** Every word the studio says, in German. */
export const de: Strings = {
  language: 'Deutsch',
  app: 'Throughline',
  start: {
    tagline: 'Das Storyboard-Studio, das sich erinnert',
    stories: 'Mit einer Geschichte beginnen',
    make: 'Film machen',
    makeOf: (story) => `Diesen Film machen: ${story}`,
    fresh: 'Neuer Film',
    untitled: 'Film ohne Titel',
    open: 'Öffnen …',
    recent: 'Zuletzt geöffnet',
    noRecent: 'Hier erscheinen die Filme, die du machst.',
    opened: moment,
    missing: 'Verschoben oder gelöscht',
    forget: (title) => `${title} aus dieser Liste nehmen`,
    storyLength: (count, length) => `${shots(count)} · ${seconds(length)}`
  },
  header: {
    menu: 'Menü',
    title: 'Name des Films',
    saved: 'Gesichert',
    saving: 'Wird gesichert …',
    readOnly: 'Nur zum Ansehen',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    generate: 'Film erzeugen',
    generating: 'Wird erzeugt',
    pause: 'Anhalten',
    resume: 'Weitermachen',
    stop: 'Beenden',
    export: 'Exportieren',
    hideTray: 'Karten ausblenden',
    showTray: 'Karten einblenden',
    hideInspector: 'Angaben zur Einstellung ausblenden',
    showInspector: 'Angaben zur Einstellung einblenden'
  },
  progress: {
    rate: (rate) => `${number(rate)}× Echtzeit`,
    frames: (rate) => `${Math.round(rate)} Bilder/s`,
    left: (value) => (value < 1 ? 'fast fertig' : `noch ${time(value)}`),
    done: (made, all) => `${made} von ${all} s`,
    queue: 'In Arbeit, und was folgt',
    order:
      'In dieser Reihenfolge. Jede Einstellung setzt fort, was vor ihr steht, wenn sie an der Reihe ist: Eine, die der vor ihr vorgezogen wird, passt danach vielleicht nicht mehr; ihr Zeichen sagt es.',
    earlier: (shot) => `Einstellung ${shot} früher erzeugen`,
    later: (shot) => `Einstellung ${shot} später erzeugen`,
    reordered: (shot, place, all) => `Einstellung ${shot} ist jetzt Nummer ${place} von ${all} wartenden.`,
    starting: 'Wird vorbereitet …',
    restarting: 'Wird neu gestartet …',
    paused: 'Angehalten',
    complete: 'Der Film ist fertig.'
  },
  lastSecond: {
    noShot: 'Wähl zuerst eine Einstellung.',
    nothing: 'Von der Einstellung ist noch nichts erzeugt.',
    notSeen: 'Ihre neueste Sekunde ist noch nicht zu sehen.',
    another: 'Eine andere Einstellung wird gerade erzeugt.'
  },
  tray: {
    label: 'Karten',
    blank: 'Leere Karte',
    blankHint: 'Sag, wer da ist und was geschieht',
    shots: 'Einstellungen',
    cast: 'Figuren',
    places: 'Orte',
    actions: 'Handlungen',
    search: 'Karte suchen',
    name: (name) => `Einen Namen geben: @${name}`,
    named: (name) => `@${name} gehört zur Besetzung des Films.`,
    add: (words) => `In den Film nehmen: ${words}`,
    empty: 'Nichts dergleichen.'
  },
  timeline: {
    label: 'Zeitleiste',
    cards: 'Einstellungen des Films',
    empty: 'Zieh eine Karte hierher oder drück N',
    emptyHint: 'Eine Karte ist eine Einstellung: Sag, wer da ist und was geschieht.',
    zoom: 'Vergrößerung',
    zoomIn: 'Näher',
    zoomOut: 'Weiter',
    fit: 'Ganzer Film',
    add: 'Karte hinzufügen',
    more: (shot) => `Mehr zu Einstellung ${shot}`,
    noPrompt: 'Noch nichts geschrieben',
    playhead: 'Abspielmarke',
    markers: 'Marken',
    marker: (time, name) => (name ? `Marke „${name}“ bei ${time}` : `Marke bei ${time}`),
    markerName: 'Name der Marke',
    markerHint: 'Doppelklick gibt ihr einen Namen',
    removeMarker: 'Marke entfernen',
    height: 'Höhe der Zeitleiste',
    resize: (shot) => `Länge von Einstellung ${shot}`,
    length: seconds,
    count: (count, length) => `${shots(count)} · ${seconds(length)}`,
    card: (shot, state, length, prompt) => `Einstellung ${shot}, ${state}, ${seconds(length)}. ${prompt}`,
    moved: (shot, place, all) => `Einstellung ${shot} ist jetzt Nummer ${place} von ${all}.`,
    newLength: (shot, length) => `Einstellung ${shot} dauert ${seconds(length)}.`
  },
  state: {
    planned: 'Geplant',
    queued: 'Wartet',
    generating: 'Entsteht',
    partial: 'Begonnen',
    fits: 'Passt',
    check: 'Prüfen',
    stale: 'Veraltet'
  },
  reasons: {
    'nothing-made': () => 'Noch ist nichts erzeugt.',
    'take-lost': () => 'Ihre Aufnahme ist nicht in diesem Projekt; sie lässt sich neu erzeugen.',
    queued: () => 'Sie wartet, bis sie an der Reihe ist.',
    generating: () => 'Sie entsteht gerade.',
    'prompt-changed': () => 'Ihr Text wurde geändert, seit sie erzeugt wurde.',
    'seed-changed': () => 'Ihr Startwert wurde geändert, seit sie erzeugt wurde.',
    'policy-changed': () => 'Ihre Art der Erinnerung wurde geändert, seit sie erzeugt wurde.',
    'wishes-changed': () => 'Was sie behalten oder vergessen soll, wurde geändert, seit sie erzeugt wurde.',
    'model-changed': () => 'Sie wurde mit einem anderen Modell erzeugt.',
    unfinished: () => 'Ein Teil ist erzeugt; beim Erzeugen geht es dort weiter.',
    'same-memory': () => 'Sie entstand aus genau dem, was vor ihr kommt.',
    'before-unmade': () => 'Eine Einstellung vor ihr ist noch nicht erzeugt.',
    'memory-close': ({ distance }) =>
      `Was vor ihr kommt, hat sich geändert, doch sie erinnert sich noch an ${percent(distance?.identities)} davon.`,
    'memory-far': ({ distance }) =>
      distance
        ? `Was vor ihr kommt, ist ein anderer Film: Sie erinnert sich nur noch an ${percent(distance.identities)} davon.`
        : 'Sie wurde für eine andere Stelle im Film erzeugt.'
  },
  player: {
    label: 'Abspielen',
    picture: 'Der Film an der Abspielmarke',
    play: 'Abspielen',
    pause: 'Anhalten',
    first: 'Zum Anfang',
    last: 'Zum Ende',
    back: 'Ein Bild zurück',
    forward: 'Ein Bild vor',
    loop: 'Schleife',
    full: 'Vollbild',
    leaveFull: 'Vollbild verlassen',
    time: 'Zeit',
    live: 'Live',
    empty: 'Hier erscheint dein Film',
    slate: (shot) => `Einstellung ${shot}`,
    range: (from, to) => `Spielt von ${from} bis ${to}`,
    clearRange: 'Wieder den ganzen Film spielen',
    markedAt: { in: (time) => `Spielt ab ${time}.`, out: (time) => `Spielt bis ${time}.` }
  },
  inspector: {
    label: 'Angaben zur Einstellung',
    none: 'Wähl eine Einstellung, um sie hier zu sehen.',
    many: (count) => `${shots(count)} gewählt`,
    shot: (shot) => `Einstellung ${shot}`,
    prompt: 'Was geschieht',
    promptHint: 'Auf Englisch: A purple cat walks through a forest at night.',
    pieces: (used, most) => `${used} von ${most} Wortteilen`,
    unread: (end) => `Zu lang: Das Modell liest „${end}“ nicht`,
    number: 'Nummer',
    length: 'Länge',
    shorter: 'Eine Sekunde kürzer',
    longer: 'Eine Sekunde länger',
    seconds,
    seed: 'Startwert',
    seedHint: 'Derselbe Text mit demselben Startwert gibt dieselben Bilder.',
    anySeed: 'Beliebig',
    locked: 'Die nächste Aufnahme behält diesen Startwert',
    unlocked: 'Jede Aufnahme bekommt einen neuen Startwert',
    dice: 'Anderer Startwert',
    takes: 'Aufnahmen',
    activate: (take) => `Aufnahme ${take} zeigen`,
    star: (take) => `Aufnahme ${take} mit Stern versehen`,
    again: 'Neu erzeugen',
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
      times: 'Wann'
    },
    advanced: 'Für Fortgeschrittene',
    memory: 'Erinnerung',
    whichMemory: {
      film: 'Wie der Film',
      memflow: 'Merkt sich, worauf es ankommt',
      recall: 'Merkt sich den ganzen Film',
      released: 'Wie veröffentlicht',
      none: 'Merkt sich nichts',
      sink: 'Merkt sich den Anfang',
      fifo: 'Merkt sich das Neueste'
    },
    reason: 'Wie sie passt'
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
    reads: (prompt) => `Gelesen wird: ${prompt}`
  },
  sketch: {
    label: 'Skizze',
    of: (shot) => `Skizze zu Einstellung ${shot}`,
    hint: 'Steht für die Einstellung, bis sie erzeugt ist. Ein Bild lässt sich auch auf die Karte ziehen.',
    replace: 'Andere Skizze …',
    onShots: 'Zieh ein Bild auf eine Einstellung: Es wird ihre Skizze.'
  },
  takes: {
    compare: 'Zwei Aufnahmen vergleichen',
    compareWith: 'Mit der gezeigten vergleichen',
    take: (number) => `Aufnahme ${number}`,
    picture: (number) => `Aufnahme ${number} zur gemeinsamen Zeit`,
    made: (number, seeds, made) => {
      const parts = seeds.map(({ seed, from }) =>
        from === 0 ? `Startwert ${seed}` : `ab ${seconds(from)} Startwert ${seed}`
      )
      return `Aufnahme ${number} · ${moment(made)} · ${parts.join(', ')}`
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
    title: 'Erinnert sich',
    willRemember: 'Wird sich erinnern',
    sink: 'Immer im Gedächtnis',
    bank: 'Für diese Einstellung gemerkt',
    window: 'Eben gesehen',
    empty: 'Hier werden die Bilder stehen, die der Film im Gedächtnis behält.',
    nothing: 'Noch an nichts: Das ist der Anfang.',
    unknown: 'Erzeuge die Einstellung, um zu sehen, woran sie sich erinnert.',
    chosenLater: 'Das Übrige wird aus dem ganzen Film gewählt, wenn die Einstellung erzeugt wird.',
    frame: (shot, at) => `Aus Einstellung ${shot}, bei ${time(at)}`,
    more: (count) => `+${count}`,
    elsewhere: (at) => `Aus einer Einstellung, die nicht mehr im Film ist, bei ${time(at)}`,
    votes: (votes, all) => `${votes} von ${all} Schichten erinnern sich`,
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
      const then = before === now ? 'wie vorher' : before === 0 ? 'vorher von keiner' : `vorher von ${before}`
      return `${name}: im Sinn behalten von ${now === all ? `allen ${all}` : `${now} von ${all}`} Schichten; ${then}.`
    },
    left: (name, before, all) =>
      before === 0
        ? `${name}: weggelassen; vorher hatte sich nichts daran erinnert.`
        : `${name}: weggelassen; ${before} von ${all} Schichten hatten sich erinnert.`,
    lookedAhead: (shot) => `Sie hat zu Einstellung ${shot} vorausgeschaut.`
  },

  actions: {
    play: 'Abspielen oder anhalten',
    backwards: 'Rückwärts abspielen',
    halt: 'Anhalten',
    forwards: 'Vorwärts abspielen, schneller',
    frameBack: 'Ein Bild zurück',
    frameForward: 'Ein Bild vor',
    secondBack: 'Eine Sekunde zurück',
    secondForward: 'Eine Sekunde vor',
    first: 'Zum Anfang',
    last: 'Zum Ende',
    playShot: 'Nur diese Einstellung abspielen',
    markIn: 'Ab hier abspielen: In-Punkt',
    markOut: 'Bis hier abspielen: Out-Punkt',
    unmark: 'In- und Out-Punkt löschen',
    previousCard: 'Vorige Einstellung',
    nextCard: 'Nächste Einstellung',
    stretchBack: 'Auswahl bis zur vorigen Einstellung',
    stretchForward: 'Auswahl bis zur nächsten Einstellung',
    generate: 'Film erzeugen',
    again: 'Diese Einstellung neu erzeugen',
    lastSecond: 'Die letzte Sekunde neu erzeugen',
    ripple: 'Auch die folgenden Einstellungen neu erzeugen',
    takes: 'Unter ihren Aufnahmen wählen',
    compare: 'Zwei Aufnahmen vergleichen',
    newCard: 'Neue Karte danach',
    split: 'An der Abspielmarke teilen',
    duplicate: 'Verdoppeln',
    remove: 'Löschen',
    sketch: 'Skizze hinzufügen …',
    removeSketch: 'Skizze entfernen',
    marker: 'Marke an der Abspielposition setzen oder löschen',
    nameMarker: 'Die Marke an der Abspielposition benennen',
    nextMarker: 'Zur nächsten Marke',
    trimStart: 'Anfang bis zur Abspielmarke kürzen',
    trimEnd: 'Ende bis zur Abspielmarke kürzen',
    moveLeft: 'Karte nach links',
    moveRight: 'Karte nach rechts',
    longer: 'Eine Sekunde länger',
    shorter: 'Eine Sekunde kürzer',
    selectAll: 'Alles wählen',
    selectNone: 'Nichts wählen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einsetzen',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    export: 'Exportieren …',
    fullScreen: 'Vollbild',
    loop: 'Schleife',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    zoomFit: 'Den ganzen Film zeigen',
    newFilm: 'Neuer Film',
    openFilm: 'Öffnen …',
    saveAs: 'Sichern unter …',
    duplicateFilm: 'Film duplizieren …',
    closeFilm: 'Film schließen',
    keys: 'Alle Tasten',
    toggleTray: 'Karten',
    toggleInspector: 'Angaben zur Einstellung'
  },
  crash: {
    reloaded:
      'Das Fenster hat versagt und wurde neu geöffnet. Nichts Gesichertes ist verloren: Der Film ist, wie er war.',
    title: 'Das Fenster versagt immer wieder',
    text: 'Es hat zweimal in einer Minute versagt. Dein Film ist gesichert, wie er war; nur das Fenster ist kaputt.',
    again: 'Noch einmal versuchen',
    quit: 'Beenden'
  },
  menus: {
    film: 'Film',
    edit: 'Bearbeiten',
    shot: 'Einstellung',
    view: 'Ansicht',
    recent: 'Zuletzt geöffnet',
    language: 'Sprache'
  },
  keys: {
    title: 'Alle Tasten',
    search: 'Taste oder Wirkung suchen',
    none: 'Das tut keine Taste.',
    groups: { play: 'Abspielen', shot: 'Einstellungen', film: 'Film', view: 'Ansicht' }
  },
  exports: exportsDe,
  projects: projectsDe,
  failures: failuresDe,
  notices: {
    label: 'Hinweise',
    dismiss: 'Ausblenden',
    remade: 'Was sich geändert hat',
    deleted: (count) => `${shots(count)} gelöscht`,
    undo: 'Rückgängig'
  }
}

/** Minutes and seconds: `1:05`; under a minute `12 s`. */
function time(value: number): string {
  const whole = Math.max(0, Math.round(value))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
