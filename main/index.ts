/** Entry of the Electron shell: single instance, security lockdown, one window, one desk. */
import { join } from 'node:path'
import { app, dialog, session, type BrowserWindow } from 'electron'
import { channels } from '../app/contract/bridge.ts'
import { Failure, type FailureData } from '../app/base/failure.ts'
import type { StudioEvent } from '../app/contract/window.ts'
import { askedFilm } from './desk/asked-film.ts'
import { Checks } from './desk/checks.ts'
import { Desk } from './desk/desk.ts'
import { DeviceChoice } from './desk/device-choice.ts'
import { ExportTargets } from './desk/export-targets.ts'
import { Exports } from './desk/exports.ts'
import { OpenMark } from './desk/open-mark.ts'
import { Opening } from './desk/opening.ts'
import { modelsOf } from './desk/film-models.ts'
import { Models } from './desk/models.ts'
import { nightFilm } from './desk/night-film.ts'
import { NightFile } from './desk/night-file.ts'
import { Nights } from './desk/nights.ts'
import { Paces } from './desk/pace.ts'
import { FilmPacks } from './production/film-packs.ts'
import { packFacts } from './production/pack-facts.ts'
import { filmsFolder, fontsFolder, kept, packFolder, readFilmsFolder, samplesFolder } from './desk/places.ts'
import { Probe } from './probe/probe.ts'
import { PromptMeter } from './desk/prompt-meter.ts'
import { Recents } from './desk/recents.ts'
import { Samples } from './desk/samples.ts'
import { sayTo } from '../engine/files/terminal.ts'
import { answerCommands } from './ipc/channel.ts'
import { askWhether } from './ipc/dialogs.ts'
import { handlersFor } from './ipc/handlers.ts'
import { noteFailure } from './log/note.ts'
import { reportText } from './log/report.ts'
import { noteEngine, noteEvent, noteRenderer, startLog } from './window/noted.ts'
import { windowFiles } from './protocol/window-files.ts'
import { printPdf } from './print/print-pdf.ts'
import { frameRoutes, posterRoute, sketchRoute } from './desk/pictures.ts'
import { packsFolder } from './packs/places.ts'
import { registerScheme, serve } from './protocol/scheme.ts'
import { lockDown } from './security/lockdown.ts'
import { opens } from './supervisor/opens.ts'
import type { ProverLauncher } from './prover/launch.ts'
import { Supervisor } from './supervisor/supervisor.ts'
import { utilityLauncher } from './supervisor/utility.ts'
import { offerTextMenu } from './menu/text-menu.ts'
import { WindowCrashes } from './window/crashes.ts'
import { Farewell } from './window/farewell.ts'
import { graphicsCard } from './window/graphics.ts'
import { askWhenHung } from './window/hangs.ts'
import { Computer } from './window/machine.ts'
import { inOrder } from './window/in-order.ts'
import { Leaving } from './window/leaving.ts'
import { LiveFrameLink } from './window/live-frames.ts'
import { NoticePictures } from './window/notice-picture.ts'
import { english } from './window/questions.ts'
import { WindowTitle } from './window/title.ts'
import { Working } from './window/working.ts'
import { tendStorage } from './window/stored.ts'
import { utilitySide } from './window/side-process.ts'
import { openStudioWindow, preloadPath } from './window/studio-window.ts'

const here = import.meta.dirname
let window: BrowserWindow | undefined
let desk: Desk | undefined
let supervisor: Supervisor | undefined
let opening: Opening | undefined
let exports: Exports | undefined
let models: Models | undefined
let nights: Nights | undefined
let paces: Paces | undefined
/** What there was to say before the window could show it. */
const early: FailureData[] = []
let mayLeave = (): Promise<boolean> => Promise.resolve(true)
const farewell = new Farewell()
const questions = english()
const notices = new NoticePictures()
const title = new WindowTitle()
const working = new Working(new Computer(() => window, questions, notices, title))
/** The film to open first, from a double click in the file manager. */
let asked = askedFilm(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd())

