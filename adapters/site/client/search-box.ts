/** The search field of a help-centre page and the list of what it finds. */
import type { PageQuestion, Search } from './search.ts';

const mostShown = 8;
const snippetLength = 80;

interface Parts {
  readonly box: HTMLElement;
  readonly field: HTMLInputElement;
  /** What opens below the field. */
  readonly panel: HTMLElement;
  readonly found: HTMLElement;
  readonly results: HTMLElement;
}

/** The index is made when somebody turns to the field. */
export function startSearchBox(questions: readonly PageQuestion[], createSearch: () => Search): void {
  const parts = findParts();
  if (!parts) return;
  const { box, field } = parts;
  const byId = new Map(questions.map((question) => [question.id, question]));
  let search: Search | undefined;

  function show(): void {
    search ??= createSearch();
    const text = field.value.trim();
    const hits = search.find(text, mostShown).flatMap(({ id }) => byId.get(id) ?? []);
    draw(parts as Parts, { text, hits, search });
  }

  field.addEventListener('focus', show);
  // whoever goes elsewhere, also by a result, wants to see the page
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (!box.contains(relatedTarget as Node | null)) parts.panel.classList.remove('open');
  });
  parts.results.addEventListener('click', () => parts.panel.classList.remove('open'));
  // letters of an input method are no text yet
  field.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) show();
  });
  field.addEventListener('compositionend', show);
  box.addEventListener('keydown', (event) => handleKey(event, parts, show));
  box.hidden = false;
}

function findParts(): Parts | undefined {
  const [box, field, found, results] = ['_search', '_field', '_found', '_results'].map((id) =>
    document.getElementById(id),
  );
  const panel = results?.parentElement;
  if (!(box && field instanceof HTMLInputElement && found && results && panel)) return undefined;
  return { box, field, panel, found, results };
}

interface Found {
  readonly text: string;
  readonly hits: readonly PageQuestion[];
  readonly search: Search;
}

function draw({ box, panel, found, results }: Parts, { text, hits, search }: Found): void {
  panel.classList.toggle('open', text !== '');
  found.textContent = text === '' ? '' : say(box, hits.length);
  const terms = search.terms(text).filter(({ length }) => length > 1);
  const marked = (shown: string) => mark(shown, search.fold(shown), terms);
  results.replaceChildren(...hits.map((hit) => drawHit(hit, marked)));
}

function say({ dataset }: HTMLElement, count: number): string {
  const { found = '', foundOne = '', none = '' } = dataset;
  if (count === 0) return none;
  return count === 1 ? foundOne : found.replace('{count}', String(count));
}

type Marked = (shown: string) => (Node | string)[];

function drawHit({ id, question, answer }: PageQuestion, marked: Marked): HTMLElement {
  const link = make('a', marked(question));
  link.setAttribute('href', `#${id}`);
  const text = answer.replace(/\s+/g, ' ').trim();
  const snippet = text.length > snippetLength ? `${text.slice(0, snippetLength)}…` : text;
  link.append(make('span', marked(snippet)));
  return make('li', [link]);
}

/** What was found in a text, in `mark` elements; `folded` is the text as terms are compared with it. */
function mark(text: string, folded: string, terms: readonly string[]): (Node | string)[] {
  const marked = new Array<boolean>(text.length).fill(false);
  if (folded.length !== text.length) return [text];
  for (const term of terms)
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1))
      marked.fill(true, at, at + term.length);
  const parts: (Node | string)[] = [];
  for (let from = 0, to = 0; from < text.length; from = to) {
    while (to < text.length && marked[to] === marked[from]) to++;
    parts.push(marked[from] ? make('mark', [text.slice(from, to)]) : text.slice(from, to));
  }
  return parts;
}

function make(name: string, children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** Arrows walk through the list, Enter goes to the first, Escape clears; an input method keeps its own keys. */
function handleKey(event: KeyboardEvent, { field, results }: Parts, show: () => void): void {
  if (event.isComposing) return;
  const links = Array.from(results.querySelectorAll('a'));
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => links[Math.min(at + 1, links.length - 1)]?.focus(),
    ArrowUp: () => (at > 0 ? links[at - 1] : field)?.focus(),
    Escape() {
      field.value = '';
      field.focus();
      show();
    },
    ...(at < 0 && { Enter: () => links[0]?.click() }),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
