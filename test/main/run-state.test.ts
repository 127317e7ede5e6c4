/** The transition table of a run: every state with every input. */
import { expect, test } from 'vitest'
import { conditionOf, turnOf } from '../../main/production/condition.ts'
import {
  next,
  runCommands,
  runEvents,
  type Refusal,
  type RunInput,
  type RunState
} from '../../main/production/run-state.ts'

const paused = true
const not = false
const states: readonly RunState[] = [
  { name: 'waking', then: 'on', paused: not },
  { name: 'waking', then: 'on', paused },
  { name: 'waking', then: 'stop', paused: not },
  { name: 'waking', then: 'quit', paused: not },
  { name: 'choosing', paused: not },
  { name: 'choosing', paused },
  { name: 'making', paused: not, engine: 'working', seen: false },
  { name: 'making', paused, engine: 'working', seen: false },
  { name: 'making', paused: not, engine: 'working', seen: true },
  { name: 'making', paused, engine: 'working', seen: true },
  { name: 'making', paused: not, engine: 'restarting', seen: false },
  { name: 'making', paused, engine: 'restarting', seen: false },
  { name: 'making', paused: not, engine: 'restarting', seen: true },
  { name: 'making', paused, engine: 'restarting', seen: true },
  { name: 'finishing', then: 'on', paused: not },
  { name: 'finishing', then: 'on', paused },
  { name: 'finishing', then: 'stop', paused: not },
  { name: 'finishing', then: 'quit', paused: not },
  { name: 'ending', then: 'on', paused: not },
  { name: 'ending', then: 'on', paused },
  { name: 'ending', then: 'stop', paused: not },
  { name: 'ending', then: 'quit', paused: not },
  { name: 'asking' },
  { name: 'over', end: 'complete' },
  { name: 'over', end: 'stopped' },
  { name: 'over', end: 'failed' }
]

/** `making seen restarting paused`, `ending stop`, `over complete` */
function told(state: RunState): string {
  if (state.name === 'over') return `over ${state.end}`
  const words: string[] = [state.name]
  if ('then' in state && state.then !== 'on') words.push(state.then)
  if (state.name === 'making' && state.seen) words.push('seen')
  if (state.name === 'making' && state.engine === 'restarting') words.push('restarting')
  if ('paused' in state && state.paused) words.push('paused')
  return words.join(' ')
}
const byName = new Map(states.map((state) => [told(state), state]))

const refusals: Readonly<Record<string, Refusal>> = {
  P: 'paused already',
  R: 'not paused',
  E: 'ending already',
  N: 'nothing under way',
  O: 'over',
  T: 'out of turn',
  Q: 'nothing asked'
}

/** `=`: allowed without a change of state. A capital letter: refused, with the reason above. */
function demand(inputs: readonly RunInput[], row: string): void {
  const [name, ...cells] = row.split('|').map((cell) => cell.trim())
  const state = byName.get(name!)!
  expect(cells).toHaveLength(inputs.length)
  for (const [index, input] of inputs.entries()) {
    const cell = cells[index]!
    const after = next(state, input)
    const found = typeof after === 'string' ? after : told(after)
    expect(found, `${name!}: ${input}`).toBe(cell === '=' ? name : (refusals[cell] ?? cell))
    if (typeof after !== 'string') expect(states, `${name!}: ${input}`).toContainEqual(after)
  }
}
const rowsOf = (table: string): string[] => table.trim().split('\n')

