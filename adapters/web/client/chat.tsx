/** The chat itself, loaded when it is first opened: draws the panel into a shadow root and answers to its owner. */
import { render } from 'preact';
import { createApi } from './api.ts';
import chatStyle from './chat.css';
import { createConversation } from './conversation.ts';
import { followWorld } from './follow-world.ts';
import { keepInSight } from './keep-in-sight.ts';
import type { Locale } from './locale.ts';
import { createMemory, personPrefix } from './memory.ts';
import { Panel } from './panel.tsx';
import { type GetToken, meet } from './person.ts';

export interface ChatOptions {
  readonly root: ShadowRoot;
  /** Origin of the server. */
  readonly server: string;
  /** Prefix of what is kept in the browser. */
  readonly name: string;
  /** Page whose anchors are the ids of the entries. */
  readonly help?: string | undefined;
  readonly getToken?: GetToken | undefined;
  readonly onClose: () => void;
  readonly onLocale: (locale: Locale) => void;
  /** Tells the host's page what happened. */
  readonly tell: (
    event: 'message' | 'error',
    detail: { from?: string; text?: string; code?: string },
  ) => void;
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

/** Resolves when it is known whose chat it is. */
export async function startChat(options: ChatOptions): Promise<Chat> {
  const { root, server, name, help, getToken, onClose, onLocale, tell } = options;
  const person = await meet(getToken);
  if (getToken && !person.account) tell('error', { code: 'identity_missing' });
  const memory = createMemory(() => localStorage, personPrefix(name, person.account));
  const fetchHere: typeof fetch = (input, init) => fetch(input, init);
  const api = createApi({ server, memory, fetch: fetchHere, identityToken: person.token });
  const onMessage = (from: string, text: string) => tell('message', { from, text });
  const conversation = createConversation({ api, memory, newId, onMessage });
  const place = root.appendChild(document.createElement('div'));
  const style = adoptStyle(root);
  const leave = [followWorld({ memory, conversation, api }), keepInSight(place)];
  void conversation.load();
  return {
    show({ isOpen, isModal, locale }) {
      place.className = isOpen ? '' : 'hidden';
      const view = { isOpen, isModal, locale };
      render(<Panel {...{ api, conversation, person, help, ...view, onClose, onLocale }} />, place);
    },
    ask: (text) => conversation.say(text),
    focus() {
      const isTouch = matchMedia('(pointer: coarse)').matches;
      root.querySelector<HTMLElement>(isTouch ? '.panel' : '.input')?.focus();
    },
    end() {
      for (const each of leave) each();
      conversation.end();
      render(null, place);
      place.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== style);
    },
  };
}

function adoptStyle(root: ShadowRoot): CSSStyleSheet {
  const style = new CSSStyleSheet();
  style.replaceSync(chatStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, style];
  return style;
}

/** 128 random bits; `crypto.randomUUID` is missing on pages without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
