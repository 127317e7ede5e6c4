/** The forms in which a film leaves the studio. */
export const exportFormats = ['mp4', 'webm', 'gif', 'png', 'pdf', 'srt', 'shots'] as const
export type ExportFormat = (typeof exportFormats)[number]