const commanded = `
  waking                         | waking paused                | R                      | waking stop    | waking quit    | waking quit  | =            | N           | N      | N | Q
  waking paused                  | P                            | waking                 | waking stop    | waking quit    | waking quit  | =            | N           | N      | N | Q
  waking stop                    | E                            | R                      | E              | waking quit    | waking quit  | waking       | N           | N      | N | Q
  waking quit                    | E                            | R                      | E              | E              | =            | =            | N           | N      | N | Q
  choosing                       | choosing paused              | R                      | over stopped   | over stopped   | over stopped | =            | N           | =      | N | Q
  choosing paused                | P                            | choosing               | over stopped   | over stopped   | over stopped | =            | N           | choosing | N | Q
  making                         | making paused                | R                      | ending stop    | ending quit    | ending quit  | =            | T           | ending | ending | Q
  making paused                  | P                            | making                 | ending stop    | ending quit    | ending quit  | =            | T           | ending | ending paused | Q
  making seen                    | making seen paused           | R                      | finishing stop | finishing quit | ending quit  | =            | T           | ending | ending | Q
  making seen paused             | P                            | making seen            | finishing stop | finishing quit | ending quit  | =            | T           | ending | ending paused | Q
  making restarting              | making restarting paused     | R                      | ending stop    | ending quit    | ending quit  | =            | T           | ending | ending | Q
  making restarting paused       | P                            | making restarting      | ending stop    | ending quit    | ending quit  | =            | T           | ending | ending paused | Q
  making seen restarting         | making seen restarting paused | R                     | finishing stop | finishing quit | ending quit  | =            | T           | ending | ending | Q
  making seen restarting paused  | P                            | making seen restarting | finishing stop | finishing quit | ending quit  | =            | T           | ending | ending paused | Q
  finishing                      | finishing paused             | R                      | finishing stop | finishing quit | ending quit  | =            | T           | ending | ending | Q
  finishing paused               | P                            | finishing              | finishing stop | finishing quit | ending quit  | =            | T           | ending | ending paused | Q
  finishing stop                 | E                            | R                      | ending stop    | finishing quit | ending quit  | finishing    | making seen | ending | ending stop | Q
  finishing quit                 | E                            | R                      | ending quit    | ending quit    | ending quit  | =            | T           | =      | ending quit | Q
  ending                         | ending paused                | R                      | ending stop    | ending quit    | ending quit  | =            | T           | =      | E | Q
  ending paused                  | P                            | ending                 | ending stop    | ending quit    | ending quit  | =            | T           | ending | E | Q
  ending stop                    | E                            | R                      | E              | ending quit    | ending quit  | ending       | T           | ending | E | Q
  ending quit                    | E                            | R                      | E              | E              | =            | =            | T           | =      | E | Q
  asking                         | N                            | R                      | over stopped   | over stopped   | over stopped | =            | N           | =      | N | waking
  over complete                  | O | O | O | O | O | O | O | O | O | O
  over stopped                   | O | O | O | O | O | O | O | O | O | O
  over failed                    | O | O | O | O | O | O | O | O | O | O`

