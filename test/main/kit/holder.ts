/** A process that has a project open until it is ended. (In the test's own process, reading the files would drop the lock.) */
import { Project } from '../../../main/project/project.ts'

const project = Project.open(process.argv[2]!)
process.send!('open')
process.on('message', () => process.send!(project.path)) // stays, and is not collected