registerScheme()
lockDown()
if (app.requestSingleInstanceLock())
  void app.whenReady().then(open).catch(refuse) // not awaited: `ready` comes after this module has run
else app.quit()

app.on('second-instance', (_event, args, folder) => {
  if (window?.isMinimized()) window.restore()
  window?.focus()
  const film = askedFilm(args.slice(1), folder)
  if (film !== null) void show(film)
})
app.on('open-file', (event, path) => {
  event.preventDefault() // macOS: a double click, or a drop on the Dock; may come before `ready`
  if (opening) void show(path)
  else asked = path
})
app.on('window-all-closed', () => app.quit())
app.on('before-quit', (event) => {
  if (desk === undefined) return
  event.preventDefault() // once: flush pending text, close the film, end the engine, then quit
  void leave()
})

/** Opens a film requested from outside the window. */
async function show(path: string): Promise<void> {
  if (desk !== undefined) await opening?.show(path)
}

async function leave(): Promise<void> {
  if (!(await mayLeave()) || desk === undefined) return
  const closing = desk
  desk = undefined
  try {
    await exports?.end() // the user agreed to cancel it
    await models?.quit()
    await closing.close()
  } catch (error) {
    sayTo(process.stderr, String(error)) // everything made is committed: nothing keeps the program from ending
  } finally {
    supervisor?.kill()
    app.quit()
  }
}

/** Start-up failed: the model is damaged, or a part is missing. */
function refuse(error: unknown): void {
  noteFailure('start', error)
  const { cause, remedy } = Failure.from(error)
  dialog.showErrorBox(cause, remedy)
  app.exit(1)
}

const emit = inOrder<StudioEvent>((event) => {
  noteEvent(event)
  working.hear(event, desk?.making ?? null)
  nights?.hear(event, desk?.making ?? null)
  paces?.hear(desk?.making ?? null)
  if (window === undefined && event.type === 'trouble') early.push(event.error)
  if (window?.isDestroyed() === false && !window.webContents.isCrashed()) window.webContents.send(channels.event, event)
})

const tellLoss = (failure: Failure): void => emit({ type: 'trouble', error: failure.toData() })

