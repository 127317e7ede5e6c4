/**
 * A process that commits chunk after chunk to a project and prints each index after its commit, until it is killed.
 * Arguments: project file, take name.
 */
import { Project } from '../../../main/project/project.ts'
import { takeId } from '../../../app/ids.ts'
import { madeChunk } from './made.ts'

const [path, name] = process.argv.slice(2) as [string, string]
const project = Project.open(path)
const take = takeId(name)
for (let index = project.chunksOf(take).length; ; index += 1) {
  project.commitChunk(take, madeChunk(take, index), 'cpu')
  process.stdout.write(`${index}\n`)
}
