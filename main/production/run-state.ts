/**
 * The state machine of a run: its states and all inputs. Pure: the engine's job control and the window's display are
 * derived from the state (condition.ts).
 */
/** What to do when the current job has ended. Only a run that continues can be paused. */
type Then =
  { readonly then: 'on'; readonly paused: boolean } | { readonly then: 'stop' | 'quit'; readonly paused: false }

export type RunState =
  /** The engine loads its pack: nothing is planned yet, or its device had given up and is tried again. */
  | ({ readonly name: 'waking' } & Then)
  /** Between two jobs. */
  | { readonly name: 'choosing'; readonly paused: boolean }
  | {
      readonly name: 'making'
      readonly paused: boolean
      readonly engine: 'working' | 'restarting'
      /** Pictures of the current chunk were shown; it is not committed yet. */
      readonly seen: boolean
    }
  /** Finishes the current chunk, as its pictures were shown; then the job ends. */
  | ({ readonly name: 'finishing' } & Then)
  /** The job ends after the current pass. */
  | ({ readonly name: 'ending' } & Then)
  /** The device gave up: waits for the user's answer. */
  | { readonly name: 'asking' }
  | { readonly name: 'over'; readonly end: 'complete' | 'stopped' | 'failed' }

export type RunStateName = RunState['name']

/** Commands of the user. */
export const runCommands = [
  'pause',
  'resume',
  /** End, and clear the queue. */
  'stop',
  /** The film closes or the program quits: the queue is kept. */
  'quit',
  /** End at once, losing the current chunk. */
  'cancel',
  /** Another request. */
  'ask',
  /** The work that `stop` interrupted is requested again. */
  'goOn',
  /** A second is to be made again before anything else. */
  'second',
  /** The current work is no longer wanted. */
  'leave',
  /** Go on after the device gave up, on it or on another one. */
  'retry'
] as const
export type RunCommand = (typeof runCommands)[number]

/** Events. */
export const runEvents = [
  /** The engine has loaded its pack, and the request is planned. */
  'ready',
  /** A job begins. */
  'begin',
  /** Nothing is left to make. */
  'idle',
  'step',
  /** Pictures of the current chunk exist. */
  'seen',
  /** The current chunk is committed. */
  'saved',
  /** The engine died; the supervisor restarts it with the same job. */
  'died',
  /** The job has made everything. */
  'complete',
  /** The job ended before that. */
  'stopped',
  /** The job or the engine failed. */
  'failed',
  /** The engine's device failed twice in a row: the job has ended. */
  'gaveUp'
] as const
export type RunEventName = (typeof runEvents)[number]
export type RunInput = RunCommand | RunEventName

/** Why an input is refused. */
export type Refusal =
  'paused already' | 'not paused' | 'ending already' | 'nothing under way' | 'over' | 'out of turn' | 'nothing asked'

type In<Name extends RunStateName> = Extract<RunState, { name: Name }>
type Rules<Name extends RunStateName> = {
  readonly [Input in RunInput]: Refusal | ((state: In<Name>) => RunState | Refusal)
}

const on = (paused: boolean) => ({ then: 'on', paused }) as const
const stop = { then: 'stop', paused: false } as const
const quit = { then: 'quit', paused: false } as const

const asking = { name: 'asking' } as const
const failed = { name: 'over', end: 'failed' } as const
const stopped = { name: 'over', end: 'stopped' } as const
const choosing = (paused: boolean) => ({ name: 'choosing', paused }) as const
const ending = (then: Then) => ({ name: 'ending', ...then }) as const
const finishing = (then: Then) => ({ name: 'finishing', ...then }) as const
const thenOf = ({ then, paused }: Then): Then => ({ then, paused }) as Then
const stay = <State extends RunState>(state: State): State => state

const pause = <State extends RunState & { paused: boolean }>(state: State): State | Refusal => {
  if ('then' in state && state.then !== 'on') return 'ending already'
  return state.paused ? 'paused already' : { ...state, paused: true }
}
const resume = <State extends RunState & { paused: boolean }>(state: State): State | Refusal =>
  state.paused ? { ...state, paused: false } : 'not paused'
/** A stopped run that gets a request continues. One that quits does not: the request stays in the film's queue. */
const revive = <State extends RunState & Then>(state: State): State =>
  state.then === 'stop' ? ({ ...state, ...on(false) } as State) : state
/** A run that ends anyway need not ask. */
const asksOr = ({ then }: Then): RunState => (then === 'on' ? asking : stopped)
const afterJob = (state: In<'finishing' | 'ending'>): RunState =>
  state.then === 'on' ? choosing(state.paused) : stopped

