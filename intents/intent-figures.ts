/** How well guesses of intents are, and from which chance on a guess is better said than kept. */
import type { Guess, Labelled } from './intent-sets.ts';

/** What was guessed for a question whose intent is known. */
export interface Trial extends Guess {
  /** The true intent; none when it is out of scope. */
  readonly truth: string | undefined;
}

export interface IntentFigures {
  readonly threshold: number;
  readonly inScope: number;
  readonly outOfScope: number;
  /** Share of the questions in scope whose intent is guessed, from the threshold on. */
  readonly accuracy: number;
  /** Share of the questions out of scope that are declined; none without such questions. */
  readonly recall?: number;
  /** Matthews correlation over all intents and "none", -1 to 1. */
  readonly mcc: number;
}

export function tryGuesses(guess: (text: string) => Guess, questions: readonly Labelled[]): Trial[] {
  return questions.map(({ text, intent }) => ({ ...guess(text), truth: intent }));
}

export function figuresAt(trials: readonly Trial[], threshold: number): IntentFigures {
  const inScope = trials.filter(({ truth }) => truth !== undefined);
  const outside = trials.filter(({ truth }) => truth === undefined);
  const right = inScope.filter(({ chance, intent, truth }) => chance >= threshold && intent === truth);
  const declined = outside.filter(({ chance }) => chance < threshold);
  return {
    threshold,
    inScope: inScope.length,
    outOfScope: outside.length,
    accuracy: right.length / Math.max(1, inScope.length),
    ...(outside.length === 0 ? {} : { recall: declined.length / outside.length }),
    mcc: correlation(trials, threshold),
  };
}

/** Multi-class Matthews correlation (Gorodkin): what is declined counts as an intent of its own. */
function correlation(trials: readonly Trial[], threshold: number): number {
  const said = new Map<string, number>();
  const meant = new Map<string, number>();
  const none = '';
  let right = 0;
  for (const { intent, chance, truth = none } of trials) {
    const guess = chance >= threshold ? intent : none;
    said.set(guess, (said.get(guess) ?? 0) + 1);
    meant.set(truth, (meant.get(truth) ?? 0) + 1);
    if (guess === truth) right++;
  }
  const all = trials.length;
  let both = 0;
  for (const [intent, count] of said) both += count * (meant.get(intent) ?? 0);
  const squares = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  const spread = Math.sqrt((all * all - squares(said)) * (all * all - squares(meant)));
  return spread === 0 ? 0 : (right * all - both) / spread;
}

/** The lowest threshold that declines at least this share of the questions out of scope. */
export function thresholdForRecall(trials: readonly Trial[], share: number): number {
  const chances = trials.filter(({ truth }) => truth === undefined).map(({ chance }) => chance);
  chances.sort((a, b) => a - b);
  const highest = chances[Math.ceil(share * chances.length) - 1];
  return highest === undefined ? 0 : highest + 1e-6;
}

/** The threshold with the best correlation. */
export function thresholdForCorrelation(trials: readonly Trial[]): number {
  let best = { threshold: 0, mcc: correlation(trials, 0) };
  for (const { chance } of trials) {
    const mcc = correlation(trials, chance);
    if (mcc > best.mcc) best = { threshold: chance, mcc };
  }
  return best.threshold;
}
