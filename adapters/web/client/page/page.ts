/** The demo page around the widget: its cards ask in the chat, and its words follow the language of the chat. */
import { createApi } from '../api.ts';
import { type Locale, pickLocale } from '../locale.ts';
import { createMemory } from '../memory.ts';
import type { Dawen } from '../switchboard.ts';
import type {} from '../widget.ts';
import { pageWords } from './page-words.ts';

const openingQuestions = 5;
const memory = createMemory(() => localStorage, 'dawen');
const api = createApi({ server: '', memory, fetch: (input, init) => fetch(input, init) });

/** Calls made before the widget has loaded wait in a queue. */
function call(command: string, ...parameters: unknown[]): void {
  window.dawen ??= createQueue();
  window.dawen(command, ...parameters);
}

function createQueue(): Dawen {
  const waiting: unknown[][] = [];
  const queue: Dawen = (...parameters) => {
    waiting.push(parameters);
  };
  queue.q = waiting;
  return queue;
}

function draw(locale: Locale): void {
  const { title, texts, nav, examples } = pageWords[locale];
  document.documentElement.lang = locale;
  document.title = title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-words]')) {
    const text = texts[element.dataset.words ?? ''];
    if (text !== undefined && text !== element.textContent) element.textContent = text;
  }
  document.querySelector('[data-label="nav"]')?.setAttribute('aria-label', nav);
  fill('.examples', examples);
  void drawOpening(locale);
}

async function drawOpening(locale: Locale): Promise<void> {
  const outcome = await api.suggest('', locale);
  if (outcome.status !== 'ok') return;
  const { suggestions } = outcome.value;
  fill(
    '#questions .cards',
    suggestions.slice(0, openingQuestions).map(({ question }) => question),
  );
}

function fill(selector: string, questions: readonly string[]): void {
  document.querySelector(selector)?.replaceChildren(...questions.map(createCard));
}

function createCard(question: string): HTMLElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = question;
  button.addEventListener('click', () => call('ask', question));
  item.append(button);
  return item;
}

const beside = (isOpen: boolean) => document.body.classList.toggle('beside-chat', isOpen);

document.querySelector('.start')?.addEventListener('click', () => call('open'));
// where somebody closed the chat it stays closed on the next page
beside(createMemory(() => sessionStorage, 'dawen').read('panel') !== 'closed');
call('on', 'open', () => beside(true));
call('on', 'close', () => beside(false));
call('on', 'locale', (locale: Locale) => draw(locale));
draw(pickLocale([memory.read('locale'), ...navigator.languages]));
