/** The plots of the routing bench: all systems side by side, accuracy by kind, and what a confidence is worth. */

import type { ReliabilityBin } from '../../intents/reliability.ts';
import type { Measured } from './routing/measure.ts';
import { reliabilityOf } from './routing/reliability.ts';
import { type Estimate, wilson } from './statistics.ts';
import { dot, drawing, line, rect, text } from './svg.ts';

const row = 32;
const top = 92;

interface Panel {
  readonly x: number;
  readonly width: number;
  /** Share (0..1) at its left edge; 0 when absent. The right edge is 1. */
  readonly from?: number;
}

const at = ({ x, width, from = 0 }: Panel, share: number): number =>
  x + (width * (share - from)) / (1 - from);
const percent = (share: number): string => (100 * share).toFixed(1);

/** One bar with its interval and its number. */
function bar(look: string, panel: Panel, y: number, { value, low, high }: Estimate): string[] {
  const middle = y + row / 2;
  return [
    rect(look, { x: panel.x, y: y + 7 }, { width: at(panel, value) - panel.x, height: row - 14 }),
    line('whisker', { x: at(panel, low), y: middle }, { x: at(panel, high), y: middle }),
    text('ink', { x: at(panel, high) + 8, y: middle + 4 }, percent(value)),
  ];
}

const panels = {
  first: { x: 200, width: 150 },
  answered: { x: 420, width: 150 },
  outside: { x: 640, width: 150 },
} satisfies Record<string, Panel>;

function systemRow({ trial, report: { all } }: Measured, y: number): string[] {
  const ours = trial.key === 'dawen';
  const [good, bad] = ours ? ['ours', 'ours'] : ['peer', 'alarm'];
  return [
    text(`ink ${ours ? 'strong' : ''}`, { x: 190, y: y + row / 2 + 4 }, trial.name, 'end'),
    ...bar(good, panels.first, y, wilson(all.top1Ok, all.inScope)),
    ...bar(good, panels.answered, y, wilson(all.answered, all.inScope)),
    ...bar(bad, panels.outside, y, wilson(all.falseAnswers, all.outOfScope)),
  ];
}

/** What every system finds, answers, and answers though it should not; the surest finder first. */
export function plotSystems(all: readonly Measured[], set: string): string {
  const sorted = [...all].sort((a, b) => b.report.all.top1Ok - a.report.all.top1Ok);
  const rows = sorted.flatMap((one, place) => systemRow(one, top + place * row));
  const heads = [
    text('soft', { x: panels.first.x, y: 74 }, 'first entry is right, %'),
    text('soft', { x: panels.answered.x, y: 74 }, 'answered rightly, %'),
    text('soft', { x: panels.outside.x, y: 74 }, 'out of scope, yet answered, %'),
  ];
  const title = `Routing: ${sorted.length} set-ups, same knowledge, same questions (${set})`;
  return drawing(title, { width: 860, height: top + sorted.length * row + 24 }, [...heads, ...rows]);
}

function kindRow([ours, theirs]: readonly [Estimate, Estimate], panel: Panel, middle: number): string[] {
  const whisker = ({ low, high }: Estimate, y: number) =>
    line('whisker', { x: at(panel, low), y }, { x: at(panel, high), y });
  return [
    whisker(theirs, middle + 4),
    whisker(ours, middle - 4),
    dot('peer', { x: at(panel, theirs.value), y: middle + 4 }, 5.5),
    dot('ours', { x: at(panel, ours.value), y: middle - 4 }, 5.5),
    text('ink', { x: 700, y: middle + 4 }, percent(ours.value), 'end'),
    text('soft', { x: 760, y: middle + 4 }, percent(theirs.value), 'end'),
  ];
}

interface KindRow {
  readonly kind: string;
  readonly inScope: number;
  readonly ours: Estimate;
  readonly theirs: Estimate;
}

