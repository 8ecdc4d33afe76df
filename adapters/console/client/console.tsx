/** The agents' console on its page. */
import { render } from 'preact';
import { App } from './app.tsx';
import { dressPage, readPreferences } from './preferences.ts';

const place = document.getElementById('console');
const preferences = readPreferences(() => localStorage, navigator.languages);
dressPage(document.documentElement, preferences);
if (place) render(<App first={preferences} />, place);
