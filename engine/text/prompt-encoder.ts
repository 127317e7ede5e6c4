/** A text encoder of any kind: prompt in, the features that the transformer's cross-attention reads out. */
export interface PromptEncoder {
  /** Features [tokens, dim] of the prompt's tokens, the encoder's own marks included; no padding. Cut at the most tokens. */
  encode(prompt: string): Promise<{ readonly features: Float32Array; readonly tokens: number }>
  /** Tokens of the whole prompt. More than the most means that its end is not read. */
  countTokens(prompt: string): number
  release(): Promise<void>
}