const happened = `
  waking                        | choosing        | T      | T             | T                   | T             | T              | =                             | T               | T               | over failed | asking
  waking paused                 | choosing paused | T      | T             | T                   | T             | T              | =                             | T               | T               | over failed | asking
  waking stop                   | over stopped    | T      | T             | T                   | T             | T              | =                             | T               | T               | over failed | over stopped
  waking quit                   | over stopped    | T      | T             | T                   | T             | T              | =                             | T               | T               | over failed | over stopped
  choosing                      | T               | making | over complete | T                   | T             | T              | =                             | T               | T               | over failed | T
  choosing paused               | T               | making paused | over complete | T            | T             | T              | =                             | T               | T               | over failed | T
  making                        | T               | T      | T             | =                   | making seen   | =              | making restarting             | choosing        | over stopped    | over failed | asking
  making paused                 | T               | T      | T             | =                   | making seen paused | =         | making restarting paused      | choosing paused | over stopped    | over failed | asking
  making seen                   | T               | T      | T             | =                   | =             | making         | making seen restarting        | choosing        | over stopped    | over failed | asking
  making seen paused            | T               | T      | T             | =                   | =             | making paused  | making seen restarting paused | choosing paused | over stopped    | over failed | asking
  making restarting             | T               | T      | T             | making              | making seen restarting | making | =                             | choosing        | over stopped    | over failed | asking
  making restarting paused      | T               | T      | T             | making paused       | making seen restarting paused | making paused | =               | choosing paused | over stopped    | over failed | asking
  making seen restarting        | T               | T      | T             | making seen         | =             | making         | =                             | choosing        | over stopped    | over failed | asking
  making seen restarting paused | T               | T      | T             | making seen paused  | =             | making paused  | =                             | choosing paused | over stopped    | over failed | asking
  finishing                     | T               | T      | T             | =                   | E             | ending         | =                             | choosing        | over stopped    | over failed | asking
  finishing paused              | T               | T      | T             | =                   | E             | ending paused  | =                             | choosing paused | over stopped    | over failed | asking
  finishing stop                | T               | T      | T             | =                   | E             | ending stop    | =                             | over stopped    | over stopped    | over failed | over stopped
  finishing quit                | T               | T      | T             | =                   | E             | ending quit    | =                             | over stopped    | over stopped    | over failed | over stopped
  ending                        | T               | T      | T             | =                   | E             | =              | =                             | choosing        | choosing        | over failed | asking
  ending paused                 | T               | T      | T             | =                   | E             | =              | =                             | choosing paused | choosing paused | over failed | asking
  ending stop                   | T               | T      | T             | =                   | E             | =              | =                             | over stopped    | over stopped    | over failed | over stopped
  ending quit                   | T               | T      | T             | =                   | E             | =              | =                             | over stopped    | over stopped    | over failed | over stopped
  asking                        | T               | T      | T             | T                   | T             | T              | =                             | T               | T               | over failed | T
  over complete                 | O | O | O | O | O | O | O | O | O | O | O
  over stopped                  | O | O | O | O | O | O | O | O | O | O | O
  over failed                   | O | O | O | O | O | O | O | O | O | O | O`

test.each(rowsOf(commanded))('commands in each state: %#', (row) => demand(runCommands, row))
test.each(rowsOf(happened))('events in each state: %#', (row) => demand(runEvents, row))
test('every state is tested', () => {
  for (const table of [commanded, happened])
    expect(rowsOf(table).map((row) => row.split('|')[0]!.trim())).toEqual(states.map(told))
})

/** All states reachable from a state by these inputs. */
function reachable(from: RunState, inputs: readonly RunInput[]): Set<string> {
  const found = new Map([[told(from), from]])
  for (const state of found.values()) {
    for (const input of inputs) {
      const after = next(state, input)
      if (typeof after !== 'string') found.set(told(after), after)
    }
  }
  return new Set(found.keys())
}
const inputs: readonly RunInput[] = [...runCommands, ...runEvents]

test('a run that quits begins nothing more, whatever is requested', () => {
  for (const state of states) {
    if (!('then' in state) || state.then !== 'quit') continue
    for (const name of reachable(state, inputs)) expect(name).not.toMatch(/^(choosing|making)/)
  }
})

test('a stopped run continues only on a request', () => {
  const unasked = inputs.filter((input) => !['ask', 'goOn', 'second'].includes(input))
  for (const state of states) {
    if (!('then' in state) || state.then !== 'stop') continue
    for (const name of reachable(state, unasked)) expect(name).not.toMatch(/^(choosing|making)/)
  }
})

test('every state is reachable, and the end from each', () => {
  const all = reachable(states[0]!, inputs)
  expect([...all].sort()).toEqual(states.map(told).sort())
  for (const state of states) expect([...reachable(state, inputs)].some((name) => name.startsWith('over'))).toBe(true)
})

test('pictures that were shown are committed before a stop', () => {
  for (const state of states) {
    if (state.name !== 'making' || !state.seen) continue
    for (const input of ['stop', 'quit'] as const) {
      const after = next(state, input) as RunState
      expect(turnOf(after)).toBe('go')
      expect(turnOf(next(after, 'saved') as RunState)).toBe('stop')
    }
  }
})

test('the job pauses and resumes with the run, and the window shows it', () => {
  for (const state of states) {
    if (state.name === 'over' || state.name === 'asking') continue
    const stands = conditionOf(state)
    expect(stands === 'paused').toBe(state.paused)
    if (state.name === 'making' || state.name === 'finishing') expect(turnOf(state) === 'pause').toBe(state.paused)
  }
})
