/** The window's typeface for a printed page: a style sheet that holds its fonts. A chunk of its own, read when it is needed. */
export { default as typeface } from '@fontsource-variable/inter/wght.css?inline'
