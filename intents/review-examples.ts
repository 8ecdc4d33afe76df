/** Examples that the router, taught without them, takes for another entry's: written in the wrong place, or too vague. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import { folds } from './examples.ts';
import { scoreLinear, softmax } from './matchers/linear.ts';
import { lessonOf, study, type Taught } from './model.ts';
import { normalize } from './normalize.ts';
import { consult, type Scorers, topOf, trainScorers } from './scorers.ts';

/** A similar question that lies clearly nearer to another entry than to its own, by every scorer. */
export interface Stray {
  readonly entry: string;
  /** Position in `similar`; what stands under `contrast` is there because it is near to another entry. */
  readonly at: number;
  readonly text: string;
  readonly nearer: string;
  /** Chances (0..1) of the nearer entry and of its own, by a model that was not taught it. */
  readonly chances: { readonly nearer: number; readonly own: number };
}

/** A lead below this is no more than doubt between neighbours. */
const leastLead = 0.5;

interface Verdict {
  readonly nearer: number;
  readonly chances: Stray['chances'];
}

/** Every stray example, in the order of the knowledge base. Trains as often as there are folds: seconds, not milliseconds. */
export function findStrays(knowledge: KnowledgeBase): Stray[] {
  const { targets, vocabulary, taught, examples } = study(knowledge);
  const verdicts = new Map<string, Verdict>();
  for (let fold = 0; fold < folds; fold++) {
    const others = taught.filter((one) => one.fold !== fold);
    const scorers = trainScorers(lessonOf(others, targets, vocabulary));
    taught.forEach((one, at) => {
      const verdict = one.fold === fold ? judge(scorers, one) : undefined;
      if (verdict) verdicts.set(key(one.label, examples[at]?.clean ?? ''), verdict);
    });
  }
  return knowledge.entries.flatMap(({ id, similar }, label) =>
    similar.flatMap((text, at): Stray[] => {
      const verdict = verdicts.get(key(label, normalize(text)));
      if (!verdict) return [];
      return [
        {
          entry: id,
          at,
          text,
          chances: verdict.chances,
          nearer: knowledge.entries[verdict.nearer]?.id ?? '',
        },
      ];
    }),
  );
}

const key = (label: number, clean: string): string => `${label} ${clean}`;

/** The entry that all scorers put well before its own; undefined when there is none, or when it belongs to no entry. */
function judge(scorers: Scorers, { reading, label }: Taught): Verdict | undefined {
  if (label >= scorers.entries) return undefined;
  const { near } = consult(scorers, reading.row);
  const chances = softmax(scoreLinear(scorers.linear, reading.row));
  const best = topOf(chances, 0, scorers.entries);
  const [nearer, own] = [chances[best] ?? 0, chances[label] ?? 0];
  const agreed = (near[best] ?? 0) > (near[label] ?? 0);
  return agreed && nearer - own >= leastLead ? { nearer: best, chances: { nearer, own } } : undefined;
}