/** The transition table: every state, every input. */
const rules: { readonly [Name in RunStateName]: Rules<Name> } = {
  waking: {
    pause,
    resume,
    stop: (state) => (state.then === 'on' ? { ...state, ...stop } : 'ending already'),
    quit: (state) => (state.then === 'quit' ? 'ending already' : { ...state, ...quit }),
    cancel: (state) => ({ ...state, ...quit }),
    ask: revive,
    goOn: 'nothing under way',
    second: 'nothing under way',
    leave: 'nothing under way',
    retry: 'nothing asked',
    ready: (state) => (state.then === 'on' ? choosing(state.paused) : stopped),
    begin: 'out of turn',
    idle: 'out of turn',
    step: 'out of turn',
    seen: 'out of turn',
    saved: 'out of turn',
    died: stay,
    complete: 'out of turn',
    stopped: 'out of turn',
    failed: () => failed,
    gaveUp: asksOr
  },
  choosing: {
    pause,
    resume,
    stop: () => stopped,
    quit: () => stopped,
    cancel: () => stopped,
    ask: stay,
    goOn: 'nothing under way',
    second: (state) => ({ ...state, paused: false }),
    leave: 'nothing under way',
    retry: 'nothing asked',
    ready: 'out of turn',
    begin: ({ paused }) => ({ name: 'making', paused, engine: 'working', seen: false }),
    idle: () => ({ name: 'over', end: 'complete' }),
    step: 'out of turn',
    seen: 'out of turn',
    saved: 'out of turn',
    died: stay,
    complete: 'out of turn',
    stopped: 'out of turn',
    failed: () => failed,
    gaveUp: 'out of turn'
  },
  making: {
    pause,
    resume,
    stop: ({ seen }) => (seen ? finishing(stop) : ending(stop)),
    quit: ({ seen }) => (seen ? finishing(quit) : ending(quit)),
    cancel: () => ending(quit),
    ask: stay,
    goOn: 'out of turn',
    second: () => ending(on(false)),
    leave: ({ paused }) => ending(on(paused)),
    retry: 'nothing asked',
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: (state) => (state.engine === 'working' ? state : { ...state, engine: 'working' }),
    seen: (state) => ({ ...state, seen: true }),
    saved: (state) => ({ ...state, engine: 'working', seen: false }),
    died: (state) => ({ ...state, engine: 'restarting' }),
    complete: ({ paused }) => choosing(paused),
    stopped: () => stopped,
    failed: () => failed,
    gaveUp: () => asking
  },
  finishing: {
    pause,
    resume,
    stop: (state) => (state.then === 'on' ? finishing(stop) : ending(thenOf(state))),
    quit: (state) => (state.then === 'quit' ? ending(quit) : finishing(quit)),
    cancel: () => ending(quit),
    ask: revive,
    goOn: (state) =>
      state.then === 'stop' ? { name: 'making', paused: false, engine: 'working', seen: true } : 'out of turn',
    second: (state) => (state.then === 'quit' ? state : ending(on(false))),
    leave: (state) => ending(thenOf(state)),
    retry: 'nothing asked',
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: stay,
    seen: 'ending already',
    saved: (state) => ending(thenOf(state)),
    died: stay,
    complete: afterJob,
    stopped: () => stopped,
    failed: () => failed,
    gaveUp: asksOr
  },
  ending: {
    pause,
    resume,
    stop: (state) => (state.then === 'on' ? ending(stop) : 'ending already'),
    quit: (state) => (state.then === 'quit' ? 'ending already' : ending(quit)),
    cancel: () => ending(quit),
    ask: revive,
    goOn: 'out of turn',
    second: (state) => (state.then === 'quit' ? state : ending(on(false))),
    leave: 'ending already',
    retry: 'nothing asked',
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: stay,
    seen: 'ending already',
    saved: stay,
    died: stay,
    complete: afterJob,
    stopped: afterJob,
    failed: () => failed,
    gaveUp: asksOr
  },
  asking: {
    pause: 'nothing under way',
    resume: 'not paused',
    stop: () => stopped,
    quit: () => stopped,
    cancel: () => stopped,
    ask: stay,
    goOn: 'nothing under way',
    second: stay,
    leave: 'nothing under way',
    retry: () => ({ name: 'waking', ...on(false) }),
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: 'out of turn',
    seen: 'out of turn',
    saved: 'out of turn',
    died: stay,
    complete: 'out of turn',
    stopped: 'out of turn',
    failed: () => failed,
    gaveUp: 'out of turn'
  },
  over: {
    pause: 'over',
    resume: 'over',
    stop: 'over',
    quit: 'over',
    cancel: 'over',
    ask: 'over',
    goOn: 'over',
    second: 'over',
    leave: 'over',
    retry: 'over',
    ready: 'over',
    begin: 'over',
    idle: 'over',
    step: 'over',
    seen: 'over',
    saved: 'over',
    died: 'over',
    complete: 'over',
    stopped: 'over',
    failed: 'over',
    gaveUp: 'over'
  }
}

/** The initial state. */
export const waking: RunState = { name: 'waking', then: 'on', paused: false }

/** The state after an input, or why it is refused. Unchanged states are the same object. */
export function next(state: RunState, input: RunInput): RunState | Refusal {
  const rule = rules[state.name][input] as Refusal | ((state: RunState) => RunState | Refusal)
  return typeof rule === 'string' ? rule : rule(state)
}
