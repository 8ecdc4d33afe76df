/** The button that opens the chat, made without any library because every page of the host loads it. */
import type { Locale } from './locale.ts';

interface Look {
  /** `failed`: the chat could not be fetched. */
  readonly state: 'ready' | 'loading' | 'failed' | 'hidden';
  readonly locale: Locale;
  /** Messages of a human that nobody has seen. */
  readonly unread: number;
}

export interface Launcher {
  readonly element: HTMLButtonElement;
  draw(look: Look): void;
}

type Labels = Readonly<Record<'ready' | 'loading' | 'failed' | 'unread', string>>;
const labels: Readonly<Record<Locale, Labels>> = {
  'zh-Hans': { ready: '问一问', loading: '正在打开', failed: '没能打开，再试一次', unread: '条新消息' },
  'zh-Hant': { ready: '問一問', loading: '正在開啟', failed: '沒能開啟，再試一次', unread: '則新訊息' },
  en: { ready: 'Ask a question', loading: 'Opening', failed: 'Could not open, try again', unread: 'new' },
};

const svg = 'http://www.w3.org/2000/svg';
const bubble = 'M5 5h14a2 2 0 012 2v8a2 2 0 01-2 2h-6l-5 4v-4H5a2 2 0 01-2-2V7a2 2 0 012-2z';

export function createLauncher(onClick: () => void): Launcher {
  const element = document.createElement('button');
  const label = document.createElement('span');
  element.type = 'button';
  element.className = 'launcher';
  element.setAttribute('aria-haspopup', 'dialog');
  element.append(createIcon(), label);
  element.addEventListener('click', onClick);
  return {
    element,
    draw({ state, locale, unread }) {
      const words = labels[locale];
      element.hidden = state === 'hidden';
      element.lang = locale;
      element.ariaBusy = String(state === 'loading');
      element.classList.toggle('unread', unread > 0);
      label.textContent =
        unread > 0 ? `${unread} ${words.unread}` : words[state === 'hidden' ? 'ready' : state];
    },
  };
}

function createIcon(): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', bubble);
  icon.append(path);
  return icon;
}
