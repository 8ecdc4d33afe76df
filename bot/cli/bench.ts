/** `dawen bench`: the routing engine on a public intent set that the person has on disk. */
import {
  figuresAt,
  type IntentFigures,
  type Trial,
  thresholdForCorrelation,
  thresholdForRecall,
  tryGuesses,
} from '../../intents/intent-figures.ts';
import { type Guesser, type Labelled, trainIntents } from '../../intents/intent-sets.ts';
import { type IntentSet, intentSets } from './bench-sets.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface BenchOptions {
  readonly set: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** Shares of the validation split's out-of-scope questions that are to be declined. */
const declinedShares = [0.6, 0.65, 0.7];
const folds = 4;

export async function bench({ set, data, json }: BenchOptions, context: CliContext): Promise<ExitCode> {
  const readSet = Object.hasOwn(intentSets, set) ? intentSets[set] : undefined;
  if (!readSet)
    throw new UsageError(`bench ${set}: is no known set; choose of ${Object.keys(intentSets).join(', ')}`);
  if (data === undefined) throw new UsageError(`bench ${set}: --data names the folder that holds the set`);
  const given = readSet(data);
  await writeLine(context.stderr, `training on ${given.train.length} questions`);
  const guess = trainIntents(given.train);
  const trials = tryGuesses(guess, given.test);
  const thresholds = new Set([0, ...chooseThresholds(given, guess)]);
  const figures = [...thresholds].map((at) => figuresAt(trials, at));
  if (json) await writeJson(context.stdout, { set, figures });
  else await writeTable(figures, context);
  return 0;
}

/** From validation and training data alone; none where the set has nothing out of scope. */
function chooseThresholds({ train, validation, test }: IntentSet, guess: Guesser): number[] {
  if (validation.length > 0) {
    const trials = tryGuesses(guess, validation);
    return declinedShares.map((share) => thresholdForRecall(trials, share));
  }
  const declines = test.some(({ intent }) => intent === undefined);
  return declines ? [thresholdForCorrelation(tryUnseen(train))] : [];
}

/** Every question judged by models that saw neither it nor, for a quarter of the intents, anything of its intent. */
function tryUnseen(train: readonly Labelled[]): Trial[] {
  const intents = [...new Set(train.map(({ intent }) => intent))];
  return Array.from({ length: folds }, (_, fold) => {
    const unknown = new Set(intents.filter((_, at) => at % folds === fold));
    const held = (one: Labelled, at: number): boolean => at % folds === fold || unknown.has(one.intent);
    const guess = trainIntents(train.filter((one, at) => !held(one, at)));
    const asked = train
      .filter(held)
      .map(
        ({ text, intent }): Labelled =>
          intent === undefined || unknown.has(intent) ? { text } : { text, intent },
      );
    return tryGuesses(guess, asked);
  }).flat();
}

async function writeTable(figures: readonly IntentFigures[], { stdout }: CliContext): Promise<void> {
  const percent = (share: number | undefined): string =>
    share === undefined ? '-' : `${(share * 100).toFixed(1)}%`;
  await writeLine(stdout, ['threshold', 'in scope', 'out of scope', 'accuracy', 'recall', 'MCC'].join('\t'));
  for (const { threshold, inScope, outOfScope, accuracy, recall, mcc } of figures) {
    const cells = [
      threshold.toFixed(2),
      inScope,
      outOfScope,
      percent(accuracy),
      percent(recall),
      mcc.toFixed(3),
    ];
    await writeLine(stdout, cells.join('\t'));
  }
}
