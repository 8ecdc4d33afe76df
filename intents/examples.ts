/** Everything the knowledge base says about what belongs where, as labelled examples to learn from. */
import type { KnowledgeBase, SmalltalkAct } from '../knowledge/schema.ts';
import { normalize } from './normalize.ts';
import { hashText, scrambled } from './random.ts';

/** Where a question can belong: an entry, a topic that is declined, small talk, or none of them. */
export type Target = { readonly head: string } & (
  | { readonly kind: 'entry' | 'boundary' | 'none'; readonly id: string }
  | { readonly kind: 'smalltalk'; readonly id: SmalltalkAct }
);

export interface Example {
  readonly clean: string;
  /** Position in `targets`. */
  readonly label: number;
  /** Part that is held out together when the model is tried on what it has not seen. */
  readonly fold: number;
}

export interface ExampleSet {
  /** Entries come first, in the order of the knowledge base. */
  readonly targets: readonly Target[];
  readonly examples: readonly Example[];
}

interface Source {
  readonly target: Target;
  readonly texts: readonly string[];
}

/** Questions on the same matters that belong to another owner; see elsewhere.ts. */
export const elsewhere: Target = { kind: 'none', id: 'elsewhere', head: 'boundary other_owner' };

/** Parts of the examples that are held out in turn. */
export const folds = 3;

/**
 * What the linear model tells apart: every entry, every act of small talk, but topics only by their kind, because
 * a hundred topics as classes cost four times the training and answered more of what nobody wrote down.
 */
function sourcesOf(knowledge: KnowledgeBase): Source[] {
  const entries = knowledge.entries.map(
    (entry): Source => ({
      target: { kind: 'entry', id: entry.id, head: `entry ${entry.id}` },
      texts: [entry.question, entry.en.question, entry.label['zh-Hans'], ...entry.similar, ...entry.contrast],
    }),
  );
  const topics = knowledge.boundaries.map(
    (topic): Source => ({
      target: { kind: 'boundary', id: topic.id, head: `boundary ${topic.kind}` },
      texts: topic.examples,
    }),
  );
  const talk = knowledge.smalltalk.map(
    (one): Source => ({
      target: { kind: 'smalltalk', id: one.act, head: `smalltalk ${one.act}` },
      texts: one.examples,
    }),
  );
  const refused: Source = {
    target: { kind: 'none', id: 'none', head: 'none' },
    texts: knowledge.entries.flatMap((entry) => entry.not),
  };
  return [...entries, ...topics, ...talk, refused, { target: elsewhere, texts: [] }];
}

/**
 * Topics are held out whole, because what people ask is often on topics that nobody wrote down. The part hangs on
 * the text, not on its place, so that one line more or less leaves all others where they were.
 */
function foldOf(target: Target, clean: string): number {
  return scrambled(hashText(target.kind === 'boundary' ? target.id : clean)) % folds;
}

/** All that training learns from, as one text: where it is the same, so is the trained router. */
export function lessonText(knowledge: KnowledgeBase): string {
  return JSON.stringify([sourcesOf(knowledge), knowledge.concepts]);
}

/** Everything a question can belong to; entries come first, in the order of the knowledge base. */
export function targetsOf(knowledge: KnowledgeBase): Target[] {
  return sourcesOf(knowledge).map((source) => source.target);
}

export function collectExamples(knowledge: KnowledgeBase): ExampleSet {
  const sources = sourcesOf(knowledge);
  const examples = sources.flatMap(({ target, texts }, label) =>
    [...new Set(Array.from(new Set(texts), normalize))]
      .filter((clean) => clean !== '')
      .map((clean): Example => ({ clean, label, fold: foldOf(target, clean) })),
  );
  return { targets: sources.map((source) => source.target), examples };
}
