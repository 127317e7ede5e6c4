/** A style sheet with the window's fonts embedded, for printed pages. A separate bundle chunk, loaded on demand. */
export { default as typeface } from '@fontsource-variable/inter/wght.css?inline'
