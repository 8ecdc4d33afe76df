/** `dawen eval`: scores routing on a file of labelled questions. */
import { createReadStream } from 'node:fs';
import { evaluateRouting, type RoutingCase, routingCaseSchema, type Tally } from '../../intents/evaluate.ts';
import { measureReliability, type Reliability } from '../../intents/reliability.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import type { CliContext } from './context.ts';
import { readLines } from './lines.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface EvalOptions {
  readonly file: string;
  readonly json?: boolean;
  /** Confidence against truth instead of the shares by kind. */
  readonly reliability?: boolean;
}

/** Shares from 0 to 1: the first six of questions in scope, `falseAnswers` of those out of scope. */
const shares = ['top1', 'top1Ok', 'top3', 'answered', 'served', 'wrong', 'falseAnswers'] as const;
type Scores = Record<'inScope' | 'outOfScope' | (typeof shares)[number], number>;

export async function evaluate(options: EvalOptions, context: CliContext): Promise<ExitCode> {
  const cases = await readCases(options.file);
  const { router, knowledge } = await context.expertise();
  await warnOfStrangers(cases, knowledge, context);
  if (options.reliability) {
    await printReliability(measureReliability(router, cases), options, context);
    return 0;
  }
  const { all, byKind } = evaluateRouting(router, cases);
  const kinds = Object.entries(byKind).sort(([a], [b]) => (a < b ? -1 : 1));
  if (options.json) {
    const scored = Object.fromEntries(kinds.map(([kind, tally]) => [kind, toScores(tally)]));
    await writeJson(context.stdout, { ...toScores(all), byKind: scored });
  } else {
    await writeLine(context.stdout, ['kind', 'questions', ...shares].join('\t'));
    for (const [kind, tally] of [['all', all] as const, ...kinds])
      await writeLine(context.stdout, toRow(kind, tally));
  }
  return 0;
}

async function printReliability(
  measured: Reliability,
  { json }: Pick<EvalOptions, 'json'>,
  { stdout }: CliContext,
): Promise<void> {
  if (json) return writeJson(stdout, measured);
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  await writeLine(stdout, ['confidence', 'questions', 'mean confidence', 'right'].join('\t'));
  for (const { from, to, questions, confidence, right } of measured.bins)
    await writeLine(stdout, [`${from}-${to}`, questions, percent(confidence), percent(right)].join('\t'));
  await writeLine(stdout, `expected calibration error\t${percent(measured.calibrationError)}`);
}

async function readCases(file: string): Promise<RoutingCase[]> {
  const cases: RoutingCase[] = [];
  let number = 0;
  try {
    for await (const { text } of readLines(createReadStream(file))) {
      number += 1;
      if (text.trim() !== '') cases.push(readCase(text, `${file}:${number}`));
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${file}: cannot be read; give a file of lines {"q": …, "expect": […], "ok": […], "kind": …}`,
      {
        cause: error,
      },
    );
  }
  if (cases.length === 0) throw new UsageError(`${file}: holds no questions`);
  return cases;
}

function readCase(line: string, place: string): RoutingCase {
  const parsed = routingCaseSchema.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `${place}: is not a line such as {"q": "…", "expect": ["entry-id"], "ok": [], "kind": "short"}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A name that no entry has can never be right; that is more often a slip in the file than in the router. */
async function warnOfStrangers(
  cases: readonly RoutingCase[],
  { entries }: KnowledgeBase,
  { stderr }: CliContext,
): Promise<void> {
  const known = new Set(entries.flatMap(({ id, question }) => [id, question]));
  const strangers = new Set(
    cases.flatMap(({ expect, ok }) => [...expect, ...ok]).filter((name) => !known.has(name)),
  );
  for (const name of strangers)
    await writeLine(stderr, `warning: no entry is called ${JSON.stringify(name)}`);
}

function toScores(tally: Tally): Scores {
  const { inScope, outOfScope } = tally;
  const of = (count: number, whole: number) =>
    whole === 0 ? 0 : Math.round((count / whole) * 10_000) / 10_000;
  const entries = shares.map((name) => [
    name,
    of(tally[name], name === 'falseAnswers' ? outOfScope : inScope),
  ]);
  return { inScope, outOfScope, ...Object.fromEntries(entries) };
}

function toRow(kind: string, tally: Tally): string {
  const scores = toScores(tally);
  const cells = shares.map((name) => {
    const whole = name === 'falseAnswers' ? tally.outOfScope : tally.inScope;
    return whole === 0 ? '-' : `${(scores[name] * 100).toFixed(1)}%`;
  });
  return [kind, tally.inScope + tally.outOfScope, ...cells].join('\t');
}
