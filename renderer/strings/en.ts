import type { CardState, ReasonCode } from '../../app/ledger/state.ts'
import { failuresEn } from './failures.en.ts'
import { exportsEn, projectsEn } from './projects.en.ts'

/** Every word the studio says, in English. The other languages have exactly these entries (`Strings`). */
const shots = (count: number): string => (count === 1 ? '1 shot' : `${count} shots`)
const seconds = (value: number): string => `${Number(value.toFixed(1))} s`

/** When something was: `23 Nov, 08:14`. */
const moment = (at: Date): string =>
  at.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

const percent = (share = 0): string => `${Math.round(share * 100)} %`

export const en = {
  language: 'English',
  app: 'Throughline',
  start: {
    tagline: 'The storyboard studio that remembers',
    stories: 'Begin with a story',
    make: 'Make this film',
    makeOf: (story: string) => `Make this film: ${story}`,
    fresh: 'New film',
    untitled: 'Untitled film',
    open: 'Open…',
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
    saving: 'Saving…',
    readOnly: 'Read only',
    undo: 'Undo',
    redo: 'Redo',
    generate: 'Generate film',
    generating: 'Generating',
    pause: 'Pause',
    resume: 'Keep going',
    stop: 'Stop',
    export: 'Export',
    hideTray: 'Hide the cards',
    showTray: 'Show the cards',
    hideInspector: 'Hide the shot’s details',
    showInspector: 'Show the shot’s details'
  },
  progress: {
    rate: (rate: number) => `${rate.toFixed(1)}× real time`,
    frames: (rate: number) => `${Math.round(rate)} frames/s`,
    left: (value: number) => (value < 1 ? 'almost done' : `${time(value)} left`),
    done: (made: number, all: number) => `${made} of ${all} s`,
    queue: 'Being made, and what follows',
    order:
      'Made in this order. Each shot goes on from what stands before it when its turn comes: one made ahead of the shot before it may not fit later, and its mark will say so.',
    earlier: (shot: string) => `Make shot ${shot} earlier`,
    later: (shot: string) => `Make shot ${shot} later`,
    reordered: (shot: string, place: number, all: number) => `Shot ${shot} is now number ${place} of ${all} that wait.`,
    starting: 'Getting ready…',
    restarting: 'Starting again…',
    paused: 'Paused',
    complete: 'The film is made.'
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
    blankHint: 'Say who is there and what happens',
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
    more: (shot: string) => `More for shot ${shot}`,
    noPrompt: 'Nothing written yet',
    playhead: 'Playhead',
    markers: 'Markers',
    marker: (time: string, name: string) => (name ? `Marker “${name}” at ${time}` : `Marker at ${time}`),
    markerName: 'Name of the marker',
    markerHint: 'Double-click to name it',
    removeMarker: 'Remove the marker',
    height: 'Height of the timeline',
    resize: (shot: string) => `Length of shot ${shot}`,
    length: seconds,
    count: (count: number, length: number) => `${shots(count)} · ${seconds(length)}`,
    card: (shot: string, state: string, length: number, prompt: string) =>
      `Shot ${shot}, ${state}, ${seconds(length)}. ${prompt}`,
    moved: (shot: string, place: number, all: number) => `Shot ${shot} is now number ${place} of ${all}.`,
    newLength: (shot: string, length: number) => `Shot ${shot} is ${seconds(length)} long.`
  },
  state: {
    planned: 'Planned',
    queued: 'Waiting',
    generating: 'Generating',
    partial: 'Begun',
    fits: 'Fits',
    check: 'Check',
    stale: 'Outdated'
  },
  /** Why a shot stands as it does. */
  reasons: {
    'nothing-made': () => 'Nothing is made yet.',
    'take-lost': () => 'Its take is not in this project; the shot can be made again.',
    queued: () => 'It is waiting for its turn.',
    generating: () => 'It is being made.',
    'prompt-changed': () => 'Its words were changed after it was made.',
    'seed-changed': () => 'Its seed was changed after it was made.',
    'policy-changed': () => 'Its kind of memory was changed after it was made.',
    'wishes-changed': () => 'What it is to keep in mind or to forget was changed after it was made.',
    'model-changed': () => 'It was made with another model.',
    unfinished: () => 'A part of it is made; generating continues it.',
    'same-memory': () => 'It was made from exactly what comes before it.',
    'before-unmade': () => 'A shot before it is not made yet.',
    'memory-close': ({ distance }) =>
      `What comes before it has changed, but it still remembers ${percent(distance?.identities)} of the same.`,
    'memory-far': ({ distance }) =>
      distance
        ? `What comes before it is another film now: it remembers only ${percent(distance.identities)} of the same.`
        : 'It was made for another place in the film.'
  } satisfies Record<ReasonCode, (state: CardState) => string> as Record<ReasonCode, (state: CardState) => string>,
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
  inspector: {
    label: 'Shot details',
    none: 'Choose a shot to see it here.',
    many: (count: number) => `${shots(count)} selected`,
    shot: (shot: string) => `Shot ${shot}`,
    prompt: 'What happens',
    promptHint: 'A purple cat walks through a forest at night.',
    pieces: (used: number, most: number) => `${used} of ${most} word pieces`,
    unread: (end: string) => `Too long: the model does not read “${end}”`,
    number: 'Shot number',
    length: 'Length',
    shorter: 'One second shorter',
    longer: 'One second longer',
    seconds,
    seed: 'Seed',
    seedHint: 'The same words with the same seed give the same pictures.',
    anySeed: 'Any',
    locked: 'The next take keeps this seed',
    unlocked: 'Every take gets a new seed',
    dice: 'Another seed',
    takes: 'Takes',
    activate: (number: number) => `Show take ${number}`,
    star: (number: number) => `Star take ${number}`,
    again: 'Make this shot again',
    make: 'Make this shot',
    title: 'Title',
    notes: 'Notes',
    dialogue: 'Dialogue',
    knows: {
      title: 'What this model knows',
      hint: 'It draws what it was taught. Click to write it into the prompt; other words it can only guess at.',
      cast: 'Who',
      colours: 'In which colour',
      actions: 'Does what',
      places: 'Where',
      times: 'When'
    },
    advanced: 'Advanced',
    memory: 'Memory',
    whichMemory: {
      film: 'As the film',
      memflow: 'Remembers what matters',
      recall: 'Remembers the whole film',
      released: 'As published',
      none: 'Remembers nothing',
      sink: 'Remembers the opening',
      fifo: 'Remembers the latest'
    },
    reason: 'How it fits'
  },
  cast: {
    label: 'Cast of the film',
    add: 'Add to the cast',
    empty: 'Name who and what returns, and write @name in the prompts.',
    insert: (name: string) => `Write @${name} into the prompt`,
    change: (name: string) => `Change @${name}`,
    kind: 'What it is',
    kinds: { character: 'Character', place: 'Place', action: 'Action' },
    name: 'Name',
    nameHint: { character: 'Mia', place: 'home', action: 'joy' },
    words: 'Words',
    wordsHint: { character: 'a purple cat', place: 'in a forest at night', action: 'jumps up and down' },
    use: (name: string, count: number) =>
      count === 0
        ? `@${name} in a prompt stands for these words.`
        : `@${name} stands for these words in ${shots(count)}.`,
    taken: 'This name is taken.',
    badName: 'One word that begins with a letter: letters, digits, - and _.',
    remove: 'Remove',
    save: 'Save',
    unknown: (name: string) => `Nobody in the cast is called @${name}.`,
    reads: (prompt: string) => `Reads: ${prompt}`
  },
  sketch: {
    label: 'Sketch',
    of: (shot: string) => `Sketch of shot ${shot}`,
    hint: 'Stands for the shot until it is made. A picture can also be dropped on the card.',
    replace: 'Another sketch…',
    onShots: 'Drop a picture on a shot: it becomes its sketch.'
  },
  takes: {
    compare: 'Compare two takes',
    compareWith: 'Compare with the one shown',
    take: (number: number) => `Take ${number}`,
    picture: (number: number) => `Take ${number} at the common clock`,
    made: (number: number, seeds: readonly { seed: number; from: number }[], made: Date) => {
      const parts = seeds.map(({ seed, from }) =>
        from === 0 ? `seed ${seed}` : `from ${seconds(from)} on seed ${seed}`
      )
      return `Take ${number} · ${moment(made)} · ${parts.join(', ')}`
    },
    more: (number: number) => `More for take ${number}`,
    star: 'Star it',
    unstar: 'Take its star away',
    keepSeed: 'Lock its seed for the next take',
    drop: 'Remove from the takes',
    lookAhead: (shot: string) => `Look ahead: also match shot ${shot}`,
    left: 'Take on the left',
    right: 'Take on the right',
    use: 'Use this take',
    active: 'In the film',
    line: 'Line between the takes',
    wipe: 'Wipe',
    beside: 'Beside each other',
    controls: 'Comparing',
    close: 'Back to the film'
  },
  memory: {
    label: 'What the shot remembers',
    title: 'Remembers',
    willRemember: 'Will remember',
    sink: 'Always remembered',
    bank: 'Remembered for this shot',
    window: 'Just seen',
    empty: 'The pictures that the film keeps in mind will stand here.',
    nothing: 'Nothing yet: this is the opening.',
    unknown: 'Generate the shot to see what it remembers.',
    chosenLater: 'The rest is chosen from the whole film when the shot is made.',
    frame: (shot: string, at: number) => `From shot ${shot}, at ${time(at)}`,
    more: (count: number) => `+${count}`,
    elsewhere: (at: number) => `From a shot that left the film, at ${time(at)}`,
    votes: (votes: number, all: number) => `${votes} of ${all} layers remember it`,
    marked: { pin: 'Kept in mind', forget: 'Left out' },
    unmarked: 'As the model chooses',
    keep: 'Keep in mind',
    leaveOut: 'Leave out',
    name: 'What it shows',
    nameHint: 'The hero’s face',
    after: 'In the shots after it, too',
    next: 'Counts for the next take: make the shot again.',
    full: (places: number) => `A shot keeps ${places} pictures in mind: the first ${places} count.`,
    unable: 'This shot’s kind of memory chooses no pictures (Advanced).',
    show: 'Show it in the film',
    did: 'What that did to this take',
    kept: (name: string, before: number, now: number, all: number) => {
      const then = before === now ? 'as before' : before === 0 ? 'none did before' : `${before} did before`
      return `${name}: kept in mind by ${now === all ? `all ${all}` : `${now} of ${all}`} layers; ${then}.`
    },
    left: (name: string, before: number, all: number) =>
      before === 0
        ? `${name}: left out; nothing had remembered it before.`
        : `${name}: left out; ${before} of ${all} layers had remembered it.`,
    lookedAhead: (shot: string) => `It looked ahead to shot ${shot}.`
  },

  actions: {
    play: 'Play or pause',
    backwards: 'Play backwards',
    halt: 'Stop',
    forwards: 'Play forwards, faster',
    frameBack: 'One frame back',
    frameForward: 'One frame forward',
    secondBack: 'One second back',
    secondForward: 'One second forward',
    first: 'To the beginning',
    last: 'To the end',
    playShot: 'Play only this shot',
    markIn: 'Play from here: in',
    markOut: 'Play up to here: out',
    unmark: 'Clear in and out',
    previousCard: 'Previous shot',
    nextCard: 'Next shot',
    stretchBack: 'Select up to the previous shot',
    stretchForward: 'Select up to the next shot',
    generate: 'Generate film',
    again: 'Make this shot again',
    lastSecond: 'Redo the last second',
    ripple: 'Ripple: make the following shots again too',
    takes: 'Choose among its takes',
    compare: 'Compare two takes',
    newCard: 'New card after this one',
    split: 'Split at the playhead',
    duplicate: 'Duplicate',
    remove: 'Delete',
    sketch: 'Add a sketch…',
    removeSketch: 'Remove the sketch',
    marker: 'Set or remove a marker at the playhead',
    nameMarker: 'Name the marker at the playhead',
    nextMarker: 'To the next marker',
    trimStart: 'Trim the beginning to the playhead',
    trimEnd: 'Trim the end to the playhead',
    moveLeft: 'Move the card left',
    moveRight: 'Move the card right',
    longer: 'One second longer',
    shorter: 'One second shorter',
    selectAll: 'Select all',
    selectNone: 'Select nothing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    undo: 'Undo',
    redo: 'Redo',
    export: 'Export…',
    fullScreen: 'Full screen',
    loop: 'Loop',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomFit: 'Show the whole film',
    newFilm: 'New film',
    openFilm: 'Open…',
    saveAs: 'Save as…',
    duplicateFilm: 'Duplicate the film…',
    closeFilm: 'Close the film',
    keys: 'All keys',
    toggleTray: 'Cards',
    toggleInspector: 'Shot details'
  },
  crash: {
    reloaded: 'The window stopped working and was opened anew. Nothing that was saved is lost: the film is as it was.',
    title: 'The window keeps failing',
    text: 'It stopped working twice within a minute. Your film is saved, as it was; only the window is broken.',
    again: 'Try once more',
    quit: 'Quit'
  },
  menus: { film: 'Film', edit: 'Edit', shot: 'Shot', view: 'View', recent: 'Open recent', language: 'Language' },
  keys: {
    title: 'All keys',
    search: 'Find a key or what it does',
    none: 'No key does that.',
    groups: { play: 'Play', shot: 'Shots', film: 'Film', view: 'View' }
  },
  exports: exportsEn,
  projects: projectsEn,
  failures: failuresEn,
  notices: {
    label: 'Notices',
    dismiss: 'Dismiss',
    remade: 'What has changed',
    deleted: (count: number) => `${shots(count)} deleted`,
    undo: 'Undo'
  }
}

export type Strings = typeof en

/** Minutes and seconds, as spoken of lengths: `1:05`; under a minute `12 s`. */
function time(value: number): string {
  const whole = Math.max(0, Math.round(value))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
