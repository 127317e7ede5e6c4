/** The forms in which a film leaves the studio. */
/** Those made of the film's pictures, frame by frame. */
export const pictureFormats = ['mp4', 'webm', 'gif', 'png'] as const
export type PictureFormat = (typeof pictureFormats)[number]
export const textFormats = ['srt', 'shots'] as const
export type TextFormat = (typeof textFormats)[number]

export const exportFormats = [...pictureFormats, 'pdf', ...textFormats] as const
export type ExportFormat = (typeof exportFormats)[number]

/** How many times as wide and as high as the model made them pictures are exported; 1 leaves them as they are. */
export const pictureScales = [1, 2, 4] as const
export type PictureScale = (typeof pictureScales)[number]

export const isPictureFormat = (format: ExportFormat): format is PictureFormat =>
  (pictureFormats as readonly string[]).includes(format)
