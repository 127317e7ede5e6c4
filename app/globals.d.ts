/** What is the same in every place the program runs in, and no part of the language. For this room alone: app/tsconfig.json. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}
/** A file dropped on a page. */
interface File {
  readonly name: string
}
