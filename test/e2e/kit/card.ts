/** The studio on a simulated graphics card (test/kit/failing-device.mjs). */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { orderCard } from '../../kit/card-orders.ts'
import { launch, type Studio } from './studio.ts'

const simulated = fileURLToPath(new URL('../../kit/failing-device.mjs', import.meta.url))

/** Whether `webgpu` is offered on this system. */
export const offersCard = ['linux-x64', 'win32-x64', 'darwin-arm64'].includes(`${process.platform}-${process.arch}`)

/** Starts it; `fail` makes the card fail from its next computation on. */
export async function launchWithCard(
  home: string,
  args: readonly string[] = []
): Promise<Studio & { fail(...how: readonly string[]): void }> {
  const card = join(home, 'card.json')
  const fail = (...how: readonly string[]): void => orderCard(card, how)
  fail()
  const studio = await launch(home, args)
  await studio.app.evaluate(
    ({ utilityProcess }, { card, simulated }) => {
      process.env['THROUGHLINE_TEST_CARD'] = card
      const fork = utilityProcess.fork.bind(utilityProcess)
      utilityProcess.fork = (entry, args, options) =>
        entry.endsWith('engine.js') ? fork(simulated, [`--engine=${entry}`], options) : fork(entry, args, options)
    },
    { card, simulated }
  )
  return { ...studio, fail }
}
