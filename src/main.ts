import { mount } from 'svelte';
import './shell/app.css';
import App from './shell/App.svelte';
import { theme } from './shell/theme.svelte';

theme.restore();
const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element with the id "app"');
mount(App, { target });
