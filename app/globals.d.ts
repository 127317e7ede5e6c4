/** Globals that exist in every runtime of the program and are not part of the language. For this room alone: app/tsconfig.json. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}
/** A file dropped on the window. */
interface File {
  readonly name: string
}
