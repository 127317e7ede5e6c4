/** `throughline sound`: brings sound into a film. Needs no engine. */
import { Option, type Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import { limits } from '../../../app/base/limits.ts'
import { clipLength, trackKinds, type TrackKind } from '../../../app/film/sound.ts'
import { parseSeconds, sampleShift, samplesToSeconds, secondsToSamples, type SampleShift } from '../../../app/time.ts'
import { findFfmpeg } from '../../export/ffmpeg.ts'
import { filmPack } from '../film-pack.ts'
import { Project } from '../../project/project.ts'
import { bringSound } from '../../sound/bring-sound.ts'
import { cardAt } from '../card-at.ts'
import type { Context, Runner } from '../context.ts'
import { describeSound } from '../describe-sound.ts'
import { exitCodes } from '../exit.ts'
import { wholeNumber } from '../options.ts'

interface AddOptions {
  readonly card?: number
  readonly at?: string
  readonly track: TrackKind
}

export function addSound(program: Command, run: Runner): void {
  const sound = program.command('sound').description('Sound under the pictures. `info` lists what there is.')
  sound
    .command('add <project> <file>')
    .description('Bring in a sound file (WAV, MP3, M4A, FLAC, OGG): it is kept in the project, and is in every export.')
    .addOption(
      new Option('--card <n>', 'it goes along with this card, wherever that is moved').argParser(
        wholeNumber(1, limits.cards)
      )
    )
    .option('--at <time>', 'where it begins, from the start of the film, or of the card (default: 0 s)')
    .addOption(
      new Option('--track <kind>', 'dialogue, under which music becomes quieter, music or effects')
        .choices(trackKinds)
        .default('music')
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ throughline sound add cat.throughline waltz.mp3\n  $ throughline sound add cat.throughline meow.wav --card 2 --at 0.5s --track dialogue'
    )
    .action((path: string, file: string, options: AddOptions) => run((context) => add(context, path, file, options)))
}

async function add(context: Context, path: string, file: string, options: AddOptions): Promise<number> {
  const { output } = context
  const start = startOf(options.at ?? '0')
  const ffmpeg = await findFfmpeg()
  const project = Project.open(path)
  try {
    if (project.readOnly) throw Failure.from(project.readOnly)
    output.remarks(project.remarks)
    const { base } = (await filmPack(context, project)).facts
    const card = options.card === undefined ? null : cardAt(project.film, options.card).id
    const place = { kind: options.track, track: null, card, start }
    const { clip, edit, assets } = await bringSound({ project, base, ffmpeg }, file, place)
    project.bring(edit, assets)
    const seconds = samplesToSeconds(clipLength(clip))
    const told = describeSound(project.film, base).flatMap(({ clips }) => clips.filter((each) => each.id === clip.id))
    output.result(`Sound: ${clip.name}, ${seconds.toFixed(2)} s, on the track of ${options.track}. One step of undo.`, {
      project: project.path,
      sound: told[0]
    })
    return exitCodes.done
  } finally {
    project.close()
  }
}

/** @throws Failure `usage.sound` */
function startOf(text: string): SampleShift {
  const seconds = parseSeconds(text)
  if (seconds !== null && secondsToSamples(seconds) <= limits.soundStart) return sampleShift(secondsToSamples(seconds))
  throw new Failure('usage.sound', `--at ${text} is no time.`, 'Write seconds or minutes: 2.5s, 1:30.')
}
