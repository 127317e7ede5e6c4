/** ffmpeg arguments of each video format. All are for playback, so colour space and frame rate are set explicitly. */
import { placeFilters, scaleFilter, type Fitting, type PictureSize } from '../../app/exchange/delivery.ts'
import type { MasterFormat, VideoFormat } from '../../app/exchange/formats.ts'
import type { PictureType } from '../../app/film/picture.ts'

/** How pictures come to their size; null: they have it. */
export type Resize = Fitting | null

/** For RGB. A picture that has its size already is not changed. */
const resized = (to: Resize): readonly string[] => (to === null ? [] : [scaleFilter(to), ...placeFilters(to)])

const filters = (...each: readonly string[]): readonly string[] => (each.length === 0 ? [] : ['-vf', each.join(',')])

/** Converts sRGB pictures to BT.709 and tags them so. @param more filters after it */
function bt709(to: Resize, pixels = 'yuv420p', ...more: readonly string[]): readonly string[] {
  const colours = 'out_color_matrix=bt709:out_range=tv:'
  const sized =
    to === null
      ? // Encoders need even sides; a model's pictures have them, an odd side gets a black edge.
        ['pad=ceil(iw/2)*2:ceil(ih/2)*2', `scale=${colours}flags=accurate_rnd+full_chroma_int`]
      : [scaleFilter(to, colours)] // scaling and colour conversion in one filter take half the time
  return [
    ...filters(...sized, `format=${pixels}`, ...(to === null ? [] : placeFilters(to)), ...more),
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
  ]
}

/** CRF 18 is visually lossless. Without B-frames a chunk is independent, and decoding order is display order. */
const h264 = (to: Resize): readonly string[] => [
  ...bt709(to),
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-bf', '0']
]

const vp9 = ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-cpu-used', '4', '-row-mt', '1']

/** One palette per picture: better quality than one for all, and no second pass over the film. */
const palettes = 'split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1'

/** Encodes a whole film at once. */
export const encoders: Readonly<Record<VideoFormat, (to: Resize) => readonly string[]>> = {
  mp4: (to) => [...h264(to), '-movflags', '+faststart', '-f', 'mp4'],
  webm: (to) => [...bt709(to), ...vp9, '-f', 'webm'],
  gif: (to) => [...filters(...resized(to), palettes), '-loop', '0', '-f', 'gif']
}

/** Encoders for editing programs take the colour tags from the pictures. */
const marked = 'setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv'
const prores =
  (profile: number, pixels: string) =>
  (to: Resize): readonly string[] => [
    ...bt709(to, pixels, marked),
    ...['-c:v', 'prores_ks', '-profile:v', String(profile), '-vendor', 'apl0']
  ]
const dnxhr =
  (profile: string, pixels: string) =>
  (to: Resize): readonly string[] => [...bt709(to, pixels, marked), ...['-c:v', 'dnxhd', '-profile:v', profile]]

/** For editing programs: every picture is a key frame, in H.264 every twelfth. */
export const masters: Readonly<Record<MasterFormat, (to: Resize) => readonly string[]>> = {
  prores: prores(2, 'yuv422p10le'),
  'prores-hq': prores(3, 'yuv422p10le'),
  'prores-4444': prores(4, 'yuv444p10le'),
  dnxhr: dnxhr('dnxhr_sq', 'yuv422p'),
  'dnxhr-hqx': dnxhr('dnxhr_hqx', 'yuv422p10le'),
  h264: (to) => [...h264(to), '-g', '12']
}

/** Single pictures, numbered from 1. */
export const stillArgs = (to: Resize): readonly string[] => [...filters(...resized(to)), ...['-start_number', '1']]

const rawOutput = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1']

/** Raw RGB pictures at their new size. */
export const resizeArgs = (to: Resize): readonly string[] => [...filters(...resized(to)), ...rawOutput]

/** A sketch on standard input as one raw RGB picture: whole, in the middle of a plain ground, which is then placed as the model's pictures are. */
export function sketchArgs(type: PictureType, to: Fitting, ground: readonly number[]): readonly string[] {
  const { width, height } = to.scaled
  const colour = `0x${Buffer.from(ground).toString('hex')}`
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=lanczos+accurate_rnd+full_chroma_int`
  const filter = `color=${colour}:size=${width}x${height}[ground];[0]${fit}[sketch];[ground][sketch]overlay=(W-w)/2:(H-h)/2:format=gbrp`
  const graph = [filter, ...placeFilters(to)].join(',')
  const input = ['-f', `${type.slice('image/'.length)}_pipe`, '-i', 'pipe:0']
  return [...input, '-filter_complex', graph, '-frames:v', '1', ...rawOutput]
}

/** JPEGs on standard input as raw RGB pictures of this size, whole, in the middle of a black ground. */
export const storedArgs = ({ width, height }: PictureSize): readonly string[] => [
  ...['-f', 'image2pipe', '-c:v', 'mjpeg', '-framerate', '1', '-i', 'pipe:0'],
  ...filters(
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=lanczos+accurate_rnd+full_chroma_int`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`
  ),
  ...rawOutput
]

/** One chunk as H.264 that begins with its own parameter sets and a key frame, so chunks can be concatenated. */
export const chunkArgs = (to: Resize): readonly string[] => [
  ...h264(to),
  ...['-g', '10000', '-sc_threshold', '0', '-f', 'h264', 'pipe:1']
]

/** Frames per second, as a number or a fraction such as `24000/1001`. */
export type FrameRate = number | string

/** Raw RGB frames on standard input. */
export const rawInput = (width: number, height: number, fps: FrameRate): string[] => [
  ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-video_size', `${width}x${height}`, '-framerate', String(fps)],
  ...['-i', 'pipe:0']
]

/** Of one JPEG on standard input the middle of what is delivered, at most so large, as PNG. */
export function partArgs(to: Fitting, { width, height }: PictureSize): readonly string[] {
  const part = `crop=min(iw\\,${width}):min(ih\\,${height})`
  const graph = filters('format=gbrp', ...resized(to), part, 'format=rgb24')
  return ['-f', 'jpeg_pipe', '-i', 'pipe:0', ...graph, '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png', 'pipe:1']
}

/** H.264 chunks on standard input, put into an MP4 without re-encoding: frame n is shown at exactly n / fps seconds. */
export const joinArgs = (fps: number): string[] => [
  ...['-f', 'h264', '-framerate', String(fps), '-i', 'pipe:0', '-c:v', 'copy'],
  ...['-bsf:v', `setts=ts=N/${fps}/TB:duration=1/${fps}/TB`, '-movflags', '+faststart', '-f', 'mp4']
]
