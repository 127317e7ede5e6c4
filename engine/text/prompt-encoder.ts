/** Features of one prompt: one row per real token, special tokens included; [tokens, textDim]. */
export interface TextFeatures {
  readonly features: Float32Array
  readonly tokens: number
}

/** A text encoder of any kind: prompt in, the features that the transformer's cross-attention reads out. */
export interface PromptEncoder {
  /**
   * Features [tokens, dim] of the prompt's tokens, the encoder's own marks included; no padding. Cut at the most tokens.
   * @param between called between the layers of a large model; what it throws abandons the reading
   */
  encode(prompt: string, between?: () => Promise<void>): Promise<TextFeatures>
  /** Tokens of the whole prompt. More than the most means that its end is not read. */
  countTokens(prompt: string): number
  release(): Promise<void>
}
