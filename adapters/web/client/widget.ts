/** What a page embeds: puts the chat element on the page and answers the calls that were made to it, before and after loading. */
import { ChatElement, type ChatSettings } from './chat-element.ts';
import { pickLocale } from './locale.ts';

type Listener = (detail: unknown) => void;

/** `dawen('open')`, `dawen('ask', '…')` and so on; calls made before this script ran wait in `q`. */
export interface Dawen {
  (command: string, ...parameters: unknown[]): void;
  q?: unknown[][];
}

declare global {
  interface Window {
    dawen?: Dawen;
  }
}

const tagName = 'dawen-chat';

/** Reads the `data-…` attributes of the tag that loaded this script. */
function readSettings(script: HTMLScriptElement): ChatSettings {
  const { open, name, locale } = script.dataset;
  return {
    server: new URL('.', script.src).href.replace(/\/$/, ''),
    name: name || 'dawen',
    locale: pickLocale([locale, document.documentElement.lang, ...navigator.languages]),
    opening: open === undefined ? 'closed' : open === 'wide' ? 'wide' : 'open',
  };
}

function createCalls(settings: ChatSettings) {
  let element: ChatElement | undefined;
  const target = new EventTarget();
  function boot(): ChatElement {
    element ??= document.body.appendChild(new ChatElement(settings, target));
    return element;
  }
  const calls: Record<string, (parameter?: unknown, listener?: unknown) => void> = {
    boot,
    open: () => boot().open(),
    close: () => element?.close(),
    ask: (text) => boot().ask(String(text)),
    setLocale: (tag) => boot().setLocale(pickLocale([String(tag)])),
    on(event, listener) {
      if (typeof listener !== 'function') return;
      target.addEventListener(String(event), (happened) =>
        (listener as Listener)((happened as CustomEvent<unknown>).detail),
      );
    },
    shutdown() {
      element?.remove();
      element = undefined;
    },
  };
  return calls;
}

function start(script: HTMLScriptElement): void {
  if (!customElements.get(tagName)) customElements.define(tagName, ChatElement);
  const calls = createCalls(readSettings(script));
  const early = window.dawen?.q ?? [];
  window.dawen = (command, ...parameters) => calls[command]?.(...parameters);
  for (const [command, ...parameters] of early) calls[String(command)]?.(...parameters);
  calls.boot?.();
}

// the tag is only known while the script runs for the first time
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body) start(script);
  else document.addEventListener('DOMContentLoaded', () => start(script), { once: true });
}
