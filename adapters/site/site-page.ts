/** What a help-centre page is made from: one knowledge base in one language, and nothing of where it came from. */
import type { Content } from '../channel.ts';

export const siteLocales = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type SiteLocale = (typeof siteLocales)[number];

export interface SitePage {
  readonly locale: SiteLocale;
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  /** Name of the document that all answers come from. */
  readonly document: string;
  readonly sections: readonly SiteSection[];
  /** Ids of the entries that people ask for most. */
  readonly opening: readonly string[];
  readonly contacts: readonly { readonly name: string; readonly url: string }[];
}

export interface SiteSection {
  /** Anchor on the page; it holds an underscore, which ids of entries never do. */
  readonly anchor: string;
  readonly title: string;
  readonly entries: readonly SiteEntry[];
}

export interface SiteEntry {
  readonly id: string;
  readonly question: string;
  /** Short name, for lists. */
  readonly label: string;
  readonly answer: Content;
  readonly related: readonly string[];
}

/** Files beside the pages, by what they are for; paths from the page. */
export interface SiteAssets {
  readonly style: string;
  /** In the order in which they run. */
  readonly scripts: readonly string[];
  readonly icon: string;
}

/** The page of a language; the first language is the one a visitor comes to. */
export function pageFile(locale: SiteLocale): string {
  return locale === 'zh-Hans' ? 'index.html' : `${locale.toLowerCase()}.html`;
}

/** Its address below `base`, which ends with a slash. */
export function pageUrl(locale: SiteLocale, base: string): string {
  return locale === 'zh-Hans' ? base : base + pageFile(locale);
}
