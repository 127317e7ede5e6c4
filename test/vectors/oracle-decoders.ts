/** Both picture decoders in float64, the whole film at once, layer by layer as memflow.md §5 writes them down: slow and plain. */

/** Frames [frames, channels, rows, columns], row-major. */
export interface Film {
  readonly dims: readonly [number, number, number, number]
  readonly data: Float64Array
}
export type Parameters = Readonly<
  Record<string, { readonly dims: readonly number[]; readonly data: ArrayLike<number> }>
>

const make = (dims: Film['dims'], value: (t: number, c: number, y: number, x: number) => number): Film => {
  const [frames, channels, rows, columns] = dims
  const data = new Float64Array(frames * channels * rows * columns)
  let at = 0
  for (let t = 0; t < frames; t++)
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) data[at++] = value(t, c, y, x)
  return { dims, data }
}
/** Zero outside of the film. */
const read = ({ dims: [frames, channels, rows, columns], data }: Film, t: number, c: number, y: number, x: number) =>
  t < 0 || t >= frames || y < 0 || y >= rows || x < 0 || x >= columns
    ? 0
    : data[((t * channels + c) * rows + y) * columns + x]!
const each = (film: Film, change: (value: number) => number): Film => ({ ...film, data: film.data.map(change) })
const sum = (a: Film, b: Film): Film => ({ ...a, data: a.data.map((value, at) => value + b.data[at]!) })
const part = (film: Film, from: number, to: number): Film =>
  make([to - from, film.dims[1], film.dims[2], film.dims[3]], (t, c, y, x) => read(film, t + from, c, y, x))
const joined = (a: Film, b: Film): Film => ({
  dims: [a.dims[0] + b.dims[0], a.dims[1], a.dims[2], a.dims[3]],
  data: Float64Array.of(...a.data, ...b.data)
})

/** A convolution over [time, rows, columns], causal in time; weights [out, in, (time,) rows, columns]. */
function conv(p: Parameters, film: Film, name: string): Film {
  const { dims, data } = p[`${name}.weight`]!
  const [out, into, time, height, width] = (dims.length === 5 ? dims : [dims[0]!, dims[1]!, 1, dims[2]!, dims[3]!]) as [
    number,
    number,
    number,
    number,
    number
  ]
  const bias = p[`${name}.bias`]?.data
  return make([film.dims[0], out, film.dims[2], film.dims[3]], (t, o, y, x) => {
    let total = bias?.[o] ?? 0
    for (let i = 0; i < into; i++)
      for (let k = 0; k < time; k++)
        for (let v = 0; v < height; v++)
          for (let u = 0; u < width; u++)
            total +=
              data[(((o * into + i) * time + k) * height + v) * width + u]! *
              read(film, t + k - time + 1, i, y + v - (height - 1) / 2, x + u - (width - 1) / 2)
    return total
  })
}
const doubled = (film: Film): Film =>
  make([film.dims[0], film.dims[1], 2 * film.dims[2], 2 * film.dims[3]], (t, c, y, x) =>
    read(film, t, c, Math.floor(y / 2), Math.floor(x / 2))
  )
/** The first share of the channels is the earliest frame. */
const unfolded = (film: Film, times: number): Film => {
  const channels = film.dims[1] / times
  return make([film.dims[0] * times, channels, film.dims[2], film.dims[3]], (t, c, y, x) =>
    read(film, Math.floor(t / times), (t % times) * channels + c, y, x)
  )
}