async function open(): Promise<void> {
  const log = startLog(kept('app.log'))
  const own = { facts: await packFacts(packFolder()), folder: packFolder() }
  const packs = new FilmPacks(own)
  const liveFrames = new LiveFrameLink()
  let card: string | null = null
  void graphicsCard().then((name) => (card = name))
  const probe = new Probe({ launch: utilityLauncher(join(here, 'engine.js'), () => {}), program: app.getVersion() })
  readFilmsFolder(tellLoss)
  const devices = new DeviceChoice(
    kept('device.json'),
    () => card,
    (device) => probe.tried({ pack: engine.pack, device, driver: card }),
    tellLoss
  )
  const engine: Supervisor = new Supervisor({
    launch: utilityLauncher(join(here, 'engine.js'), liveFrames.from),
    formFor: (load, signal) => probe.formFor(load, signal),
    load: {
      ...{ pack: packFolder(), threads: 0, spin: false, nice: 5, ...devices.chosen },
      get driver() {
        return card // known a moment after the start
      }
    }
  })
  supervisor = engine
  nights = new Nights({
    ...{ file: new NightFile(kept('nights.json')), emit, later: setImmediate, now: () => Date.now() },
    film: () => nightFilm(desk, packs)
  })
  const facts = () => (desk?.isOpen ? packs.of(desk.project) : own).facts
  paces = new Paces(kept('paces.json'), () =>
    [facts().model, devices.chosen.device, devices.chosen.precision].join(' ')
  )
  engine.watch(noteEngine)
  const recents = new Recents(kept('recent'), tellLoss)
  const mark = new OpenMark(kept('open.json'))
  const targets = new ExportTargets(filmsFolder)
  const exporting = new Exports({
    ...{ supervisor: engine, packs, targets },
    print: printPdf,
    fonts: fontsFolder(),
    emit: (state) => emit({ type: 'export', export: state })
  })
  exports = exporting
  const ask = (signal: AbortSignal) => askWhether(window!, questions.leaving, '', signal)
  mayLeave = new Leaving({ exports, ask }).may
  const beforeClose = async (): Promise<void> => {
    await farewell.said(() => emit({ type: 'leaving' }))
    await exporting.end()
  }
  const launch: ProverLauncher = utilitySide(join(here, 'prover.js'), 'Throughline check')
  const checks = new Checks({ launch, supervisor: engine, packs, emit })
  const aside = { folder: filmsFolder, emit, mayLeave, beforeClose, exporting: () => exporting.running }
  const trial = utilityLauncher(join(here, 'engine.js'), () => {})
  const load = { device: 'cpu', precision: 'exact', driver: null, threads: 0, spin: false, nice: 5 }
  models = new Models({
    launch: utilitySide(join(here, 'packer.js'), 'Throughline models'),
    places: { embedded: packFolder(), added: packsFolder() },
    looked(shelf) {
      packs.put(shelf)
      desk?.lookAtModels()
    },
    ofFilm: () => (desk?.isOpen ? modelsOf(desk.project) : new Set()),
    prove: (pack, signal) => opens(new Supervisor({ launch: trial, load: { ...load, pack } }), signal),
    emit
  })
  await models.shelf().catch(() => null) // the list of models tells why they cannot be read
  desk = new Desk({ supervisor: engine, packs, recents, mark, checks, ...aside })
  opening = new Opening(desk, emit)
  const first = asked ?? mark.lastOpen
  if (first !== null) await opening.open(first)
  const reopened = first !== null && first === mark.lastOpen && desk.isOpen
  const samples = new Samples(samplesFolder(), own.facts.base)
  serve(
    session.defaultSession,
    { ...frameRoutes(desk), sketch: sketchRoute(desk), poster: posterRoute(recents), sample: samples.picture },
    windowFiles(join(here, '..', 'renderer'))
  )
  const meter = new PromptMeter()
  const crashes = new WindowCrashes()
  const parts = {
    desk,
    packs,
    opening,
    checks,
    reopened,
    early: () => early.splice(0),
    recents,
    samples,
    exports,
    targets,
    meter,
    crashes,
    farewell,
    questions,
    notices,
    devices,
    models,
    nights,
    paces,
    supervisor: engine
  }
  const report = (): string => {
    const film = desk?.isOpen ? desk.project.film : undefined
    const counts = film && { shots: film.cards.length, takes: film.cards.flatMap(({ takes }) => takes).length }
    return reportText({ version: app.getVersion(), model: facts().model, film: counts ?? null, log })
  }
  const ends = { report, logPath: log.path, window: () => window!, emit }
  answerCommands(handlersFor({ ...parts, ...ends, policy: own.facts.policy, base: own.facts.base }))
  window = openStudioWindow(preloadPath(here), kept('window.json'))
  title.follow(window)
  window.on('close', (event) => {
    if (desk === undefined) return
    event.preventDefault() // the renderer is still needed
    app.quit()
  })
  crashes.watch(window)
  askWhenHung(window, (signal) => askWhether(window!, questions.hung, '', signal), crashes)
  noteRenderer(window)
  tendStorage(session.defaultSession, () => window?.webContents.reload())
  liveFrames.to(window)
  offerTextMenu(window.webContents)
  window.on('focus', () => desk?.look()) // while it was in the background, the film's file may have been moved
  window.on('enter-full-screen', () => emit({ type: 'fullScreen', on: true }))
  window.on('leave-full-screen', () => emit({ type: 'fullScreen', on: false }))
}
