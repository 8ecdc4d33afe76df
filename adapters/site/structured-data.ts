/** What search engines read: the page as a FAQPage of schema.org, with the same words that people see. */
import { contentHtml } from './content-html.ts';
import { dataBlock, type Html, write } from './html.ts';
import type { SiteEntry, SitePage } from './site-page.ts';

/** `url` is the page's own address, where one is known. */
export function structuredData(page: SitePage, url: string | undefined): Html {
  return dataBlock('application/ld+json', {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    name: page.title,
    inLanguage: page.locale,
    ...(url && { url }),
    mainEntity: page.sections.flatMap(({ entries }) => entries.map((entry) => question(entry, url))),
  });
}

function question({ id, question: name, answer }: SiteEntry, url: string | undefined): object {
  return {
    '@type': 'Question',
    ...(url && { '@id': `${url}#${id}`, url: `${url}#${id}` }),
    name,
    acceptedAnswer: { '@type': 'Answer', text: write(contentHtml(answer)) },
  };
}
