/** The router's reasons for a terminal: the text as it was read, what counted, and how the decision came about. */
import type { Candidate, Explanation, Match, ScorerParts } from '../../intents/types.ts';

const featuresShown = 10;
const number = (value: number): string => value.toFixed(2);
const signed = (value: number): string => `${value < 0 ? '' : '+'}${number(value)}`;

/** Some lines, each under a short name; `limit` entries of the ranking are shown. */
export function explanationText(reasons: Explanation, limit: number): string {
  const { match, features, parts, evidence } = reasons;
  const lines: readonly (readonly [name: string, value: string])[] = [
    ['text', match.text],
    ['normalised', reasons.normalized],
    ['spelling mended', reasons.clean === reasons.normalized ? '(as it was)' : reasons.clean],
    ['features', features.slice(0, featuresShown).map(weighed).join('  ')],
    ...parts.map((part, at) => [at === 0 ? 'scorers' : '', scored(part)] as const),
    ['evidence', Object.entries(evidence).map(named).join('  ')],
    ...match.ranking.slice(0, limit).map((one, at) => [at === 0 ? 'ranking' : '', ranked(one)] as const),
    ['margin', `${number(reasons.margin)} ahead of the second`],
    [
      'threshold',
      `answers from ${number(reasons.threshold)}, asks back from ${number(reasons.clarifyFrom)} in scope`,
    ],
    ['in scope', number(reasons.inScope)],
    ['decision', decided(match)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

const weighed = ({ feature, weight }: Explanation['features'][number]): string =>
  `${feature} ${signed(weight)}`;

const named = ([name, value]: readonly [string, number]): string => `${name} ${number(value)}`;

const scored = ({ entry, linear, nearness, coverage }: ScorerParts): string =>
  `${entry}: linear ${number(linear)}  nearness ${number(nearness)}  coverage ${number(coverage)}`;

const ranked = ({ entry, confidence }: Candidate): string => `${number(confidence)} ${entry}`;

function decided({ decision, ranking, options, boundary, smalltalk }: Match): string {
  const of = {
    answer: ranking[0]?.entry,
    clarify: options?.join(', '),
    boundary,
    smalltalk,
    fallback: undefined,
  };
  const what = of[decision];
  return what === undefined ? decision : `${decision}: ${what}`;
}