/** In-scope kinds, Dawen's best first. */
function kindRows(dawen: Measured, peer: Measured): KindRow[] {
  return Object.entries(dawen.report.byKind)
    .filter(([, { inScope }]) => inScope > 0)
    .map(([kind, { inScope, top1Ok }]) => ({
      ...{ kind, inScope, ours: wilson(top1Ok, inScope) },
      theirs: wilson(peer.report.byKind[kind]?.top1Ok ?? 0, inScope),
    }))
    .sort((a, b) => b.ours.value - a.ours.value);
}

const legendOf = (name: string): string[] => [
  dot('ours', { x: 186, y: 70 }, 5.5),
  text('ink', { x: 198, y: 74 }, 'Dawen'),
  dot('peer', { x: 266, y: 70 }, 5.5),
  text('soft', { x: 278, y: 74 }, `${name}, the best peer; lines are 95 % intervals`),
];

/** Top-1 by kind of question: Dawen beside the best peer. */
export function plotKinds(dawen: Measured, peer: Measured): string {
  const rows = kindRows(dawen, peer);
  const lowest = Math.min(...rows.flatMap(({ ours, theirs }) => [ours.low, theirs.low]));
  const panel = { x: 180, width: 440, from: Math.floor(lowest * 4) / 4 };
  const bottom = top + rows.length * row;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => panel.from + part * (1 - panel.from));
  const grid = ticks.flatMap((share) => [
    line('grid', { x: at(panel, share), y: top }, { x: at(panel, share), y: bottom }),
    text('small soft', { x: at(panel, share), y: bottom + 16 }, (100 * share).toFixed(0), 'middle'),
  ]);
  const drawn = rows.flatMap(({ kind, inScope, ours, theirs }, place) => {
    const middle = top + place * row + row / 2;
    return [
      text('ink', { x: 24, y: middle + 4 }, `${kind} (${inScope})`),
      ...kindRow([ours, theirs], panel, middle),
    ];
  });
  const strokes = [...grid, ...legendOf(peer.trial.name), ...drawn];
  return drawing('First entry is right, % by kind of question', { width: 790, height: bottom + 36 }, strokes);
}

const square = { x: 70, y: 70, side: 360 };
const across = (share: number): number => square.x + square.side * share;
const up = (share: number): number => square.y + square.side * (1 - share);

function bubble({ confidence, questions, right }: ReliabilityBin, most: number): string[] {
  const x = across(confidence);
  const { value, low, high } = wilson(right * questions, questions);
  return [
    line('whisker', { x, y: up(low) }, { x, y: up(high) }),
    dot('ours', { x, y: up(value) }, 4 + 8 * Math.sqrt(questions / most)),
    text('small soft', { x: x + 10, y: up(low) + 4 }, `${questions}`),
  ];
}

/** Confidence beside truth: on the diagonal, a confidence means what it says. */
export function plotReliability(dawen: Measured): string {
  const { bins, calibrationError } = reliabilityOf(dawen);
  const most = Math.max(...bins.map(({ questions }) => questions));
  const end = square.y + square.side;
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line('grid', { x: across(share), y: square.y }, { x: across(share), y: end }),
    line('grid', { x: square.x, y: up(share) }, { x: square.x + square.side, y: up(share) }),
    text('small soft', { x: across(share), y: end + 18 }, `${share}`, 'middle'),
    text('small soft', { x: square.x - 10, y: up(share) + 4 }, `${share}`, 'end'),
  ]);
  const words = [
    line('diagonal', { x: across(0), y: up(0) }, { x: across(1), y: up(1) }),
    text('soft', { x: square.x, y: end + 42 }, 'across: confidence; up: share that is right, 95 % interval'),
    text(
      'soft',
      { x: square.x, y: end + 62 },
      'numbers: questions in the bin, those out of scope among them',
    ),
  ];
  const title = `Dawen's confidence: ${percent(calibrationError)} points off on average`;
  const bubbles = bins.flatMap((bin) => bubble(bin, most));
  return drawing(title, { width: 500, height: end + 84 }, [...ticks, ...words, ...bubbles]);
}
