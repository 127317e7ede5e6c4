/// <reference types="svelte" />
/// <reference types="vite/client" />
import type { Bridge } from '../app/contract/window.ts'

declare global {
  interface Window {
    readonly throughline: Bridge
  }
}
