/** The list of pages that search engines ask for, each with its other languages. */
import { escapeText } from './html.ts';
import { pageUrl, siteLocales } from './site-page.ts';

/** `base` is the address of the site, with a slash at the end. */
export function sitemap(base: string): string {
  const links = siteLocales.map((locale) => {
    const href = escapeText(pageUrl(locale, base));
    return `    <xhtml:link rel="alternate" hreflang="${locale}" href="${href}"/>`;
  });
  const urls = siteLocales.map((locale) =>
    ['  <url>', `    <loc>${escapeText(pageUrl(locale, base))}</loc>`, ...links, '  </url>'].join('\n'),
  );
  const names =
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<urlset ${names}>`, ...urls, '</urlset>', ''].join('\n');
}
