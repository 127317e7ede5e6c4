/** A parent process that will be killed, to test what its engine does then. Prints the engine's process id while it works. */
import { Keeper, pidOf, planOf, startSupervisor } from './engine-run.ts'

const supervisor = startSupervisor()
let told = false
const keeper = new Keeper(() => {
  if (!told) process.send!({ pid: pidOf(supervisor) })
  told = true
})
await supervisor.generate({ from: null, past: [], plan: planOf({ chunks: 1_000 }) }, keeper).done
