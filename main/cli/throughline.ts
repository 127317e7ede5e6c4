#!/usr/bin/env node
/** Entry of the command line: checks the Node version before loading any module that needs a newer one. */
/** Minimum of its libraries (commander 15); `engines` in package.json says the same. */
const oldest = [22, 12] as const
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])

if (isOld && !process.versions.electron) {
  console.error(
    `Throughline's command line needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node}. ` +
      'Install a newer Node, or use `npm run -s throughline -- …` in a clone, which brings its own.'
  )
  process.exitCode = 1
} else {
  const { main } = await import('./program.ts')
  process.exitCode = await main(process.argv, import.meta.url)
}
