/** How sure a ranking is of its first entry. Peers give scores that mean different things, so several readings are tried. */
import { nowhere, type Ranked } from '../peers/peer.ts';
import { tokensOf } from '../peers/tokens.ts';

/** Higher is surer. `others` are the entries below the first, and `nowhere` wherever it stands. */
type Reading = (first: number, others: readonly number[], question: string) => number;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export const readings = {
  'score of the first': (first) => first,
  'lead over the second': (first, others) => first - Math.max(0, ...others),
  'share of the first among the best': (first, others) => first / (first + sum(others) || 1),
  'score for each token asked': (first, _, question) => first / (tokensOf(question).length || 1),
} satisfies Record<string, Reading>;
export type ReadingName = keyof typeof readings;

export const entriesOf = (ranked: readonly Ranked[]): Ranked[] =>
  ranked.filter(({ entry }) => entry !== nowhere);

/** Below every confidence: nothing was found. A number all the same, so that it can be sorted and subtracted. */
const nothingFound = -1e9;

export function confidenceOf(ranked: readonly Ranked[], question: string, reading: ReadingName): number {
  const first = entriesOf(ranked)[0];
  if (first === undefined) return nothingFound;
  const others = ranked.filter((one) => one !== first).map(({ score }) => score);
  return (readings[reading] as Reading)(first.score, others, question);
}
