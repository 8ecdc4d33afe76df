/** Reads the rule cases and the knowledge that the rules compute with, and runs a case against any of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createRuleRunner, type RuleKnowledge, type RuleRunner } from '../../../intents/rules/run.ts';
import { parseInstant } from '../../../intents/rules/shanghai-time.ts';
import type { RuleResult } from '../../../intents/rules/types.ts';
import { calendarFileSchema, parametersFileSchema } from '../../../knowledge/schema.ts';

const stepSchema = z.looseObject({ id: z.string() });
const expectSchema = z.strictObject({
  status: z.enum(['ok', 'needs_facts', 'not_applicable', 'calendar_unknown', 'invalid']),
  outcome: z.string().optional(),
  reason: z.string().optional(),
  missing: z.array(z.string()).optional(),
  fields: z.array(z.strictObject({ fact: z.string(), reason: z.string() })).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  /** Steps that must be there in this order; others may stand between them, and each may hold more values. */
  steps: z.array(stepSchema).optional(),
});
const caseSchema = z.strictObject({
  name: z.string(),
  asOf: z.string(),
  facts: z.record(z.string(), z.unknown()),
  expect: expectSchema,
});
export type RuleCase = z.infer<typeof caseSchema> & { readonly rule: string };

const root = join(import.meta.dirname, '../../..');

/** Every case of `test/cases/rules`; the file is named after its rule. */
export function readRuleCases(): RuleCase[] {
  const folder = join(root, 'test/cases/rules');
  return readdirSync(folder).flatMap((file) => {
    const cases = z.array(caseSchema).parse(parse(readFileSync(join(folder, file), 'utf8')));
    return cases.map((one) => ({ ...one, rule: file.replace('.yaml', '') }));
  });
}

/** The shipped parameters and calendar, read by themselves. */
export function readRuleKnowledge(): RuleKnowledge {
  const files = (folder: string) =>
    readdirSync(join(root, 'knowledge', folder)).map((file) =>
      parse(readFileSync(join(root, 'knowledge', folder, file), 'utf8')),
    );
  return {
    parameters: files('parameters').flatMap((file) => parametersFileSchema.parse(file).parameters),
    calendar: files('calendar').map((file) => calendarFileSchema.parse(file)),
  };
}

export function runCase(runner: RuleRunner, { rule, facts, asOf }: RuleCase): RuleResult {
  const now = parseInstant(asOf);
  if (!now.ok) throw new Error(`asOf of a case: ${asOf}: ${now.reason}`);
  return runner.run(rule, facts, now.value);
}

/** The result in the shape of a case's expectation, so that the two can be compared as they are. */
export function seen(result: RuleResult, { expect }: RuleCase): unknown {
  const steps = 'steps' in result ? result.steps.map(({ id, values }) => ({ id, ...values })) : [];
  const all: Record<string, unknown> = { ...result, steps: matching(steps, expect.steps ?? []) };
  return Object.fromEntries(Object.keys(expect).map((key) => [key, all[key]]));
}

type StepCase = z.infer<typeof stepSchema>;

/** The first step at or after the last match that bears the id, cut to the values asked about. */
function matching(steps: readonly StepCase[], wanted: readonly StepCase[]): StepCase[] {
  let from = 0;
  return wanted.flatMap((step) => {
    const keys = Object.keys(step);
    const fits = (one: StepCase) =>
      keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(step[key]));
    const same = steps.findIndex((one, at) => at >= from && fits(one));
    const at = same >= 0 ? same : steps.findIndex((one, index) => index >= from && one.id === step.id);
    const found = steps[at];
    if (!found) return [];
    from = at + 1;
    return [Object.fromEntries(keys.map((key) => [key, found[key]])) as StepCase];
  });
}

/** Whether the case holds; used where a broken knowledge base must be noticed. */
export function holds(runner: RuleRunner, one: RuleCase): boolean {
  return JSON.stringify(sorted(seen(runCase(runner, one), one))) === JSON.stringify(sorted(one.expect));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

export function shippedRunner(): RuleRunner {
  return createRuleRunner(readRuleKnowledge());
}
