/**
 * Every failure code with the facts that belong to it. Whoever throws a failure supplies the facts; translations use them. A
 * new code is one line here; the compiler then asks for its German text (renderer/strings/failures.de.ts).
 */
export type Fact = string | number

/**
 * `file` is a file name, `name` what a model calls itself, `path` and `folder` locations; `shot` the number shown for a shot; `names` cast names; `times` a
 * count of repetitions; `model` the model that is needed, `now` the loaded one; `count` what was given, `least` and `most`
 * its limits; `line` a line number from 1, `quote` its text. `detail` is technical, in English, for developers. `device` is
 * a device's name on the command line; `names` are then the devices that are available. `reason` is the code of the failure
 * that led to this one.
 */
export type FactName =
  | 'file'
  | 'name'
  | 'path'
  | 'folder'
  | 'shot'
  | 'names'
  | 'model'
  | 'now'
  | 'times'
  | 'count'
  | 'least'
  | 'most'
  | 'line'
  | 'quote'
  | 'detail'
  | 'device'
  | 'reason'

type Facts<Always extends FactName = never, Sometimes extends FactName = never> = Readonly<
  Record<Always, Fact> & Partial<Record<Sometimes, Fact>>
>

/** Codes that can reach the window. */
export interface WindowFailures {
  'cast.name': Facts<'most'>
  'check.ended': Facts<'detail'>
  'chunk.refused': Facts<'detail'>
  'cut.drop': Facts
  'cut.edl': Facts<'detail'>
  'cut.empty': Facts
  'cut.many': Facts
  'cut.otio': Facts<'detail'>
  'device.absent': Facts<'device' | 'names' | 'detail'>
  'device.failed': Facts<'device' | 'detail'>
  'device.given-up': Facts<'device' | 'reason', 'detail'>
  'device.lost': Facts<'device' | 'detail'>
  'device.memory': Facts<'device' | 'detail'>
  'device.unfit': Facts<'device' | 'names' | 'reason', 'detail'>
  'device.unknown': Facts<'device' | 'names'>
  'device.wrong': Facts<'device' | 'names' | 'detail'>
  'disk.failed': Facts<'file' | 'detail'>
  'disk.full': Facts<never, 'file'>
  'edit.card': Facts
  'edit.cast': Facts
  'edit.copies': Facts
  'edit.forgotten': Facts<'count'>
  'edit.invalid': Facts<'detail'>
  'edit.length': Facts
  'edit.log': Facts<'detail'>
  'edit.mismatch': Facts
  'edit.neighbour': Facts
  'edit.no-title': Facts
  'edit.title-take': Facts
  'edit.place': Facts
  'edit.sound-gone': Facts
  'edit.sound-many': Facts
  'edit.sound-twice': Facts
  'edit.split': Facts
  'edit.take': Facts
  'edit.take-twice': Facts
  'edit.unknown-take': Facts
  'engine.busy': Facts
  'engine.cancelled': Facts
  'engine.crashed': Facts<'detail'>
  'engine.given-up': Facts<'times'>
  'engine.hung': Facts
  'engine.stopped': Facts
  'export.busy': Facts
  'export.cancelled': Facts
  'export.empty': Facts
  'export.exists': Facts<'path'>
  'export.folder-used': Facts<'folder'>
  'export.is-folder': Facts<'path'>
  'export.is-link': Facts<'path'>
  'export.is-project': Facts<'path'>
  'export.long-name': Facts<'file'>
  'export.no-folder': Facts<'folder'>
  'export.no-pictures': Facts
  'export.not-a-file': Facts<'path'>
  'export.not-writable': Facts<'path'>
  'export.sheet-large': Facts
  'ffmpeg.failed': Facts<'detail'>
  'ffmpeg.misnamed': Facts<'path'>
  'ffmpeg.missing': Facts
  'ffmpeg.unstartable': Facts<'path'>
  'film.invalid': Facts<'detail'>
  'film.newer': Facts
  'film.none': Facts
  'film.other': Facts
  'film.takes': Facts<'most'>
  'frames.damaged': Facts
  'memory.damaged': Facts
  'memory.frame': Facts
  'memory.latents': Facts
  'memory.missing': Facts
  'memory.model': Facts<'model' | 'now'>
  'memory.page': Facts
  'memory.policy': Facts
  'memory.rewritten': Facts
  'memory.shape': Facts
  'kept.device': Facts<'path'>
  'kept.folder': Facts<'path'>
  'kept.recents': Facts<'path'>
  'kept.unwritten': Facts<'detail'>
  'message.invalid': Facts<'detail'>
  'model.incomplete': Facts<'path' | 'detail'>
  'model.lora': Facts<'path' | 'detail'>
  'model.numbers': Facts
  'model.shape': Facts<'detail'>
  'model.unsuitable': Facts<'path' | 'detail'>
  'model.busy': Facts
  'model.missing': Facts<'name' | 'model'>
  'models.agree': Facts
  'models.busy': Facts
  'models.changed': Facts
  'models.ended': Facts<'detail'>
  'models.folder': Facts<'folder'>
  'models.in-use': Facts<'model'>
  'models.missing': Facts<'names'>
  'models.unfinished': Facts<'path'>
  'models.unfitting': Facts<'detail'>
  'number.range': Facts<'least' | 'most'>
  'pack.added': Facts<'model'>
  'pack.embedded': Facts<'model'>
  'pack.file': Facts<'file' | 'folder'>
  'pack.foreign': Facts<'folder' | 'detail'>
  'pack.hash': Facts<'file'>
  'pack.licence': Facts
  'pack.manifest': Facts<'detail'>
  'pack.missing': Facts<'folder'>
  'pack.mixed': Facts<'folder'>
  'pack.newer': Facts
  'pack.not-a-file': Facts<'file' | 'folder'>
  'pack.numbers': Facts<'file'>
  'pack.other-files': Facts<'folder' | 'names'>
  'pack.outside': Facts<'file' | 'path'>
  'pack.record': Facts<'folder'>
  'pack.shelf': Facts<'folder' | 'detail'>
  'pack.taken': Facts<'folder'>
  'pack.tensor': Facts<'file' | 'detail'>
  'pack.text': Facts<'detail'>
  'pack.too-large': Facts<'file' | 'count' | 'most'>
  'pack.twice': Facts<'model'>
  'pack.unknown': Facts<'model'>
  'pack.unreadable': Facts<'file' | 'folder' | 'detail'>
  'pack.vocabulary': Facts<'detail'>
  'plan.range': Facts
  'plan.wishes': Facts
  'precision.lacking': Facts<'device' | 'names' | 'detail'>
  'precision.unknown': Facts<'names'>
  'project.broken-off': Facts<'file'>
  'project.cannot-open': Facts<'path'>
  'project.damaged': Facts<'file' | 'detail'>
  'project.exists': Facts<'path'>
  'project.locked': Facts<'file'>
  'project.log-missing': Facts<'file'>
  'project.log-set-aside': Facts<'file' | 'path'>
  'project.long-name': Facts<'file'>
  'project.missing': Facts<'file'>
  'project.moved': Facts<'file'>
  'project.newer': Facts
  'project.no-folder': Facts<'folder'>
  'project.not-a-file': Facts<'path'>
  'project.not-ours': Facts<'file'>
  'project.odd-set-aside': Facts<'file' | 'path'>
  'project.opened-read-only': Facts
  'project.read-only': Facts<'file'>
  'project.replaced': Facts<'file'>
  'runtime.load': Facts<'detail'>
  'runtime.run': Facts<'detail'>
  'sample.missing': Facts
  'sender.unknown': Facts
  'shots.cast': Facts<'line', 'quote'>
  'shots.character': Facts<'line', 'quote'>
  'shots.empty': Facts<'line', 'quote'>
  'shots.key': Facts<'line', 'quote'>
  'shots.length': Facts<'line', 'quote'>
  'shots.line': Facts<'line', 'quote'>
  'shots.many': Facts<'line', 'quote'>
  'shots.memory': Facts<'line', 'quote'>
  'shots.model': Facts<'line', 'quote'>
  'shots.over': Facts<'line', 'quote'>
  'shots.seed': Facts<'line', 'quote'>
  'shots.term': Facts<'line', 'quote'>
  'shots.text': Facts<'line', 'quote'>
  'shots.title': Facts<'line', 'quote'>
  'script.board': Facts
  'script.fdx': Facts<'detail'>
  'script.quote': Facts<'line'>
  'script.unreadable': Facts<'path'>
  'sketch.damaged': Facts
  'sketch.full': Facts
  'sketch.many': Facts
  'sketch.size': Facts
  'sketch.strokes': Facts<'detail'>
  'sketch.type': Facts
  'sketch.unreadable': Facts<'path'>
  'sound.damaged': Facts<'path' | 'detail'>
  'sound.empty': Facts<'path'>
  'sound.large': Facts<'path'>
  'sound.lost': Facts<'file'>
  'sound.long': Facts<'path'>
  'sound.many': Facts<'most'>
  'sound.none': Facts<'path'>
  'sound.output': Facts
  'sound.type': Facts<'path'>
  'sound.unreadable': Facts<'path'>
  'text.hidden': Facts
  'text.huge': Facts
  'text.long': Facts<'count' | 'most'>
  'text.many': Facts<'most'>
  'text.none': Facts
  'text.unread': Facts
  'tokenizer.damaged': Facts<'detail'>
  unexpected: Facts<'detail'>
  'weights.code': Facts<'path' | 'detail'>
  'weights.damaged': Facts<'path'>
  'weights.form': Facts<'path' | 'detail'>
  'weights.missing': Facts<'path'>
  'weights.numbers': Facts<'path' | 'detail'>
  'weights.shard': Facts<'path' | 'file'>
  'weights.tensor': Facts<'path'>
  'work.card': Facts
  'work.cast': Facts<'shot' | 'names'>
  'work.changed': Facts
  'work.long': Facts<'shot' | 'most'>
  'work.model': Facts<'model' | 'now'>
  'work.prompt': Facts<'shot'>
  'work.title': Facts<'shot'>
  'work.second': Facts
}

