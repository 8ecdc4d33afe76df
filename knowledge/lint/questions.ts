/** Questions that say the same once case, punctuation and idle blanks are gone: within one owner a waste, between two a conflict. */
import { formatPosition } from '../errors.ts';
import type { LoadedKnowledge } from '../load.ts';
import type { Path } from '../reading/problem.ts';
import type { Doubt } from './finding.ts';

interface Wording {
  readonly text: string;
  readonly item: object;
  readonly path: Path;
}

/** Each wording is told once, at its later place. */
export function lintQuestions(knowledge: LoadedKnowledge): Doubt[] {
  const seen = new Map<string, Wording>();
  return allWordings(knowledge).flatMap((wording) => {
    const folded = fold(wording.text);
    const earlier = seen.get(folded);
    if (!earlier) seen.set(folded, wording);
    return earlier ? [compare(knowledge, wording, earlier)] : [];
  });
}

function allWordings(knowledge: LoadedKnowledge): Wording[] {
  const list = (item: object, name: string, texts: readonly string[]): Wording[] =>
    texts.map((text, index) => ({ text, item, path: [name, index] }));
  return [
    ...knowledge.entries.flatMap((entry) => [
      { text: entry.question, item: entry, path: ['question'] },
      { text: entry.en.question, item: entry, path: ['en', 'question'] },
      ...list(entry, 'similar', entry.similar),
      ...list(entry, 'contrast', entry.contrast),
    ]),
    ...knowledge.boundaries.flatMap((topic) => list(topic, 'examples', topic.examples)),
    ...knowledge.smalltalk.flatMap((talk) => list(talk, 'examples', talk.examples)),
  ];
}

function compare(knowledge: LoadedKnowledge, wording: Wording, earlier: Wording): Doubt {
  const first = knowledge.locate(earlier.item, earlier.path);
  const where = first ? formatPosition(first) : 'another place';
  const { item, path, text } = wording;
  return earlier.item === item
    ? { item, path, code: 'near-duplicate', message: `"${text}" says the same as ${where}; keep one of them` }
    : {
        item,
        path,
        code: 'conflicting-question',
        message: `"${text}" also stands at ${where}, which answers otherwise; keep it in one place`,
      };
}

/** Letters and digits in one case and one width. Blanks count between Latin words only: "yan zheng" is not "yanzheng". */
function fold(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return words.replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '') || text;
}
