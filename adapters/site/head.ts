/** The head of a page: policy, address, other languages, and the files it loads. */
import { element, type Html } from './html.ts';
import { pageUrl, type SiteAssets, type SitePage, siteLocales } from './site-page.ts';
import { structuredData } from './structured-data.ts';

/** Nothing from elsewhere, nothing inline, no markup from strings, nothing sent anywhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** To some browsers a page that is opened from the disk is no `'self'`; on a server `file:` matches nothing. */
const policyFromDisk = policy.map((rule) => rule.replace("'self'", "'self' file:"));

/** `base` is the address of the site; without one the pages name no addresses and may lie anywhere. */
export function headHtml(page: SitePage, assets: SiteAssets, base: string | undefined): Html {
  const url = base && pageUrl(page.locale, base);
  const meta = (name: string, content: string, media?: string) => element('meta', { name, content, media });
  const rules = base ? policy : policyFromDisk;
  return element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: rules.join('; ') }),
    meta('viewport', 'width=device-width, initial-scale=1'),
    element('title', {}, page.title),
    meta('description', page.lead),
    meta('color-scheme', 'light dark'),
    meta('theme-color', '#f5f8f7', '(prefers-color-scheme: light)'),
    meta('theme-color', '#0f1413', '(prefers-color-scheme: dark)'),
    base && url && addressesHtml(page, base),
    element('link', { rel: 'icon', href: assets.icon, type: 'image/svg+xml' }),
    element('link', { rel: 'stylesheet', href: assets.style }),
    assets.scripts.map((src) => element('script', { src, defer: true })),
    structuredData(page, url),
  );
}

function addressesHtml(page: SitePage, base: string): Html[] {
  const url = pageUrl(page.locale, base);
  const open = (property: string, content: string) => element('meta', { property, content });
  return [
    element('link', { rel: 'canonical', href: url }),
    ...siteLocales.map((locale) =>
      element('link', { rel: 'alternate', hreflang: locale, href: pageUrl(locale, base) }),
    ),
    element('link', { rel: 'alternate', hreflang: 'x-default', href: base }),
    ...[open('og:type', 'website'), open('og:title', page.title)],
    ...[open('og:description', page.lead), open('og:url', url)],
  ];
}
