import { mount } from 'svelte'
import App from './App.svelte'
import '@fontsource-variable/inter/wght.css'
import './look/look.css'

mount(App, { target: document.getElementById('studio')! })
