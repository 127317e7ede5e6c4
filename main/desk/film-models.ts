/** The models that a film needs. */
import type { Project } from '../project/project.ts'

/** `id@revision` of the film's own, and of every take that its shots have. */
export const modelsOf = (project: Project): ReadonlySet<string> => {
  const { settings, cards } = project.film
  return new Set([
    ...(settings.model === null ? [] : [settings.model]),
    ...cards.flatMap(({ takes }) => takes.flatMap(({ take }) => project.take(take)?.model ?? []))
  ])
}
