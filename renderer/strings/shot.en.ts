/** One shot: details, cast, sketch, takes, memory. English. */
import { capital } from '../../app/film/prompt.ts'
import { policyTexts } from './policies.ts'
import { moment, part, seconds, shots, time } from './units.en.ts'

const strength = (layers: number, all: number): string =>
  layers === 0
    ? 'not remembered'
    : layers === all
      ? 'clearly remembered'
      : layers * 2 >= all
        ? 'partly remembered'
        : 'faintly remembered'

export const shotEn = {
  inspector: {
    label: 'Shot details',
    none: 'Choose a shot to see it here.',
    many: (count: number) => `${shots(count)} selected`,
    below: (shot: string) => `Below: shot ${shot}, at the playhead.`,
    shot: (shot: string) => `Shot ${shot}`,
    /** The fields that change all shots selected. */
    all: {
      label: (count: number) => `All ${shots(count)}`,
      texts: 'Texts',
      differs: 'Different in each; what you type replaces them all',
      several: 'Several',
      length: (count: number) => `Length of all ${count}`,
      memory: (count: number) => `Memory of all ${count}`,
      prompt: (count: number) => `What happens in all ${count}`,
      title: (count: number) => `Title of all ${count}`,
      dialogue: (count: number) => `Dialogue of all ${count}`,
      notes: (count: number) => `Notes of all ${count}`
    },
    prompt: 'What happens',
    promptHint: 'A purple cat walks through a forest at night.',
    /** In words: the count is of tokens, about one per word. */
    room: (left: number) =>
      left > 1
        ? `Room for about ${left} more words`
        : left > 0
          ? 'Room for about one more word'
          : 'No room for more words',
    unread: (end: string) => `Too long: the model does not read “${end}”`,
    number: 'Shot number',
    length: 'Length',
    shorter: 'One second shorter',
    longer: 'One second longer',
    seconds,
    /** Of shots of several lengths, in seconds. */
    range: (least: number, most: number) => `${seconds(least)} – ${seconds(most)}`,
    seed: 'Seed',
    seedHint: 'The same words with the same seed give the same pictures.',
    anySeed: 'Any',
    locked: 'The next take keeps this seed',
    unlocked: 'Every take gets a new seed',
    dice: 'Another seed',
    takes: 'Takes',
    /** @param part how much of an unfinished take is made, or null */
    activate: (number: number, part: string | null) => `Show take ${number}${part === null ? '' : `, ${part}`}`,
    star: (number: number) => `Star take ${number}`,
    again: 'Make this shot again',
    againMany: (count: number) => `Make ${shots(count)} again`,
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
      times: 'When',
      untaught: (words: readonly string[]) =>
        `Not among the words it was taught: ${words.join(', ')}. It draws the nearest it knows.`
    },
    advanced: 'Advanced',
    memory: 'Memory',
    whichMemory: policyTexts('en'),
    reason: 'How it fits',
    looksFine: 'Looks fine',
    /**
     * @param turns bidirectional controls
     * @param controls other invisible characters
     */
    /** Details of a title card. */
    titleCard: {
      words: 'Words',
      ground: 'Ground',
      grounds: { '#000000': 'Black', '#ffffff': 'White', own: 'Colour' },
      colour: 'Colour of the ground',
      size: 'Letters',
      sizes: { small: 'Small', medium: 'Medium', large: 'Large' }
    },
    taken: (turns: number, controls: number) =>
      `Taken out, as nobody would see it: ${[
        ...(turns > 0
          ? [turns === 1 ? 'a mark that turns the direction' : `${turns} marks that turn the direction`]
          : []),
        ...(controls > 0 ? [controls === 1 ? 'a control character' : `${controls} control characters`] : [])
      ].join(' and ')}.`,
    pasted: (count: number) => `${count} paragraphs or lines were pasted.`,
    makeShots: (count: number) => `Make ${shots(count)} of them`,
    until: (held: string) => `Until then: ${held}.`
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
    addNamed: (name: string) => `Add @${name} to the cast`,
    named: (name: string, numbers: readonly string[]) =>
      `${numbers.length === 1 ? 'Shot' : 'Shots'} ${numbers.join(', ')} ${numbers.length === 1 ? 'names' : 'name'} @${name}. Without it the model reads the bare name there.`,
    missing: 'It needs a name and words.',
    unkept: (why: string) => `${why} As it is, it cannot be kept.`,
    discard: 'Throw it away',
    goOn: 'Go on writing',
    removeAnyway: 'Remove all the same',
    keep: 'Keep',
    reads: (prompt: string) => `Reads: ${prompt}`
  },
  sketch: {
    label: 'Sketch',
    of: (shot: string) => `Sketch of shot ${shot}`,
    hint: 'Stands for the shot until it is made. A picture can also be dropped on the card.',
    replace: 'Another sketch…',
    onShots: 'Drop a picture on a shot: it becomes its sketch.'
  },
  shelf: {
    label: 'Takes without a shot',
    /** @param length of the made part */
    add: (words: string, length: string) => `Into the film as a shot: ${words} ${length}`,
    made: (made: Date) => `Made ${moment(made)}`,
    more: (words: string) => `More for the take: ${words}`,
    asShot: 'As a shot of its own',
    among: (shot: string) => `Among the takes of shot ${shot}`,
    amongNone: 'Among the takes of the shot at the playhead',
    given: (shot: string) => `It is one of the takes of shot ${shot}, and is shown.`,
    all: (count: number) => `Show all ${count}`,
    found: (count: number) => (count === 1 ? 'One take belongs to no shot.' : `${count} takes belong to no shot.`),
    where: 'They are kept among the cards on the left, under “Takes without a shot”.'
  },
  takes: {
    part,
    compare: 'Compare two takes',
    compareWith: 'Compare with the one shown',
    take: (number: number) => `Take ${number}`,
    picture: (number: number) => `Take ${number} at the same moment`,
    /** `devices`: devices that made it, with the first second of each; empty for the CPU at full precision. */
    made: (
      number: number,
      seeds: readonly { seed: number; from: number }[],
      made: Date,
      devices: readonly { name: string; from: number }[] = []
    ) => {
      const parts = seeds.map(({ seed, from }) =>
        from === 0 ? `seed ${seed}` : `from ${seconds(from)} on seed ${seed}`
      )
      const on = devices.map(({ name, from }) => (from === 0 ? name : `from ${seconds(from)} on ${name}`))
      return [`Take ${number}`, moment(made), parts.join(', '), ...(on.length > 0 ? [on.join(', ')] : [])].join(' · ')
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
    beside: 'Side by side',
    controls: 'Comparing',
    close: 'Back to the film'
  },
  memory: {
    label: 'What the shot remembers',
    title: {
      made: (shot: string) => `Shot ${shot} remembers`,
      planned: (shot: string) => `Shot ${shot} will remember`
    },
    sink: 'Always remembered',
    bank: 'Remembered for this shot',
    window: 'Just seen',
    empty: 'The pictures that the film keeps in mind will stand here.',
    nothing: 'Nothing yet: this is the opening.',
    unknown: 'Generate the shot to see what it remembers.',
    chosenLater: 'The rest is chosen from the whole film when the shot is made.',
    frame: (shot: string, at: number) => `From shot ${shot}, at ${time(at)}`,
    otherTake: (shot: string, at: number) => `From another take of shot ${shot}, at ${time(at)}`,
    more: (count: number) => `+${count}`,
    elsewhere: (at: number) => `From a shot that left the film, at ${time(at)}`,
    /** How many of the model's layers remember a picture. */
    strength: (layers: number, all: number) => capital(strength(layers, all)),
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
      const then = before === now ? 'as before' : `${strength(before, all)} before`
      return `${name}: kept in mind, ${strength(now, all)}; ${then}.`
    },
    forgotten: (name: string, before: number, all: number) =>
      before === 0
        ? `${name}: left out; nothing had remembered it before.`
        : `${name}: left out; it was ${strength(before, all)} before.`,
    lookedAhead: (shot: string) => `It looked ahead to shot ${shot}.`
  }
}
