/** What playback keeps time with. */
export interface PlayPace {
  /**
   * Playback begins, or goes on elsewhere.
   * @param frame of the film; may be fractional
   * @param natural at normal speed, of what is there: then sound may be heard
   */
  begin(frame: number, natural: boolean): void
  /** Milliseconds on its clock, which never runs backwards. @param stamp of the animation frame, as `performance.now()` */
  now(stamp: number): number
  end(): void
}

/** The clock of the computer. */
export const ownPace: PlayPace = { begin: () => {}, now: (stamp) => stamp, end: () => {} }
