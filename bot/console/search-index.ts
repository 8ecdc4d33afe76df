/** The entries made ready for typing: folded texts, sounds and initials, computed once for a knowledge base. */
import { pinyin } from 'pinyin-pro';
import type { KnowledgeBase, LoadedEntry } from '../../knowledge/schema.ts';
import { fold } from '../understand/plain-text.ts';

export interface Searchable {
  readonly entry: LoadedEntry;
  /** Canonical question, short name and English question, folded. */
  readonly titles: readonly string[];
  /** Every similar question, as written, folded, and as the pairs of characters next to each other. */
  readonly examples: readonly Example[];
  /** Pinyin of the Chinese titles without blanks, and its initials. */
  readonly sounds: readonly string[];
}

export interface Example {
  readonly shown: string;
  readonly folded: string;
  readonly pairs: ReadonlySet<string>;
}

const indexes = new WeakMap<KnowledgeBase, readonly Searchable[]>();

/** In the order of the knowledge base. */
export function searchIndex(knowledge: KnowledgeBase): readonly Searchable[] {
  const known = indexes.get(knowledge) ?? knowledge.entries.map(toSearchable);
  indexes.set(knowledge, known);
  return known;
}

function toSearchable(entry: LoadedEntry): Searchable {
  const chinese = [entry.question, entry.label['zh-Hans']];
  return {
    entry,
    titles: [...chinese, entry.en.question, entry.label.en].map(fold),
    examples: [entry.question, ...entry.similar].map(toExample),
    sounds: chinese.flatMap((text) => [soundsOf(text, 'pinyin'), soundsOf(text, 'first')]),
  };
}

function toExample(shown: string): Example {
  const folded = fold(shown);
  return { shown, folded, pairs: pairsOf(folded) };
}

function soundsOf(text: string, pattern: 'pinyin' | 'first'): string {
  const sounds = pinyin(text, { pattern, toneType: 'none', type: 'array', v: true });
  return fold(sounds.join(''));
}

export const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
