/** The questions of a page with their answers, and the links that lead to them. */
import { contentHtml } from './content-html.ts';
import { element, type Html } from './html.ts';
import type { SiteEntry, SitePage, SiteSection } from './site-page.ts';
import type { SiteWords } from './words.ts';

type Shown = 'label' | 'question';

/** A list of links to entries, by their short name or their question. */
export function linksHtml(ids: readonly string[], sections: readonly SiteSection[], shown: Shown): Html {
  const entries = sections.flatMap((section) => section.entries);
  const named = ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  return element(
    'ul',
    {},
    named.map((entry) => linkHtml(entry, shown)),
  );
}

function linkHtml(entry: SiteEntry, shown: Shown): Html {
  return element('li', {}, element('a', { href: `#${entry.id}` }, entry[shown]));
}

export function contentsHtml({ sections }: SitePage, words: SiteWords): Html {
  const items = sections.map(({ anchor, title, entries }) =>
    element(
      'li',
      {},
      element('a', { class: 'part', href: `#${anchor}` }, title),
      element(
        'ol',
        {},
        entries.map((entry) => linkHtml(entry, 'label')),
      ),
    ),
  );
  return element('nav', { class: 'contents', 'aria-label': words.contents }, element('ol', {}, items));
}

/** All sections with all their questions. */
export function questionsHtml({ sections }: SitePage, words: SiteWords): Html {
  const drawn = sections.map(({ anchor, title, entries }) => {
    const related = (ids: readonly string[]) => linksHtml(ids, sections, 'question');
    return element(
      'section',
      { id: anchor, 'aria-labelledby': `${anchor}_title` },
      element('h2', { id: `${anchor}_title` }, title),
      entries.map((entry) => entryHtml(entry, words, related(entry.related))),
    );
  });
  return element('div', { id: '_questions', class: 'questions' }, drawn);
}

function entryHtml({ id, question, answer, related }: SiteEntry, words: SiteWords, links: Html): Html {
  const link = { class: 'anchor', href: `#${id}`, 'aria-label': `${words.anchor}: ${question}` };
  return element(
    'article',
    { id },
    element('div', { class: 'title' }, element('h3', {}, question), element('a', link, '#')),
    element('div', { class: 'answer' }, contentHtml(answer)),
    related.length === 0
      ? undefined
      : element('div', { class: 'related' }, element('p', {}, words.related), links),
  );
}