const silu = (value: number): number => value / (1 + Math.exp(-value))
function norm(p: Parameters, film: Film, name: string): Film {
  const gain = p[`${name}.gamma`]!.data
  const channels = film.dims[1]
  return make(film.dims, (t, c, y, x) => {
    let square = 0
    for (let i = 0; i < channels; i++) square += read(film, t, i, y, x) ** 2
    return (read(film, t, c, y, x) / Math.max(Math.sqrt(square), 1e-12)) * Math.sqrt(channels) * gain[c]!
  })
}
function residual(p: Parameters, film: Film, name: string): Film {
  const inner = conv(p, each(norm(p, film, `${name}.residual.0`), silu), `${name}.residual.2`)
  const outer = conv(p, each(norm(p, inner, `${name}.residual.3`), silu), `${name}.residual.6`)
  return sum(outer, `${name}.shortcut.weight` in p ? conv(p, film, `${name}.shortcut`) : film)
}
function attended(p: Parameters, film: Film, name: string): Film {
  const three = conv(p, norm(p, film, `${name}.norm`), `${name}.to_qkv`)
  const [frames, channels, rows, columns] = film.dims
  const positions = Array.from({ length: rows * columns }, (_, at) => [Math.floor(at / columns), at % columns] as const)
  const mixed = new Map<string, number[]>()
  for (let t = 0; t < frames; t++)
    for (const [y, x] of positions) {
      const scores = positions.map(([v, u]) => {
        let dot = 0
        for (let c = 0; c < channels; c++) dot += read(three, t, c, y, x) * read(three, t, channels + c, v, u)
        return Math.exp(dot / Math.sqrt(channels))
      })
      const all = scores.reduce((a, b) => a + b)
      mixed.set(
        `${t},${y},${x}`,
        Array.from({ length: channels }, (_, c) =>
          positions.reduce(
            (total, [v, u], at) => total + (scores[at]! / all) * read(three, t, 2 * channels + c, v, u),
            0
          )
        )
      )
    }
  const values = make(film.dims, (t, c, y, x) => mixed.get(`${t},${y},${x}`)![c]!)
  return sum(film, conv(p, values, `${name}.proj`))
}

/** @returns pictures [1 + 4 (n - 1), 3, rows, columns] with two temporal layers */
export function wanDecoded(p: Parameters, latents: Film, mean: ArrayLike<number>, std: ArrayLike<number>): Film {
  let film = make(latents.dims, (t, c, y, x) => read(latents, t, c, y, x) * std[c]! + mean[c]!)
  film = conv(p, conv(p, film, 'conv2'), 'decoder.conv1')
  film = residual(p, film, 'decoder.middle.0')
  film = residual(p, attended(p, film, 'decoder.middle.1'), 'decoder.middle.2')
  for (
    let layer = 0;
    `decoder.upsamples.${layer}.residual.0.gamma` in p || `decoder.upsamples.${layer}.resample.1.weight` in p;
    layer++
  ) {
    const name = `decoder.upsamples.${layer}`
    if (`${name}.residual.0.gamma` in p) film = residual(p, film, name)
    else {
      // The film's first frame has no part in the temporal layer: not as its input, nor as its past.
      if (`${name}.time_conv.weight` in p && film.dims[0] > 1)
        film = joined(part(film, 0, 1), unfolded(conv(p, part(film, 1, film.dims[0]), `${name}.time_conv`), 2))
      film = conv(p, doubled(film), `${name}.resample.1`)
    }
  }
  return conv(p, each(norm(p, film, 'decoder.head.0'), silu), 'decoder.head.2')
}

/** @param layers what each layer of the tiny decoder is, from 1 on */
export function tinyDecoded(p: Parameters, latents: Film, layers: readonly TinyLayer[]): Film {
  const relu = (value: number): number => Math.max(0, value)
  let film = each(latents, (value) => 3 * Math.tanh(value / 3))
  for (const [at, layer] of layers.entries()) {
    const name = `decoder.${at + 1}`
    if (layer === 'conv') film = conv(p, film, name)
    else if (layer === 'relu') film = each(film, relu)
    else if (layer === 'double') film = doubled(film)
    else if (layer === 'grow1') film = conv(p, film, `${name}.conv`)
    else if (layer === 'grow2') film = unfolded(conv(p, film, `${name}.conv`), 2)
    else {
      const [frames, channels, rows, columns] = film.dims
      const before = film
      const both = make([frames, 2 * channels, rows, columns], (t, c, y, x) =>
        c < channels ? read(before, t, c, y, x) : read(before, t - 1, c - channels, y, x)
      )
      const inner = each(conv(p, each(conv(p, both, `${name}.conv.0`), relu), `${name}.conv.2`), relu)
      film = each(sum(conv(p, inner, `${name}.conv.4`), film), relu)
    }
  }
  return film
}
export type TinyLayer = 'conv' | 'relu' | 'remember' | 'double' | 'grow1' | 'grow2'
