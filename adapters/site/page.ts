/** A page of the help centre: search, contents and every question with its whole answer, readable without scripts. */
import { headHtml } from './head.ts';
import { element, type Html, write } from './html.ts';
import { contentsHtml, linksHtml, questionsHtml } from './questions-html.ts';
import { pageFile, type SiteAssets, type SitePage, siteLocales } from './site-page.ts';
import { type SiteWords, siteWords } from './words.ts';

/**
 * The whole document; `base` is the address of the site, where one is known.
 * Ids that are not an entry's hold an underscore, which no id of an entry does.
 */
export function renderPage(page: SitePage, assets: SiteAssets, base?: string): string {
  const words = siteWords[page.locale];
  const body = element(
    'body',
    {},
    element('a', { class: 'skip', href: '#_questions' }, words.skip),
    topHtml(page, assets, words),
    element(
      'main',
      {},
      heroHtml(page),
      searchHtml(words),
      openingHtml(page, words),
      element('div', { class: 'reading' }, contentsHtml(page, words), questionsHtml(page, words)),
    ),
    footHtml(page, words),
  );
  const document = element('html', { lang: page.locale }, headHtml(page, assets, base), body);
  return `<!doctype html>\n${write(document)}\n`;
}

function topHtml({ locale, title }: SitePage, { icon }: SiteAssets, words: SiteWords): Html {
  const languages = siteLocales.map((other) => {
    const current = other === locale ? 'page' : undefined;
    const link = { href: pageFile(other), lang: other, hreflang: other, 'aria-current': current };
    return element('li', {}, element('a', link, siteWords[other].language));
  });
  const mark = element('img', { src: icon, alt: '', width: '32', height: '32' });
  return element(
    'header',
    { class: 'top' },
    element('a', { class: 'brand', href: pageFile(locale) }, mark, element('span', {}, title)),
    element('nav', { class: 'languages', 'aria-label': words.languages }, element('ul', {}, languages)),
  );
}

function heroHtml({ heading, lead }: SitePage): Html {
  const about = lead === '' ? undefined : element('p', { class: 'lead' }, lead);
  return element('div', { class: 'hero' }, element('h1', {}, heading), about);
}

const lens = element(
  'svg',
  { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
  element('path', { d: 'M10.5 4a6.5 6.5 0 110 13 6.5 6.5 0 010-13zM15.5 15.5L20.5 20.5' }),
);

/** Without scripts there is nothing to search with: the script shows it. */
function searchHtml(words: SiteWords): Html {
  const field = {
    ...{ id: '_field', type: 'search', placeholder: words.placeholder, 'aria-label': words.search },
    ...{ autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search', maxlength: '200' },
  };
  const said = { 'data-found': words.found, 'data-found-one': words.foundOne, 'data-none': words.none };
  return element(
    'search',
    { id: '_search', role: 'search', hidden: true, ...said },
    element(
      'div',
      { class: 'field' },
      lens,
      element('input', field),
      element(
        'div',
        { class: 'panel' },
        element('p', { id: '_found', role: 'status' }),
        element('ol', { id: '_results' }),
      ),
    ),
  );
}

function openingHtml({ opening, sections }: SitePage, words: SiteWords): Html {
  return element(
    'nav',
    { class: 'opening', 'aria-labelledby': '_opening' },
    element('h2', { id: '_opening' }, words.opening),
    linksHtml(opening, sections, 'label'),
  );
}

function footHtml({ contacts, document }: SitePage, words: SiteWords): Html {
  const links = contacts.map(({ name, url }) =>
    element('li', {}, element('a', { href: url, rel: 'noopener' }, name)),
  );
  const source = words.source.replace('{document}', () => document);
  return element(
    'footer',
    {},
    element('h2', {}, words.contact),
    element('ul', { class: 'contacts' }, links),
    element('p', { class: 'source' }, source),
  );
}
