import type { CardState, ReasonCode } from '../../app/plan/state.ts'
import { actionsEn, actionsOnEn, keyNamesEn, keysEn, menusEn } from './actions.en.ts'
import { checkEn } from './check.en.ts'
import { devicesEn } from './devices.ts'
import { drawEn } from './draw.en.ts'
import { editsEn } from './edits.en.ts'
import { failuresEn } from './failures.en.ts'
import { modelsEn } from './models.en.ts'
import { nightEn } from './night.en.ts'
import { exportsEn, projectsEn } from './projects.en.ts'
import { languageEn } from './language.en.ts'
import { recutEn } from './recut.en.ts'
import { scenesEn } from './scenes.en.ts'
import { scriptEn } from './script.en.ts'
import { sheetEn } from './sheet.en.ts'
import { shotEn } from './shot.en.ts'
import { soundEn } from './sound.en.ts'
import { moment, seconds, shots, time } from './units.en.ts'

type Reasons = Record<ReasonCode | 'paused', (state: CardState) => string>

/** All texts of the studio in English. The other languages have exactly these entries (`Strings`). */
export const en = {
  language: 'English',
  app: 'Throughline',
  devices: devicesEn,
  models: modelsEn,
  start: {
    tagline: 'The storyboard studio that remembers',
    stories: 'Begin with a story',
    make: 'Make this film',
    makeOf: (story: string) => `Make this film: ${story}`,
    fresh: 'New film',
    untitled: 'Untitled film',
    open: 'Open…',
    script: 'Import script…',
    recent: 'Recent films',
    noRecent: 'Films you make appear here.',
    opened: moment,
    missing: 'Moved or deleted',
    forget: (title: string) => `Remove ${title} from this list`,
    storyLength: (count: number, length: number) => `${shots(count)} · ${seconds(length)}`
  },
  header: {
    menu: 'Menu',
    title: 'Name of the film',
    saved: 'Saved',
    /** `shot`: null for the film's title. */
    textNotSaved: (shot: string | null) =>
      shot === null ? 'The film’s name is not saved' : `A text of shot ${shot} is not saved`,
    file: 'File:',
    readOnly: 'Read only',
    undo: (what: string | null) => (what === null ? 'Undo' : `Undo: ${what}`),
    redo: (what: string | null) => (what === null ? 'Redo' : `Redo: ${what}`),
    generate: 'Generate film',
    update: (shots: readonly string[]) =>
      shots.length === 1 ? `Update shot ${shots[0]}` : `Update ${shots.length} shots`,
    nothingToMake: {
      readOnly: 'This film can only be looked at.',
      making: 'It is being made.',
      noShots: 'Add a shot first.',
      noPrompts: 'Write what happens in the shots that are not made.',
      done: 'Every shot is made. To make one again, select it and press R.'
    },
    goOn: (count: number) => `Go on: ${shots(count)}`,
    generating: 'Generating',
    pause: 'Pause',
    resume: 'Keep going',
    stop: 'Stop',
    export: 'Export',
    showBoard: 'Show the film as a board',
    showTimeline: 'Show the timeline',
    hideTray: 'Hide the cards',
    showTray: 'Show the cards',
    hideInspector: 'Hide the shot’s details',
    showInspector: 'Show the shot’s details'
  },
  progress: {
    remaining: (value: number) => (value < 1 ? 'almost done' : `${time(value)} left`),
    queue: 'Being made, and what follows',
    order:
      'Made in this order. Each shot goes on from what stands before it when its turn comes: one made ahead of the shot before it may not fit later, and its mark will say so.',
    earlier: (shot: string) => `Make shot ${shot} earlier`,
    later: (shot: string) => `Make shot ${shot} later`,
    reordered: (shot: string, place: number, all: number) => `Shot ${shot} is now number ${place} of ${all} that wait.`,
    goesOn: (count: number) => `Going on with ${shots(count)} that were still to be made.`,
    drop: (shot: string) => `Do not make shot ${shot}`,
    dropped: (shot: string) => `Shot ${shot} is not made after all.`,
    starting: 'Getting ready…',
    restarting: 'Starting again…',
    paused: 'Paused',
    asking: 'Waits for your answer',
    stopping: 'Stopping…',
    remembering: (shot: string, done: number, all: number) => `Remembering for shot ${shot}, ${done} of ${all} s`
  },
  /** Why the last second cannot be redone. */
  lastSecond: {
    noShot: 'Choose a shot first.',
    nothing: 'Nothing of the shot is made yet.',
    notSeen: 'Its newest second cannot be seen yet.',
    another: 'Another shot is being made.'
  },
  tray: {
    label: 'Cards',
    blank: 'Blank card',
    title: 'Title card',
    shots: 'Shots',
    cast: 'Cast',
    places: 'Places',
    actions: 'Actions',
    search: 'Find a card',
    name: (name: string) => `Give it a name: @${name}`,
    named: (name: string) => `@${name} is in the cast of the film.`,
    add: (words: string) => `Add to the film: ${words}`,
    empty: 'Nothing of that name.'
  },
  scenes: scenesEn,
  sound: soundEn,
  draw: drawEn,
  shotLanguage: languageEn,
  board: {
    label: 'Board',
    size: 'Size of the cards'
  },
  timeline: {
    label: 'Timeline',
    cards: 'Shots of the film',
    empty: 'Drag a card here, or press N',
    emptyHint: 'A card is one shot: say who is there and what happens.',
    zoom: 'Zoom',
    zoomIn: 'Closer',
    zoomOut: 'Wider',
    fit: 'Whole film',
    add: 'Add a card',
    noCut: 'The playhead is at an end of the shot: put it inside.',
    more: (shot: string) => `More for shot ${shot}`,
    noPrompt: 'Nothing written yet',
    playhead: 'Playhead',
    markers: 'Markers',
    marker: (time: string, name: string) => (name ? `Marker “${name}” at ${time}` : `Marker at ${time}`),
    markerName: 'Name of the marker',
    markerHint: 'Double-click to name it',
    removeMarker: 'Remove the marker',
    height: 'Height of the timeline',
    length: seconds,
    count: (count: number, length: number) => `${shots(count)} · ${seconds(length)}`,
    card: (shot: string, state: string, length: number, prompt: string) =>
      `Shot ${shot}, ${state}, ${seconds(length)}. ${prompt}`,
    moved: (shot: string, place: number, all: number) => `Shot ${shot} is now number ${place} of ${all}.`,
    numbers: {
      lockNumbers: 'Every shot keeps its number now.',
      countNumbers: 'The shots are counted from 1 again.'
    }
  },
  state: {
    planned: 'Planned',
    queued: 'Waiting',
    generating: 'Generating',
    paused: 'Paused',
    partial: 'Begun',
    fits: 'Fits',
    check: 'Check',
    stale: 'Outdated'
  },
  /** Reasons for a shot's state. */
  reasons: {
    title: () => 'A title card: set as it is written, nothing is made of it.',
    'nothing-made': () => 'Nothing is made yet.',
    'take-lost': () => 'Its take is not in this project; the shot can be made again.',
    queued: () => 'It is waiting for its turn.',
    paused: () => 'Its making is paused.',
    generating: () => 'It is being made.',
    'prompt-changed': () => 'Its words were changed after it was made.',
    'seed-changed': () => 'Its seed was changed after it was made.',
    'policy-changed': () => 'Its kind of memory was changed after it was made.',
    'wishes-changed': () => 'Memory choices changed after it was made.',
    'model-changed': ({ model = '' }) => `It was made with another model: ${model}.`,
    unfinished: () => 'A part of it is made; generating continues it.',
    'same-memory': () => 'Matches the shots before it.',
    accepted: () => 'You looked at it: it fits the shots before it.',
    'before-unmade': () => 'A shot before it is not made yet.',
    'memory-close': () => 'Made before the earlier shots changed, a little: look whether it still fits.',
    'memory-far': ({ distance }) =>
      distance ? 'Made before the earlier shots changed.' : 'It was made for another place in the film.'
  } satisfies Reasons as Reasons,
  player: {
    label: 'Player',
    picture: 'The film at the playhead',
    play: 'Play',
    pause: 'Pause',
    first: 'To the beginning',
    last: 'To the end',
    back: 'One frame back',
    forward: 'One frame forward',
    loop: 'Loop',
    full: 'Full screen',
    leaveFull: 'Leave full screen',
    time: 'Time',
    live: 'Live',
    empty: 'Your film appears here',
    slate: (shot: string) => `Shot ${shot}`,
    range: (from: string, to: string) => `Plays from ${from} to ${to}`,
    clearRange: 'Play the whole film again',
    markedAt: { in: (time: string) => `Plays from ${time}.`, out: (time: string) => `Plays up to ${time}.` }
  },
  ...shotEn,
  actions: actionsEn,
  actionsOn: actionsOnEn,
  shot: (number: string) => `shot ${number}`,
  shots,
  crash: {
    reloaded: 'The window stopped working and was opened anew. Nothing that was saved is lost: the film is as it was.',
    title: 'The window keeps failing',
    text: 'It stopped working twice within a minute. Your film is saved, as it was; only the window is broken.',
    again: 'Try once more',
    quit: 'Quit'
  },
  /** Asked by main: before leaving a film that is being exported, and before replacing another film's file. */
  questions: {
    leaving: {
      title: 'The film is still being exported',
      text: 'If you leave it now, that ends and nothing is written. Files that were there before stay as they are.',
      stay: 'Keep exporting',
      go: 'End the export'
    },
    replacing: {
      title: '“{name}” is there already',
      text: 'If it is replaced, the film in it is gone, with all its takes.',
      stay: 'Keep it',
      go: 'Replace it'
    },
    elsewhere: {
      title: 'Films cannot be put into {name}',
      text: 'The folder cannot be written. Choose another place; new films are put there from then on.',
      stay: 'Cancel',
      go: 'Choose a place…'
    },
    hung: {
      title: 'The window does not answer',
      text: 'Your film is safe, and what is being made goes on. You can wait, or load the window again: it comes back with the film as it was, but for words typed while it did not answer.',
      stay: 'Wait',
      go: 'Load it again'
    },
    /** System notifications; the window's title is above them. */
    ended: {
      made: 'The film is made.',
      exported: 'The film is exported.',
      failed: 'It could not be finished.',
      asks: 'What computes the film failed twice. It waits for your answer.'
    }
  },
  find: {
    title: 'Find a shot',
    search: 'Words, number, title, scene or shot size',
    none: 'No shot says that.',
    found: (count: number) => `${shots(count)} found`,
    states: 'Only shots in this state',
    select: (count: number) => `Select all ${count}`
  },
  menus: menusEn,
  keyNames: keyNamesEn,
  keys: keysEn,
  exports: exportsEn,
  night: nightEn,
  sheet: sheetEn,
  script: scriptEn,
  recut: recutEn,
  projects: projectsEn,
  check: checkEn,
  edits: editsEn,
  failures: failuresEn,
  notices: {
    label: 'Notices',
    dismiss: 'Dismiss',
    reported:
      'The report is on the clipboard: the program, this computer and the end of the log. No words of your film are in it.',
    reportWhere: 'Paste it where you report what went wrong.'
  }
}

export type Strings = typeof en
