/** The models that a film was made with. */
import type { Project } from '../project/project.ts'

/** `id@revision` of every take that its shots have. */
export const modelsOf = (project: Project): ReadonlySet<string> =>
  new Set(project.film.cards.flatMap(({ takes }) => takes.flatMap(({ take }) => project.take(take)?.model ?? [])))
