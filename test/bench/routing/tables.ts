/** The Markdown tables of the routing bench. */
import type { Tally } from '../../../intents/evaluate.ts';
import { type Estimate, wilson } from '../statistics.ts';
import { leadOver, type Measured } from './measure.ts';
import { reliabilityOf } from './reliability.ts';

const points = (share: number): string => (100 * share).toFixed(1);

/** A share in per cent, and its 95 % interval in small print. */
const show = ({ value, low, high }: Estimate): string =>
  Number.isNaN(value) ? '–' : `${points(value)} <sub>${points(low)}–${points(high)}</sub>`;

const table = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [heads, ['---', ...heads.slice(1).map(() => '--:')], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

const inShare = (tally: Tally, key: 'top1' | 'top1Ok' | 'top3' | 'answered' | 'served' | 'wrong'): string =>
  show(wilson(tally[key], tally.inScope));
const falseShare = ({ falseAnswers, outOfScope }: Tally): string => show(wilson(falseAnswers, outOfScope));

export function systemsTable(all: readonly Measured[]): string {
  const heads = [
    '',
    'top-1',
    'top-1, or equally right',
    'top-3',
    'answered rightly',
    'served',
    'answered wrongly',
  ];
  const outside = ['out of scope: answered', 'out of scope: options offered', 'AUROC'];
  return table(
    [...heads, ...outside],
    all.map(({ trial, report: { all: tally }, offeredOutside, auroc }) => [
      trial.name,
      ...(['top1', 'top1Ok', 'top3', 'answered', 'served', 'wrong'] as const).map((key) =>
        inShare(tally, key),
      ),
      falseShare(tally),
      points(offeredOutside),
      show(auroc),
    ]),
  );
}

export const strictTable = (all: readonly Measured[]): string =>
  table(
    ['', 'answered rightly', 'answered wrongly', 'out of scope: answered'],
    all.map(({ trial, strict: { all: tally } }) => [
      trial.name,
      inShare(tally, 'answered'),
      inShare(tally, 'wrong'),
      falseShare(tally),
    ]),
  );

export const costTable = (all: readonly Measured[]): string =>
  table(
    ['', 'one match, p50 µs', 'p99 µs', 'built in ms', 'holds MB', 'process MB'],
    all.map(({ trial }) => [
      trial.name,
      ...[trial.p50, trial.p99, trial.buildMs].map((value) => value.toFixed(0)),
      ...[trial.memoryMb, trial.residentMb].map((value) => value.toFixed(0)),
    ]),
  );

const times = (ratio: number): string => ratio.toFixed(ratio < 10 ? (ratio < 1 ? 2 : 1) : 0);

/** How far every other system is from the first one, in the same run. */
export function ratiosTable([first, ...others]: readonly Measured[]): string {
  if (first === undefined) return '';
  const misses = ({ report }: Measured) => report.all.inScope - report.all.top1Ok;
  return table(
    ['', `points of top-1 behind ${first.trial.name}`, 'misses ×', 'p50 ×', 'p99 ×', 'memory held ×'],
    others.map((other) => [
      other.trial.name,
      show(leadOver(first, other)),
      times(misses(other) / misses(first)),
      ...(['p50', 'p99', 'memoryMb'] as const).map((key) => times(other.trial[key] / first.trial[key])),
    ]),
  );
}

/** By kind of question, for the systems given: top-1 in scope, answers out of scope. */
export function kindsTable(some: readonly Measured[]): string {
  const kinds = Object.entries(some[0]?.report.byKind ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const cell = (tally: Tally | undefined): string =>
    tally === undefined ? '–' : tally.inScope > 0 ? inShare(tally, 'top1Ok') : falseShare(tally);
  return table(
    ['', 'questions', ...some.map(({ trial }) => trial.name)],
    kinds.map(([kind, { inScope, outOfScope }]) => [
      outOfScope > 0 ? `${kind}, answered` : kind,
      inScope + outOfScope,
      ...some.map(({ report }) => cell(report.byKind[kind])),
    ]),
  );
}

export function reliabilityTable(dawen: Measured): string {
  const { bins, calibrationError } = reliabilityOf(dawen);
  const rows = bins.map(({ from, to, questions, confidence, right }) => [
    `${from}–${to}`,
    questions,
    points(confidence),
    show(wilson(right * questions, questions)),
  ]);
  return `${table(['confidence', 'questions', 'mean confidence', 'right'], rows)}

Expected calibration error: ${points(calibrationError)} points.`;
}

export const settingsTable = (all: readonly Measured[]): string =>
  table(
    ['', 'version', 'set up', 'confidence'],
    all.map(({ trial, point }) => [
      trial.name,
      trial.version,
      trial.settings,
      trial.answers.dev[0]?.verdict ? 'its own' : `${point.reading} ≥ ${point.threshold.toPrecision(3)}`,
    ]),
  );
