import type { Strings } from './en.ts'
import { actionsDe, actionsOnDe, keyNamesDe, keysDe, menusDe } from './actions.de.ts'
import { checkDe } from './check.de.ts'
import { devicesDe } from './devices.ts'
import { drawDe } from './draw.de.ts'
import { editsDe } from './edits.de.ts'
import { failuresDe } from './failures.de.ts'
import { modelsDe } from './models.de.ts'
import { nightDe } from './night.de.ts'
import { exportsDe, projectsDe } from './projects.de.ts'
import { languageDe } from './language.de.ts'
import { recutDe } from './recut.de.ts'
import { scenesDe } from './scenes.de.ts'
import { scriptDe } from './script.de.ts'
import { sheetDe } from './sheet.de.ts'
import { shotDe } from './shot.de.ts'
import { soundDe } from './sound.de.ts'
import { seconds, shots, time, moment } from './units.de.ts'

/** All texts of the studio in German. */
export const de: Strings = {
  language: 'Deutsch',
  app: 'Throughline',
  devices: devicesDe,
  models: modelsDe,
  start: {
    tagline: 'Das Storyboard-Studio, das sich erinnert',
    stories: 'Mit einer Geschichte beginnen',
    make: 'Film machen',
    makeOf: (story) => `Diesen Film machen: ${story}`,
    fresh: 'Neuer Film',
    untitled: 'Film ohne Titel',
    open: 'Öffnen …',
    script: 'Drehbuch importieren …',
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
    textNotSaved: (shot) =>
      shot === null ? 'Der Name des Films ist nicht gesichert' : `Ein Text von Einstellung ${shot} ist nicht gesichert`,
    file: 'Datei:',
    readOnly: 'Nur zum Ansehen',
    undo: (what) => (what === null ? 'Rückgängig' : `Rückgängig: ${what}`),
    redo: (what) => (what === null ? 'Wiederholen' : `Wiederholen: ${what}`),
    generate: 'Film erzeugen',
    update: (all) => (all.length === 1 ? `Einstellung ${all[0]} erneuern` : `${shots(all.length)} erneuern`),
    nothingToMake: {
      readOnly: 'Dieser Film kann nur angesehen werden.',
      making: 'Er wird gerade erzeugt.',
      noShots: 'Füge zuerst eine Einstellung hinzu.',
      noPrompts: 'Schreib in die Einstellungen, die fehlen, was geschieht.',
      done: 'Jede Einstellung ist erzeugt. Um eine neu zu machen, wähle sie und drücke R.'
    },
    goOn: (count) => `Weiter: ${shots(count)}`,
    generating: 'Wird erzeugt',
    pause: 'Anhalten',
    resume: 'Weitermachen',
    stop: 'Beenden',
    export: 'Exportieren',
    showBoard: 'Den Film als Tafel zeigen',
    showTimeline: 'Die Zeitleiste zeigen',
    hideTray: 'Karten ausblenden',
    showTray: 'Karten einblenden',
    hideInspector: 'Angaben zur Einstellung ausblenden',
    showInspector: 'Angaben zur Einstellung einblenden'
  },
  progress: {
    remaining: (value) => (value < 1 ? 'fast fertig' : `noch ${time(value)}`),
    queue: 'In Arbeit, und was folgt',
    order:
      'In dieser Reihenfolge. Jede Einstellung setzt fort, was vor ihr steht, wenn sie an der Reihe ist: Eine, die der vor ihr vorgezogen wird, passt danach vielleicht nicht mehr; ihr Zeichen sagt es.',
    earlier: (shot) => `Einstellung ${shot} früher erzeugen`,
    later: (shot) => `Einstellung ${shot} später erzeugen`,
    reordered: (shot, place, all) => `Einstellung ${shot} ist jetzt Nummer ${place} von ${all} wartenden.`,
    goesOn: (count) => `Es geht weiter mit dem, was noch zu erzeugen war: ${shots(count)}.`,
    drop: (shot) => `Einstellung ${shot} nicht erzeugen`,
    dropped: (shot) => `Einstellung ${shot} wird doch nicht erzeugt.`,
    starting: 'Wird vorbereitet …',
    restarting: 'Wird neu gestartet …',
    paused: 'Angehalten',
    asking: 'Wartet auf deine Antwort',
    stopping: 'Wird beendet …',
    remembering: (shot, done, all) => `Erinnert sich für Einstellung ${shot}, ${done} von ${all} s`
  },
  lastSecond: {
    noShot: 'Wähle zuerst eine Einstellung.',
    nothing: 'Von der Einstellung ist noch nichts erzeugt.',
    notSeen: 'Ihre neueste Sekunde ist noch nicht zu sehen.',
    another: 'Eine andere Einstellung wird gerade erzeugt.'
  },
  tray: {
    label: 'Karten',
    blank: 'Leere Karte',
    title: 'Titelkarte',
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
  scenes: scenesDe,
  sound: soundDe,
  draw: drawDe,
  shotLanguage: languageDe,
  board: {
    label: 'Tafel',
    size: 'Größe der Karten'
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
    noCut: 'Die Abspielmarke ist am Rand der Einstellung: Setz sie hinein.',
    more: (shot) => `Mehr zu Einstellung ${shot}`,
    noPrompt: 'Noch nichts geschrieben',
    playhead: 'Abspielmarke',
    markers: 'Marken',
    marker: (time, name) => (name ? `Marke „${name}“ bei ${time}` : `Marke bei ${time}`),
    markerName: 'Name der Marke',
    markerHint: 'Doppelklick gibt ihr einen Namen',
    removeMarker: 'Marke entfernen',
    height: 'Höhe der Zeitleiste',
    length: seconds,
    count: (count, length) => `${shots(count)} · ${seconds(length)}`,
    card: (shot, state, length, prompt) => `Einstellung ${shot}, ${state}, ${seconds(length)}. ${prompt}`,
    moved: (shot, place, all) => `Einstellung ${shot} ist jetzt Nummer ${place} von ${all}.`,
    numbers: {
      lockNumbers: 'Jede Einstellung behält jetzt ihre Nummer.',
      countNumbers: 'Die Einstellungen werden wieder ab 1 gezählt.'
    }
  },
  state: {
    planned: 'Geplant',
    queued: 'Wartet',
    generating: 'Entsteht',
    paused: 'Angehalten',
    partial: 'Begonnen',
    fits: 'Passt',
    check: 'Prüfen',
    stale: 'Veraltet'
  },
  reasons: {
    title: () => 'Eine Titelkarte: gesetzt, wie sie geschrieben ist. Nichts wird daraus erzeugt.',
    'nothing-made': () => 'Noch ist nichts erzeugt.',
    'take-lost': () => 'Ihre Aufnahme ist nicht in diesem Projekt; sie lässt sich neu erzeugen.',
    queued: () => 'Sie wartet, bis sie an der Reihe ist.',
    paused: () => 'Ihre Erzeugung ist angehalten.',
    generating: () => 'Sie entsteht gerade.',
    'prompt-changed': () => 'Ihr Text wurde geändert, seit sie erzeugt wurde.',
    'seed-changed': () => 'Ihr Startwert wurde geändert, seit sie erzeugt wurde.',
    'policy-changed': () => 'Ihre Art der Erinnerung wurde geändert, seit sie erzeugt wurde.',
    'wishes-changed': () => 'Die Wahl ihrer Erinnerungen wurde geändert, seit sie erzeugt wurde.',
    'model-changed': ({ model = '' }) => `Sie wurde mit einem anderen Modell erzeugt: ${model}.`,
    unfinished: () => 'Ein Teil ist erzeugt; beim Erzeugen geht es dort weiter.',
    'same-memory': () => 'Passt zu den Einstellungen vor ihr.',
    accepted: () => 'Du hast sie angesehen: Sie passt zu den Einstellungen vor ihr.',
    'before-unmade': () => 'Eine Einstellung vor ihr ist noch nicht erzeugt.',
    'memory-close': () => 'Entstand, bevor sich die Einstellungen davor etwas änderten: Sieh nach, ob sie noch passt.',
    'memory-far': ({ distance }) =>
      distance
        ? 'Entstand, bevor sich die Einstellungen davor änderten.'
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
  ...shotDe,
  actions: actionsDe,
  actionsOn: actionsOnDe,
  shot: (number) => `Einstellung ${number}`,
  shots,
  crash: {
    reloaded:
      'Das Fenster hat versagt und wurde neu geöffnet. Nichts Gesichertes ist verloren: Der Film ist, wie er war.',
    title: 'Das Fenster versagt immer wieder',
    text: 'Es hat zweimal in einer Minute versagt. Dein Film ist gesichert, wie er war; nur das Fenster ist kaputt.',
    again: 'Noch einmal versuchen',
    quit: 'Beenden'
  },
  questions: {
    leaving: {
      title: 'Der Film wird noch exportiert',
      text: 'Verlässt du ihn jetzt, endet das, und nichts wird geschrieben. Was vorher da war, bleibt, wie es ist.',
      stay: 'Weiter exportieren',
      go: 'Export beenden'
    },
    replacing: {
      title: '„{name}“ gibt es schon',
      text: 'Wird die Datei ersetzt, ist der Film darin verloren, mit allen Aufnahmen.',
      stay: 'Behalten',
      go: 'Ersetzen'
    },
    elsewhere: {
      title: 'In {name} lassen sich keine Filme ablegen',
      text: 'In den Ordner kann nicht geschrieben werden. Wähle einen anderen Ort; neue Filme kommen von da an dorthin.',
      stay: 'Abbrechen',
      go: 'Ort wählen …'
    },
    hung: {
      title: 'Das Fenster antwortet nicht',
      text: 'Dein Film ist sicher, und was gerade entsteht, entsteht weiter. Du kannst warten oder das Fenster neu laden: Es kommt mit dem Film zurück, wie er war; nur was du schriebst, während es nicht antwortete, fehlt.',
      stay: 'Warten',
      go: 'Neu laden'
    },
    ended: {
      made: 'Der Film ist erzeugt.',
      exported: 'Der Film ist exportiert.',
      failed: 'Es ließ sich nicht zu Ende bringen.',
      asks: 'Was den Film rechnet, ist zweimal ausgefallen. Er wartet auf deine Antwort.'
    }
  },
  find: {
    title: 'Einstellung suchen',
    search: 'Worte, Nummer, Titel, Szene oder Größe',
    none: 'Keine Einstellung sagt das.',
    found: (count) => `${shots(count)} gefunden`,
    states: 'Nur Einstellungen in diesem Zustand',
    select: (count) => `Alle ${count} auswählen`
  },
  menus: menusDe,
  keyNames: keyNamesDe,
  keys: keysDe,
  exports: exportsDe,
  night: nightDe,
  sheet: sheetDe,
  script: scriptDe,
  recut: recutDe,
  projects: projectsDe,
  check: checkDe,
  edits: editsDe,
  failures: failuresDe,
  notices: {
    label: 'Hinweise',
    dismiss: 'Ausblenden',
    reported:
      'Der Bericht liegt in der Zwischenablage: Programm, dieser Rechner und das Ende des Protokolls. Worte deines Films stehen nicht darin.',
    reportWhere: 'Füge ihn dort ein, wo du den Fehler meldest.'
  }
}
