/** The entries made ready for typing: folded texts, sounds and initials, computed once for a knowledge base. */
import { pinyin } from 'pinyin-pro';
import type { KnowledgeBase, LoadedEntry } from '../../knowledge/schema.ts';

export interface Searchable {
  readonly entry: LoadedEntry;
  /** Canonical question, short name and English question, folded. */
  readonly titles: readonly string[];
  /** Every similar question, as written and folded. */
  readonly examples: readonly { readonly shown: string; readonly folded: string }[];
  /** Pinyin of the Chinese titles without blanks, and its initials. */
  readonly sounds: readonly string[];
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
    examples: [entry.question, ...entry.similar].map((shown) => ({ shown, folded: fold(shown) })),
    sounds: chinese.flatMap((text) => [soundsOf(text, 'pinyin'), soundsOf(text, 'first')]),
  };
}

function soundsOf(text: string, pattern: 'pinyin' | 'first'): string {
  const sounds = pinyin(text, { pattern, toneType: 'none', type: 'array', v: true });
  return fold(sounds.join(''));
}

/** One width and case, without blanks. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
