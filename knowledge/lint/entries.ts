/** Entries that are too thin, too long, or whose English leaves something out. */
import type { LoadedKnowledge } from '../load.ts';
import { linksIn } from '../reading/links.ts';
import type { LoadedEntry } from '../schema.ts';
import type { Doubt } from './finding.ts';

const fewestSimilar = 20;
const fewestExamples = 5;
/** Longest message that every channel takes in one piece. */
const longestAnswer = 2048;

/** Doubts about single entries and boundary topics. */
export function lintEntries(knowledge: LoadedKnowledge): Doubt[] {
  return [
    ...knowledge.entries.flatMap((entry) => [
      ...thinEntry(entry),
      ...longAnswer(entry, ['answer'], entry.answer),
      ...longAnswer(entry, ['en', 'answer'], entry.en.answer),
      ...missingLinks(entry),
    ]),
    ...knowledge.boundaries
      .filter((topic) => topic.examples.length < fewestExamples)
      .map((topic) => ({
        item: topic,
        code: 'thin-topic',
        message: `the topic \`${topic.id}\` has ${topic.examples.length} examples; write at least ${fewestExamples}`,
      })),
  ];
}

function thinEntry(entry: LoadedEntry): Doubt[] {
  const count = entry.similar.length;
  if (count >= fewestSimilar) return [];
  const message = `the entry \`${entry.id}\` has ${count} similar questions; write at least ${fewestSimilar}, better 60`;
  return [{ item: entry, path: ['similar'], code: 'thin-entry', message }];
}

function longAnswer(entry: LoadedEntry, path: readonly string[], answer: string): Doubt[] {
  const bytes = new TextEncoder().encode(answer).length;
  if (bytes <= longestAnswer) return [];
  const message = `the answer has ${bytes} bytes; some channels cut a message at ${longestAnswer}, so shorten it`;
  return [{ item: entry, path, code: 'long-answer', message }];
}

function missingLinks(entry: LoadedEntry): Doubt[] {
  const english = linksIn(entry.en.answer);
  return linksIn(entry.answer)
    .filter((url) => !english.includes(url))
    .map((url) => ({
      item: entry,
      path: ['en', 'answer'],
      code: 'missing-link',
      message: `the English answer lacks the link to ${url}; add it`,
    }));
}
