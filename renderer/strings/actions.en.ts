/** Actions with what they would act on: one shot by its number, or so many shots. English. */
export const actionsOnEn = {
  playShot: (on: string) => `Play only ${on}`,
  again: (on: string) => `Make ${on} again`,
  lastSecond: (on: string) => `Retry the last second of ${on}`,
  ripple: (on: string) => `Remake from ${on} on`,
  takes: (on: string) => `Choose among the takes of ${on}`,
  compare: (on: string) => `Compare two takes of ${on}`,
  newCard: (on: string) => `New card after ${on}`,
  split: (on: string) => `Split ${on} at the playhead`,
  duplicate: (on: string) => `Duplicate ${on}`,
  remove: (on: string) => `Delete ${on}`,
  sketch: (on: string) => `Add a sketch to ${on}…`,
  removeSketch: (on: string) => `Remove the sketch of ${on}`,
  trimStart: (on: string) => `Trim the beginning of ${on} to the playhead`,
  trimEnd: (on: string) => `Trim the end of ${on} to the playhead`,
  moveLeft: (on: string) => `Move ${on} left`,
  moveRight: (on: string) => `Move ${on} right`,
  longer: (on: string) => `Make ${on} one second longer`,
  shorter: (on: string) => `Make ${on} one second shorter`,
  cut: (on: string) => `Cut ${on}`,
  copy: (on: string) => `Copy ${on}`,
  paste: (on: string) => `Paste after ${on}`
}
