/** Product names of graphics cards, extracted from driver strings. Pure. */

/** Length limit of a name in chunk records. */
const longest = 100

/**
 * @param renderer as OpenGL has it: `ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)`
 * @returns `NVIDIA GeForce RTX 3060 551.23`; null when it says nothing
 */
export function cardIn(renderer: string, driver: string): string | null {
  const inner = renderer.startsWith('ANGLE (') ? (renderer.slice(7).split(', ')[1] ?? renderer) : renderer
  const end = inner.search(/ \(0x| Direct3D|\/PCIe| \(LLVM/)
  const name = `${(end < 0 ? inner : inner.slice(0, end)).trim()} ${driver}`.replace(/\p{Cc}/gu, '').trim()
  return name === '' ? null : name.slice(0, longest)
}
