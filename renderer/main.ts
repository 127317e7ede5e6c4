import { mount } from 'svelte'
import App from './App.svelte'
import { keepCompositions } from './commands/composing.ts'
import { Studio } from './model/studio.svelte.ts'
import '@fontsource-variable/inter/wght.css'
import './look/tokens.css'
import './look/base.css'
import './look/floating.css'
import './look/widgets.css'

keepCompositions(window)
const studio = await Studio.open()
mount(App, { target: document.getElementById('studio')!, props: { studio } })
