/** What a page embeds: puts the chat on the page and answers the calls that were made to it, before and after loading. */

import type { ChatSettings } from './chat-element.ts';
import { createCommands } from './commands.ts';
import { pickLocale } from './locale.ts';
import { type Dawen, switchboard } from './switchboard.ts';

declare global {
  interface Window {
    dawen?: Dawen;
  }
}

/** Reads the `data-…` attributes of the tag that loaded this script. */
function readSettings({ src, dataset }: HTMLScriptElement): ChatSettings {
  const { open, name, locale, side, theme, help } = dataset;
  return {
    server: new URL('.', src).href.replace(/\/$/, ''),
    name: name || 'dawen',
    locale: pickLocale([locale, document.documentElement.lang, ...navigator.languages]),
    opening: open === undefined ? 'closed' : open === 'wide' ? 'wide' : 'open',
    look: { side, theme },
    help,
  };
}

function start(script: HTMLScriptElement): void {
  const settings = readSettings(script);
  window.dawen = switchboard(window.dawen);
  const isNew = window.dawen.connect?.(settings.name, () => createCommands(settings));
  // the same tag once more, as a page that is redrawn brings it: the widget there goes on
  if (isNew === false || script.dataset.boot !== 'manual') window.dawen(`${settings.name}.boot`);
}

// the tag is only known while the script runs for the first time
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body) start(script);
  else document.addEventListener('DOMContentLoaded', () => start(script), { once: true });
}
