/** A time of the film as editors write it: `00:07:05` is minutes, seconds, frames. */
export function timecode(frame: number, fps: number): string {
  const whole = Math.max(0, Math.floor(frame))
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const seconds = whole / fps
  return `${two(seconds / 60)}:${two(seconds % 60)}:${two(whole % fps)}`
}
