/** What a host's page can ask of one widget: `boot`, `identify`, `open`, `close`, `ask`, `setLocale`, `on`, `off`, `shutdown`. */
import { type ChatElement, type ChatSettings, createChatElement } from './chat-element.ts';
import { pickLocale } from './locale.ts';
import { forgetPersons } from './memory.ts';
import type { GetToken } from './person.ts';
import type { Commands } from './switchboard.ts';

type Listener = (detail: unknown) => void;

export function createCommands(settings: ChatSettings): Commands {
  const listeners = new Map<string, Set<Listener>>();
  let chat: ChatElement | undefined;
  let getToken: GetToken | undefined;

  function tell(event: string, detail?: unknown): void {
    // later, so that a fault of the host's page is reported as its own and stops nothing here
    for (const listener of listeners.get(event) ?? []) queueMicrotask(() => listener(detail));
  }
  function boot(): ChatElement {
    // a page that redraws its whole body takes the element along
    if (chat && !chat.element.isConnected) remove();
    chat ??= createChatElement(settings, tell, getToken);
    return chat;
  }
  function remove(): void {
    chat?.remove();
    chat = undefined;
  }
  return {
    boot: () => void boot(),
    identify(next) {
      getToken = typeof next === 'function' ? (next as GetToken) : undefined;
      chat?.identify(getToken);
      if (!getToken) forgetPersons(settings.name);
    },
    open: () => boot().open(),
    close: () => chat?.close(),
    ask: (text) => boot().ask(String(text)),
    setLocale: (tag) => boot().setLocale(pickLocale([String(tag)])),
    on(event, listener) {
      if (typeof listener !== 'function') return;
      const name = String(event);
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener as Listener));
    },
    off: (event, listener) => void listeners.get(String(event))?.delete(listener as Listener),
    shutdown() {
      remove();
      listeners.clear();
      getToken = undefined;
    },
  };
}
