/** Progress for people, on standard error: a bar on a terminal, one line per chunk where the output is a file or a pipe. */
import { SingleBar } from 'cli-progress'
import { forTerminal } from '../../app/exchange/terminal.ts'
import { sayTo } from '../../engine/files/terminal.ts'
import type { Speed } from '../production/rate.ts'

export interface Progress {
  update(state: ProgressState): void
  /** Progress of re-creating memory that is not stored, of `all` chunks. */
  remember(done: number, all: number): void
  note(text: string): void
  end(): void
}

export interface ProgressState {
  /** Chunks committed, and chunks this command makes in total. */
  readonly done: number
  readonly total: number
  /** `card 2 of 6, chunk 3 of 4` */
  readonly place: string
  /** Progress of the current chunk, 0 to 1. */
  readonly part: number
  readonly speed: Speed | undefined
}

/** `3.4× real time, 41 frames/s, 0:12 left` */
function speedText({ framesPerSecond, realTime, remaining }: Speed): string {
  return `${framesPerSecond.toFixed(1)} frames/s, ${realTime.toFixed(2)}× real time, ${clock(remaining)} left`
}

/** Minutes and seconds, `1:05`. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export const progressFor = (stream: NodeJS.WriteStream, silent: boolean): Progress =>
  silent ? noProgress : stream.isTTY ? barOn(stream) : linesOn(stream)

/** Counted in chunks, like the bar. */
const rememberText = (done: number, all: number): string => `remembering again, chunk ${done} of ${all}`

const noProgress: Progress = { update: () => {}, remember: () => {}, note: () => {}, end: () => {} }

function barOn(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined
  const stop = () => {
    bar?.stop()
    bar = undefined
  }
  const start = (total: number, at: number, payload: object) => {
    bar = new SingleBar({
      format: '{bar} {percentage}% {place}  {speed}',
      stream,
      barsize: 24,
      hideCursor: true,
      fps: 8,
      barCompleteChar: '━',
      barIncompleteChar: '─'
    })
    bar.start(total, at, payload)
  }
  return {
    update({ done, total, place, part, speed }) {
      const payload = { place: forTerminal(place), speed: speed ? speedText(speed) : '' }
      if (bar) bar.update(done + part, payload)
      else start(total, done + part, payload)
    },
    remember(done, all) {
      const payload = { place: rememberText(done, all), speed: '' }
      if (!bar) start(all, done, payload)
      else {
        bar.setTotal(all)
        bar.update(done, payload)
      }
      if (done >= all) stop()
    },
    note(text) {
      stop() // the bar is redrawn below the note
      sayTo(stream, text)
    },
    end: stop
  }
}

function linesOn(stream: NodeJS.WriteStream): Progress {
  let told = -1
  return {
    update({ done, total, place, speed }) {
      if (done === told || !speed) return
      told = done
      sayTo(stream, `${done}/${total} ${place}: ${speedText(speed)}`)
    },
    remember: (done, all) => sayTo(stream, rememberText(done, all)),
    note: (text) => sayTo(stream, text),
    end: () => {}
  }
}
