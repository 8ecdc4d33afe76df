/** The element on the host's page: a launcher in a shadow root, and the chat, which is fetched when it is first opened. */
import tokensStyle from '../../ui/tokens.css';
import type { Chat, startChat } from './chat.tsx';
import { createCurtain } from './curtain.ts';
import launcherStyle from './launcher.css';
import { createLauncher } from './launcher.ts';
import { type Locale, pickLocale } from './locale.ts';
import { createMemory } from './memory.ts';
import type { GetToken } from './person.ts';

export interface ChatSettings {
  /** Address of the server, without a slash at the end. */
  readonly server: string;
  /** Prefix of what is kept in the browser. */
  readonly name: string;
  readonly locale: Locale;
  /** How it starts; `wide` is open where there is room beside the page. */
  readonly opening: 'closed' | 'open' | 'wide';
  /** Attributes of the element, which its style sheet knows. */
  readonly look: Readonly<Record<'side' | 'theme', string | undefined>>;
  readonly help?: string | undefined;
}

export type Tell = (event: string, detail?: unknown) => void;

export interface ChatElement {
  readonly element: HTMLElement;
  /** Where the person's own act opens it, the focus goes along. */
  open(): void;
  close(): void;
  ask(text: string): void;
  setLocale(locale: Locale): void;
  /** From now on the chat is this person's; what another one said is no longer shown. */
  identify(getToken: GetToken | undefined): void;
  remove(): void;
}

/** Path of the chat on the server; the build puts it in, because it is named by its content. */
declare const CHAT_FILE: string;

const narrow = '(max-width: 560px)';
const roomy = '(min-width: 1000px)';

export function createChatElement(
  settings: ChatSettings,
  tell: Tell,
  getToken: GetToken | undefined,
): ChatElement {
  const { server, name, opening, look, help } = settings;
  const element = document.createElement('dawen-chat');
  const root = element.attachShadow({ mode: 'open' });
  const launcher = createLauncher(() => open());
  const curtain = createCurtain(element);
  const width = matchMedia(narrow);
  const kept = createMemory(() => localStorage, name);
  /** Every tab has its own mind about the panel. */
  const panel = createMemory(() => sessionStorage, name);
  const chosen = kept.read('locale');
  let locale = chosen === undefined ? settings.locale : pickLocale([chosen]);
  let isOpen = startsOpen(opening, panel.read('panel'));
  let chat: Promise<Chat | undefined> | undefined;
  /** True from the person's own act until the panel is there. */
  let isAwaited = false;
  let unread = 0;
  let again = '';

  function draw(): void {
    if (isOpen) chat ??= load();
    if (isOpen) unread = 0;
    launcher.draw({ state: isOpen ? (isAwaited ? 'loading' : 'hidden') : 'ready', locale, unread });
    void chat?.then((there) => {
      curtain.draw(isOpen && width.matches && there !== undefined);
      there?.show({ isOpen, isModal: width.matches, locale });
    });
  }

  /** `undefined` when the chat could not be fetched: the launcher comes back and says so. */
  async function load(): Promise<Chat | undefined> {
    const mine = getToken;
    try {
      const module: { startChat: typeof startChat } = await import(`${server}/${CHAT_FILE}${again}`);
      const started = await module.startChat({
        ...{ root, server, name, help, getToken: mine, tell: note },
        onClose: close,
        onLocale: setLocale,
      });
      isAwaited = false;
      launcher.draw({ state: isOpen ? 'hidden' : 'ready', locale, unread });
      return started;
    } catch {
      // some browsers remember that a module could not be fetched: by another address they ask again
      again += '?';
      chat = undefined;
      isOpen = false;
      isAwaited = false;
      launcher.draw({ state: 'failed', locale, unread });
      tell('error', { code: 'chat_not_loaded' });
      return undefined;
    }
  }

  /** What a human writes while nobody looks is counted on the launcher. */
  function note(event: 'message' | 'error', detail: { readonly from?: string }): void {
    if (event === 'message' && detail.from === 'human' && !isOpen) {
      unread += 1;
      draw();
    }
    tell(event, detail);
  }
  function turn(next: boolean): void {
    if (isOpen === next) return;
    isOpen = next;
    panel.write('panel', isOpen ? 'open' : 'closed');
    draw();
    tell(isOpen ? 'open' : 'close');
  }
  function open(): void {
    const before = document.activeElement;
    // a page that opens the chat by itself leaves the focus where it is
    const isAsked = navigator.userActivation?.isActive ?? true;
    isAwaited ||= chat === undefined;
    turn(true);
    void chat?.then((there) => {
      const isStill = [before, element, document.body].includes(document.activeElement);
      if (isOpen && isAsked && isStill) there?.focus();
    });
  }
  function close(): void {
    const hadFocus = root.activeElement !== null;
    turn(false);
    if (hadFocus) launcher.element.focus();
  }
  function setLocale(next: Locale): void {
    locale = next;
    kept.write('locale', next);
    draw();
    tell('locale', next);
  }
  function end(): void {
    void chat?.then((there) => there?.end());
    chat = undefined;
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle + tokensStyle);
  root.adoptedStyleSheets = [sheet];
  root.append(launcher.element);
  for (const [attribute, value] of Object.entries(look)) if (value) element.setAttribute(attribute, value);
  width.addEventListener('change', draw);
  document.body.append(element);
  draw();
  return {
    element,
    open,
    close,
    ask(text) {
      open();
      void chat?.then((there) => there?.ask(text));
    },
    setLocale,
    identify(next) {
      // nobody before and nobody now: the chat goes on
      if (!getToken && !next) return;
      getToken = next;
      end();
      draw();
    },
    remove() {
      width.removeEventListener('change', draw);
      curtain.draw(false);
      end();
      element.remove();
    },
  };
}

function startsOpen(opening: ChatSettings['opening'], before: string | undefined): boolean {
  if (before !== undefined) return before === 'open';
  return opening === 'open' || (opening === 'wide' && matchMedia(roomy).matches);
}
