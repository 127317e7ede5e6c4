/** A process that keeps a project open until it is killed. (In the test's own process, reading the files would drop the lock.) */
import { Project } from '../../../main/project/project.ts'

const project = Project.open(process.argv[2]!)
process.send!('open')
process.on('message', () => process.send!(project.path)) // keeps the process running, and the project from being collected
