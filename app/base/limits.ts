/** How large a film may be. One place, so that the parser, the edits and the messages agree. Text is counted in UTF-16 units. */
export const limits = {
  cards: 5_000,
  /** Chunks of one card. With the storybook pack a chunk is one second: an hour. */
  cardChunks: 3_600,
  title: 200,
  shot: 20,
  lens: 40,
  prompt: 2_000,
  /** Of a prompt with the words of the cast in the place of their names: far more than any model reads. */
  promptWithCast: 20_000,
  notes: 10_000,
  dialogue: 2_000,
  /** Seeds are 32-bit so that a person can read one aloud and type it. */
  seed: 0xffff_ffff,
  takesPerCard: 1_000,
  /** Of a film, also those that no card shows: all are read when it is opened, some 30 µs each. */
  takes: 100_000,
  markersPerCard: 200,
  framesPerChunk: 1_000,
  /** Pins of one card, and forgets of one card. */
  frameMarks: 64,
  cast: 500,
  castName: 40,
  castWords: 500,
  /** Bytes of a picture file imported as a sketch, and pixels it may have. */
  sketchFile: 32 * 1024 * 1024,
  sketchPoints: 64_000_000,
  /** Bytes, and longer side in pixels, of a sketch as the film stores it. */
  /** Display frames of a transition. */
  transitionFrames: 240,
  sketchBytes: 4 * 1024 * 1024,
  sketchSide: 1_600,
  /** Longer side in pixels of a sheet to draw on; strokes of a drawing, points of all of them, widest stroke, bytes as JSON. */
  drawnSide: 1_280,
  strokes: 2_000,
  strokePoints: 60_000,
  strokeWidth: 400,
  drawingBytes: 2 * 1024 * 1024,
  /** Bytes of all sketches that come with shots of another film. */
  broughtSketches: 1024 * 1024 * 1024,
  soundTracks: 32,
  soundClips: 2_000,
  /** Samples of one imported sound, which is stored as stereo: two hours. */
  audioSamples: 2 * 3_600 * 48_000,
  /** Samples of one stored piece of it: a minute, so that no part of the program ever holds the whole. */
  audioPiece: 60 * 48_000,
  /** Bytes of a sound file that is imported, and of a piece as the film stores it (stereo of 16 bits, hardly compressible). */
  audioFile: 4 * 1024 * 1024 * 1024,
  audioPieceBytes: 12 * 1024 * 1024,
  /** Samples of the mix that the window asks for at once: five seconds. */
  mixBlock: 5 * 48_000,
  /** How far from its card or the start of the film a sound may begin, in samples: a day. */
  soundStart: 24 * 3_600 * 48_000,
  /** Decibels of a clip or a track. */
  leastGain: -60,
  mostGain: 12,
  /** Bytes and pixels of one picture of the film (1920 × 1088), and of all pictures of one chunk. */
  frameBytes: 16 * 1024 * 1024,
  framePoints: 2_100_000,
  chunkFrames: 256,
  chunkPoints: 64_000_000,
  /** Bytes of a small settings file of the program. */
  keptFile: 1024 * 1024,
  id: 64,
  /** Bytes of the file of a shot list, and its lines. */
  shotList: 32 * 1024 * 1024,
  shotListLines: 500_000,
  /** Bytes of a script, table or storyboard file that is imported. */
  scriptFile: 16 * 1024 * 1024,
  /** UTF-16 units of what is copied, pasted or dropped as text. */
  clipboard: 4_000_000
} as const