/** Codes of the command line and this repository's tools only, which speak English. */
interface CommandLineFailures {
  'bench.policy': Facts
  'bench.results': Facts
  'bench.seeds': Facts
  'export.edl-long': Facts
  'export.is-source': Facts<'path'>
  'film.no-card': Facts
  'model.choice': Facts
  'models.family': Facts
  'models.several': Facts
  'models.use': Facts<'path'>
  'pack.ambiguous': Facts
  'project.differs': Facts
  'shots.folder': Facts
  'shots.large': Facts
  'shots.missing': Facts
  'shots.no-file': Facts
  'shots.not-text': Facts
  'shots.unreadable': Facts
  'usage.animatic': Facts
  'usage.cut': Facts
  'usage.edit': Facts
  'usage.extension': Facts
  'usage.invalid': Facts
  'usage.last-second': Facts
  'usage.project': Facts
  'usage.rate': Facts
  'usage.replace': Facts
  'usage.scale': Facts
  'usage.size': Facts
  'usage.sound': Facts
  'usage.yes': Facts
  'vectors.malformed': Facts
}

export type KnownFailures = WindowFailures & CommandLineFailures
export type FailureCode = keyof KnownFailures
/** Codes without facts. */
export type PlainCode = { [Code in FailureCode]: object extends KnownFailures[Code] ? Code : never }[FailureCode]
/** Codes of one line of a shot list, without the prefix `shots.`. */
export type LineCode = {
  [Code in FailureCode]: KnownFailures[Code] extends Facts<'line', 'quote'>
    ? Code extends `shots.${infer Name}`
      ? Name
      : never
    : never
}[FailureCode]

/** Facts are the last argument; optional where the code has none. */
export type FactArguments<Code extends FailureCode> = object extends KnownFailures[Code]
  ? [facts?: KnownFailures[Code]]
  : [facts: KnownFailures[Code]]
