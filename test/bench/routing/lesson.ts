/** What the shipped knowledge base teaches, in the form that every system of the routing bench gets. */
import type { KnowledgeBase } from '../../../knowledge/schema.ts';
import type { Lesson } from '../peers/peer.ts';

/** The same texts that Dawen trains on. */
export function lessonOf({ entries, boundaries, smalltalk }: KnowledgeBase): Lesson {
  return {
    entries: entries.map(({ id, question, en, label, similar, contrast }) => ({
      id,
      texts: [...new Set([question, en.question, label['zh-Hans'], ...similar, ...contrast])],
    })),
    none: [
      ...boundaries.flatMap(({ examples }) => examples),
      ...smalltalk.flatMap(({ examples }) => examples),
      ...entries.flatMap((entry) => entry.not),
    ],
  };
}
