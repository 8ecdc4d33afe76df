/** A knowledge base as the pages of a help centre, and what their search knows. */
import { pinyin } from 'pinyin-pro';
import { parseMarkdown } from '../../adapters/markdown.ts';
import { createSearchIndex, type SearchIndex } from '../../adapters/site/search-index.ts';
import type { SiteEntry, SiteLocale, SitePage, SiteSection } from '../../adapters/site/site-page.ts';
import { toSimplified } from '../../intents/normalize.ts';
import type { Entry, KnowledgeBase, Localized } from '../../knowledge/schema.ts';
import { detectLocale } from '../turn/locale.ts';
import { traditionalFor } from '../turn/traditional.ts';

const sectionPrefix = 'section_';

/** The help centre in one language. */
export function sitePage(knowledge: KnowledgeBase, locale: SiteLocale): SitePage {
  const say = speaker(knowledge, locale);
  const { site_title: title, site_heading: heading, site_lead: lead } = knowledge.responses;
  const name = title ? say(title) : knowledge.document;
  return {
    locale,
    title: name,
    heading: heading ? say(heading) : name,
    lead: lead ? say(lead) : '',
    document: knowledge.document,
    sections: sections(knowledge, locale),
    opening: knowledge.opening,
    contacts: knowledge.contacts.map(({ name, url }) => ({ name: say(name), url })),
  };
}

/** Words of the knowledge base in a language: as authored, or converted where 繁體 is not. */
function speaker(knowledge: KnowledgeBase, locale: SiteLocale): (words: Localized) => string {
  return (words) =>
    locale === 'zh-Hant' ? (words['zh-Hant'] ?? traditionalFor(knowledge)(words['zh-Hans'])) : words[locale];
}

/** Sections in the order of their names in responses.yaml, then those without a name there. */
function sections(knowledge: KnowledgeBase, locale: SiteLocale): SiteSection[] {
  const named = Object.entries(knowledge.responses).filter(([name]) => name.startsWith(sectionPrefix));
  const headings = [
    ...new Set([
      ...named.map(([, words]) => words['zh-Hans']),
      ...knowledge.entries.map(({ section }) => section),
    ]),
  ];
  return headings.flatMap((heading, at): SiteSection[] => {
    const own = knowledge.entries.filter(({ section }) => section === heading);
    if (own.length === 0) return [];
    const [name, words = { 'zh-Hans': heading, en: heading }] =
      named.find(([, { 'zh-Hans': chinese }]) => chinese === heading) ?? [];
    return [
      {
        anchor: name ?? `${sectionPrefix}${at + 1}`,
        title: speaker(knowledge, locale)(words),
        entries: own.map((entry) => siteEntry(entry, knowledge, locale)),
      },
    ];
  });
}

function siteEntry(entry: Entry, knowledge: KnowledgeBase, locale: SiteLocale): SiteEntry {
  const { id, related, question, answer } = entry;
  const label = speaker(knowledge, locale)(entry.label);
  if (locale === 'en')
    return { id, related, label, question: entry.en.question, answer: parseMarkdown(entry.en.answer) };
  const convert = locale === 'zh-Hant' ? traditionalFor(knowledge) : (text: string) => text;
  return { id, related, label, question: convert(question), answer: parseMarkdown(convert(answer)) };
}

/** What the search knows; one for all languages, its texts are 简体 and English. */
export function siteSearchIndex(knowledge: KnowledgeBase): SearchIndex {
  const wordings = knowledge.entries.map(
    (entry) => [entry.id, [...new Set(wordingsOf(entry))].filter((text) => !isPinyin(text))] as const,
  );
  const texts = [...wordings.flatMap(([, own]) => own), ...knowledge.entries.map(({ answer }) => answer)];
  return createSearchIndex({
    wordings: Object.fromEntries(wordings),
    phrases: knowledge.entries.flatMap(({ question, label }) => [question, label['zh-Hans']]),
    sounds: soundsOf(texts),
    simplified: pairsOf(traditionalFor(knowledge)(texts.join('\n'))),
  });
}

/** Chinese in Latin letters alone: the search reads it by its sounds. */
function isPinyin(text: string): boolean {
  return !/\p{Script=Han}/u.test(text) && detectLocale(text) === 'zh-Hans';
}

function wordingsOf({ question, label, en, similar, contrast }: Entry): string[] {
  return [question, label['zh-Hans'], en.question, label.en, ...similar, ...contrast];
}

/** The commonest reading of every character in these texts, by syllable. */
function soundsOf(texts: readonly string[]): Record<string, string> {
  const readings = new Map<string, Map<string, number>>();
  for (const run of texts.flatMap((text) => text.match(/\p{Script=Han}+/gu) ?? [])) {
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
    for (const [at, character] of Array.from(run).entries()) {
      const counts = readings.get(character) ?? new Map<string, number>();
      readings.set(character, counts.set(syllables[at] ?? '', (counts.get(syllables[at] ?? '') ?? 0) + 1));
    }
  }
  const sounds: Record<string, string> = {};
  for (const [character, counts] of [...readings].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [syllable = ''] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (/^[a-z]+$/.test(syllable)) sounds[syllable] = (sounds[syllable] ?? '') + character;
  }
  return sounds;
}

/** Every 繁體 character of a text, followed by its 简体. */
function pairsOf(traditional: string): string {
  return [...new Set(traditional)]
    .map((character) => [character, toSimplified(character)] as const)
    .filter(([character, simple]) => simple !== character && [...simple].length === 1)
    .map((pair) => pair.join(''))
    .sort()
    .join('');
}
