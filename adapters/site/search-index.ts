/**
 * What the search of a help centre knows beside the page itself: the terms of all other wordings, weighed by how many
 * wordings have them. The wordings stay at home: their terms find as well and are a third of their size.
 */
import { createFold, termsOf } from './client/terms.ts';

export interface SearchIndex {
  /** By id of the entry: its terms, apart by blanks, in lists of rising weight. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
  /** Chinese as it is written here, for pinyin to be read by. */
  readonly phrases: readonly string[];
  /** Characters by the syllable that they are typed with. */
  readonly sounds: Readonly<Record<string, string>>;
  /** 繁體 characters, each followed by its 简体. */
  readonly simplified: string;
}

declare global {
  /** Set by a script of its own, because a page that is opened from the disk cannot fetch. */
  var dawenSearchIndex: SearchIndex | undefined;
}

/** Terms of a single wording are chance. */
const fewest = 2;
const lists = 5;

export interface IndexSource extends Omit<SearchIndex, 'terms'> {
  /** Other wordings by the id of their entry, in all languages. */
  readonly wordings: Readonly<Record<string, readonly string[]>>;
}

export function createSearchIndex({ wordings, ...rest }: IndexSource): SearchIndex {
  const fold = createFold(rest.simplified);
  const terms = Object.entries(wordings).map(([id, texts]) => [id, weighTerms(texts.map(fold))] as const);
  return { ...rest, terms: Object.fromEntries(terms) };
}

function weighTerms(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const term of texts.flatMap((text) => [...new Set(termsOf(text))]))
    counts.set(term, (counts.get(term) ?? 0) + 1);
  const byWeight = Array.from({ length: lists }, (): string[] => []);
  for (const [term, count] of counts) {
    if (count >= fewest) byWeight[Math.min(lists, Math.round(Math.log2(count + 1))) - 1]?.push(term);
  }
  return byWeight.map((list) => list.sort().join(' '));
}

/** The script that hands it to the page. */
export function indexScript(index: SearchIndex): string {
  return `globalThis.dawenSearchIndex=${JSON.stringify(index)};\n`;
}
