/** Type-ahead: the questions that somebody may be about to ask. */
import type { KnowledgeBase, LoadedEntry, Locale } from '../../knowledge/schema.ts';
import type { Expertise } from '../expertise/expertise.ts';
import { inLocale } from '../turn/locale.ts';
import { fold } from '../understand/plain-text.ts';

export interface Suggestion {
  readonly entry: string;
  /** The canonical question in the language asked for. */
  readonly question: string;
  readonly label: string;
}

const most = 6;
/** Below this a candidate of the router is more noise than help. */
const leastConfidence = 0.05;

/** Opening questions for an empty text; else entries that contain it, then those the router thinks of. Best first. */
export function suggest({ knowledge, router }: Expertise, text: string, locale: Locale): Suggestion[] {
  const typed = fold(text);
  const ids =
    typed === '' ? knowledge.opening : [...containing(knowledge.entries, typed), ...likely(router, text)];
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const unique = [...new Set(ids)].slice(0, most);
  return unique.flatMap((id) => {
    const entry = entries.get(id);
    return entry ? [toSuggestion(entry, locale, knowledge)] : [];
  });
}

function containing(entries: readonly LoadedEntry[], typed: string): string[] {
  const found = entries.flatMap((entry) => {
    const places = [entry.question, entry.label['zh-Hans'], entry.label.en, entry.en.question].map((words) =>
      fold(words).indexOf(typed),
    );
    const hits = places.filter((place) => place >= 0);
    return hits.length > 0 ? [{ id: entry.id, place: Math.min(...hits) }] : [];
  });
  return found.sort((a, b) => a.place - b.place).map(({ id }) => id);
}

function likely(router: Expertise['router'], text: string): string[] {
  const { ranking } = router.route(text);
  return ranking.filter(({ confidence }) => confidence >= leastConfidence).map(({ entry }) => entry);
}

function toSuggestion(entry: LoadedEntry, locale: Locale, knowledge: KnowledgeBase): Suggestion {
  const question = { 'zh-Hans': entry.question, en: entry.en.question };
  return {
    entry: entry.id,
    question: inLocale(question, locale, knowledge),
    label: inLocale(entry.label, locale, knowledge),
  };
}
