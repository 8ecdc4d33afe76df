/** The model of a large knowledge base: an inverted index and calibrated confidence. Pure and deterministic. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import type { Outcome } from './calibrate.ts';
import { type Confidence, fitConfidence } from './confidence.ts';
import { collectExamples, type Example } from './examples.ts';
import { consultIndex, type Skips } from './indexed-opinion.ts';
import { createHashedReader, type HashedReader } from './matchers/hashed-features.ts';
import { buildPostingIndex, type PostingIndex } from './matchers/posting-index.ts';
import { createPostingSearch } from './matchers/posting-search.ts';
import { createRandom } from './random.ts';

/** Above this many entries a linear model over all of them would be too large and too slow. */
export const mostLinearEntries = 1000;

export interface IndexedModel extends Confidence {
  readonly index: PostingIndex;
}

/** Examples that confidence is learned from. */
const mostTried = 200;
/** A table of this many places for each text keeps features of different names apart well enough. */
const placesPerText = 10;
const fewestBits = 14;
const mostBits = 21;
/** Trials can be so easy that a low confidence keeps the stated rates; questions are harder than they. */
const leastAnswer = 0.5;
const seed = 7;

/** Indexes everything the knowledge base says; the same knowledge gives the same model. */
export function trainIndexed(knowledge: KnowledgeBase): IndexedModel {
  const { examples } = collectExamples(knowledge);
  const wanted = Math.ceil(Math.log2(examples.length * placesPerText));
  const bits = Math.min(mostBits, Math.max(fewestBits, wanted));
  const read = createHashedReader(bits);
  const index = buildPostingIndex(
    examples.map(({ clean, label }) => ({ clean, owner: label, features: read.ofText(clean) })),
    bits,
  );
  const outcomes = tryUnseen({ examples, index, read, entries: knowledge.entries.length });
  return { index, ...fitConfidence(outcomes, { leastAnswer }) };
}

interface Studied {
  readonly examples: readonly Example[];
  readonly index: PostingIndex;
  readonly read: HashedReader;
  readonly entries: number;
}

/**
 * Some examples, each asked three times: while its own text is not to be found (an entry's only text is asked with a slip
 * of the keys instead), while its whole target is not, as if it were a question that nobody wrote an answer to, and
 * read from its end to its beginning, which nothing answers.
 */
function tryUnseen({ examples, index, read, entries }: Studied): Outcome[] {
  const search = createPostingSearch(index);
  const random = createRandom(seed);
  const sizes = new Int32Array(Math.max(...index.owners) + 1);
  for (const owner of index.owners) sizes[owner] = (sizes[owner] as number) + 1;
  const attempt = (clean: string, label: number, skips?: Skips): Outcome => {
    const question = { clean, features: read.ofQuestion(clean) };
    const opinion = consultIndex(search, entries, skips === undefined ? { question } : { question, skips });
    const right = opinion.entries[0]?.owner === label;
    return { evidence: opinion.evidence, right, inScope: label < entries };
  };
  const step = Math.max(1, examples.length / mostTried);
  const tried = Array.from({ length: Math.floor(examples.length / step) }, (_, at) => Math.floor(at * step));
  return tried.flatMap((at) => {
    const { clean, label } = examples[at] as Example;
    const unwritten = { ...attempt(clean, label, (_, owner) => owner === label), inScope: false };
    const senseless = { ...attempt([...clean].reverse().join(''), -1), inScope: false };
    if (label >= entries) return [unwritten, senseless];
    const only = sizes[label] === 1;
    const unseen = only
      ? attempt(slip(clean, random), label)
      : attempt(clean, label, (text) => index.texts[text] === clean);
    return [unseen, unwritten, senseless];
  });
}

/** One or two characters dropped, doubled or swapped with the next. */
function slip(clean: string, random: () => number): string {
  const characters = [...clean];
  for (let slips = random() < 0.5 ? 1 : 2; slips > 0; slips--) {
    const at = Math.floor(random() * characters.length);
    const one = characters[at] ?? '';
    const next = characters[at + 1] ?? '';
    characters.splice(at, 2, ...([[next], [one, one, next], [next, one]][Math.floor(random() * 3)] ?? []));
  }
  return characters.join('');
}
