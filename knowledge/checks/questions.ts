/** One wording asks for one thing: no question may stand twice in an entry, nor in two entries. */
import { type Fault, formatPosition, type Position } from '../errors.ts';
import type { Path } from '../reading/problem.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';
import type { Entry } from '../schema.ts';

interface Wording {
  readonly text: string;
  readonly entry: Placed<Entry>;
  readonly path: Path;
}

/** Compares texts as they are written; what only looks alike is for lint. */
export function checkQuestions(reading: Reading): Fault[] {
  const seen = new Map<string, Wording>();
  return reading.entries.items.flatMap(wordings).flatMap((wording) => {
    const earlier = seen.get(wording.text);
    if (!earlier) seen.set(wording.text, wording);
    if (!earlier || isOwnHeading(earlier, wording)) return [];
    return [wording.entry.fault(explain(wording, earlier), wording.path)];
  });
}

/** Questions that the entry answers, and those that it must not answer. */
function wordings(entry: Placed<Entry>): Wording[] {
  const { question, similar, contrast, not } = entry.value;
  const list = (name: string, texts: readonly string[]) =>
    texts.map((text, index) => ({ text, entry, path: [name, index] }));
  const refused = not.filter((text) => [question, ...similar, ...contrast].includes(text));
  return [
    { text: question, entry, path: ['question'] },
    ...list('similar', similar),
    ...list('contrast', contrast),
    ...refused.map((text) => ({ text, entry, path: ['not', not.indexOf(text)] })),
  ];
}

/** The heading repeated among its own similar questions is harmless. */
function isOwnHeading(earlier: Wording, later: Wording): boolean {
  return earlier.entry === later.entry && earlier.path[0] === 'question' && later.path[0] !== 'not';
}

function explain(wording: Wording, earlier: Wording): string {
  const first: Position = earlier.entry.at(earlier.path);
  const where = `${formatPosition(first)} (\`${earlier.entry.value.id}\`)`;
  if (wording.path[0] === 'not')
    return `"${wording.text}" is a question of this entry at ${where}; it cannot stand under \`not\``;
  return `"${wording.text}" already stands at ${where}; keep it where it belongs`;
}
