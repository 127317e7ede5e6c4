#!/usr/bin/env node
/** The command line's entry: refuses a Node that cannot run it, in words, before anything that needs a newer one is read. */
const oldest = 22
const major = Number(process.versions.node.split('.')[0])

if (major < oldest && !process.versions.electron) {
  console.error(
    `Throughline's command line needs Node ${oldest} or newer; this is Node ${process.versions.node}. ` +
      'Install a newer Node, or use `npm run -s throughline -- …` in a clone, which brings its own.'
  )
  process.exitCode = 1
} else {
  const { main } = await import('./program.ts')
  process.exitCode = await main(process.argv, import.meta.url)
}
