/** The pack for a film: the one that --pack names, or else the film's own. */
import { Failure } from '../../app/base/failure.ts'
import { keepFacts } from '../production/kept-facts.ts'
import { FilmPacks, missingModel, type FilmPack } from '../production/film-packs.ts'
import { packFacts } from '../production/pack-facts.ts'
import { shelfOf } from '../packs/shelf.ts'
import type { Project } from '../project/project.ts'
import type { Context } from './context.ts'

/** @throws Failure `pack.*` */
export async function filmPack({ pack, isNamed, packs: places }: Context, project: Project): Promise<FilmPack> {
  const packs = new FilmPacks({ facts: await packFacts(pack), folder: pack })
  if (isNamed) return packs.own
  if (project.film.settings.model !== null) packs.put(await shelfOf(places))
  return packs.of(project)
}

/** The film's setting for what --pack names; undefined where it is not said. */
export async function modelNamed({ pack, isNamed, packs }: Context): Promise<string | null | undefined> {
  if (!isNamed) return undefined
  const { model } = await packFacts(pack)
  return model === (await packFacts(packs.embedded)).model ? null : model
}

/**
 * For making film: what --pack names becomes the film's model.
 * @returns the pack, which is here
 * @throws Failure `model.missing`, or why nothing can be written
 */
export async function packToMake(context: Context, project: Project): Promise<FilmPack & { readonly folder: string }> {
  const { facts, folder } = await filmPack(context, project)
  if (folder === null) {
    const remedy = 'Add it with `throughline pack add FOLDER`, or make the film with another one: `--pack NAME`.'
    throw Failure.from({ ...missingModel(facts).toData(), remedy })
  }
  const model = await modelNamed(context)
  if (model !== undefined && model !== project.film.settings.model) {
    project.edit({ type: 'setModel', model })
    context.output.note(`The film is made with ${facts.name} (${facts.model}) from now on.`)
  }
  keepFacts(project, facts)
  return { facts, folder }
}
