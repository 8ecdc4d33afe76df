/** The button that opens the chat, made without any library because every page of the host loads it. */
import type { Locale } from './locale.ts';

interface Look {
  /** `failed`: the chat could not be fetched. */
  readonly state: 'ready' | 'failed' | 'hidden';
  readonly locale: Locale;
}

export interface Launcher {
  readonly element: HTMLButtonElement;
  draw(look: Look): void;
}

const labels: Readonly<Record<Locale, { readonly ready: string; readonly failed: string }>> = {
  'zh-Hans': { ready: '问一问', failed: '没能打开，再试一次' },
  'zh-Hant': { ready: '問一問', failed: '沒能開啟，再試一次' },
  en: { ready: 'Ask a question', failed: 'Could not open, try again' },
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
    draw(look) {
      element.hidden = look.state === 'hidden';
      element.lang = look.locale;
      label.textContent = labels[look.locale][look.state === 'failed' ? 'failed' : 'ready'];
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
