/** The models on this machine, what others are made of, and what is being done with them, as the window is told. */
import type { FailureData } from '../base/failure.ts'

/** The parts that published files of a model are. */
export const modelParts = ['generator', 'lora', 'text', 'tokenizer', 'decoder', 'tinyDecoder'] as const
export type ModelPart = (typeof modelParts)[number]

export interface PartLicence {
  /** As the model calls the part. */
  readonly part: string
  /** In its own words; null when none is stated. */
  readonly said: string | null
  readonly nonCommercial: boolean
}

/** What a model says of itself. */
export interface ModelLabel {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly licences: readonly PartLicence[]
}

export interface ShelvedModel {
  /** `id@revision`, or its folder's name where its description cannot be read. */
  readonly model: string
  readonly label: ModelLabel | null
  readonly bytes: number
  /** It comes with the program and stays with it. */
  readonly shipped: boolean
  /** Why it cannot be used. */
  readonly problem: FailureData | null
}

export interface OfferedModel {
  readonly model: string
  readonly label: ModelLabel
  readonly bytes: number
  /** What lies beside it and is not copied. */
  readonly left: readonly string[]
}

export interface OfferedFile {
  readonly path: string
  readonly bytes: number
  readonly licence: Omit<PartLicence, 'part'>
}

export interface OfferedPart {
  readonly part: ModelPart
  readonly missing: boolean
  /** Under which names such files are published. */
  readonly usual: readonly string[]
  /** Several: one is to be chosen. */
  readonly files: readonly OfferedFile[]
}

/** Files of a model as others publish them, of which one is made. */
export interface PublishedFiles {
  readonly parts: readonly OfferedPart[]
  /** Files that look like a part and cannot be one: the first few, and how many more. */
  readonly passed: readonly { readonly path: string; readonly why: FailureData }[]
  readonly morePassed: number
  /** Which models they can be: nothing in the files says it. `likely`: by their names. */
  readonly families: readonly { readonly name: string; readonly title: string; readonly likely: boolean }[]
  readonly family: string | null
  /** The generator may be one that makes no film chunk by chunk: its file does not say. */
  readonly untold: boolean
  /** Why no model can be made of them although all parts are here. */
  readonly problem: FailureData | null
}

/** What is in folders that were chosen; nothing is written yet. */
export interface ModelOffer {
  readonly folders: readonly string[]
  /** What would be added; empty while something is missing or to be chosen. */
  readonly models: readonly OfferedModel[]
  /** Null for models that are ready to be copied. */
  readonly files: PublishedFiles | null
  readonly bytes: number
}

/** What the user said of published files. */
export interface ModelWishes {
  readonly family: string | null
  /** Of several files for one part, the one that is meant. */
  readonly use: readonly string[]
}

export type ModelTask =
  | { readonly state: 'looking'; readonly looked: number; readonly of: number | null }
  /** `again`: a wish is being looked into. */
  | { readonly state: 'offered'; readonly offer: ModelOffer; readonly wishes: ModelWishes; readonly again: boolean }
  /** `file`: null while the model is opened. `left`: seconds; null as long as they are not known. */
  | {
      readonly state: 'adding'
      readonly name: string
      readonly file: string | null
      readonly done: number
      readonly of: number
      readonly left: number | null
    }
  | { readonly state: 'added'; readonly names: readonly string[] }
  | {
      readonly state: 'checking'
      readonly model: string
      readonly done: number
      readonly of: number
      readonly left: number | null
    }
  /** Whole when there are no faults. `files`: how many are as they were. */
  | {
      readonly state: 'checked'
      readonly model: string
      readonly files: number
      readonly faults: readonly FailureData[]
    }
  | { readonly state: 'removing'; readonly model: string }
  | { readonly state: 'removed'; readonly model: string }
  /** Nothing was added. */
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: FailureData }

export interface ModelShelf {
  readonly models: readonly ShelvedModel[]
  /** Where added models are, and bytes that are free there. */
  readonly folder: string
  readonly free: number
}
