/// <reference types="svelte" />
/// <reference types="vite/client" />
import type { Bridge } from '../app/contract/bridge.ts'

declare global {
  interface Window {
    readonly throughline: Bridge
  }
}
