/** The chat itself, loaded when it is first opened: draws the panel into a shadow root and answers to its owner. */
import { render } from 'preact';
import { createApi } from './api.ts';
import chatStyle from './chat.css';
import { createConversation } from './conversation.ts';
import type { Locale } from './locale.ts';
import { createMemory } from './memory.ts';
import { Panel } from './panel.tsx';

export interface ChatOptions {
  readonly root: ShadowRoot;
  /** Origin of the server. */
  readonly server: string;
  /** Prefix of what is kept in the browser. */
  readonly name: string;
  readonly onClose: () => void;
  readonly onLocale: (locale: Locale) => void;
}

export interface View {
  readonly isOpen: boolean;
  readonly isModal: boolean;
  readonly locale: Locale;
}

export interface Chat {
  show(view: View): void;
  ask(text: string): void;
  /** Puts the focus where writing begins, or on the panel itself where a keyboard would cover it. */
  focus(): void;
  end(): void;
}

export function startChat({ root, server, name, onClose, onLocale }: ChatOptions): Chat {
  const memory = createMemory(() => localStorage, name);
  const api = createApi({ server, memory, fetch: (input, init) => fetch(input, init) });
  const conversation = createConversation({ api, memory, newId });
  const place = root.appendChild(document.createElement('div'));
  const style = new CSSStyleSheet();
  style.replaceSync(chatStyle);
  root.adoptedStyleSheets.push(style);
  const leave = followOthers(memory.keyOf, conversation);
  void conversation.load();
  return {
    show({ isOpen, isModal, locale }) {
      place.className = isOpen ? '' : 'hidden';
      render(<Panel {...{ api, conversation, isModal, locale, onClose, onLocale }} />, place);
    },
    ask: (text) => conversation.say(text),
    focus() {
      const isTouch = matchMedia('(pointer: coarse)').matches;
      root.querySelector<HTMLElement>(isTouch ? '.panel' : '.input')?.focus();
    },
    end() {
      leave();
      conversation.end();
      render(null, place);
      place.remove();
    },
  };
}

/** 128 random bits; `crypto.randomUUID` is missing on pages without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Conversation = ReturnType<typeof createConversation>;

/** Keeps up with other tabs of the same person, and with the connection coming back. */
function followOthers(
  keyOf: (slot: 'latest' | 'conversation') => string,
  conversation: Conversation,
): () => void {
  const keys = [keyOf('latest'), keyOf('conversation')];
  const onStorage = ({ key }: StorageEvent) => {
    if (key !== null && keys.includes(key)) void conversation.load();
  };
  const onOnline = () => conversation.retry();
  window.addEventListener('storage', onStorage);
  window.addEventListener('online', onOnline);
  return () => {
    window.removeEventListener('storage', onStorage);
    window.removeEventListener('online', onOnline);
  };
}
