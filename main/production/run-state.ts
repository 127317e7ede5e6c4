/**
 * Where a run is, as one value, and everything that can happen to it. Pure: what the engine is to do follows from the
 * state (`turnOf`), and so does what the window shows (`conditionOf`).
 */
import type { JobTurn } from '../../app/contract/engine.ts'

/** What follows when the job under way has ended. Only a run that goes on can be paused. */
type Then =
  { readonly then: 'on'; readonly paused: boolean } | { readonly then: 'stop' | 'quit'; readonly paused: false }

export type RunState =
  /** The engine loads its pack; nothing is planned yet. */
  | ({ readonly name: 'waking' } & Then)
  /** Between two jobs. */
  | { readonly name: 'choosing'; readonly paused: boolean }
  | {
      readonly name: 'making'
      readonly paused: boolean
      readonly engine: 'working' | 'restarting'
      /** Pictures of the chunk under way were seen; it is not saved yet. */
      readonly seen: boolean
    }
  /** The chunk under way is finished, as its pictures were seen; then the job ends. */
  | ({ readonly name: 'finishing' } & Then)
  /** The job ends after the pass under way. */
  | ({ readonly name: 'ending' } & Then)
  | { readonly name: 'over'; readonly end: 'complete' | 'stopped' | 'failed' }

export type RunStateName = RunState['name']

/** What people ask of a run. */
export const runCommands = [
  'pause',
  'resume',
  /** End, and forget what waits. */
  'stop',
  /** The film is closed or the program ends: what waits is made another time. */
  'quit',
  /** End at once, whatever is lost of the chunk under way. */
  'cancel',
  /** Something more was asked for. */
  'ask',
  /** Of what was being made when `stop` came: it was asked for again. */
  'goOn',
  /** A second is made again before anything else. */
  'second',
  /** What is being made is not wanted any more. */
  'leave'
] as const
export type RunCommand = (typeof runCommands)[number]

/** What happens to it. */
export const runEvents = [
  /** The engine has its pack, and the request is planned. */
  'ready',
  /** A job begins. */
  'begin',
  /** Nothing is left to make. */
  'idle',
  'step',
  /** Pictures of the chunk under way are there. */
  'seen',
  /** The chunk under way is saved. */
  'saved',
  /** The engine died; the supervisor starts it again with the same job. */
  'died',
  /** The job has made everything. */
  'complete',
  /** The job has ended before that. */
  'stopped',
  /** The job, or the engine, cannot go on. */
  'failed'
] as const
export type RunEventName = (typeof runEvents)[number]
export type RunInput = RunCommand | RunEventName

/** Why an input changes nothing. */
export type Refusal = 'paused already' | 'not paused' | 'ending already' | 'nothing under way' | 'over' | 'out of turn'

type In<Name extends RunStateName> = Extract<RunState, { name: Name }>
type Rules<Name extends RunStateName> = {
  readonly [Input in RunInput]: Refusal | ((state: In<Name>) => RunState | Refusal)
}

const on = (paused: boolean) => ({ then: 'on', paused }) as const
const stop = { then: 'stop', paused: false } as const
const quit = { then: 'quit', paused: false } as const

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
/** A run that was stopped, and is asked for more, goes on. One that quits does not: what is asked then waits in the film. */
const revive = <State extends RunState & Then>(state: State): State =>
  state.then === 'stop' ? ({ ...state, ...on(false) } as State) : state
const afterJob = (state: In<'finishing' | 'ending'>): RunState =>
  state.then === 'on' ? choosing(state.paused) : stopped

/** Every state and everything that can happen in it. */
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
    ready: (state) => (state.then === 'on' ? choosing(state.paused) : stopped),
    begin: 'out of turn',
    idle: 'out of turn',
    step: 'out of turn',
    seen: 'out of turn',
    saved: 'out of turn',
    died: stay,
    complete: 'out of turn',
    stopped: 'out of turn',
    failed: () => failed
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
    ready: 'out of turn',
    begin: ({ paused }) => ({ name: 'making', paused, engine: 'working', seen: false }),
    idle: () => ({ name: 'over', end: 'complete' }),
    step: 'out of turn',
    seen: 'out of turn',
    saved: 'out of turn',
    died: stay,
    complete: 'out of turn',
    stopped: 'out of turn',
    failed: () => failed
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
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: (state) => (state.engine === 'working' ? state : { ...state, engine: 'working' }),
    seen: (state) => ({ ...state, seen: true }),
    saved: (state) => ({ ...state, engine: 'working', seen: false }),
    died: (state) => ({ ...state, engine: 'restarting' }),
    complete: ({ paused }) => choosing(paused),
    stopped: () => stopped,
    failed: () => failed
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
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: stay,
    seen: 'ending already',
    saved: (state) => ending(thenOf(state)),
    died: stay,
    complete: afterJob,
    stopped: () => stopped,
    failed: () => failed
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
    ready: 'out of turn',
    begin: 'out of turn',
    idle: 'out of turn',
    step: stay,
    seen: 'ending already',
    saved: stay,
    died: stay,
    complete: afterJob,
    stopped: afterJob,
    failed: () => failed
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
    ready: 'over',
    begin: 'over',
    idle: 'over',
    step: 'over',
    seen: 'over',
    saved: 'over',
    died: 'over',
    complete: 'over',
    stopped: 'over',
    failed: 'over'
  }
}

/** The state before anything is known. */
export const waking: RunState = { name: 'waking', then: 'on', paused: false }

/** The state after an input, or why it changes nothing. Where nothing is to change, it is the same object. */
export function next(state: RunState, input: RunInput): RunState | Refusal {
  const rule = rules[state.name][input] as Refusal | ((state: RunState) => RunState | Refusal)
  return typeof rule === 'string' ? rule : rule(state)
}

/** What the job under way is to do now. */
export function turnOf(state: RunState): JobTurn {
  if (state.name === 'ending') return 'stop'
  return (state.name === 'making' || state.name === 'finishing') && state.paused ? 'pause' : 'go'
}

/** How a run stands, as it is shown to people. */
export type Condition = 'starting' | 'working' | 'paused' | 'restarting' | 'stopping'

export function conditionOf(state: RunState): Condition {
  if (state.name === 'over' || ('then' in state && state.then !== 'on')) return 'stopping'
  if (state.paused) return 'paused'
  if (state.name === 'waking') return 'starting'
  return state.name === 'making' && state.engine === 'restarting' ? 'restarting' : 'working'
}
