/** The element on the host's page: a launcher in a shadow root, and the chat, which is fetched when it is first opened. */
import tokensStyle from '../../ui/tokens.css';
import type { Chat, startChat } from './chat.tsx';
import launcherStyle from './launcher.css';
import { createLauncher } from './launcher.ts';
import type { Locale } from './locale.ts';
import { createMemory } from './memory.ts';

export interface ChatSettings {
  /** Address of the server, without a slash at the end. */
  readonly server: string;
  /** Prefix of what is kept in the browser. */
  readonly name: string;
  readonly locale: Locale;
  /** How it starts; `wide` is open where there is room beside the page. */
  readonly opening: 'closed' | 'open' | 'wide';
}

const narrow = '(max-width: 560px)';
const roomy = '(min-width: 1000px)';

export class ChatElement extends HTMLElement {
  readonly #settings: ChatSettings;
  readonly #events: EventTarget;
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #launcher = createLauncher(() => this.open());
  readonly #narrow = matchMedia(narrow);
  readonly #onWidth = () => this.#draw();
  #chat: Promise<Chat | undefined> | undefined;
  #isOpen = false;
  #locale: Locale;
  #inert: readonly Element[] = [];

  constructor(settings: ChatSettings, events: EventTarget) {
    super();
    this.#settings = settings;
    this.#events = events;
    this.#locale = (this.#kept().read('locale') as Locale | undefined) ?? settings.locale;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherStyle + tokensStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#launcher.element);
  }

  connectedCallback(): void {
    this.#narrow.addEventListener('change', this.#onWidth);
    const { opening } = this.#settings;
    const isRoomy = opening === 'wide' && matchMedia(roomy).matches;
    const before = this.#panel().read('panel');
    this.#isOpen = before === undefined ? opening === 'open' || isRoomy : before === 'open';
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#narrow.removeEventListener('change', this.#onWidth);
    this.#setInert(false);
    void this.#chat?.then((chat) => chat?.end());
    this.#chat = undefined;
  }

  /** Opens by the person's own act, so the focus goes along. */
  open(): void {
    this.#turn(true);
    void this.#chat?.then((chat) => chat?.focus());
  }

  close(): void {
    const hadFocus = this.#root.activeElement !== null;
    this.#turn(false);
    if (hadFocus) this.#launcher.element.focus();
  }

  ask(text: string): void {
    this.open();
    void this.#chat?.then((chat) => chat?.ask(text));
  }

  setLocale(locale: Locale): void {
    this.#locale = locale;
    this.#kept().write('locale', locale);
    this.#draw();
    this.#tell('locale', locale);
  }

  #kept() {
    return createMemory(() => localStorage, this.#settings.name);
  }

  /** Every tab has its own mind about the panel. */
  #panel() {
    return createMemory(() => sessionStorage, this.#settings.name);
  }

  #turn(isOpen: boolean): void {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    this.#panel().write('panel', isOpen ? 'open' : 'closed');
    this.#draw();
    this.#tell(isOpen ? 'open' : 'close');
  }

  #draw(): void {
    const isModal = this.#narrow.matches;
    const view = { isOpen: this.#isOpen, isModal, locale: this.#locale };
    this.#launcher.draw({ state: this.#isOpen ? 'hidden' : 'ready', locale: this.#locale });
    this.#setInert(this.#isOpen && isModal);
    if (this.#isOpen) this.#chat ??= this.#load();
    void this.#chat?.then((chat) => chat?.show(view));
  }

  /** `undefined` when the chat could not be fetched: the launcher comes back and says so. */
  async #load(): Promise<Chat | undefined> {
    const { server, name } = this.#settings;
    try {
      const module: { startChat: typeof startChat } = await import(`${server}/assets/chat.js`);
      return module.startChat({
        root: this.#root,
        server,
        name,
        onClose: () => this.close(),
        onLocale: (locale) => this.setLocale(locale),
      });
    } catch {
      this.#chat = undefined;
      this.#isOpen = false;
      this.#setInert(false);
      this.#launcher.draw({ state: 'failed', locale: this.#locale });
      return undefined;
    }
  }

  /** Behind a panel that covers everything nothing can be reached. */
  #setInert(isInert: boolean): void {
    for (const element of this.#inert) element.removeAttribute('inert');
    const siblings = isInert ? [...(this.parentElement?.children ?? [])] : [];
    this.#inert = siblings.filter((element) => element !== this && !element.hasAttribute('inert'));
    for (const element of this.#inert) element.setAttribute('inert', '');
  }

  #tell(event: string, detail?: unknown): void {
    this.#events.dispatchEvent(new CustomEvent(event, { detail }));
  }
}
