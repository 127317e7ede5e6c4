/** What was tried on a device, in both languages (app/contract/probe.ts). */
import { bestOf, type Attention, type AnswerPart, type Probed, type Trial } from '../../app/contract/probe.ts'
import type { Fact } from '../../app/base/failure-codes.ts'

export interface ProbeWords {
  readonly forms: Readonly<Record<Attention, string>>
  /** A form that is right: its error, its worst part, seconds of a pass, whether it is used. */
  readonly right: (form: string, off: string, took: string, used: boolean) => string
  readonly refused: (form: string, why: string) => string
  /** The same pass on the processor, and how many times as long it takes as on the device. */
  readonly processor: (took: string, times: number) => string
  /** Why a form is not used, by the code of the failure; `otherwise` for others. */
  readonly why: Readonly<Record<string, string>>
  readonly otherwise: string
  readonly off: (error: string, part: string) => string
  readonly parts: Readonly<Record<AnswerPart, string>>
  /** None of the forms is right. */
  readonly unfit: (device: string, why: string) => string
  readonly locale: string
}

export const probeEn: ProbeWords = {
  forms: {
    fused: 'Quick way (fused attention)',
    plain: 'Plain way (plain attention)',
    crossing: 'Slow way (plain attention, memory sent at every step)'
  },
  right: (form, off, took, used) => `${form}: right, at most ${off} off; ${took} a step${used ? '. Used' : ''}`,
  refused: (form, why) => `${form}: not used, because ${why}`,
  processor: (took, times) =>
    `The processor takes ${took}: ${times >= 1 ? `this device is ${figure(times, 'en-GB')} times as fast` : `it is ${figure(1 / times, 'en-GB')} times as fast as this device`}`,
  why: {
    'device.wrong': 'its answers are wrong',
    'device.numbers': 'its answers are no numbers',
    'device.memory': 'memory ran out',
    'device.lost': 'the device was lost, or its driver began anew',
    'engine.hung': 'it gave no sign of life for too long',
    'engine.crashed': 'it crashed'
  },
  otherwise: 'it could not go on',
  off: (error, part) => `${error} off, ${part}`,
  parts: {
    text: 'in what it reads of the words',
    time: 'in what it knows of the noise',
    'first pass': 'in a first step',
    pass: 'in a step',
    memory: 'in what it would remember',
    pictures: 'in the pictures'
  },
  unfit: (device, why) => `“${device}” is not used for this model, because ${why}.`,
  locale: 'en-GB'
}

export const probeDe: ProbeWords = {
  forms: {
    fused: 'Schneller Weg (Attention in einem)',
    plain: 'Einfacher Weg (Attention in Schritten)',
    crossing: 'Langsamer Weg (Attention in Schritten, Gedächtnis bei jedem Schritt geschickt)'
  },
  right: (form, off, took, used) =>
    `${form}: richtig, höchstens ${off} daneben; ${took} je Schritt${used ? '. Wird benutzt' : ''}`,
  refused: (form, why) => `${form}: nicht benutzt, denn ${why}`,
  processor: (took, times) =>
    `Der Prozessor braucht ${took}: ${times >= 1 ? `Dieses Gerät ist ${figure(times, 'de')}-mal so schnell` : `Er ist ${figure(1 / times, 'de')}-mal so schnell wie dieses Gerät`}`,
  why: {
    'device.wrong': 'die Antworten sind falsch',
    'device.numbers': 'die Antworten sind keine Zahlen',
    'device.memory': 'der Speicher reichte nicht',
    'device.lost': 'das Gerät ging verloren, oder sein Treiber fing neu an',
    'engine.hung': 'es hat sich zu lange nicht gerührt',
    'engine.crashed': 'es stürzte ab'
  },
  otherwise: 'es konnte nicht weiterrechnen',
  off: (error, part) => `${error} daneben, ${part}`,
  parts: {
    text: 'bei dem, was es von den Worten liest',
    time: 'bei dem, was es vom Rauschen weiß',
    'first pass': 'bei einem ersten Schritt',
    pass: 'bei einem Schritt',
    memory: 'bei dem, was es sich merken würde',
    pictures: 'bei den Bildern'
  },
  unfit: (device, why) => `„${device}“ wird für dieses Modell nicht benutzt, denn ${why}.`,
  locale: 'de'
}

const figure = (value: number, locale: string): string =>
  value.toLocaleString(locale, { maximumSignificantDigits: 2, useGrouping: false })

/** Why a form, or a device, is not used or failed. @param detail what is known besides */
export const whyNot = (
  { why, otherwise }: Pick<ProbeWords, 'why' | 'otherwise'>,
  code: string,
  detail?: Fact | null
): string => `${why[code] ?? otherwise}${detail === undefined || detail === null ? '' : ` (${detail})`}`

/** One line for each form, and one for the processor. */
export function probedLines(words: ProbeWords, probed: Probed): string[] {
  const best = bestOf(probed)
  const used = probed.trials.find(({ attention }) => attention === best)
  const lines = probed.trials.map((trial) => trialLine(words, trial, trial === used))
  if (!used?.took || probed.processor === null) return lines
  return [...lines, words.processor(seconds(words, probed.processor), probed.processor / used.took)]
}

function trialLine(words: ProbeWords, { attention, error, worst, took, refused }: Trial, used: boolean): string {
  const form = words.forms[attention]
  const percent = `${figure(100 * (error ?? 0), words.locale)} %`
  if (!refused) return words.right(form, percent, seconds(words, took ?? 0), used)
  const off = error === null || worst === null ? null : words.off(percent, words.parts[worst])
  return words.refused(form, whyNot(words, refused.code, off ?? refused.detail))
}

const seconds = ({ locale }: ProbeWords, milliseconds: number): string => `${figure(milliseconds / 1000, locale)} s`
